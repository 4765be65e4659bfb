// A questionnaire from its first question to evidence: written, published, answered without an account, closed, and shown only as far as
// nobody can be told from the others.
#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"
#include "voice/ballot_store.h"
#include "voice/code.h"
#include "voice/wave_store.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using voice::WaveId;

class Voice : public ::testing::TestWithParam<db::Engine> {
protected:
    Voice() : site(GetParam()) { site.sign_in(Role::evaluator); }

    std::string version_at(const std::string& address) {
        const auto page = site.html(address);
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"seen_version\" value=\"(\\d+)\"")) ? found[1].str() : "0";
    }
    void add_question(Fields fields) {
        fields.emplace_back("seen_version", version_at(sheet + "/questions/new"));
        const auto saved = site.post(sheet + "/questions/new", fields);
        ASSERT_EQ(saved.status, web::Status::see_other) << site.document(saved);
    }
    // Which year group, how one feels, and why.
    void write() {
        sheet = site.post("/questionnaires/new", {{"title", "Zqxschool and you"}, {"owner", "partnership"}}).location;
        add_question({{"label", "Zqxyear"}, {"kind", "choice"}, {"choices", "Zqxfive\nZqxsix"}, {"groups", "yes"}});
        add_question({{"label", "Zqxsafe"}, {"kind", "scale"}, {"choices", "Always\nSometimes\nNever"}, {"needed", "yes"}});
        add_question({{"label", "Zqxwhy"}, {"kind", "text"}, {"condition", "q2=c3"}});
    }
    WaveId publish(const std::string& access = "open_link", const std::string& smallest = "5") {
        const auto reader = site.account(Role::lead).text, deputy = site.account(Role::reader).text;
        const auto answer = site.post(sheet + "/waves/new", {{"whose_view", site.framework().stakeholder_groups.front().key},
                                                             {"access", access},
                                                             {"manner", "pages"},
                                                             {"smallest", smallest},
                                                             {"zeros_shown", "yes"},
                                                             {"opens_day", "23"},
                                                             {"opens_month", "11"},
                                                             {"opens_year", "2026"},
                                                             {"closes_day", "1"},
                                                             {"closes_month", "12"},
                                                             {"closes_year", "2026"},
                                                             {"reader", reader},
                                                             {"deputy", deputy},
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
    static std::string hidden(const std::string& page, const std::string& name) {
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"" + name + "\" value=\"([^\"]*)\"")) ? found[1].str() : "";
    }
    std::string begin(const voice::Wave& wave, const std::string& code = "") {
        site.sign_in(std::nullopt);
        return hidden(site.document(site.post("/ask/" + wave.link, {{"code", code}})), "ballot");
    }
    web::Response send(const voice::Wave& wave, const std::string& ballot, Fields answers) {
        site.sign_in(std::nullopt);
        answers.insert(answers.end(), {{"ballot", ballot}, {"page", "1"}, {"go", "send"}});
        return site.post("/ask/" + wave.link + "/answers", answers);
    }
    web::Response close(const WaveId& id) {
        site.sign_in(Role::evaluator);
        const auto address = "/waves/" + id.text;
        return site.post(address + "/closing", {{"decides", "Zqxcouncil"},
                                                {"decides_by_day", "31"},
                                                {"decides_by_month", "1"},
                                                {"decides_by_year", "2027"},
                                                {"seen_version", version_at(address)}});
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }

    testing::Site site;
    std::string sheet;
};

