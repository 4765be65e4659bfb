// A wall from its first statements to what became of each: opened by a link, said yes and no to, added to, read first by the one named for
// it, closed, and told.
#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"
#include "voice/ballot_store.h"
#include "voice/wall_store.h"
#include "voice/wave_store.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using voice::WaveId;

class Walls : public ::testing::TestWithParam<db::Engine> {
protected:
    Walls() : site(GetParam()) { site.sign_in(Role::evaluator); }

    Fields whole() {
        return {{"title", "Zqxlunch"},
                {"question", "Zqxwhat about it?"},
                {"statements", "Zqxfirst.\nZqxsecond.\nZqxthird."},
                {"group", "Zqxyear"},
                {"groups", "Zqxfive\nZqxsix"},
                {"owner", "partnership"},
                {"whose_view", site.framework().stakeholder_groups.front().key},
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
                {"influence", "Zqxinfluence here"}};
    }
    void put_up() {
        site.sign_in(Role::evaluator);
        const auto answer = site.post("/walls/new", whole());
        ASSERT_EQ(answer.status, web::Status::see_other) << site.document(answer);
        wall = answer.location;
        id = WaveId{wall.substr(std::string("/walls/").size())};
        link = site.database().reading([&](db::Read& db) { return "/ask/" + voice::find_wave(db, site.partnership(), id)->wave.link; });
    }
    static std::string hidden(const std::string& page, const std::string& name) {
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"" + name + "\" value=\"([^\"]*)\"")) ? found[1].str() : "";
    }
    std::string begin() {
        site.sign_in(std::nullopt);
        return hidden(site.document(site.post(link, {})), "ballot");
    }
    web::Response go(const std::string& ballot, int page, const std::string& where, Fields answers) {
        site.sign_in(std::nullopt);
        answers.insert(answers.end(), {{"ballot", ballot}, {"page", std::to_string(page)}, {"go", where}});
        return site.post(link + "/answers", answers);
    }
    // Everything that somebody who opens the link is shown.
    std::string all_pages() {
        const auto ballot = begin();
        auto all = site.html(link) + site.html(link + "/heard");
        for (int page = 0; page < 8; ++page) all += site.document(go(ballot, page, "next", {}));
        return all;
    }
    std::vector<voice::WaveText> texts() {
        return site.database().reading([&](db::Read& db) {
            return voice::list_texts(
                db, site.partnership(), id,
                {voice::WordsState::waiting, voice::WordsState::read, voice::WordsState::held_back, voice::WordsState::concern});
        });
    }
    std::string text_with(const std::string& words) {
        for (const auto& text : texts())
            if (text.words == words) return wall + "/texts/" + text.id;
        return {};
    }
    // Six who add a statement, of whom two are let through in other words, and fourteen who find these there.
    void answer_and_read() {
        for (int i = 0; i < 20; ++i) {
            if (i == 6) read();
            Fields answers{
                {"a_group", i % 2 == 0 ? "g1" : "g2"}, {"a_s1", "agree"}, {"a_s2", "disagree"}, {"a_s3", i < 10 ? "agree" : "unsure"}};
            if (i < 6) answers.emplace_back("a_own1", "Zqxown " + std::to_string(i));
            if (i >= 6) answers.emplace_back("a_s4", "agree");
            ballots.push_back(begin());
            EXPECT_THAT(site.document(go(ballots.back(), 0, "send", answers)), HasSubstr("Sent. Thank you"));
        }
    }
    void read() {
        site.sign_in(Role::lead);
        const auto edited = site.post(text_with("Zqxown 0"), {{"dealt", "read"}, {"was", "waiting"}, {"words", "Zqxedited"}});
        EXPECT_EQ(edited.location, wall + "/screening");
        const auto held = text_with("Zqxown 1");
        EXPECT_EQ(site.post(held, {{"dealt", "held_back"}, {"was", "waiting"}}).status, web::Status::unprocessable) << "without a reason";
        EXPECT_EQ(site.post(held, {{"dealt", "held_back"}, {"was", "waiting"}, {"reason", "hurtful"}}).status, web::Status::see_other);
        EXPECT_EQ(site.post(text_with("Zqxown 2"), {{"dealt", "concern"}, {"was", "waiting"}}).location, "/concerns/new");
    }
    std::string version_at(const std::string& address) { return hidden(site.html(address), "seen_version"); }
    void close() {
        site.sign_in(Role::evaluator);
        ASSERT_EQ(site.post(wall + "/closing", {{"decides", "Zqxcouncil"},
                                                {"decides_by_day", "31"},
                                                {"decides_by_month", "1"},
                                                {"decides_by_year", "2027"},
                                                {"seen_version", version_at(wall)}})
                      .location,
                  wall + "/results");
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }

    testing::Site site;
    std::string wall, link;
    WaveId id;
    std::vector<std::string> ballots;
};

