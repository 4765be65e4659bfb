#include "demo/demo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/shipped.h"
#include "tests/site.h"

namespace touchstone::demo {

using namespace app;
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// Verbs of the demonstration's events with words, and of those without.
struct Verbs {
    std::vector<std::string> with_words, without;
};

Verbs verbs_of_demo() {
    const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
    testing::TestDatabase database(db::Engine::sqlite);
    const db::FileStore files(database.folder() / "files");
    Verbs verbs;
    database->writing([&](db::Write& db) {
        publish_shipped(db, now);
        load_demo(db, files, now);
        db.each(
            [&](const db::Row& row) {
                (row.get<int>("has_words") == 1 ? verbs.with_words : verbs.without).push_back(row.get<std::string>("verb"));
            },
            "select distinct verb, case when after is null then 0 else 1 end as has_words from event");
        return true;
    });
    return verbs;
}

TEST(Demonstration, says_in_the_history_what_everything_that_it_holds_is) {
    const auto verbs = verbs_of_demo();
    for (const auto* verb : {"added", "found", "created", "changed_scope", "shared", "judged", "agreed", "decided_conflict", "concluded",
                             "concluded_area", "concluded_component", "made_calibration", "wrote_position", "explained_difference",
                             "added_figure", "tied_figure", "noted_factor"}) {
        EXPECT_THAT(verbs.with_words, Contains(verb));
        EXPECT_THAT(verbs.without, Not(Contains(verb)));
    }
    for (const auto* verb : {"used_evidence", "added_file", "judged_alone", "revealed", "finished"})
        EXPECT_THAT(verbs.without, Contains(verb));
}

TEST(Demonstration, is_told_in_the_years_of_the_day_on_which_it_is_loaded) {
    const Instant now{std::chrono::sys_days{std::chrono::year{2029} / 3 / 1}};
    testing::TestDatabase database(db::Engine::sqlite);
    const db::FileStore files(database.folder() / "files");
    database->writing([&](db::Write& db) {
        publish_shipped(db, now);
        load_demo(db, files, now);
        std::string titles;
        db.each([&](const db::Row& row) { titles += row.get<std::string>("title") + "\n"; }, "select title from evaluation");
        EXPECT_THAT(titles, AllOf(HasSubstr("children under six, 2028"), Not(HasSubstr("2026"))));
        const auto count = [&](const char* sql) {
            return db.first([](const db::Row& row) { return row.get<int>("n"); }, sql, now).value();
        };
        EXPECT_EQ(count("select count(*) as n from event where at > $1"), 0) << "nothing has happened yet that is still to come";
        EXPECT_GT(count("select count(*) as n from remark where said_at <= $1"), 5);
        EXPECT_GT(count("select count(*) as n from task where due > '2029-03-01' and $1 > 0"), 5);
        return true;
    });
}

}  // namespace
}  // namespace touchstone::demo