INSTANTIATE_TEST_SUITE_P(Both, Voice, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Voice, is_written_one_question_after_another) {
    write();
    EXPECT_THAT(site.html(sheet), AllOf(HasSubstr("Zqxyear"), HasSubstr("Zqxfive"), HasSubstr("Groups are compared by it"),
                                        HasSubstr("Asked only sometimes")));
    EXPECT_THAT(site.html(sheet + "/preview"), AllOf(HasSubstr("Zqxsafe"), HasSubstr("Sometimes")));
    const auto refused =
        site.post(sheet + "/questions/new", {{"label", "Zqxlone"}, {"kind", "choice"}, {"choices", "One"}, {"seen_version", "4"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("at least two different answers"), HasSubstr("Zqxlone")));
    EXPECT_EQ(site.post(sheet + "/questions/q2/removal", {{"seen_version", version_at(sheet)}}).status, web::Status::unprocessable)
        << "q3 depends on it";
    EXPECT_EQ(site.post(sheet + "/questions/q3/place", {{"move", "up"}, {"seen_version", "1"}}).status, web::Status::conflict);
    EXPECT_EQ(site.post(sheet + "/questions/q3/removal", {{"seen_version", version_at(sheet)}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(sheet), Not(HasSubstr("Zqxwhy")));
    ASSERT_EQ(site.post(sheet + "/delete", {}).location, "/questionnaires");
    EXPECT_EQ(site.get(sheet).status, web::Status::not_found);
    write();
    publish();
    EXPECT_EQ(site.post(sheet + "/delete", {}).status, web::Status::unprocessable) << "it was published";
    EXPECT_THAT(site.html(sheet), Not(HasSubstr("Delete it")));
}

TEST_P(Voice, says_everything_that_is_missing_before_it_is_published) {
    write();
    const auto refused = site.post(sheet + "/waves/new", {{"smallest", "2"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("Choose who you ask"), HasSubstr("from 5 to 50"), HasSubstr("Choose who reads what people write")));
}

TEST_P(Voice, is_answered_page_by_page_without_an_account) {
    write();
    const auto wave = wave_of(publish());
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/ask/" + wave.link), AllOf(HasSubstr("Zqxschool and you"), HasSubstr("Zqxaudience here"),
                                                      HasSubstr("We do not ask who you are"), Not(HasSubstr("Your code"))));
    const auto ballot = begin(wave);
    ASSERT_FALSE(ballot.empty());
    const auto at = "/ask/" + wave.link + "/answers";
    const auto missing = site.post(at, {{"ballot", ballot}, {"page", "0"}, {"go", "next"}, {"a_q1", "c1"}});
    EXPECT_EQ(missing.status, web::Status::unprocessable) << "the second question must be answered";
    EXPECT_THAT(site.document(missing), AllOf(HasSubstr("Answer this question"), HasSubstr("checked")));
    EXPECT_THAT(site.document(site.post(at, {{"ballot", ballot}, {"page", "0"}, {"go", "next"}, {"a_q1", "c1"}, {"a_q2", "c9"}})),
                HasSubstr("Choose one of these"));
    const auto last = site.document(site.post(at, {{"ballot", ballot}, {"page", "0"}, {"go", "next"}, {"a_q1", "c1"}, {"a_q2", "c1"}}));
    EXPECT_THAT(last, AllOf(HasSubstr("Ready to send"), HasSubstr("name=\"a_q2\" value=\"c1\"")));
    EXPECT_EQ(count("wave_ballot"), 0) << "nothing is kept before it is sent";
    const auto sent = send(wave, ballot, {{"a_q1", "c1"}, {"a_q2", "c1"}});
    EXPECT_THAT(site.document(sent), AllOf(HasSubstr("Sent. Thank you"), HasSubstr(ballot)));
    EXPECT_THAT(site.document(send(wave, ballot, {{"a_q1", "c2"}, {"a_q2", "c3"}})), HasSubstr("You have sent this already"));
    EXPECT_EQ(count("wave_ballot"), 1);
    EXPECT_EQ(send(wave, "lusab-babad-lusab-babad-lusab-babad", {{"a_q2", "c1"}}).status, web::Status::unprocessable)
        << "nobody was given that ballot";
    EXPECT_EQ(site.get("/ask/lusab-lusab").status, web::Status::not_found);
}

TEST_P(Voice, takes_each_code_once) {
    write();
    const auto id = publish("codes");
    EXPECT_EQ(site.post("/waves/" + id.text + "/codes", {{"number", "0"}}).status, web::Status::unprocessable);
    ASSERT_EQ(site.post("/waves/" + id.text + "/codes", {{"number", "3"}}).status, web::Status::see_other);
    const auto wave = wave_of(id);
    const auto code = voice::code_of(id, 2);
    EXPECT_THAT(site.html("/waves/" + id.text + "/slips"), AllOf(HasSubstr(code), HasSubstr("ts-qr")));
    EXPECT_TRUE(begin(wave).empty()) << "without a code";
    EXPECT_TRUE(begin(wave, "lusab-babad-lusab-babad").empty()) << "a code that was never made";
    auto typed = code;
    std::ranges::replace(typed, '-', ' ');
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    EXPECT_FALSE(begin(wave, typed).empty()) << "however it is typed";
    EXPECT_TRUE(begin(wave, code).empty()) << "a second time";
}

TEST_P(Voice, takes_nothing_twice_and_nothing_that_was_not_asked) {
    write();
    const auto with_codes = publish("codes");
    ASSERT_EQ(site.post("/waves/" + with_codes.text + "/codes", {{"number", "3"}}).status, web::Status::see_other);
    const auto coded = wave_of(with_codes);
    const auto code = voice::code_of(with_codes, 1);
    EXPECT_EQ(code.size(), 23u) << "four words";
    ASSERT_FALSE(begin(coded, code).empty());
    const auto again = site.post("/ask/" + coded.link, {{"code", code}});
    EXPECT_EQ(again.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(again), HasSubstr("Each code works once"));
    EXPECT_EQ(count("wave_code where is_exchanged = 1"), 1);

    site.sign_in(Role::evaluator);
    const auto id = publish();
    const auto wave = wave_of(id);
    EXPECT_EQ(send(wave, begin(coded, voice::code_of(with_codes, 2)), {{"a_q2", "c1"}}).status, web::Status::unprocessable)
        << "a ballot of another wave";
    const auto first = begin(wave);
    for (const Fields& changed :
         {Fields{{"a_q1", "c1"}, {"a_q1", "c2"}, {"a_q2", "c1"}}, Fields{{"a_q1", "c9"}, {"a_q2", "c1"}}, Fields{}}) {
        EXPECT_EQ(send(wave, first, changed).status, web::Status::unprocessable) << "two answers, none that was offered, none at all";
        EXPECT_EQ(count("wave_ballot"), 0);
    }
    const Fields with_more{{"a_q1", "c1"}, {"a_q2", "c1"}, {"a_q9", "zqxforeign"}, {"a_q1.r1", "zqxforeign"}, {"zqxforeign", "1"}};
    EXPECT_THAT(site.document(send(wave, first, with_more)), HasSubstr("Sent. Thank you"));
    std::vector<std::string> ballots{first};
    while (ballots.size() < 5) {
        ballots.push_back(begin(wave));
        send(wave, ballots.back(), with_more);
    }
    EXPECT_EQ(count("wave_answer"), 5);
    EXPECT_EQ(count("wave_answer where content like '%zqxforeign%'"), 0);
    EXPECT_EQ(count("wave_count where question not in ('q1', 'q2', 'q3')"), 0);
    for (const auto& ballot : ballots)
        EXPECT_THAT(site.document(send(wave, ballot, with_more)), HasSubstr("You have sent this already"))
            << "loaded again when all were opened";
    EXPECT_EQ(count("wave_ballot"), 5);
    EXPECT_EQ(count("wave_answer"), 5);
    EXPECT_EQ(count("wave_count where question = 'q2' and choice = 'c1' and answer_group = '' and counted = 5"), 1);

    const auto late = begin(wave);
    ASSERT_EQ(close(id).status, web::Status::see_other);
    for (const auto& ballot : {late, first}) EXPECT_THAT(site.document(send(wave, ballot, with_more)), HasSubstr("It is closed"));
    EXPECT_EQ(count("wave_ballot"), 5);
    EXPECT_EQ(count("wave_answer"), 5);
}

TEST_P(Voice, is_shown_only_when_it_is_closed_and_only_as_far_as_nobody_can_be_found) {
    write();
    const auto id = publish();
    const auto wave = wave_of(id);
    for (int i = 0; i < 12; ++i) send(wave, begin(wave), {{"a_q1", i < 10 ? "c1" : "c2"}, {"a_q2", i < 7 ? "c1" : "c2"}});
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/waves/" + id.text + "/results"), AllOf(HasSubstr("It is still open"), Not(HasSubstr("ts-figure"))));
    EXPECT_THAT(site.get("/api/v1/waves/" + id.text + "/results").body, HasSubstr("\"answers\":null"));
    ASSERT_EQ(close(id).status, web::Status::see_other);
    const auto page = site.html("/waves/" + id.text + "/results");
    EXPECT_THAT(page, AllOf(HasSubstr("12 answers were sent"), HasSubstr("Zqxsafe"), HasSubstr("Too few to show")));
    EXPECT_THAT(page, Not(HasSubstr("By group"))) << "two people in the second group";
    EXPECT_EQ(count("wave_answer"), 12);
    EXPECT_THAT(site.get("/api/v1/waves/" + id.text + "/results").body, AllOf(HasSubstr("\"answers\":12"), HasSubstr("null")));
    EXPECT_THAT(site.get("/waves/" + id.text + "/results.csv").body, AllOf(HasSubstr("Zqxsafe"), HasSubstr("*")));
    EXPECT_EQ(site.post("/waves/" + id.text + "/evidence", {{"security", ""}}).status, web::Status::unprocessable)
        << "how far it can be relied on, a person says";
    const auto made = site.post("/waves/" + id.text + "/evidence", {{"security", "secure"}});
    ASSERT_EQ(made.status, web::Status::see_other);
    EXPECT_THAT(site.html(made.location), AllOf(HasSubstr("Zqxschool and you"), HasSubstr("23 November 2026")));
    EXPECT_EQ(site.post("/waves/" + id.text + "/evidence", {{"security", "secure"}}).status, web::Status::unprocessable)
        << "it is evidence already";
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/ask/" + wave.link), HasSubstr("It is closed"));
    EXPECT_THAT(site.document(send(wave, "x", {{"a_q2", "c1"}})), HasSubstr("It is closed"));
}

TEST_P(Voice, of_fewer_than_five_shows_nothing) {
    write();
    const auto id = publish();
    const auto wave = wave_of(id);
    for (int i = 0; i < 4; ++i) send(wave, begin(wave), {{"a_q1", "c1"}, {"a_q2", "c1"}});
    EXPECT_EQ(count("wave_answer"), 0) << "they wait for a fifth";
    ASSERT_EQ(close(id).status, web::Status::see_other);
    EXPECT_THAT(site.html("/waves/" + id.text + "/results"),
                AllOf(HasSubstr("Fewer than 5 answers were sent"), Not(HasSubstr("ts-figure"))));
    EXPECT_EQ(site.post("/waves/" + id.text + "/evidence", {{"security", "secure"}}).status, web::Status::unprocessable);
}

TEST_P(Voice, lets_the_named_reader_read_what_was_written_first) {
    write();
    const auto id = publish();
    const auto wave = wave_of(id);
    for (int i = 0; i < 6; ++i) send(wave, begin(wave), {{"a_q1", "c1"}, {"a_q2", "c3"}, {"a_q3", "Zqxwritten " + std::to_string(i)}});
    const auto screening = "/waves/" + id.text + "/screening";
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.get(screening).status, web::Status::not_found) << "who is not named for it";
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"), AllOf(HasSubstr("Read what people wrote"), HasSubstr("6 texts wait")));
    const auto page = site.html(screening);
    EXPECT_THAT(page, HasSubstr("Zqxwritten 3"));
    std::vector<std::string> ids;
    const std::regex box("name=\"text\" value=\"([0-9a-f]+)\"");
    for (std::sregex_iterator at(page.begin(), page.end(), box), end; at != end; ++at) ids.push_back((*at)[1]);
    ASSERT_EQ(ids.size(), 6u);
    EXPECT_EQ(site.post(screening, {{"text", ids[0]}, {"was", "waiting"}, {"dealt", "read"}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(screening, {{"text", ids[0]}, {"was", "waiting"}, {"dealt", "read"}}).status, web::Status::conflict);
    EXPECT_EQ(site.post(screening, {{"text", ids[1]}, {"was", "waiting"}, {"dealt", "concern"}}).location, "/concerns/new");
    EXPECT_THAT(site.html(screening), AllOf(HasSubstr("What you have dealt with"), HasSubstr("Handed on as a concern")))
        << "and can be read again";
    EXPECT_EQ(site.post(screening, {{"text", ids[2]}, {"was", "waiting"}, {"dealt", "read"}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(screening, {{"text", ids[2]}, {"was", "read"}, {"dealt", "held_back"}}).status, web::Status::see_other)
        << "after all";
    ASSERT_EQ(close(id).status, web::Status::see_other);
    const auto words = site.html("/waves/" + id.text + "/words");
    int shown = 0;
    for (auto at = words.find("Zqxwritten"); at != std::string::npos; at = words.find("Zqxwritten", at + 1)) ++shown;
    EXPECT_EQ(shown, 1) << "the one that may be read";
    EXPECT_EQ(count("wave_text where sealed like '%Zqxwritten%'"), 0) << "sealed";
    EXPECT_EQ(count("event where after like '%Zqxwritten%' or before like '%Zqxwritten%'"), 0);
}

TEST_P(Voice, lets_people_take_their_answers_out_before_it_closes) {
    write();
    const auto wave = wave_of(publish());
    std::vector<std::string> ballots;
    for (int i = 0; i < 6; ++i) {
        ballots.push_back(begin(wave));
        send(wave, ballots.back(), {{"a_q1", "c1"}, {"a_q2", "c1"}});
    }
    ASSERT_EQ(count("wave_answer"), 5);
    const auto at = "/ask/" + wave.link + "/removal";
    EXPECT_EQ(site.post(at, {{"ballot", "lusab-babad"}}).status, web::Status::unprocessable);
    for (const auto& ballot : {ballots[0], ballots[5]})
        EXPECT_THAT(site.document(site.post(at, {{"ballot", ballot}})), HasSubstr("Your answers are taken out"))
            << "opened, and still sealed";
    EXPECT_EQ(count("wave_answer"), 4);
    EXPECT_EQ(count("wave_count where question = 'q1' and choice = 'c1' and answer_group = '' and counted = 4"), 1);
    EXPECT_EQ(site.post(at, {{"ballot", ballots[0]}}).status, web::Status::unprocessable) << "once";
}

TEST_P(Voice, tells_everybody_what_became_of_it) {
    write();
    const auto id = publish();
    const auto wave = wave_of(id);
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/ask/" + wave.link + "/heard"), HasSubstr("not written yet"));
    ASSERT_EQ(close(id).status, web::Status::see_other);
    const auto address = "/waves/" + id.text;
    EXPECT_EQ(site.post(address + "/outcome", {{"heard", ""}, {"seen_version", version_at(address)}}).status, web::Status::unprocessable);
    ASSERT_EQ(site.post(address + "/outcome",
                        {{"heard", "Zqxheard"}, {"done", "Zqxdone"}, {"not_done", "Zqxnot"}, {"seen_version", version_at(address)}})
                  .status,
              web::Status::see_other);
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/ask/" + wave.link + "/heard"),
                AllOf(HasSubstr("Zqxheard"), HasSubstr("Zqxdone"), HasSubstr("Zqxnot"), HasSubstr("Zqxcouncil")));
}

// Somebody has the database after each answer, and knows who came when: they match nobody to an answer better than by chance in a batch.
TEST_P(Voice, keeps_no_order_by_which_answers_could_be_matched_to_codes) {
    write();
    const auto id = publish("codes");
    constexpr int people = 40;
    site.post("/waves/" + id.text + "/codes", {{"number", std::to_string(people)}});
    const auto wave = wave_of(id);
    std::vector<std::string> ballots, orders;
    for (int person = 0; person < people; ++person) {
        ballots.push_back(begin(wave, voice::code_of(id, person + 1)));
        // Each answers with a number of their own, which stands for what they think.
        send(wave, ballots.back(), {{"a_q1", "c1"}, {"a_q2", person % 2 == 0 ? "c1" : "c2"}});
        EXPECT_EQ(count("wave_answer") % 5, 0) << "opened in batches of five";
    }
    std::vector<std::string> answers;
    site.database().reading([&](db::Read& db) {
        db.each([&](const db::Row& row) { answers.push_back(row.get<std::string>("content")); }, "select content from wave_answer");
        return 0;
    });
    ASSERT_EQ(answers.size(), static_cast<std::size_t>(people));
    int guessed = 0;  // in the order in which they lie
    for (int person = 0; person < people; ++person)
        guessed += answers[static_cast<std::size_t>(person)].find(person % 2 == 0 ? "\"c1\"],\"q2\":[\"c1\"" : "\"q2\":[\"c2\"") !=
                           std::string::npos
                       ? 1
                       : 0;
    EXPECT_LT(guessed, 34) << "in order all 40 would be right; by chance about 20";
    EXPECT_EQ(count("event where kind = 'wave' and verb = 'opened_answers'"), people / 5) << "one for a batch, none for an answer";
    EXPECT_EQ(count("event where kind = 'wave' and verb = 'opened_answers' and actor_id is not null and actor_id <> ''"), 0);
    for (const auto& ballot : ballots)
        for (const auto* column :
             {"wave_ballot where ballot_mark || sealed", "wave_answer where id || own_mark || content", "wave_code where code_mark"})
            EXPECT_EQ(count(std::string(column) + " like '%" + ballot + "%'"), 0);
}

}  // namespace
}  // namespace touchstone
