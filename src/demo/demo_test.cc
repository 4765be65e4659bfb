#include "demo/demo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/shipped.h"
#include "tests/site.h"

namespace touchstone::demo {

using namespace app;
namespace {

using ::testing::Contains;
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

}  // namespace
}  // namespace touchstone::demo