INSTANTIATE_TEST_SUITE_P(Both, Walls, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Walls, open_with_three_statements_at_least) {
    EXPECT_THAT(site.html("/questionnaires"), HasSubstr("href=\"/walls\""));
    EXPECT_THAT(site.html("/walls"), AllOf(HasSubstr("No wall has been put up yet"), HasSubstr("href=\"/questionnaires\"")));
    auto one = whole();
    std::ranges::find(one, "statements", &Fields::value_type::first)->second = "Zqxfirst.";
    const auto refused = site.post("/walls/new", one);
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Write 3 to 20 statements"), HasSubstr("Zqxspace here"), HasSubstr("Zqxfive")));
    put_up();
    EXPECT_THAT(site.html("/walls"), HasSubstr("Zqxlunch"));
    EXPECT_THAT(site.html("/questionnaires"), Not(HasSubstr("Zqxlunch"))) << "a wall is not a questionnaire";
    EXPECT_EQ(site.get("/waves/" + id.text).status, web::Status::not_found);
    EXPECT_THAT(site.html(wall), AllOf(HasSubstr("Zqxwhat about it?"), HasSubstr("Zqxsecond."), HasSubstr(link)));
}

TEST_P(Walls, are_answered_one_statement_at_a_time_without_an_account) {
    put_up();
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html(link), AllOf(HasSubstr("Zqxwhat about it?"), HasSubstr("Zqxaudience here"), HasSubstr("0800 1111")));
    const auto ballot = begin();
    ASSERT_FALSE(ballot.empty());
    auto page = site.document(go(ballot, 0, "next", {{"a_group", "g1"}}));
    std::smatch found;
    ASSERT_TRUE(std::regex_search(page, found, std::regex("name=\"(a_s[1-3])\" value=\"agree\""))) << page;
    const auto first = found[1].str();
    EXPECT_THAT(page, AllOf(HasSubstr("Agree"), HasSubstr("Disagree"), HasSubstr("Not sure"), HasSubstr("Skip"),
                            HasSubstr("name=\"a_group\" value=\"g1\"")));
    page = site.document(site.post(link + "/answers", {{"ballot", ballot}, {"page", "1"}, {"a_group", "g1"}, {first, "agree"}}));
    EXPECT_THAT(page, AllOf(HasSubstr("name=\"" + first + "\" value=\"agree\""), Not(HasSubstr("ts-vote\" id=\"" + first))))
        << "the next one";
    page = site.document(go(ballot, 2, "back", {{"a_group", "g1"}, {first, "agree"}}));
    EXPECT_THAT(page, AllOf(HasSubstr("ts-vote\" id=\"" + first), HasSubstr("(your answer)"))) << "and back, with what was said";
    const auto own = site.document(go(ballot, 3, "next", {{first, "agree"}}));
    EXPECT_THAT(own, AllOf(HasSubstr("Your statement 3"), HasSubstr("One person reads what you write"), HasSubstr("0800 1111")));
    const auto long_one = go(ballot, 4, "next", {{first, "agree"}, {"a_own1", std::string(141, 'x')}});
    EXPECT_EQ(long_one.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(long_one), AllOf(HasSubstr("to 140 characters"), HasSubstr(std::string(141, 'x'))));
    EXPECT_THAT(site.document(go(ballot, 4, "next", {{first, "agree"}, {"a_own1", "Zqxown"}})), HasSubstr("Ready to send"));
    EXPECT_EQ(count("wave_ballot") + count("wave_text"), 0) << "nothing is kept before it is sent";
    EXPECT_THAT(site.document(go(ballot, 5, "send", {{first, "agree"}, {first, "skip"}, {"a_own1", "Zqxown"}})),
                HasSubstr("Sent. Thank you"));
    EXPECT_THAT(site.document(go(ballot, 5, "send", {{first, "agree"}})), HasSubstr("You have sent this already"));
    EXPECT_EQ(count("wave_ballot"), 1);
    EXPECT_EQ(count("wave_text where sealed like '%Zqxown%'"), 0);
    EXPECT_EQ(count("wave_answer"), 0) << "it waits for four others";
}

