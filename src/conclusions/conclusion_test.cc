#include "conclusions/conclusion.h"

#include <gtest/gtest.h>

#include "conclusions/capacity.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

frameworks::Framework framework() {
    frameworks::Framework made;
    made.questions = {{1, "Outcomes", ""}, {2, "Needs", ""}, {6, "Capacity", ""}};
    made.key_areas = {{"1", "Outcomes", 1, ""}, {"5", "Delivery", 2, ""}};
    made.indicators = {{.code = "1.1", .title = "One", .key_area = "1", .themes = {{"a"}}},
                       {.code = "5.1", .title = "Two", .key_area = "5", .themes = {{"a"}, {"b"}}}};
    return made;
}

TEST(Conclusion, is_on_a_part_that_the_framework_has) {
    const auto known = framework();
    for (const auto* text : {"question_1", "question_6", "area_5", "component_outcomes", "component_improvement"}) {
        const auto part = part_from(known, text);
        ASSERT_TRUE(part) << text;
        EXPECT_EQ(text_of(*part), text);
        EXPECT_EQ(stored_part(text), *part);
    }
    for (const auto* text : {"question_3", "area_2", "component_luck", "", "question_"}) EXPECT_FALSE(part_from(known, text)) << text;
    EXPECT_TRUE(is_under(known, part_of_area("5"), known.indicators[1]));
    EXPECT_FALSE(is_under(known, part_of_area("5"), known.indicators[0]));
    EXPECT_TRUE(is_under(known, part_of_question(1), known.indicators[0]));
    EXPECT_TRUE(is_under(known, part_of_question(6), known.indicators[0]));  // a judgement on all key areas
    EXPECT_TRUE(is_under(known, part_of_component("leadership"), known.indicators[1]));
}

TEST(Conclusion, about_the_capacity_for_improvement_says_how_confident_people_are) {
    const auto known = framework();
    const std::vector<FindingId> findings{{"one"}, {"two"}};
    EXPECT_EQ(conclude({}, known, part_of_component("outcomes"), {"Better.", 0}, {}, {}, {}).error(),
              (Problems{{"confidence", "evaluations.conclusion.confidence_missing"}}));
    const auto overall =
        conclude({}, known, part_of_question(6), {"Sure.", 0, "moderate", "Few were asked.", {"two", "three"}}, findings, {}, {});
    ASSERT_TRUE(overall);
    EXPECT_EQ(overall->confidence, Confidence::moderate);
    EXPECT_EQ(overall->caveat, "Few were asked.");
    EXPECT_EQ(overall->findings, (std::vector<FindingId>{{"two"}}));
    EXPECT_EQ(overall->achievements, "");  // optional while it is written
    const auto area = conclude({}, known, part_of_area("5"), {"Good.", 0, "high", "dropped", {}}, findings, {}, {});
    EXPECT_FALSE(area->confidence);
    EXPECT_EQ(area->caveat, "");
    Evaluation finished;
    finished.finished_at = Instant{};
    EXPECT_FALSE(conclude(finished, known, part_of_area("5"), {"Late.", 0}, {}, {}, {}));
}

TEST(Conclusion, on_the_capacity_as_a_whole_says_what_was_achieved_and_how_quickly_services_respond) {
    const auto known = framework();
    ConclusionDraft draft{"Sure.", 0, "moderate", "", {}, "Fewer children wait.", "A team moved within a week."};
    const auto overall = conclude({}, known, part_of_question(6), draft, {}, {}, {});
    ASSERT_TRUE(overall);
    EXPECT_EQ(overall->achievements, "Fewer children wait.");
    EXPECT_EQ(overall->responsiveness, "A team moved within a week.");
    EXPECT_EQ(conclude({}, known, part_of_component("outcomes"), draft, {}, {}, {})->achievements, "");
    EXPECT_EQ(conclude({}, known, part_of_question(1), draft, {}, {}, {})->responsiveness, "");
    draft.achievements = std::string(achievements_max_characters + 1, 'x');
    draft.responsiveness = std::string(responsiveness_max_characters + 1, 'x');
    EXPECT_EQ(conclude({}, known, part_of_question(6), draft, {}, {}, {}).error(),
              (Problems{{"achievements", "evaluations.conclusion.achievements_too_long"},
                        {"responsiveness", "evaluations.conclusion.responsiveness_too_long"}}));
}

TEST(Capacity, offers_caveats_from_real_gaps_only) {
    const auto known = framework();
    const auto day = [](int year) { return Date{std::chrono::year{year} / 6 / 1}; };
    const auto on = [&](const char* id, int theme, Source source, const char* line, int year, Security security) {
        OnTheme made{{"5.1", theme}, FindingId{id}, FindingKind::strength, id, {}, {}, {}};
        made.evidence.id = EvidenceId{line};
        made.evidence.source = source;
        made.evidence.line = line;
        made.evidence.to = day(year);
        made.evidence.security = security;
        return made;
    };
    std::vector<OnTheme> sound;
    for (int theme = 1; theme <= 2; ++theme) {
        sound.push_back(on("a", theme, Source::performance_data, "figures", 2026, Security::secure));
        sound.push_back(on("b", theme, Source::views, "survey", 2026, Security::partial));
    }
    EXPECT_TRUE(offered_caveats(known, {"5.1"}, sound, {}, 0, day(2026)).empty());
    auto weak = sound;
    weak.pop_back();  // one line on the second theme
    weak.push_back(on("c", 1, Source::documentation, "old paper", 2016, Security::anecdotal));
    const auto offered = offered_caveats(known, {"5.1"}, weak, {}, 3, day(2026));
    std::vector<std::string> keys;
    for (const auto& caveat : offered) keys.push_back(caveat.key);
    EXPECT_EQ(keys, (std::vector<std::string>{"single_source", "stale", "anecdotal", "not_shared"}));
    EXPECT_EQ(offered[0].names, std::vector<std::string>{"5.1"});
    EXPECT_EQ(offered[3].count, 3);
}

TEST(Capacity, notes_what_may_help_or_hinder_with_a_day_to_look_again) {
    EXPECT_EQ(note_factor({}, {}, {"funding", "Money ends.", "2027-03-31", 0})->kind, FactorKind::funding);
    EXPECT_EQ(note_factor({}, {}, {"luck", "", "soon", 0}).error().size(), 3u);
}

}  // namespace
}  // namespace touchstone::conclusions
