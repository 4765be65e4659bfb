// A questionnaire in several languages: translated text by text, offered when the fixed words are all there, and answered in the language
// that somebody chooses, which is kept nowhere.
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "tests/site.h"
#include "voice/answer_words.h"
#include "voice/code.h"
#include "voice/wave_store.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using voice::WaveId;

// Says which text it stands for, in no language, with all that is filled in.
std::string word_for(const std::string& key) {
    auto word = "Zqw-" + key;
    for (const auto& hole : voice::holes_in(web::texts_of("en").at(key))) word += " {" + hole + "}";
    return word;
}

class ManyLanguages : public ::testing::TestWithParam<db::Engine> {
protected:
    ManyLanguages() : site(GetParam()) {
        site.sign_in(Role::evaluator);
        sheet = site.post("/questionnaires/new", {{"title", "Zqxschool and you"}, {"owner", "partnership"}}).location;
        save("/questions/new", {{"label", "Zqxsafe"}, {"kind", "choice"}, {"choices", "Zqxoften\nZqxseldom"}, {"needed", "yes"}});
        save("/questions/new", {{"label", "Zqxwhy"}, {"kind", "words"}, {"hint", "Zqxhint"}});
    }
    std::string version_at(const std::string& address) {
        const auto page = site.html(address);
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"seen_version\" value=\"(\\d+)\"")) ? found[1].str() : "0";
    }
    web::Response post(const std::string& at, Fields fields) {
        fields.emplace_back("seen_version", version_at(sheet + at));
        return site.post(sheet + at, fields);
    }
    void save(const std::string& at, const Fields& fields) {
        const auto saved = post(at, fields);
        ASSERT_EQ(saved.status, web::Status::see_other) << site.document(saved);
    }
    void add(const std::string& language) { save("/languages", {{"language", language}}); }
    // Every text there is, by key, approved.
    void translate(const std::string& language, const std::map<std::string, std::string>& texts) {
        Fields fields;
        for (const auto& [key, text] : texts) fields.insert(fields.end(), {{"text_" + key, text}, {"approved_" + key, "yes"}});
        save("/languages/" + language, fields);
    }
    void say_fixed_words(const std::string& language) {
        Fields fields;
        for (const auto& key : voice::answer_words())
            fields.insert(fields.end(), {{"text_" + key, word_for(key)}, {"approved_" + key, "yes"}});
        save("/languages/" + language + "/words", fields);
    }
    void write_arabic() {
        add("ar");
        translate("ar", {{"title", "مدرستك"},
                         {"q1/label", "أشعر بالأمان"},
                         {"q1/choice/c1", "غالبا"},
                         {"q1/choice/c2", "نادرا"},
                         {"q2/label", "لماذا"},
                         {"q2/hint", "مساعدة"}});
        say_fixed_words("ar");
    }
    // The first question and none of its answers.
    void write_gaelic() {
        add("gd");
        translate("gd", {{"q1/label", "Tha mi sàbhailte"}});
        save("/languages/gd", {{"text_q1/choice/c1", "Zqxsuggested"}});
        say_fixed_words("gd");
    }
    WaveId publish(const std::string& access = "open_link") {
        site.sign_in(Role::evaluator);
        const auto answer = site.post(sheet + "/waves/new", {{"whose_view", site.framework().stakeholder_groups.front().key},
                                                             {"access", access},
                                                             {"manner", "pages"},
                                                             {"smallest", "5"},
                                                             {"zeros_shown", "yes"},
                                                             {"opens_day", "23"},
                                                             {"opens_month", "11"},
                                                             {"opens_year", "2026"},
                                                             {"closes_day", "1"},
                                                             {"closes_month", "12"},
                                                             {"closes_year", "2026"},
                                                             {"reader", site.account(Role::lead).text},
                                                             {"deputy", site.account(Role::reader).text},
                                                             {"space", "Zqxspace here"},
                                                             {"voice", "Zqxvoice here"},
                                                             {"audience", "Zqxaudience here"},
                                                             {"influence", "Zqxinfluence here"}});
        EXPECT_EQ(answer.status, web::Status::see_other) << site.document(answer);
        return WaveId{answer.location.substr(std::string("/waves/").size())};
    }
    voice::Wave wave_of(const WaveId& id) {
        return site.database().reading([&](db::Read& db) { return voice::find_wave(db, site.partnership(), id)->wave; });
    }
    // As a browser that likes these languages gets it.
    web::Answer liking(const std::string& languages, const std::string& address) {
        web::Request request;
        request.method = "GET";
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Accept-Language", languages}};
        return site.answer(request);
    }
    static std::string hidden(const std::string& page, const std::string& name) {
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"" + name + "\" value=\"([^\"]*)\"")) ? found[1].str() : "";
    }
    std::string begin(const voice::Wave& wave, const std::string& language) {
        site.sign_in(std::nullopt);
        return hidden(site.document(site.post("/ask/" + wave.link, {{"language", language}})), "ballot");
    }
    std::string answer(const voice::Wave& wave, const std::string& language, const std::string& ballot, const std::string& go,
                       Fields more) {
        site.sign_in(std::nullopt);
        more.insert(more.end(), {{"ballot", ballot}, {"page", "0"}, {"go", go}, {"language", language}});
        return site.document(site.post("/ask/" + wave.link + "/answers", more));
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }
    // Fixed words in English that stand on the page; short ones may be part of another word.
    static std::vector<std::string> english_on(const std::string& page) {
        const auto from = page.find("<main");
        const auto main = page.substr(from, page.find("</main>") - from);
        std::vector<std::string> found;
        for (const auto& key : voice::answer_words())
            if (const auto& text = web::texts_of("en").at(key); text.size() > 7 && main.find(text) != std::string::npos)
                found.push_back(key);
        return found;
    }

    testing::Site site;
    std::string sheet;
};

