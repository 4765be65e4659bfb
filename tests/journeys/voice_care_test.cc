// What is looked after beside the asking: words that wait too long, reminders, when answers go, and where what became of them is found.
#include <algorithm>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/day_mail.h"
#include "people/mail_store.h"
#include "tests/site.h"
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
    WaveId publish(Fields more = {}) {
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
        if (std::ranges::find(more, "access", &std::pair<std::string, std::string>::first) == more.end())
            more.emplace_back("access", "open_link");
        fields.insert(fields.end(), more.begin(), more.end());
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

}  // namespace
}  // namespace touchstone
