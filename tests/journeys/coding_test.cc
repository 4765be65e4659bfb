// What people wrote, from reading it first to numbers by code: two people code the texts without seeing each other's codes, settle what
// differs, and choose words to quote.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"
#include "voice/ballot_store.h"
#include "voice/wave_store.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using voice::WaveId;

class Coding : public ::testing::TestWithParam<db::Engine> {
protected:
    Coding() : site(GetParam()) { site.sign_in(Role::evaluator); }

    static std::string hidden(const std::string& page, const std::string& name) {
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"" + name + "\" value=\"([^\"]*)\"")) ? found[1].str() : "";
    }
    std::string version_at(const std::string& address) { return hidden(site.html(address), "seen_version"); }

    // How one feels, and why.
    void publish() {
        const auto sheet = site.post("/questionnaires/new", {{"title", "Zqxschool"}, {"owner", "partnership"}}).location;
        for (auto fields : {Fields{{"label", "Zqxsafe"}, {"kind", "scale"}, {"choices", "Always\nNever"}},
                            Fields{{"label", "Zqxwhy"}, {"kind", "text"}}}) {
            fields.emplace_back("seen_version", version_at(sheet + "/questions/new"));
            ASSERT_EQ(site.post(sheet + "/questions/new", fields).status, web::Status::see_other);
        }
        const auto answer = site.post(sheet + "/waves/new", {{"whose_view", site.framework().stakeholder_groups.front().key},
                                                             {"access", "open_link"},
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
        ASSERT_EQ(answer.status, web::Status::see_other) << site.document(answer);
        wave = answer.location;
        id = WaveId{wave.substr(std::string("/waves/").size())};
    }
    static std::string words_of(int person) { return "Zqxtext " + std::string(1, static_cast<char>('a' + person)); }
    // Thirteen write; twelve of these texts may be read.
    void answer() {
        const auto link =
            site.database().reading([&](db::Read& db) { return "/ask/" + voice::find_wave(db, site.partnership(), id)->wave.link; });
        site.sign_in(std::nullopt);
        for (int person = 0; person < 13; ++person) {
            const auto ballot = hidden(site.document(site.post(link, {})), "ballot");
            const auto sent = site.post(link + "/answers",
                                        {{"ballot", ballot}, {"page", "1"}, {"go", "send"}, {"a_q1", "c1"}, {"a_q2", words_of(person)}});
            ASSERT_THAT(site.document(sent), HasSubstr("Sent. Thank you"));
        }
    }
    void deal(int person, const std::string& was, const std::string& dealt) {
        site.sign_in(Role::lead);
        EXPECT_EQ(site.post(wave + "/screening", {{"text", texts.at(words_of(person))}, {"was", was}, {"dealt", dealt}}).status,
                  web::Status::see_other);
    }
    void read_and_close() {
        const auto waiting = site.database().reading(
            [&](db::Read& db) { return voice::list_texts(db, site.partnership(), id, {voice::WordsState::waiting}); });
        for (const auto& text : waiting) texts[text.words] = text.id;
        ASSERT_EQ(texts.size(), 13U);
        for (int person = 0; person < 13; ++person) deal(person, "waiting", person == 12 ? "held_back" : "read");
        site.sign_in(Role::evaluator);
        ASSERT_EQ(site.post(wave + "/closing", {{"decides", "Zqxcouncil"},
                                                {"decides_by_day", "31"},
                                                {"decides_by_month", "1"},
                                                {"decides_by_year", "2027"},
                                                {"seen_version", version_at(wave)}})
                      .status,
                  web::Status::see_other);
    }
    web::Response frame(const std::string& own, std::optional<Role> second, const std::string& version) {
        return site.post(wave + "/coding/frame", {{"own", own},
                                                  {"first", site.account(Role::evaluator).text},
                                                  {"second", second ? site.account(*second).text : ""},
                                                  {"seen_version", version}});
    }
    void begin(std::optional<Role> second = Role::lead) {
        publish();
        answer();
        read_and_close();
        const auto framed = frame("Zqxfood\nZqxfriends", second, "0");
        ASSERT_EQ(framed.location, wave + "/coding") << site.document(framed);
    }
    std::string at(int person) const { return wave + "/coding/texts/" + texts.at(words_of(person)); }
    std::string settling(int person) const { return wave + "/coding/differences/" + texts.at(words_of(person)); }
    web::Response code(int person, const std::string& given, const std::string& version = "0") {
        return site.post(at(person), {{"codes", given}, {"seen_version", version}});
    }
    // Seven on food, three on friends, one on nothing of both, and one on food that the first gives nothing.
    void code_all(Role coder) {
        site.sign_in(coder);
        for (int person = 0; person < 12; ++person) {
            const bool differs = person == 10 && coder == Role::lead;
            EXPECT_EQ(code(person, person < 7 || differs ? "own1" : person < 10 ? "own2" : "none").status, web::Status::see_other);
        }
        EXPECT_EQ(site.post(wave + "/coding/finish", {}).location, wave + "/coding");
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }

    testing::Site site;
    std::string wave;
    WaveId id;
    std::map<std::string, std::string> texts;  // id by words
};

INSTANTIATE_TEST_SUITE_P(Both, Coding, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Coding, begins_when_the_wave_is_closed) {
    publish();
    answer();
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(wave + "/coding"), AllOf(HasSubstr("It is still open"), Not(HasSubstr("Zqxtext"))));
    EXPECT_THAT(site.html(wave + "/coding/frame"), HasSubstr("It is still open")) << "there is no frame now, and the page says why";
    EXPECT_EQ(frame("Zqxfood", std::nullopt, "0").status, web::Status::unprocessable);
    read_and_close();
    EXPECT_THAT(site.html(wave + "/words"), HasSubstr(wave + "/coding"));
    EXPECT_THAT(site.html(wave + "/coding"), AllOf(HasSubstr("Nobody has begun"), HasSubstr(wave + "/coding/frame")));
    EXPECT_LE(site.get(wave + "/coding/frame").trips, 2);
    const auto refused = site.post(wave + "/coding/frame", {{"own", "Zqxfood\nZqxfood"}, {"seen_version", "0"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Two codes are the same"), HasSubstr("Choose who codes"), HasSubstr("Zqxfood")));
    EXPECT_EQ(frame("Zqxfood", Role::reader, "0").status, web::Status::unprocessable) << "who does not evaluate";
    EXPECT_EQ(frame("Zqxfood", Role::lead, "0").status, web::Status::see_other);
    const auto late = frame("Zqxlate", Role::lead, "0");
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), AllOf(HasSubstr("Zqxlate"), HasSubstr("Zqxfood")));
    site.sign_in(Role::reader);
    EXPECT_EQ(site.get(wave + "/coding/frame").status, web::Status::forbidden);
    EXPECT_EQ(site.get(wave + "/coding/texts").status, web::Status::forbidden);
}

TEST_P(Coding, by_two_shows_neither_the_others_codes_before_both_have_finished) {
    begin();
    EXPECT_THAT(site.html(wave + "/coding/texts"),
                AllOf(HasSubstr("12 texts are left"), HasSubstr("Zqxtext a"), Not(HasSubstr("Zqxtext m"))))
        << "what is held back is not there";
    EXPECT_EQ(code(0, "own9").status, web::Status::unprocessable);
    const auto refused = site.post(at(0), {{"codes", "own1"}, {"codes", "none"}, {"seen_version", "0"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), HasSubstr("value=\"own1\" checked"));
    EXPECT_EQ(site.post(wave + "/coding/finish", {}).status, web::Status::unprocessable) << "texts are left";
    EXPECT_THAT(code(0, "own2").location, HasSubstr("#text")) << "the next one";
    EXPECT_EQ(code(0, "own1").status, web::Status::conflict) << "saved elsewhere since";
    EXPECT_EQ(code(0, "none", "1").status, web::Status::see_other) << "on second thoughts";
    EXPECT_EQ(site.post(at(0), {{"codes", "own1"}, {"seen_version", "2"}}).status, web::Status::see_other);
    for (int person = 1; person < 12; ++person) EXPECT_EQ(code(person, "own1").status, web::Status::see_other);
    EXPECT_EQ(site.post(wave + "/coding/finish", {}).location, wave + "/coding");
    EXPECT_EQ(code(0, "own2", "3").status, web::Status::not_found) << "they have finished";
    EXPECT_THAT(site.html(wave + "/coding/texts"), HasSubstr("You have finished"));
    EXPECT_THAT(site.html(wave + "/coding"), AllOf(HasSubstr("who has finished"), HasSubstr("until both have finished")));

    for (const auto role : {Role::lead, Role::evaluator, Role::administrator, Role::reader}) {
        site.sign_in(role);
        const bool codes = role == Role::lead || role == Role::evaluator;
        EXPECT_EQ(site.get(wave + "/coding/texts").status == web::Status::ok, codes);
        EXPECT_NE(site.get(settling(0)).status, web::Status::ok);
        EXPECT_NE(site.get(wave + "/coding/differences").status, web::Status::ok);
        EXPECT_NE(site.get(at(0) + "/excerpts").status, web::Status::ok);
        EXPECT_THAT(site.html(wave + "/coding"), AllOf(Not(HasSubstr("Zqxfood")), Not(HasSubstr("ts-figure"))));
        EXPECT_THAT(site.html(wave + "/words"), Not(HasSubstr("Zqxfood")));
        EXPECT_THAT(site.get("/api/v1" + wave).body, Not(HasSubstr("own1")));
    }
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(wave + "/coding/texts"), AllOf(HasSubstr("12 texts are left"), Not(HasSubstr("Zqxfood"))));
    EXPECT_THAT(site.html(at(0)), AllOf(HasSubstr("Zqxfood"), Not(HasSubstr("\" checked")))) << "a code to choose, and nobody chose it";
    EXPECT_EQ(count("event where verb = 'coded_text'"), 14);
    EXPECT_EQ(count("event where verb in ('coded_text', 'finished_coding') and (before <> '' or after <> '' or part <> '')"), 0);
}

TEST_P(Coding, settles_what_differs_and_then_shows_numbers_and_quotes) {
    begin();
    code_all(Role::evaluator);
    code_all(Role::lead);
    EXPECT_THAT(site.html(wave + "/coding"), AllOf(HasSubstr("One text is still to be settled"), Not(HasSubstr("ts-figure"))));
    const auto differences = site.html(wave + "/coding/differences");
    EXPECT_THAT(differences, AllOf(HasSubstr("Zqxtext k"), Not(HasSubstr("Zqxtext a")), HasSubstr("Nothing fits"), HasSubstr("Zqxfood"),
                                   HasSubstr("Not settled yet"), HasSubstr("kappa"), HasSubstr(">92%</td>")));
    EXPECT_LE(site.get(wave + "/coding/differences").trips, 2);
    EXPECT_THAT(site.html(settling(10)),
                AllOf(HasSubstr("Lachie Lead: Zqxfood"), HasSubstr(": Nothing fits"), Not(HasSubstr("\" checked"))))
        << "what is agreed, people say";
    EXPECT_EQ(site.get(settling(0)).status, web::Status::not_found) << "it does not differ";
    EXPECT_EQ(site.post(settling(10), {{"seen_version", "0"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(settling(10), {{"codes", "none"}, {"seen_version", "0"}}).location, wave + "/coding/differences");
    EXPECT_EQ(site.post(settling(10), {{"codes", "own1"}, {"seen_version", "0"}}).status, web::Status::conflict);

    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(wave + "/coding"),
                AllOf(HasSubstr("Of 12 people who wrote something here"), HasSubstr("Zqxwhy"), HasSubstr("Zqxfood"),
                      HasSubstr("Too few to show"), HasSubstr(">7</td>"), Not(HasSubstr(">3</td>"))))
        << "7 of 12, and 3 that are withheld";
    EXPECT_LE(site.get(wave + "/coding").trips, 2);
    EXPECT_THAT(site.html(wave + "/coding/frame"), HasSubstr("Of 12 people who wrote something here")) << "it stands, and is shown instead";

    const auto quote = [&](int person, const std::string& under, const std::string& words) {
        return site.post(at(person) + "/excerpts", {{"code", under}, {"words", words}});
    };
    EXPECT_EQ(quote(0, "own1", "Zqxother").status, web::Status::unprocessable) << "not words of it";
    EXPECT_EQ(quote(8, "own2", words_of(8)).status, web::Status::unprocessable) << "too few have that code";
    EXPECT_EQ(quote(12, "own1", words_of(12)).status, web::Status::not_found) << "it is held back";
    EXPECT_EQ(quote(0, "own1", words_of(0)).location, wave + "/coding");
    EXPECT_EQ(count("wave_excerpt"), 1);
    EXPECT_EQ(count("wave_excerpt where sealed like '%Zqx%'"), 0);
    EXPECT_EQ(count("event where verb = 'quoted_text' and (before <> '' or after <> '')"), 0);
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(wave + "/coding"), AllOf(HasSubstr("<blockquote>Zqxtext a"), HasSubstr(">7</td>"), Not(HasSubstr("/removal"))));
    EXPECT_EQ(site.get(wave + "/coding/texts").status, web::Status::forbidden);

    deal(0, "read", "held_back");
    EXPECT_THAT(site.html(wave + "/coding"), AllOf(HasSubstr("Of 11 people"), Not(HasSubstr("Zqxtext a"))));
    deal(0, "held_back", "read");
    site.sign_in(Role::evaluator);
    std::smatch removal;
    const auto page = site.html(wave + "/coding");
    ASSERT_TRUE(std::regex_search(page, removal, std::regex("action=\"([^\"]*/removal)\"")));
    EXPECT_EQ(site.post(removal[1].str(), {}).location, wave + "/coding");
    EXPECT_THAT(site.html(wave + "/coding"), Not(HasSubstr("<blockquote>")));
}

TEST_P(Coding, by_one_counts_as_it_is_and_says_so) {
    begin(std::nullopt);
    code_all(Role::evaluator);
    EXPECT_THAT(site.html(wave + "/coding"),
                AllOf(HasSubstr("One person coded the texts"), HasSubstr("Of 12 people"), HasSubstr(">7</td>")));
    EXPECT_THAT(site.html(wave + "/coding/differences"), AllOf(HasSubstr("There is nothing to settle"), Not(HasSubstr("kappa"))));
    deal(12, "held_back", "read");
    EXPECT_THAT(site.html(wave + "/coding"), HasSubstr("One text is still to be settled")) << "it came later";
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post(settling(12), {{"codes", "none"}, {"seen_version", "0"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(wave + "/coding"), HasSubstr("Of 13 people"));
}

TEST_P(Coding, of_somebody_who_is_replaced_is_deleted) {
    begin();
    site.sign_in(Role::lead);
    EXPECT_EQ(code(0, "own1").status, web::Status::see_other);
    site.sign_in(Role::evaluator);
    EXPECT_EQ(frame("Zqxfood", Role::lead, "1").status, web::Status::unprocessable) << "a code is gone that texts may have";
    EXPECT_EQ(frame("Zqxfood\nZqxfriends\nZqxsleep", Role::lead, "1").status, web::Status::see_other);
    EXPECT_EQ(count("wave_code_given"), 1);
    EXPECT_EQ(frame("Zqxfood\nZqxfriends\nZqxsleep", std::nullopt, "2").status, web::Status::see_other);
    EXPECT_EQ(count("wave_code_given"), 0);
    site.sign_in(Role::lead);
    EXPECT_EQ(site.get(wave + "/coding/texts").status, web::Status::not_found) << "they code no longer";
}

}  // namespace
}  // namespace touchstone