TEST_P(Walls, show_what_their_reader_let_through_and_nothing_else) {
    put_up();
    for (int i = 0; i < 6; ++i) {
        ballots.push_back(begin());
        go(ballots.back(), 0, "send", {{"a_s1", "agree"}, {"a_own1", "Zqxown " + std::to_string(i)}});
    }
    EXPECT_THAT(all_pages(), Not(HasSubstr("Zqxown"))) << "nobody has read them";
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(wall), AllOf(Not(HasSubstr("Zqxown")), HasSubstr("6 answers were sent")));
    EXPECT_EQ(site.get(wall + "/screening").status, web::Status::not_found) << "who is not named for it";
    EXPECT_EQ(site.get(text_with("Zqxown 0")).status, web::Status::not_found);
    EXPECT_EQ(site.post(text_with("Zqxown 0"), {{"dealt", "read"}, {"was", "waiting"}, {"words", "Zqxown"}}).status,
              web::Status::not_found);
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"), HasSubstr(wall + "/screening"));
    EXPECT_THAT(site.html(wall + "/screening"), AllOf(HasSubstr("Zqxown 0"), HasSubstr("Zqxown 5")));
    EXPECT_THAT(site.html(text_with("Zqxown 0")), Not(HasSubstr("\"read\" checked"))) << "what is done with it, a person says";
    read();
    EXPECT_EQ(site.post(text_with("Zqxown 0"), {{"dealt", "read"}, {"was", "waiting"}, {"words", "Zqxlate"}}).status,
              web::Status::conflict);
    EXPECT_EQ(
        site.post(text_with("Zqxown 3"), {{"dealt", "held_back"}, {"was", "waiting"}, {"reason", "same_as"}, {"double_of", "4"}}).status,
        web::Status::see_other);
    EXPECT_EQ(site.post(text_with("Zqxown 4"), {{"dealt", "read"}, {"was", "waiting"}, {"words", "Zqxown 4"}}).status,
              web::Status::see_other);
    EXPECT_THAT(site.html(wall + "/screening"), HasSubstr("Held back: Another statement says the same: Zqxedited"));
    EXPECT_THAT(all_pages(), HasSubstr("Zqxown 4"));
    site.sign_in(Role::lead);
    EXPECT_EQ(site.post(text_with("Zqxown 4"), {{"dealt", "read"}, {"was", "read"}, {"words", "Zqxolder"}}).status, web::Status::conflict)
        << "from a page that was opened before it stood there";
    EXPECT_EQ(site.post(text_with("Zqxown 4"), {{"dealt", "held_back"}, {"was", "read"}, {"reason", "identifying"}, {"seen_version", "1"}})
                  .status,
              web::Status::see_other)
        << "after all";
    EXPECT_THAT(all_pages(), AllOf(HasSubstr("Zqxedited"), Not(HasSubstr("Zqxown"))));
    close();
    for (const auto& address : {wall, wall + "/results", "/api/v1" + wall, "/api/v1" + wall + "/results"})
        EXPECT_THAT(site.get(address).body.empty() ? site.html(address) : site.get(address).body, Not(HasSubstr("Zqxown"))) << address;
    EXPECT_THAT(site.get(wall + "/results.csv").body, AllOf(HasSubstr("Zqxedited"), Not(HasSubstr("Zqxown"))));
    for (const auto* where : {"event where after", "event where before", "wave where content", "questionnaire where content",
                              "wall_statement where words", "wave_release where content", "wave_answer where content"})
        EXPECT_EQ(count(std::string(where) + " like '%Zqxown%'"), 0) << where;
}

TEST_P(Walls, lose_a_statement_whose_writer_takes_it_out) {
    put_up();
    answer_and_read();
    EXPECT_THAT(all_pages(), HasSubstr("Zqxedited"));
    EXPECT_THAT(site.document(site.post(link + "/removal", {{"ballot", ballots[0]}})), HasSubstr("Your answers are taken out"));
    EXPECT_THAT(all_pages(), Not(HasSubstr("Zqxedited")));
    EXPECT_EQ(count("wave_text"), 5);
}

