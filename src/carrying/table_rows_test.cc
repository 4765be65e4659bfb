// Tables as files: what numbers stand for is what the program says, and no spreadsheet takes a text for a formula.
#include "carrying/table_rows.h"

#include <set>

#include <gtest/gtest.h>

#include "conclusions/capacity.h"
#include "cycles/cycle.h"
#include "duties/duty.h"
#include "evaluations/scope.h"
#include "evaluations/sharing.h"
#include "evidence/retention.h"
#include "judging/conflict.h"
#include "judging/placement.h"
#include "people/assignment.h"
#include "plans/action.h"
#include "plans/effect.h"
#include "plans/objective.h"
#include "plans/target.h"
#include "privacy/erasure.h"
#include "reports/layout.h"

namespace touchstone::carrying {
namespace {

TEST(Words, in_the_list_of_columns_are_those_of_the_program) {
    const auto words = [](const std::string& table, const std::string& column) {
        const auto& tables = db::tagged_tables();
        const auto tags = std::ranges::find(tables, table, &db::TaggedTable::name);
        return *std::ranges::find(tags->columns, column, &db::TaggedColumn::name);
    };
    using namespace evaluations;
    using namespace evidence;
    using namespace judging;
    using namespace conclusions;
    using people::name_of;
    const auto check = [&]<class Enum>(const std::string& table, const std::string& column, Enum) {
        const auto known = words(table, column);
        ASSERT_FALSE(known.words.empty()) << table << "." << column;
        for (int number = known.first; const auto& word : known.words)
            EXPECT_EQ(name_of(static_cast<Enum>(number++)), word) << table << "." << column;
    };
    check("assignment", "role", Role{});
    check("assignment", "reach", Reach{});
    check("evaluation", "kind", Kind{});
    check("evaluation", "level", ServiceLevel{});
    check("evaluation", "judging", Judging{});
    check("scope_choice", "depth", frameworks::Depth{});
    check("evidence", "security", Security{});
    check("finding", "kind", FindingKind{});
    check("judgement", "level", Level{});
    check("judgement", "confidence", Confidence{});
    check("placement", "position", Position{});
    check("context_factor", "kind", FactorKind{});
    check("share", "extent", Extent{});
    check("conflict", "state", ConflictState{});
    check("tombstone", "reason", privacy::ErasureReason{});
    check("disposal", "class", RetentionClass{});
    check("disposal", "state", DisposalState{});
    check("objective", "priority", plans::Priority{});
    check("target", "direction", plans::Direction{});
    check("action_point", "state", plans::ActionState{});
    check("objective_effect", "verdict", plans::Verdict{});
    check("duty", "kind", duties::DutyKind{});
    check("duty_aspect", "aspect", duties::Aspect{});
    check("duty_aspect", "sureness", duties::Sureness{});
    check("report", "audience", reports::Audience{});
    check("confidence_worth", "worth", cycles::Worth{});
}

TEST(Csv, shows_no_spreadsheet_a_formula_and_tells_every_text_from_every_other) {
    std::set<std::string> written;
    for (const auto* begin : {"=", "+", "-", "@", "\t", "\r", "\n", "'", "''", "|", "%", "", "a"})
        for (const auto* rest : {"1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\")", "", "SUM(1;2)"}) {
            const auto cell = csv_text(begin + std::string(rest));
            EXPECT_TRUE(cell.empty() || std::string_view("=+-@\t\r\n|%").find(cell.front()) == std::string_view::npos) << cell;
            EXPECT_EQ(cell.starts_with('\'') ? cell.substr(1) : cell, begin + std::string(rest));
            EXPECT_TRUE(written.insert(cell).second || (*begin == 0 && *rest == 0)) << cell;
        }
    const TableRows rows{"t",
                         {{"words", false, true, false}, {"n", true, true, false}},
                         {{std::string("=1, \"2\"\n3"), std::int64_t{-4}}, {nullptr, nullptr}}};
    EXPECT_EQ(as_csv(rows), "words,n\r\n\"'=1, \"\"2\"\"\n3\",-4\r\n,\r\n");
}

}  // namespace
}  // namespace touchstone::carrying
