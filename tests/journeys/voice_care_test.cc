// What is looked after beside the asking: words that wait too long, reminders, when answers go, and where what became of them is found.
#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/day_mail.h"
#include "app/upkeep.h"
#include "evidence/retention_store.h"
#include "people/mail_store.h"
#include "privacy/vault.h"
#include "tests/site.h"
#include "voice/code.h"
#include "voice/receipt.h"
#include "voice/wave_store.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using voice::WaveId;

class VoiceCare : public ::testing::TestWithParam<db::Engine> {
protected:
    VoiceCare() : site(GetParam()) {}

    std::string version_at(const std::string& address) {
        const auto page = site.html(address);
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"seen_version\" value=\"(\\d+)\"")) ? found[1].str() : "0";
    }
    // What one thinks, and why: read first by a moderator, or else by an evaluator.
    WaveId publish(const Fields& more = {}) {
        site.sign_in(Role::evaluator);
        const auto sheet = site.post("/questionnaires/new", {{"title", "Zqxschool"}, {"owner", "partnership"}}).location;
        for (Fields question :
             {Fields{{"label", "Zqxsafe"}, {"kind", "choice"}, {"choices", "Yes\nNo"}}, Fields{{"label", "Zqxwhy"}, {"kind", "text"}}}) {
            question.emplace_back("seen_version", version_at(sheet + "/questions/new"));
            EXPECT_EQ(site.post(sheet + "/questions/new", question).status, web::Status::see_other);
        }
        Fields fields{{"whose_view", site.framework().stakeholder_groups.front().key},
                      {"manner", "pages"},
                      {"smallest", "5"},
                      {"zeros_shown", "yes"},
                      {"opens_day", "23"},
                      {"opens_month", "11"},
                      {"opens_year", "2026"},
                      {"closes_day", "1"},
                      {"closes_month", "12"},
                      {"closes_year", "2026"},
                      {"reader", site.account(Role::moderator).text},
                      {"deputy", site.account(Role::evaluator).text},
                      {"space", "Zqxspace here"},
                      {"voice", "Zqxvoice here"},
                      {"audience", "Zqxaudience here"},
                      {"influence", "Zqxinfluence here"}};
        fields.emplace_back("access", "open_link");
        for (const auto& [name, value] : more) {
            std::erase_if(fields, [&](const auto& field) { return field.first == name; });
            fields.emplace_back(name, value);
        }
        const auto answer = site.post(sheet + "/waves/new", fields);
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
    std::string send(const voice::Wave& wave, const std::string& why) {
        const auto ballot = begin(wave);
        return site.document(site.post("/ask/" + wave.link + "/answers",
                                       {{"ballot", ballot}, {"page", "1"}, {"go", "send"}, {"a_q1", "c1"}, {"a_q2", why}}));
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
    int remind() { return app::write_day_mails(site.database(), "https://example.org", site.now); }
    std::string mails() {
        std::string all;
        site.database().read([&](db::Read& db) {
            for (const auto& mail : people::list_waiting_mail(db, site.partnership(), 50))
                all += mail.to + " " + mail.subject + "\n" + mail.body;
        });
        return all;
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }

    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, VoiceCare, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(VoiceCare, says_each_day_what_nobody_has_read) {
    const auto id = publish();
    const auto address = "/waves/" + id.text;
    send(wave_of(id), "Zqxsecret words");
    EXPECT_EQ(remind(), 0) << "it came today";
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("Nobody has read")));
    site.now += std::chrono::days{1};
    EXPECT_EQ(remind(), 3) << "reader, deputy and who leads";
    EXPECT_EQ(remind(), 0) << "once a day";
    EXPECT_THAT(mails(),
                AllOf(HasSubstr("- 1 text that someone wrote has waited to be read since yesterday or longer\n  https://example.org" +
                                address + "/screening"),
                      HasSubstr("since yesterday or longer\n  https://example.org" + address + "\n"), Not(HasSubstr("Zqx"))));
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"), AllOf(HasSubstr("Nobody has read what people wrote: Zqxschool"), HasSubstr("1 has waited since yesterday"),
                                      Not(HasSubstr(address + "/screening"))));
    EXPECT_EQ(site.get(address + "/screening").status, web::Status::not_found);
    EXPECT_LE(site.get("/").trips, 2);
    site.sign_in(Role::moderator);
    EXPECT_THAT(site.html("/"), AllOf(HasSubstr("Read what people wrote: Zqxschool"), HasSubstr("1 has waited since yesterday"),
                                      HasSubstr(address + "/screening")));
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("what people wrote: Zqxschool"))) << "neither reads nor leads";
    site.now += std::chrono::days{1};
    EXPECT_EQ(remind(), 3) << "and the next day";
    site.now += std::chrono::days{1};
    site.sign_in(Role::moderator);
    const auto text = hidden(site.html(address + "/screening"), "text");
    ASSERT_EQ(site.post(address + "/screening", {{"text", text}, {"was", "waiting"}, {"dealt", "read"}}).status, web::Status::see_other);
    EXPECT_EQ(remind(), 0) << "it was read";
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("Nobody has read")));
}

