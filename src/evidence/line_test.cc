#include "evidence/line.h"

#include <gtest/gtest.h>

#include "evidence/currency.h"

namespace touchstone::evidence {
namespace {

Date day(const char* text) { return *date_from(text); }

Evidence item(const char* id, Source source, const char* origin, const char* line_source = "", const char* to = "2026-06-30",
              Security security = Security::secure) {
    Evidence made;
    made.id = EvidenceId{id};
    made.source = source;
    made.line = origin;
    made.line_source = line_source;
    made.to = day(to);
    made.security = security;
    return made;
}

OnTheme on(const Evidence& item, FindingKind kind = FindingKind::strength) {
    return {{"5.1", 1}, FindingId{item.id.text + name_of(kind)}, kind, "", item, {}, {}};
}

TEST(Lines, have_the_source_of_their_primary_item_whoever_quotes_it) {
    const auto survey = item("1", Source::views, "Pupil survey"), report = item("2", Source::documentation, "pupil  SURVEY");
    for (const auto& lines :
         {lines_on(std::vector{on(survey), on(report)}, {"5.1", 1}), lines_on(std::vector{on(report), on(survey)}, {"5.1", 1})}) {
        ASSERT_EQ(lines.size(), 1U);
        EXPECT_EQ(lines[0].source, Source::views) << "the survey was there first";
        EXPECT_EQ(lines[0].items, 2);
    }
    const auto told = item("2", Source::documentation, "Pupil survey", "views");
    EXPECT_EQ(lines_on(std::vector{on(told)}, {"5.1", 1})[0].source, Source::views) << "where the survey itself says nothing of the theme";
    const auto original = item("2", Source::documentation, "Pupil survey", "documentation");
    EXPECT_EQ(lines_on(std::vector{on(survey), on(original)}, {"5.1", 1})[0].source, Source::documentation)
        << "what somebody said goes first";
}

TEST(Lines, are_not_made_by_context_or_by_other_themes) {
    EXPECT_TRUE(lines_on(std::vector{on(item("1", Source::views, "Survey"), FindingKind::context)}, {"5.1", 1}).empty());
    EXPECT_TRUE(lines_on(std::vector{on(item("1", Source::views, "Survey"))}, {"5.1", 2}).empty());
    const auto survey = item("1", Source::views, "Survey");
    EXPECT_EQ(lines_on(std::vector{on(survey), on(survey, FindingKind::improvement)}, {"5.1", 1})[0].items, 1)
        << "two findings of one item";
}

TEST(Lines, ask_where_an_origin_comes_from_when_a_second_item_names_it) {
    const auto survey = item("1", Source::views, "Pupil survey");
    const std::vector<Line> there{line_of(survey, line_key(survey.line))};
    const Problems asked{{"line_source", "evaluations.evidence.line_source_missing"}};
    EXPECT_EQ(unclear_origin(item("2", Source::documentation, "pupil survey"), there), asked);
    EXPECT_EQ(unclear_origin(item("2", Source::documentation, "pupil survey", "views"), there), Problems{});
    EXPECT_EQ(unclear_origin(item("2", Source::views, "pupil survey"), there), Problems{}) << "the same source";
    EXPECT_EQ(unclear_origin(item("2", Source::documentation, "Another"), there), Problems{});
}

TEST(Lines, are_sound_only_where_one_is_both_fresh_and_secure) {
    const frameworks::Framework framework;
    const auto at = day("2026-11-30");
    const auto sound = [&](const std::vector<Evidence>& items) {
        std::vector<OnTheme> findings;
        for (const auto& one : items) findings.push_back(on(one));
        const auto all = soundness_of(framework, lines_on(findings, {"5.1", 1}), at);
        return std::tuple(all.stale, all.anecdotal, all.has_sound);
    };
    EXPECT_EQ(sound({item("1", Source::views, "Survey")}), std::tuple(0, 0, true));
    EXPECT_EQ(sound({item("1", Source::views, "Survey", "", "2026-06-30", Security::anecdotal)}), std::tuple(0, 1, false));
    EXPECT_EQ(sound({item("1", Source::views, "Survey", "", "2016-06-30")}), std::tuple(1, 0, false));
    EXPECT_EQ(sound({item("1", Source::views, "Survey", "", "2016-06-30"),
                     item("2", Source::views, "Survey", "", "2026-06-30", Security::anecdotal)}),
              std::tuple(0, 0, false))
        << "a secure item that is stale and a fresh one that is anecdotal do not make one that is both";
    EXPECT_EQ(sound({item("1", Source::views, "Talk", "", "2026-06-30", Security::anecdotal), item("2", Source::observation, "Visit")}),
              std::tuple(0, 1, true));
}

}  // namespace
}  // namespace touchstone::evidence