INSTANTIATE_TEST_SUITE_P(Both, ManyLanguages, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

const std::string in_arabic = "<html lang=\"ar\" dir=\"rtl\">", in_gaelic = "<html lang=\"gd\" dir=\"ltr\">",
                  in_english = "<html lang=\"en-GB\" dir=\"ltr\">";

TEST_P(ManyLanguages, a_page_in_arabic_has_no_english_word_of_ours) {
    write_arabic();
    const auto wave = wave_of(publish());
    EXPECT_THAT(wave.content.languages, ElementsAre("en", "ar"));
    const auto start = liking("ar", "/ask/" + wave.link).body;
    EXPECT_THAT(
        start, AllOf(HasSubstr(in_arabic), HasSubstr("مدرستك"), HasSubstr("Zqw-voice.ask.begin"), HasSubstr("lang=\"en-GB\" dir=\"ltr\"")));
    EXPECT_THAT(start, AllOf(HasSubstr("<div lang=\"en\" dir=\"ltr\">"), HasSubstr("Zqxaudience here"))) << "what the owner says is marked";
    EXPECT_THAT(english_on(start), ElementsAre());

    const auto ballot = begin(wave, "ar");
    const auto refused = answer(wave, "ar", ballot, "next", {{"a_q2", "Zqxtyped"}});
    EXPECT_THAT(refused, AllOf(HasSubstr(in_arabic), HasSubstr("Zqw-voice.answer.missing"), HasSubstr("Zqw-ui.error_summary"),
                               HasSubstr("Zqw-ui.refused"), HasSubstr("أشعر بالأمان"), HasSubstr("غالبا"), HasSubstr("مساعدة"),
                               HasSubstr("Zqxtyped"), Not(HasSubstr("Zqxoften"))));
    EXPECT_THAT(english_on(refused), ElementsAre());
    const auto last = answer(wave, "ar", ballot, "next", {{"a_q1", "c1"}});
    EXPECT_THAT(last, AllOf(HasSubstr(in_arabic), HasSubstr("Zqw-voice.answer.send")));
    EXPECT_THAT(english_on(last), ElementsAre());
    const auto sent = answer(wave, "ar", ballot, "send", {{"a_q1", "c1"}});
    EXPECT_THAT(sent, AllOf(HasSubstr(in_arabic), HasSubstr("Zqw-voice.sent.title"), HasSubstr("/removal?language=ar"), HasSubstr(ballot)));
    EXPECT_THAT(english_on(sent), ElementsAre());
    for (const auto* at : {"/left", "/removal"}) {
        const auto page = site.html("/ask/" + wave.link + at + "?language=ar");
        EXPECT_THAT(page, HasSubstr(in_arabic)) << at;
        EXPECT_THAT(english_on(page), ElementsAre()) << at;
    }
    const auto nothing = site.document(site.post("/ask/" + wave.link + "/removal", {{"ballot", "lusab"}, {"language", "ar"}}));
    EXPECT_THAT(nothing, AllOf(HasSubstr(in_arabic), HasSubstr("Zqw-voice.take_back.nothing"), HasSubstr("lusab")));
    EXPECT_THAT(site.html("/ask/" + wave.link + "/heard?language=ar"), HasSubstr(in_english)) << "the public page is its owner's";
}

TEST_P(ManyLanguages, a_text_that_is_missing_or_only_suggested_is_shown_in_its_own_language) {
    write_gaelic();
    const auto wave = wave_of(publish());
    const auto page = answer(wave, "gd", begin(wave, "gd"), "next", {});
    EXPECT_THAT(page,
                AllOf(HasSubstr(in_gaelic), HasSubstr("<legend>Tha mi sàbhailte</legend>"),
                      HasSubstr("<span lang=\"en\" dir=\"ltr\">Zqxoften</span>"), HasSubstr("<span lang=\"en\" dir=\"ltr\">Zqxwhy</span>"),
                      HasSubstr("<span lang=\"en\" dir=\"ltr\">Zqxhint</span>"),
                      HasSubstr("<span lang=\"en\" dir=\"ltr\">Zqxschool and you</span>"), Not(HasSubstr("Zqxsuggested"))));
    EXPECT_THAT(answer(wave, "en", begin(wave, "en"), "next", {}),
                AllOf(HasSubstr(in_english), HasSubstr("Zqxoften"), Not(HasSubstr("<span lang"))));
}

TEST_P(ManyLanguages, the_first_is_what_the_browser_likes_best_of_those_that_are_offered) {
    write_arabic();
    write_gaelic();
    const auto at = "/ask/" + wave_of(publish()).link;
    for (const auto& [likes, page] : {std::pair<std::string, std::string>{"ar-SY, en;q=0.5", in_arabic},
                                      {"pl, gd;q=0.8, ar;q=0.3", in_gaelic},
                                      {"", in_english},
                                      {"pl, uk", in_english},
                                      {"*;q=9, ar;q=nan, gd;q=0", in_english},
                                      {"<script>, ,;;==,q=1", in_english},
                                      {std::string(6'000, ','), in_english}})
        EXPECT_THAT(liking(likes, at).body, AllOf(HasSubstr(page), Not(HasSubstr("<script>")))) << likes.substr(0, 40);
    EXPECT_THAT(liking("ar", at + "?language=gd").body, HasSubstr(in_gaelic)) << "what was chosen counts";
    EXPECT_THAT(liking("en", at).body,
                AllOf(HasSubstr("<a class=\"ts-languages__one\" href=\"" + at +
                                "?language=ar\" hreflang=\"ar\" lang=\"ar\" dir=\"rtl\">العربية</a>"),
                      HasSubstr("lang=\"gd\" dir=\"ltr\">Gàidhlig</a>"), HasSubstr("aria-current=\"true\">English</strong>")));
    for (const auto* wrong : {"pl", "xx", "ar%22%3E%3Cscript%3E", "ar,gd", "..", "AR"}) {
        const auto page = liking("", at + "?language=" + wrong);
        EXPECT_EQ(page.status, 200) << wrong;
        EXPECT_THAT(page.body, AllOf(HasSubstr(in_english), Not(HasSubstr("<script>")))) << wrong;
    }
}

TEST_P(ManyLanguages, one_without_its_fixed_words_is_not_offered_and_the_owner_reads_why) {
    add("ar");
    translate("ar", {{"title", "مدرستك"}, {"q1/label", "أشعر بالأمان"}});
    const auto all = voice::answer_words().size();
    EXPECT_THAT(site.html(sheet + "/waves/new"),
                AllOf(HasSubstr("Arabic"), HasSubstr(fmt::format("Not offered: {} of the fixed words", all))));
    say_fixed_words("ar");
    EXPECT_THAT(site.html(sheet + "/waves/new"),
                AllOf(HasSubstr("People can choose it."), HasSubstr("4 texts are shown in English instead.")));
    save("/languages/ar/words", {{"text_voice.answer.send", word_for("voice.answer.send")}});
    EXPECT_THAT(site.html(sheet + "/waves/new"), HasSubstr("Not offered: one of the fixed words")) << "not approved any more";
    const auto wave = wave_of(publish());
    EXPECT_THAT(wave.content.languages, ElementsAre("en"));
    EXPECT_THAT(liking("ar", "/ask/" + wave.link + "?language=ar").body, AllOf(HasSubstr(in_english), Not(HasSubstr("ts-languages"))));
    EXPECT_THAT(answer(wave, "ar", begin(wave, "ar"), "next", {}), AllOf(HasSubstr(in_english), HasSubstr("Answer this question")));
}

TEST_P(ManyLanguages, changing_it_keeps_what_is_typed_and_checks_nothing) {
    write_arabic();
    write_gaelic();
    const auto wave = wave_of(publish());
    const auto page = answer(wave, "ar", begin(wave, "ar"), "", {{"a_q2", "Zqxtyped"}, {"speak", "gd"}});
    EXPECT_THAT(page, AllOf(HasSubstr(in_gaelic), HasSubstr("Zqxtyped"), HasSubstr("name=\"language\" value=\"gd\""),
                            Not(HasSubstr("error_summary"))));
    EXPECT_THAT(page, HasSubstr("name=\"speak\" value=\"ar\" lang=\"ar\" dir=\"rtl\">العربية</button>"));

    site.sign_in(Role::evaluator);
    const auto with_codes = wave_of(publish("codes"));
    site.sign_in(std::nullopt);
    const auto start = site.post("/ask/" + with_codes.link, {{"code", "zqxcode"}, {"language", "en"}, {"speak", "ar"}});
    EXPECT_EQ(start.status, web::Status::ok);
    EXPECT_THAT(site.document(start), AllOf(HasSubstr(in_arabic), HasSubstr("value=\"zqxcode\""), Not(HasSubstr("error_summary"))));
}

TEST_P(ManyLanguages, is_kept_nowhere_and_all_count_together) {
    write_arabic();
    const auto wave = wave_of(publish());
    for (int i = 0; i < 5; ++i) {
        const std::string language = i < 3 ? "ar" : "en";
        answer(wave, language, begin(wave, language), "send", {{"a_q1", "c1"}, {"a_language", "ar"}});
    }
    EXPECT_EQ(count("wave_answer"), 5);
    EXPECT_EQ(count("wave_answer where content like '%ar%' or content like '%en%'"), 0);
    EXPECT_EQ(count("wave_count where question = 'q1' and choice = 'c1' and answer_group = '' and counted = 5"), 1);
    EXPECT_EQ(count("event where after like '%\"ar\"%' and kind = 'wave'"), 0);
}

TEST_P(ManyLanguages, a_translation_is_saved_refused_and_not_written_over) {
    add("ar");
    const auto at = "/languages/ar";
    EXPECT_THAT(site.html(sheet + at), AllOf(HasSubstr("Zqxsafe"), HasSubstr("name=\"text_q1/choice/c1\""),
                                             HasSubstr("lang=\"ar\" dir=\"rtl\""), HasSubstr("6 missing")));
    save(at, {{"text_q1/label", "أشعر"}});
    EXPECT_THAT(site.html(sheet + at), AllOf(HasSubstr("أشعر"), HasSubstr("1 suggested"), HasSubstr("5 missing")));
    EXPECT_THAT(site.html(sheet + "/preview?language=ar"),
                AllOf(HasSubstr("<div class=\"ts-ask\" lang=\"ar\" dir=\"rtl\">"), Not(HasSubstr("أشعر"))));
    translate("ar", {{"q1/label", "أشعر"}});
    EXPECT_THAT(site.html(sheet + "/preview?language=ar"), HasSubstr("أشعر"));
    EXPECT_THAT(site.html(sheet + at + "?show=left"), AllOf(Not(HasSubstr("name=\"text_q1/label\"")), HasSubstr("name=\"text_q2/label\"")));

    const auto long_text = std::string(1'001, 'z');
    const auto refused = post(at, {{"text_q1/label", long_text}, {"text_q2/label", "Zqxkept"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Shorten the text"), HasSubstr(long_text), HasSubstr("Zqxkept")));
    const auto holes = post("/languages/ar/words", {{"text_voice.ask.until", "Zqxuntil {date}"}});
    EXPECT_EQ(holes.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(holes), AllOf(HasSubstr("Keep everything in braces"), HasSubstr("Zqxuntil {date}")));

    const auto late = site.post(sheet + at, {{"text_q2/label", "Zqxlate"}, {"seen_version", "1"}});
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), HasSubstr("Zqxlate"));
    EXPECT_THAT(site.html(sheet + at), Not(HasSubstr("Zqxlate")));

    save("/questions/q1", {{"label", "Zqxsafer"}, {"kind", "choice"}, {"choices", "Zqxoften\nZqxseldom"}, {"needed", "yes"}});
    EXPECT_THAT(site.html(sheet + at), HasSubstr("1 out of date"));
    EXPECT_EQ(count("event where verb = 'translated_questionnaire'"), 2);
    EXPECT_EQ(count("event where verb = 'translated_questionnaire' and after like '%Zqxsafe = %'"), 2);
    EXPECT_EQ(site.get(sheet + "/languages/pl").status, web::Status::not_found);
    EXPECT_EQ(site.get(sheet + "/languages/en").status, web::Status::not_found) << "there is nothing to translate";
    site.sign_in(Role::reader);
    EXPECT_NE(site.get(sheet + at).status, web::Status::ok);
}

TEST_P(ManyLanguages, are_added_from_a_list_and_removed_with_what_is_lost_said_first) {
    EXPECT_THAT(site.html(sheet + "/languages"), AllOf(HasSubstr("Scottish Gaelic · Gàidhlig"), HasSubstr("Arabic · العربية")));
    for (const auto* wrong : {"", "en", "nonsense", "ar-x\"><"}) {
        const auto refused = post("/languages", {{"language", wrong}});
        EXPECT_EQ(refused.status, web::Status::unprocessable) << wrong;
    }
    write_arabic();
    const auto texts = voice::answer_words().size() + 6;
    EXPECT_THAT(site.html(sheet + "/languages/ar/removal"), HasSubstr(fmt::format("{} texts in this language are deleted.", texts)));
    EXPECT_EQ(site.post(sheet + "/languages/ar/removal", {{"seen_version", "1"}}).status, web::Status::conflict);
    save("/languages/ar/removal", {});
    EXPECT_EQ(site.get(sheet + "/languages/ar").status, web::Status::not_found);
    EXPECT_EQ(count("questionnaire where content like '%مدرستك%'"), 0);
    EXPECT_EQ(count("event where verb = 'removed_language' and before like '%مدرستك%'"), 1);
    EXPECT_EQ(site.get(sheet + "/languages/en/removal").status, web::Status::not_found) << "the default one stays";
}

TEST_P(ManyLanguages, a_translators_table_comes_back_as_suggestions) {
    add("ar");
    translate("ar", {{"q1/label", "أشعر"}});
    const auto file = site.get(sheet + "/languages/ar/texts.csv").body;
    EXPECT_THAT(file, AllOf(HasSubstr("key,source,text"), HasSubstr("q1/label,Zqxsafe,أشعر"), HasSubstr("q2/label,Zqxwhy,\r\n"),
                            HasSubstr("voice.answer.next,Next,")));
    const auto token = web::new_token();
    site.database().writing([&](db::Write& db) {
        access::start_session(db, site.account(Role::evaluator), site.partnership(), web::token_hash(token), site.now, true);
        return true;
    });
    const auto bring = [&](const std::string& table) {
        web::Request request;
        request.method = "POST";
        request.target = sheet + "/languages/ar/upload";
        request.headers = {
            {"Host", "localhost"}, {"Cookie", "visitor=v; session=" + token}, {"Content-Type", "multipart/form-data; boundary=XX"}};
        for (const auto& [name, value] : {std::pair<std::string, std::string>{"csrf", web::csrf_token("v")},
                                          {"seen_version", version_at(sheet + "/languages/ar/upload")}})
            request.body += "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        request.body += "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ar.csv\"\r\n\r\n" + table + "\r\n--XX--\r\n";
        return site.answer(request);
    };
    EXPECT_EQ(bring("key,source,text\nq1/label,Zqxsafe,أشعر\nq2/label,Zqxwhy,لماذا\nq9/label,Gone,Gone\n").status, 303);
    const auto page = site.html(sheet + "/languages/ar");
    EXPECT_THAT(page, AllOf(HasSubstr("لماذا"), HasSubstr("1 suggested"), HasSubstr("1 approved"), Not(HasSubstr("Gone"))));
    EXPECT_EQ(bring("key,source,text\nq2/label,Zqxolder,لماذا؟\n").status, 303);
    EXPECT_THAT(site.html(sheet + "/languages/ar"), HasSubstr("1 out of date")) << "it was made from another source";
    for (const auto& [table, why] : {std::pair<std::string, std::string>{"a,b,c\n1,2,3\n", "The first row must hold"},
                                     {"key,source,text\nvoice.ask.until,x,Zqxno day\n", "does not keep what stands in braces"},
                                     {"key,source,text\nq2/label,Zqxwhy," + std::string(1'001, 'z') + "\n", "longer than 1,000 characters"},
                                     {"key,source,text\nq9/label,Gone,Gone\n", "nothing new"}}) {
        const auto refused = bring(table);
        EXPECT_EQ(refused.status, 422) << why;
        EXPECT_THAT(refused.body, HasSubstr(why));
    }
}

TEST_P(ManyLanguages, a_changed_translation_is_told_beside_the_wave_before_and_still_compared) {
    write_arabic();
    publish();
    translate("ar", {{"q1/label", "أشعر بأمان أكثر"}});
    const auto second = publish();
    EXPECT_THAT(site.html("/waves/" + second.text), AllOf(HasSubstr("Changed only in Arabic, and still compared: Zqxsafe"),
                                                          Not(HasSubstr("Changed, so not compared")), HasSubstr("English and Arabic")));
}

}  // namespace
}  // namespace touchstone
