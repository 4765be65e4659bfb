// The rules of evaluations, as tables, without a database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence.h"
#include "judging/judgement.h"
#include "judging/triangulation.h"
#include "people/account.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

const Ground ground{.in_scope = true, .thin = {}, .contested = {}};

using ::testing::Contains;
using ::testing::ElementsAre;

const AccountId ewan{"ewan"};

TEST(SetUp, says_everything_that_is_wrong_at_once) {
    const auto refused = set_up({}, {}, {ServiceId{"s"}});
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& problem : refused.error()) fields.push_back(problem.field);
    EXPECT_THAT(fields, ElementsAre("title", "kind", "why", "level", "services", "children", "from", "to"));
}

TEST(SetUp, takes_a_period_only_forwards) {
    const EvaluationDraft draft{"T", "monitoring", "W", "delivery", {"s"}, "All", "2026-02-01", "2026-01-31", 0};
    const auto refused = set_up({}, draft, {ServiceId{"s"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Problems{{"to", "evaluations.setup.to_before_from"}}));
}

TEST(SetUp, names_only_services_of_the_partnership) {
    const EvaluationDraft draft{"T", "monitoring", "W", "delivery", {"foreign"}, "All", "2026-01-01", "2026-01-31", 0};
    EXPECT_FALSE(set_up({}, draft, {ServiceId{"s"}}));
    EXPECT_FALSE(set_up({}, draft, {}));
}

TEST(SetUp, says_which_groups_of_children_and_which_neighbourhood_it_is_about) {
    EvaluationDraft draft{"T", "monitoring", "W", "delivery", {"s"}, "All", "2026-01-01", "2026-01-31", 0};
    draft.groups = {"under_six", "under_six", "looked_after"};
    draft.neighbourhood = "The north coast";
    const auto made = set_up({}, draft, {ServiceId{"s"}}, {}, {"looked_after", "under_six"});
    ASSERT_TRUE(made);
    EXPECT_THAT(made->groups, ElementsAre("looked_after", "under_six"));
    EXPECT_EQ(made->neighbourhood, "The north coast");
    EXPECT_TRUE(set_up(*made, draft, {ServiceId{"s"}})) << "what it has, it keeps";
    draft.groups = {"invented"};
    draft.neighbourhood = std::string(title_max_characters + 1, 'x');
    EXPECT_EQ(set_up({}, draft, {ServiceId{"s"}}, {}, {"under_six"}).error(),
              (Problems{{"groups", "evaluations.setup.group_unknown"}, {"neighbourhood", "evaluations.setup.neighbourhood_too_long"}}));
}

TEST(Finish, closes_an_evaluation_until_it_is_opened_again) {
    const auto finished = finish({}, Instant{});
    ASSERT_TRUE(finished);
    EXPECT_FALSE(finish(*finished, Instant{}));
    EXPECT_FALSE(judge(*finished, "5.1", ground, {"4", "Because.", "high", 0}, ewan, Instant{}));

    EXPECT_FALSE(reopen(*finished)->is_finished());
}

TEST(Judge, takes_only_the_six_points) {
    for (const char* wrong : {"", "0", "7", "-1", "4 ", "four", "4.5", "44"}) {
        const auto refused = judge({}, "2.1", ground, {wrong, "Attendance is up.", "high", 0}, ewan, Instant{});
        ASSERT_FALSE(refused) << wrong;
        EXPECT_EQ(refused.error(), (Problems{{"level", "evaluations.judgement.level_missing"}})) << wrong;
    }
    for (int level = 1; level <= 6; ++level) {
        const auto judgement = judge({}, "2.1", ground, {std::to_string(level), "Attendance is up.", "low", 0}, ewan, Instant{});
        ASSERT_TRUE(judgement);
        EXPECT_EQ(static_cast<int>(judgement->level), level);
    }
}

TEST(Judge, wants_a_rationale_and_a_confidence_from_a_person) {
    const auto refused = judge({}, "2.1", ground, {"4", "", "", 0}, ewan, Instant{});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Problems{{"rationale", "evaluations.judgement.rationale_missing"},
                                         {"confidence", "evaluations.judgement.confidence_missing"}}));
}