TEST_P(VoiceCare, gives_three_words_that_lead_to_what_became_of_a_question) {
    const auto id = publish();
    const auto wave = wave_of(id);
    const auto receipt = voice::receipt_of(wave, "q2"), address = "/waves/" + id.text, heard = "/ask/" + wave.link + "/heard";
    EXPECT_THAT(send(wave, "Zqxwords"), AllOf(HasSubstr(receipt), HasSubstr("type them later at"), HasSubstr(heard + "#about_q2")));
    EXPECT_THAT(send(wave, ""), Not(HasSubstr(receipt))) << "nothing was written";
    EXPECT_EQ(count("wave_answer where content like '%" + receipt + "%'") + count("event where after like '%" + receipt + "%'"), 0);
    EXPECT_EQ(site.get("/ask?words=" + receipt).location, heard + "#about_q2") << "without an account";
    auto typed = receipt;
    std::ranges::replace(typed, '-', '+');
    EXPECT_EQ(site.get("/ask?words=" + typed).location, heard + "#about_q2");
    EXPECT_EQ(site.get("/ask?words=" + wave.link).location, "/ask/" + wave.link);
    const auto unknown = site.get("/ask?words=lusab-babad-lusab");
    EXPECT_EQ(unknown.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(unknown), AllOf(HasSubstr("These words lead nowhere"), HasSubstr("lusab-babad-lusab")));
    EXPECT_THAT(site.html("/ask"), HasSubstr("Type your words"));
    EXPECT_THAT(site.html(heard), AllOf(HasSubstr("id=\"about_q2\""), HasSubstr("Nobody has said yet what became of it"),
                                        HasSubstr("People can answer until 1 December 2026"), Not(HasSubstr("id=\"about_q1\""))));
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post(address + "/subjects/q2", {{"heard", "Zqxheard"}, {"seen_version", "0"}}).status, web::Status::unprocessable)
        << "it is open";
    ASSERT_EQ(close(id).status, web::Status::see_other);
    EXPECT_THAT(site.html(heard), HasSubstr("By 31 January 2027 this is decided by: Zqxcouncil."));
    EXPECT_THAT(site.html(address), AllOf(HasSubstr(address + "/subjects/q1"), HasSubstr("Not said yet")));
    EXPECT_LE(site.get(address).trips, 2);
    EXPECT_LE(site.get(heard).trips, 2);
    EXPECT_THAT(site.html(address + "/subjects/q2"), AllOf(HasSubstr(receipt), HasSubstr("Zqxwhy")));
    EXPECT_EQ(site.get(address + "/subjects/q9").status, web::Status::not_found);
    const Fields said{{"heard", "Zqxheard"}, {"not_done", "Zqxnot done"}, {"seen_version", "0"}};
    ASSERT_EQ(site.post(address + "/subjects/q2", said).status, web::Status::see_other);
    const auto late = site.post(address + "/subjects/q2", {{"heard", "Zqxlate"}, {"seen_version", "0"}});
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), AllOf(HasSubstr("Zqxlate"), HasSubstr("Zqxheard")));
    site.sign_in(Role::reader);
    EXPECT_EQ(site.get(address + "/subjects/q2").status, web::Status::forbidden);
    EXPECT_THAT(site.html(address), Not(HasSubstr(address + "/subjects/")));
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html(heard), AllOf(HasSubstr("Zqxheard"), HasSubstr("Zqxnot done"), Not(HasSubstr("Nobody has said yet"))));
}

