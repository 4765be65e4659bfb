#include "measures/measure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

DefinitionDraft sound() {
    return {.code = "AT1",
            .title = "Attendance",
            .counted = "Half-days present, of all half-days.",
            .numerator = "Half-days present",
            .denominator = "Half-days open",
            .unit = "per_cent",
            .per = {},
            .better = "higher",
            .counting = "flow",
            .chart = "p",
            .smallest = "five",
            .zeros_shown = "no",
            .years = {},
            .source = "School system",
            .link = "https://example.org",
            .outcomes = {"achieving"},
            .themes = {"generic-2006/1.1/1"},
            .questions = {},
            .developments = {},
            .holds_from = {}};
}
const Nameable nameable{.outcomes = {"achieving"}, .themes = {"generic-2006/1.1/1"}};

TEST(Measures, are_what_was_written) {
    const auto definition = defined(sound(), nameable);
    ASSERT_TRUE(definition);
    auto draft = draft_of(*definition);
    EXPECT_EQ(definition_fields().values(draft), definition_fields().values(sound()));
    EXPECT_EQ(defined(draft, nameable), definition);
}

struct Wrong {
    const char* field;
    void (*spoil)(DefinitionDraft&);
};
class WrongMeasures : public ::testing::TestWithParam<Wrong> {};
TEST_P(WrongMeasures, are_refused_at_their_field) {
    auto draft = sound();
    GetParam().spoil(draft);
    const auto definition = defined(draft, nameable);
    ASSERT_FALSE(definition);
    EXPECT_THAT(definition.error(), ::testing::ElementsAre(::testing::Field(&Problem::field, GetParam().field)));
}
INSTANTIATE_TEST_SUITE_P(Fields, WrongMeasures,
                         ::testing::Values(Wrong{"title", [](DefinitionDraft& it) { it.title.clear(); }},
                                           Wrong{"counted", [](DefinitionDraft& it) { it.counted.clear(); }},
                                           Wrong{"numerator", [](DefinitionDraft& it) { it.numerator.clear(); }},
                                           Wrong{"unit", [](DefinitionDraft& it) { it.unit = "furlong"; }},
                                           Wrong{"per", [](DefinitionDraft& it) { it.unit = "rate"; }},
                                           Wrong{"better", [](DefinitionDraft& it) { it.better.clear(); }},
                                           Wrong{"counting", [](DefinitionDraft& it) { it.counting.clear(); }},
                                           Wrong{"chart", [](DefinitionDraft& it) { it.chart = "pie"; }},
                                           Wrong{"denominator", [](DefinitionDraft& it) { it.numerator = it.denominator = ""; }},
                                           Wrong{"smallest", [](DefinitionDraft& it) { it.smallest = "3"; }},
                                           Wrong{"years", [](DefinitionDraft& it) { it.years = "leap"; }},
                                           Wrong{"link", [](DefinitionDraft& it) { it.link = "javascript:alert(1)"; }},
                                           Wrong{"outcomes", [](DefinitionDraft& it) { it.outcomes = {"rich"}; }},
                                           Wrong{"themes", [](DefinitionDraft& it) { it.themes = {"generic-2006/9.9/9"}; }}));

TEST(Measures, count_otherwise_where_what_is_counted_changes) {
    const auto before = defined(sound(), nameable).value();
    auto after = before;
    after.title = "Attendance at school";
    after.source = "Another system";
    EXPECT_FALSE(counts_otherwise(before, after));
    after.denominator = "Half-days on the roll";
    EXPECT_TRUE(counts_otherwise(before, after));
}

TEST(Targets, and_breaks_say_why) {
    EXPECT_TRUE(targeted({"2027-06-30", "95%", "The plan"}));
    EXPECT_THAT(targeted({"soon", "many", ""}).error(), ::testing::ElementsAre(Problem{"wanted", "measures.target.wanted_wrong"},
                                                                               Problem{"reached_by", "measures.target.reached_by_wrong"},
                                                                               Problem{"rests_on", "measures.target.rests_on_missing"}));
    EXPECT_TRUE(broken({"new_limits", "2025-08-01", "Breakfast clubs began"}));
    EXPECT_THAT(broken({"definition", "", ""}).error(),
                ::testing::ElementsAre(Problem{"kind", "measures.break.kind_missing"}, Problem{"from", "measures.break.from_missing"},
                                       Problem{"why", "measures.break.why_missing"}));
}

}  // namespace
}  // namespace touchstone::measures