TEST(Judge, wants_a_caveat_where_the_evidence_is_thin_or_contradictory) {
    for (const auto& weak :
         {Ground{.in_scope = true, .thin = {2}, .contested = {}}, Ground{.in_scope = true, .thin = {}, .unsound = {1}, .contested = {}},
          Ground{.in_scope = true, .thin = {}, .contested = {1}}}) {
        EXPECT_EQ(judge({}, "2.1", weak, {"4", "Because.", "high", 0}, ewan, Instant{}).error(),
                  (Problems{{"caveat", "evaluations.judgement.caveat_missing"}}));
        for (const auto* nothing : {"none", "N/A", "-", "None needed.", "No caveats", "..."})
            EXPECT_EQ(judge({}, "2.1", weak, {"4", "Because.", "high", 0, nothing}, ewan, Instant{}).error(),
                      (Problems{{"caveat", "evaluations.judgement.caveat_without_words"}}))
                << nothing;
        EXPECT_EQ(judge({}, "2.1", weak, {"4", "Because.", "high", 0, "One survey."}, ewan, Instant{})->caveat, "One survey.");
    }
}

TEST(Judge, refuses_what_is_not_in_scope) { EXPECT_FALSE(judge({}, "2.1", Ground{}, {"4", "Because.", "high", 0}, ewan, Instant{})); }

const Groups groups{{"performance_data", "views"}, {"children_and_young_people"}};
constexpr Date today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};
const EvidenceDraft survey{"Pupil survey", "views", "", "children_and_young_people", "2026-01-01", "2026-06-30", "secure", "", "", 0};

TEST(Gather, makes_an_item_its_own_line_when_nobody_names_one) {
    EXPECT_EQ(gather({}, survey, groups, today)->line, "Pupil survey");
    EXPECT_EQ(line_key("  Pupil   SURVEY\n2026 "), "pupil survey 2026");
}

TEST(Gather, asks_whose_view_it_is_when_it_is_a_view) {
    auto draft = survey;
    draft.whose_view = "";
    EXPECT_EQ(gather({}, draft, groups, today).error(), (Problems{{"whose_view", "evaluations.evidence.whose_view_missing"}}));
    draft.source = "performance_data";
    EXPECT_TRUE(gather({}, draft, groups, today));
}

TEST(Gather, takes_links_only_to_the_web) {
    for (const char* wrong : {"javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "http://a b", "https://x\"onclick=y",
                              "ftp://example.org", "https://<script>"}) {
        auto draft = survey;
        draft.link = wrong;
        EXPECT_FALSE(gather({}, draft, groups, today)) << wrong;
    }
    auto draft = survey;
    draft.link = "HTTPS://example.org/report?a=1";
    EXPECT_TRUE(gather({}, draft, groups, today));
}

TEST(Find, links_a_finding_to_known_themes_once_each) {
    const Linkable known{{{"guide", {"5.1", 1}}, {"guide", {"5.1", 2}}}, {}, {}, "guide"};
    const auto finding = find({}, {"strength", "Plans are shared.", {"5.1/2", "guide/5.1/2", "5.1/1"}, 0}, known);
    ASSERT_TRUE(finding);
    EXPECT_THAT(finding->themes, ElementsAre(LinkedTheme{"guide", {"5.1", 1}}, LinkedTheme{"guide", {"5.1", 2}}));
    EXPECT_EQ(find({}, {"strength", "Plans are shared.", {}, 0}, known).error(),
              (Problems{{"themes", "evaluations.finding.themes_missing"}}));
}

TEST(Find, says_that_a_theme_is_none_of_these_frameworks) {
    const Linkable known{{{"guide", {"5.1", 1}}}, {}, {{"guide", "7.2"}}, "guide"};
    for (const char* unknown : {"9.9/1", "5.1/x", "nonsense", "other/5.1/1", "guide/5.1/2", "/5.1/1", ""})
        EXPECT_EQ(find({}, {"strength", "Plans are shared.", {"5.1/1", unknown}, 0}, known).error(),
                  (Problems{{"themes", "evaluations.finding.themes_unknown"}}))
            << unknown;
    FindingDraft draft{"improvement", "Plans are not shared.", {"5.1/1"}, 0};
    for (const char* unknown : {"7.3", "other/7.2", "/7.2", "guide/", ""}) {
        draft.causes = {unknown};
        EXPECT_EQ(find({}, draft, known).error(), (Problems{{"causes", "evaluations.finding.causes_unknown"}})) << unknown;
    }
    draft.causes = {"guide/7.2", "7.2"};
    EXPECT_THAT(find({}, draft, known)->causes, ElementsAre(LinkedIndicator{"guide", "7.2"}));
}

