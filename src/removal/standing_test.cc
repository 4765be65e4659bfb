#include "removal/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/column_tags.h"

namespace touchstone::removal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Removal, of_an_evaluation_needs_that_nobody_built_on_it) {
    EXPECT_THAT(reasons_to_keep_evaluation({.rows = {{"scope_choice", 3}, {"evidence_use", 2}}}), IsEmpty());
    for (const auto& [table, reason] : {std::pair{"judgement", "judged"},
                                        {"first_judgement", "judged"},
                                        {"conclusion", "concluded"},
                                        {"share", "shared"},
                                        {"snapshot", "published"},
                                        {"plan_evaluation", "built_on"},
                                        {"a_table_of_tomorrow", "built_on"}})
        EXPECT_THAT(reasons_to_keep_evaluation({.rows = {{table, 1}}}), ElementsAre(reason)) << table;
    EXPECT_THAT(reasons_to_keep_evaluation({.is_finished = true}), ElementsAre("finished"));
    EXPECT_THAT(reasons_to_keep_evaluation({.continued = 1}), ElementsAre("continued"));
    EXPECT_THAT(reasons_to_keep_evaluation({.roles = 1}), ElementsAre("shared"));
    EXPECT_THAT(reasons_to_keep_evaluation({.used_otherwise = 1}), ElementsAre("built_on"));
    EXPECT_THAT(reasons_to_keep_evaluation({.changes_by_others = 1}), ElementsAre("others"));
}

TEST(Removal, of_evidence_needs_that_no_evaluation_uses_it_and_nobody_else_changed_it) {
    EXPECT_THAT(reasons_to_keep_evidence({.rows = {{"finding", 3}, {"evidence_file", 1}, {"evidence_label", 2}}}), IsEmpty());
    EXPECT_THAT(reasons_to_keep_evidence({.rows = {{"evidence_use", 1}}}), ElementsAre("used"));
    EXPECT_THAT(reasons_to_keep_evidence({.rows = {{"duty_evidence", 1}}}), ElementsAre("built_on"));
    EXPECT_THAT(reasons_to_keep_evidence({.used_otherwise = 1}), ElementsAre("built_on"));
    EXPECT_THAT(reasons_to_keep_evidence({.changes_by_others = 1}), ElementsAre("others"));
}

}  // namespace
}  // namespace touchstone::removal