TEST_P(Walls, say_how_many_agree_when_they_are_closed_and_what_became_of_each) {
    put_up();
    answer_and_read();
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(wall + "/results"), AllOf(HasSubstr("It is still open"), Not(HasSubstr("ts-figure"))));
    EXPECT_THAT(site.get("/api/v1" + wall + "/results").body, AllOf(HasSubstr("\"answers\":null"), HasSubstr("\"statements\":[]")));
    EXPECT_EQ(site.post(wall + "/statements/1/fate", {{"fate", "done"}, {"seen_version", "1"}}).status, web::Status::unprocessable)
        << "it is open";
    close();
    const auto page = site.html(wall + "/results");
    EXPECT_THAT(page, AllOf(HasSubstr("20 answers were sent"), HasSubstr("Most agree."), HasSubstr("Most do not agree."),
                            HasSubstr("By group"), HasSubstr("14 answers say something about it")));
    EXPECT_LT(page.find("Zqxsecond."), page.find("Zqxedited")) << "in the order in which they came";
    const auto by_agreement = site.html(wall + "/results?order=agreement");
    EXPECT_LT(by_agreement.find("Zqxedited"), by_agreement.find("Zqxsecond."));
    EXPECT_THAT(site.get(wall + "/results.csv").body,
                AllOf(HasSubstr("20,0,0,20,100.0,83.9,100.0"), HasSubstr("14,0,0,14,100.0,78.5,100.0")));
    EXPECT_THAT(site.get("/api/v1" + wall + "/results").body, AllOf(HasSubstr("\"answers\":20"), HasSubstr("\"agree\":14")));
    EXPECT_EQ(count("event where kind = 'wave' and verb = 'opened_answers'"), 4) << "one for each five";

    const auto fate = wall + "/statements/4/fate";
    EXPECT_EQ(site.post(fate, {{"fate", "not_done"}, {"seen_version", "1"}}).status, web::Status::unprocessable) << "and why?";
    EXPECT_EQ(site.post(fate, {{"fate", "not_done"}, {"fate_words", "Zqxwhy"}, {"seen_version", "1"}}).location,
              wall + "/results#statement_4");
    EXPECT_EQ(site.post(fate, {{"fate", "done"}, {"seen_version", "1"}}).status, web::Status::conflict);
    EXPECT_EQ(site.get(wall + "/statements/5/fate").status, web::Status::not_found) << "it is held back";
    ASSERT_EQ(site.post(wall + "/outcome", {{"heard", "Zqxheard"}, {"seen_version", version_at(wall)}}).status, web::Status::see_other);
    EXPECT_EQ(site.post(wall + "/evidence", {{"security", ""}}).status, web::Status::unprocessable) << "a person says how secure it is";
    const auto made = site.post(wall + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other);
    EXPECT_THAT(site.html(made.location), AllOf(HasSubstr("Zqxlunch"), HasSubstr("23 November 2026")));
    EXPECT_EQ(site.post(wall + "/evidence", {{"security", "partial"}}).status, web::Status::unprocessable) << "it is evidence already";

    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html(link), AllOf(HasSubstr("It is closed"), HasSubstr("/heard")));
    EXPECT_THAT(site.html(link + "/heard"), AllOf(HasSubstr("Zqxheard"), HasSubstr("Zqxedited"), HasSubstr("It is not done: Zqxwhy"),
                                                  HasSubstr("Nothing is said yet"), HasSubstr("Zqxcouncil"), Not(HasSubstr("Zqxown"))));
}

TEST_P(Walls, of_fewer_than_five_show_nothing) {
    put_up();
    for (int i = 0; i < 4; ++i) go(begin(), 0, "send", {{"a_s1", "agree"}});
    close();
    EXPECT_THAT(site.html(wall + "/results"), AllOf(HasSubstr("Fewer than 5 answers were sent"), Not(HasSubstr("Most agree"))));
    EXPECT_THAT(site.get(wall + "/results.csv").body, Not(HasSubstr(",4,")));
}

}  // namespace
}  // namespace touchstone