TEST_P(VoiceCare, names_the_areas_own_line_for_help_where_people_write) {
    const auto none = wave_of(publish());
    const auto answers_of = [&](const voice::Wave& wave) {
        const auto ballot = begin(wave);
        return site.document(
            site.post("/ask/" + wave.link + "/answers", {{"ballot", ballot}, {"page", "0"}, {"go", "next"}, {"a_q1", "c1"}}));
    };
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/ask/" + none.link), Not(HasSubstr("Childline"))) << "grown-ups write further on";
    EXPECT_THAT(site.document(site.post("/ask/" + none.link, {})), AllOf(HasSubstr("0800 1111"), Not(HasSubstr("Zqxlistens"))));
    const auto id = publish(
        {{"manner", "one_by_one"}, {"help_name", "Zqxlistens"}, {"help_phone", "01632 960123"}, {"help_hours", "every day from 4 pm"}});
    const auto line = HasSubstr("Zqxlistens: phone 01632 960123, every day from 4 pm.");
    const auto wave = wave_of(id);
    EXPECT_THAT(site.html("/waves/" + id.text), line);
    const auto sheet = site.post("/questionnaires/new", {{"title", "Zqxnext"}, {"owner", "partnership"}}).location;
    EXPECT_THAT(site.html(sheet + "/waves/new"), HasSubstr("value=\"Zqxlistens\"")) << "it is said once";
    EXPECT_LE(site.get(sheet + "/waves/new").trips, 2);
    site.sign_in(std::nullopt);
    EXPECT_THAT(site.html("/ask/" + wave.link), AllOf(HasSubstr("Do you need help now?"), HasSubstr("0800 1111"), line));
    EXPECT_THAT(answers_of(wave), AllOf(HasSubstr("One person reads what you write"), HasSubstr("0800 1111"), line));
}

TEST_P(VoiceCare, opens_reminds_and_is_over_by_day) {
    const auto id = publish({{"access", "codes"},
                             {"opens_day", "25"},
                             {"opens_month", "11"},
                             {"opens_year", "2026"},
                             {"reminds_day", "27"},
                             {"reminds_month", "11"},
                             {"reminds_year", "2026"}});
    const auto address = "/waves/" + id.text;
    ASSERT_EQ(site.post(address + "/codes", {{"number", "6"}}).status, web::Status::see_other);
    const auto wave = wave_of(id);
    const auto day = [&](int later) { site.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::days{later}; };
    const auto home = [&](Role role) {
        site.sign_in(role);
        return site.html("/");
    };
    EXPECT_TRUE(begin(wave, voice::code_of(id, 1)).empty()) << "it has not opened";
    day(2);
    EXPECT_FALSE(begin(wave, voice::code_of(id, 1)).empty());
    EXPECT_EQ(remind(), 0);
    EXPECT_THAT(home(Role::evaluator), Not(HasSubstr("Remind people to answer")));
    day(4);
    EXPECT_THAT(home(Role::evaluator),
                AllOf(HasSubstr("Remind people to answer: Zqxschool"), HasSubstr("5 of 6 codes have not been used")));
    EXPECT_THAT(home(Role::lead), Not(HasSubstr("Remind people to answer")));
    EXPECT_EQ(remind(), 1) << "who handed them out";
    EXPECT_EQ(remind(), 0) << "once";
    EXPECT_THAT(mails(),
                AllOf(HasSubstr("- Zqxschool: 5 of 6 codes have not been used. Remind people to answer\n  https://example.org" + address),
                      Not(HasSubstr(voice::code_of(id, 2)))));
    day(9);
    EXPECT_TRUE(begin(wave, voice::code_of(id, 2)).empty()) << "its last day is over";
    for (const auto role : {Role::evaluator, Role::lead})
        EXPECT_THAT(home(role), AllOf(HasSubstr("Close it: Zqxschool"), Not(HasSubstr("Remind people to answer"))));
    EXPECT_THAT(home(Role::reader), Not(HasSubstr("Close it: Zqxschool")));
    EXPECT_EQ(remind(), 2);
    EXPECT_THAT(mails(), HasSubstr("- Zqxschool: its last day was 1 December 2026. Close it, and say who decides and by when"));
    EXPECT_EQ(count("wave where closed_at is not null"), 0) << "nothing closes it but a person";
    ASSERT_EQ(close(id).status, web::Status::see_other);
    EXPECT_THAT(home(Role::lead), Not(HasSubstr("Close it: Zqxschool")));
    day(16);
    EXPECT_EQ(remind(), 0);
}