TEST(Find, wants_the_framework_named_where_there_are_several) {
    const Linkable known{{{"club", {"1.1", 1}}, {"guide", {"1.1", 1}}}};
    EXPECT_EQ(find({}, {"strength", "They come.", {"1.1/1"}, 0}, known).error(),
              (Problems{{"themes", "evaluations.finding.themes_unknown"}}));
    EXPECT_THAT(find({}, {"strength", "They come.", {"club/1.1/1"}, 0}, known)->themes, ElementsAre(LinkedTheme{"club", {"1.1", 1}}));
}

TEST(Find, keeps_what_another_framework_was_told) {
    Finding before;
    before.themes = {{"club", {"1.1", 1}}, {"guide", {"5.1", 1}}, {"guide", {"5.1", 9}}};
    const Linkable known{{{"guide", {"5.1", 1}}, {"guide", {"5.1", 2}}}, {}, {}, "guide"};
    EXPECT_THAT(find(before, {"strength", "Plans are shared.", {"5.1/2"}, 0}, known)->themes,
                ElementsAre(LinkedTheme{"club", {"1.1", 1}}, LinkedTheme{"guide", {"5.1", 2}}, LinkedTheme{"guide", {"5.1", 9}}));
}

TEST(Gather, keeps_outcomes_and_groups_of_another_framework) {
    Evidence before;
    before.outcomes = {"thriving"};
    before.children = {"club_members"};
    before.whose_view = "neighbours";
    auto draft = survey;
    draft.whose_view = "neighbours";
    draft.outcomes = {"safe"};
    draft.children = {};
    const auto item = gather(before, draft, {groups.sources, groups.stakeholders, {"safe"}, {"young_carers"}}, today);
    ASSERT_TRUE(item);
    EXPECT_THAT(item->outcomes, ElementsAre("safe", "thriving"));
    EXPECT_THAT(item->children, ElementsAre("club_members"));
}

TEST(Find, changes_nothing_that_was_withdrawn) {
    const auto withdrawn = withdraw({}, Instant{});
    ASSERT_TRUE(withdrawn);
    EXPECT_FALSE(find(*withdrawn, {"strength", "Plans are shared.", {"5.1/1"}, 0}, {{{"guide", {"5.1", 1}}}, {}, {}, "guide"}));
    EXPECT_FALSE(withdraw(*withdrawn, Instant{}));
}

struct Case {
    std::vector<Line> lines;
    TriangulationState state;
    std::string reason;
};

TEST(Triangulate, counts_distinct_lines_over_sources) {
    const Line data{Source::performance_data, "attendance", "Attendance"}, more_data{Source::performance_data, "exclusions", "Exclusions"},
        third_data{Source::performance_data, "attainment", "Attainment"}, views{Source::views, "survey", "Survey"},
        again{Source::documentation, "survey", "Report on the survey"};
    const std::vector<Case> cases{{{}, TriangulationState::no_evidence, "because_none"},
                                  {{data}, TriangulationState::single_source, "because_one_line"},
                                  {{views, again}, TriangulationState::single_source, "because_same_line"},
                                  {{data, views}, TriangulationState::backed_up, "because_two_lines"},
                                  {{data, more_data}, TriangulationState::backed_up, "because_two_lines"},
                                  {{data, more_data, third_data}, TriangulationState::backed_up, "because_one_source"},
                                  {{data, more_data, views}, TriangulationState::triangulated, "because_triangulated"},
                                  {{data, views, again}, TriangulationState::backed_up, "because_two_lines"}};
    for (const auto& [lines, state, reason] : cases) {
        const auto result = triangulate(lines);
        EXPECT_EQ(name_of(result.state), name_of(state));
        EXPECT_EQ(result.reason, "evaluations.triangulation." + reason);
    }
}

}  // namespace
}  // namespace touchstone::workspace

namespace touchstone::people {
namespace {

TEST(OpenAccount, takes_addresses_that_could_be_one) {
    for (const char* wrong : {"", "mairi", "@example.org", "mairi@", "a@b@c", "a b@example.org", "a@exa mple.org", "<a@example.org>"})
        EXPECT_FALSE(is_email(wrong)) << wrong;
    EXPECT_EQ(email_from("  Mairi@Example.ORG "), "mairi@example.org");
}

TEST(OpenAccount, wants_a_password_that_is_long_and_is_not_the_address) {
    EXPECT_FALSE(password_problems("short", "a@example.org").empty());
    EXPECT_FALSE(password_problems("mairi@example.org1", "mairi@example.org").empty());
    EXPECT_TRUE(password_problems("correct horse battery", "mairi@example.org").empty());
}

}  // namespace
}  // namespace touchstone::people
