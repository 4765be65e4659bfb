// The event log shows an administrator the words of what is there for them, and of the rest only who, when and of what kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/event_store.h"
#include "tests/site.h"

namespace touchstone::app {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class EventLog : public ::testing::TestWithParam<db::Engine> {
protected:
    EventLog() : site(GetParam()) {}
    void write(const std::function<void(db::Write&)>& change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    void happened(const std::string& kind, const std::string& object, const std::string& words) {
        write([&](db::Write& db) {
            events::record(db, {site.partnership(), site.now, site.account(Role::evaluator), "judged", kind, object, words + " part",
                                R"({"rationale":"before )" + words + "\"}", R"({"rationale":"after )" + words + "\"}"});
        });
    }

    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, EventLog, ::testing::ValuesIn(testing::engines()),
                         [](const auto& test) { return testing::name_of(test.param); });

TEST_P(EventLog, an_administrator_reads_the_words_of_the_partnerships_own_evaluation) {
    happened("evaluation", site.add_evaluation("Ours").text, "canary");
    site.sign_in(Role::administrator);
    const auto page = site.html("/audit");
    EXPECT_THAT(page, HasSubstr("before canary"));
    EXPECT_THAT(page, HasSubstr("after canary"));
}

TEST_P(EventLog, an_administrator_does_not_read_the_words_of_an_organisations_unshared_evaluation) {
    const auto evaluation = site.add_evaluation("Theirs");
    happened("evaluation", evaluation.text, "canary");
    write([&](db::Write& db) {
        db.run("update evaluation set owner_id = 'somebody else' where partnership_id = $1 and id = $2", site.partnership(), evaluation);
    });
    site.sign_in(Role::administrator);
    const auto page = site.html("/audit");
    EXPECT_THAT(page, Not(HasSubstr("canary")));
    EXPECT_THAT(page, HasSubstr("An evaluation that is not shared with you in full was changed"));
}

TEST_P(EventLog, nothing_of_a_restricted_record_stands_in_the_log) {
    happened("record", "r", "canary");
    happened("concern", "c", "canary");
    happened("evidence", "gone", "canary");
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/audit"), Not(HasSubstr("canary")));
}

TEST_P(EventLog, the_words_about_accounts_are_the_administrators_own_work) {
    happened("account", site.account(Role::reader).text, "canary");
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/audit"), HasSubstr("before canary"));
}

}  // namespace
}  // namespace touchstone::app