TEST_P(VoiceCare, tells_no_numbers_of_few_codes_and_takes_a_reminder_with_codes_only) {
    const auto id = publish({{"access", "codes"}, {"reminds_day", "23"}, {"reminds_month", "11"}, {"reminds_year", "2026"}});
    ASSERT_EQ(site.post("/waves/" + id.text + "/codes", {{"number", "3"}}).status, web::Status::see_other);
    EXPECT_EQ(remind(), 1);
    EXPECT_THAT(mails(), HasSubstr("Zqxschool: Some codes have not been used"));
    site.sign_in(Role::evaluator);
    const auto sheet = site.post("/questionnaires/new", {{"title", "Zqxother"}, {"owner", "partnership"}}).location;
    EXPECT_THAT(site.document(site.post(sheet + "/waves/new", {{"access", "open_link"},
                                                               {"opens_day", "23"},
                                                               {"opens_month", "11"},
                                                               {"opens_year", "2026"},
                                                               {"closes_day", "1"},
                                                               {"closes_month", "12"},
                                                               {"closes_year", "2026"},
                                                               {"reminds_day", "24"},
                                                               {"reminds_month", "11"},
                                                               {"reminds_year", "2026"}})),
                HasSubstr("Enter a date on which people can answer with codes"));
}

TEST_P(VoiceCare, lets_answers_go_by_their_rule_and_keeps_what_was_shown) {
    const auto id = publish();
    const auto wave = wave_of(id);
    const auto address = "/waves/" + id.text;
    for (int i = 0; i < 6; ++i) send(wave, "Zqxwords of one");
    ASSERT_EQ(close(id).status, web::Status::see_other);
    const auto made = site.post(address + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other) << site.document(made);
    EXPECT_THAT(site.html(address), HasSubstr("Deleted by itself on 2 December 2028"));
    const auto day = [&](const char* iso) { site.now = std::chrono::sys_days{*date_from(iso)} + std::chrono::hours{12}; };
    const auto daily = [&] { return app::do_daily(site.database(), site.files(), "https://example.org", site.now).disposals; };

    day("2028-10-01");
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/rights/retention"), AllOf(HasSubstr("Zqxschool"), HasSubstr("are deleted on 2 December 2028")))
        << "seen before";
    EXPECT_EQ(site.post("/rights/retention", {{"class", "wave"}, {"do", "ask"}, {"items_wave", id.text}}).status,
              web::Status::unprocessable)
        << "it goes by itself";
    ASSERT_EQ(
        site.post("/rights/retention", {{"class", "wave"}, {"do", "hold"}, {"items_wave", id.text}, {"reason_wave", "Zqxinquiry"}}).status,
        web::Status::see_other);
    EXPECT_THAT(site.html("/rights/retention"), HasSubstr("Zqxinquiry"));
    day("2028-12-02");
    EXPECT_EQ(daily(), 0) << "it is kept longer";
    site.sign_in(Role::administrator);
    ASSERT_EQ(site.post("/rights/retention/release", {{"class", "wave"}, {"item", id.text}}).status, web::Status::see_other);
    day("2028-12-01");
    EXPECT_EQ(daily(), 0) << "a day too early";
    EXPECT_EQ(count("wave_answer"), 6);
    day("2028-12-02");
    EXPECT_EQ(daily(), 1);
    for (const auto* table : {"wave_answer", "wave_text", "wave_count", "wave_ballot where sealed <> ''"})
        EXPECT_EQ(count(table), 0) << table;
    for (const auto* table : {"wave", "wave_release", "evidence", "wave_evidence"}) EXPECT_EQ(count(table), 1) << table;
    EXPECT_EQ(count("wave_ballot"), 6) << "how many were sent is still known";
    EXPECT_FALSE(privacy::vault().has_key(id.text));
    EXPECT_EQ(daily(), 0) << "once";
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(address), HasSubstr("Answers and texts were deleted on 2 December 2028"));
    EXPECT_THAT(site.html(address + "/results"), AllOf(HasSubstr("6 answers were sent"), HasSubstr("Zqxsafe")));
    EXPECT_THAT(site.html(address + "/words"), Not(HasSubstr("Zqxwords")));
    EXPECT_EQ(site.get(address + "/coding").status, web::Status::ok);
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/rights/retention"), AllOf(HasSubstr("the answers of 1 wave"), HasSubstr("The rule")));
    EXPECT_THAT(site.get("/api/v1" + address + "/results").body, Not(HasSubstr("Zqxwords")));
}

TEST_P(VoiceCare, lets_nothing_go_while_the_clock_is_in_doubt) {
    const auto id = publish();
    send(wave_of(id), "Zqxwords");
    const auto tick = [&] {
        site.database().writing([&](db::Write& db) {
            evidence::watch_clock(db, site.now);
            return true;
        });
    };
    tick();
    site.now += std::chrono::days{1'000};
    tick();
    EXPECT_EQ(app::do_daily(site.database(), site.files(), "https://example.org", site.now).disposals, 0);
    EXPECT_EQ(count("wave_text"), 1);
}

}  // namespace
}  // namespace touchstone
