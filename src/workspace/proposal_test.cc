#include "workspace/proposal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::workspace {

using frameworks::Depth;
using namespace evidence;
namespace {

using ::testing::ElementsAre;

frameworks::Framework framework() {
    frameworks::Framework made;
    made.questions = {{1, "Outcomes", ""}};
    for (const auto* number : {"1", "2", "5", "6"}) made.key_areas.push_back({number, "Area", 1, ""});
    const auto add = [&](const char* code) {
        made.indicators.push_back({.code = code, .title = "Title", .key_area = std::string(1, code[0]), .themes = {{"a"}, {"b"}}});
    };
    for (const auto* code : {"1.1", "2.1", "5.1", "5.2", "6.2"}) add(code);
    made.looked_at_first = {"1", "2"};
    made.explained_by = {{{"2.1/1"}, {"5.2"}, "Because."}};
    return made;
}

Known sound() {
    Known known;
    for (const auto* code : {"1.1", "2.1"}) {
        known.scope[code] = {code, Depth::full, "first"};
        known.levels[code] = 4;
        known.found.insert(code);
    }
    return known;
}

Weakness weakness(const char* id, std::set<ThemeRef> themes, std::set<std::string> causes) {
    return {FindingId{id}, "Weak.", EvidenceId{"e"}, "Item", Source::views, std::move(themes), std::move(causes)};
}

std::vector<std::string> codes(const ScopeProposal& proposal) {
    std::vector<std::string> all;
    for (const auto& proposed : proposal.indicators)
        all.push_back(proposed.indicator + (proposed.depth == Depth::full ? " full" : " light"));
    return all;
}

TEST(Proposal, says_what_has_to_be_known_first) {
    const auto nothing = propose_scope(framework(), {});
    EXPECT_EQ(nothing.missing.size(), 2u);
    EXPECT_FALSE(nothing.is_sound);
    auto known = sound();
    known.levels.erase("2.1");
    EXPECT_FALSE(propose_scope(framework(), known).is_sound) << "nobody has judged it yet";
    EXPECT_TRUE(propose_scope(framework(), sound()).is_sound);
    EXPECT_TRUE(propose_scope({}, sound()).missing.empty()) << "a framework that names none looks at nothing first";
}

TEST(Proposal, goes_in_full_where_the_finding_leads_and_lightly_where_only_the_framework_does) {
    auto known = sound();
    known.weaknesses = {weakness("a", {{"2.1", 1}}, {"6.2"}), weakness("b", {{"2.1", 1}}, {})};
    EXPECT_THAT(codes(propose_scope(framework(), known)), ElementsAre("6.2 full", "5.2 light"));
    known.weaknesses = {weakness("a", {{"2.1", 1}, {"5.1", 2}}, {})};
    EXPECT_THAT(codes(propose_scope(framework(), known)), ElementsAre("5.1 full"));
    known.weaknesses = {weakness("a", {{"2.1", 1}}, {"1.1"})};
    EXPECT_THAT(codes(propose_scope(framework(), known)), ElementsAre()) << "what is looked at first needs no proposal";
}

TEST(Proposal, sets_side_by_side_what_is_weak_about_the_same_outcome) {
    auto known = sound();
    auto made = framework();
    made.outcomes = {{.key = "nurtured", .title = "Nurtured"}, {.key = "safe", .title = "Safe"}};
    known.weaknesses = {weakness("a", {{"2.1", 2}}, {}), weakness("b", {{"6.2", 1}}, {}), weakness("c", {{"5.1", 1}}, {})};
    known.weaknesses[0].outcomes = known.weaknesses[1].outcomes = {"nurtured"};
    known.weaknesses[2].outcomes = {"safe"};
    const auto proposal = propose_scope(made, known);
    EXPECT_THAT(codes(proposal), ElementsAre("6.2 full", "5.1 full"));
    ASSERT_EQ(proposal.indicators[0].because.size(), 2U);
    EXPECT_EQ(proposal.indicators[0].because[0].weakness, "a");
    EXPECT_EQ(proposal.indicators[0].because[0].words.lists.at("outcomes"), std::vector<std::string>{"Nurtured"});
    EXPECT_EQ(proposal.indicators[1].because.size(), 1U) << "another outcome";
}

// Impact on staff and community begins an evaluation as well (part 3.2), but is not needed to leave the others out (part 3.4).
frameworks::Framework with_staff_and_community() {
    auto made = framework();
    for (const auto* number : {"3", "4"}) made.key_areas.push_back({number, "Area", 1, ""});
    for (const auto* code : {"3.1", "4.2"})
        made.indicators.push_back({.code = code, .title = "Title", .key_area = std::string(1, code[0]), .themes = {{"a"}, {"b"}}});
    made.looked_at_first = {"1", "2", "3", "4"};
    made.enough_if_sound = {"1", "2"};
    made.explained_by.push_back({{"3.1/1"}, {"6.2"}, "Staff."});
    made.explained_by.push_back({{"4.2"}, {"5.1"}, "Community."});
    return made;
}

TEST(Proposal, leads_on_from_weakness_in_staff_and_community) {
    const auto made = with_staff_and_community();
    auto known = sound();
    EXPECT_TRUE(propose_scope(made, known).is_sound) << "what decides is known and sound";
    for (const auto* code : {"3.1", "4.2"}) known.scope[code] = {code, Depth::full, "first"};
    EXPECT_TRUE(propose_scope(made, known).is_sound);
    known.weaknesses = {weakness("a", {{"3.1", 1}}, {}), weakness("b", {{"4.2", 1}}, {})};
    const auto proposal = propose_scope(made, known);
    EXPECT_THAT(codes(proposal), ElementsAre("5.1 light", "6.2 light"));
    EXPECT_EQ(proposal.indicators[0].because[0].words.values.at("why"), "Community.");
    EXPECT_EQ(proposal.indicators[1].because[0].words.values.at("why"), "Staff.");
    EXPECT_FALSE(proposal.is_sound);
    known.weaknesses.clear();
    known.levels["4.2"] = 2;
    EXPECT_THAT(codes(propose_scope(made, known)), ElementsAre("5.1 light"));
}

TEST(Proposal, proposes_staff_and_community_themselves_where_they_are_left_out) {
    auto known = sound();
    known.weaknesses = {weakness("a", {{"3.1", 1}}, {}), weakness("b", {{"2.1", 1}}, {"4.2"})};
    EXPECT_THAT(codes(propose_scope(with_staff_and_community(), known)), ElementsAre("3.1 full", "4.2 full"));
}

TEST(Proposal, compares_levels_that_people_awarded_and_works_none_out) {
    auto known = sound();
    known.levels["2.1"] = 3;
    const auto proposal = propose_scope(framework(), known);
    EXPECT_THAT(codes(proposal), ElementsAre("5.2 light"));
    EXPECT_EQ(proposal.indicators[0].because[0].weakness, "2.1");
    known.levels.clear();
    EXPECT_THAT(codes(propose_scope(framework(), known)), ElementsAre());
}

TEST(Proposal, stands_answered_until_something_new_speaks_for_it) {
    auto known = sound();
    known.weaknesses = {weakness("a", {{"2.1", 1}}, {"6.2"})};
    auto proposed = propose_scope(framework(), known).indicators[0];
    EXPECT_EQ(standing_of(proposed, Depth::none, {}), Standing::open);
    EXPECT_EQ(standing_of(proposed, Depth::full, {}), Standing::followed);
    EXPECT_EQ(answer({}, proposed, Depth::none, {"maybe", ""}).error().size(), 2u);
    auto refused = answer({}, proposed, Depth::none, {"refuse", "Last year."}).value();
    EXPECT_EQ(refused.depth, Depth::none);
    refused.because = {{"a", {}, ""}};
    EXPECT_EQ(standing_of(proposed, Depth::none, {refused}), Standing::answered);
    known.weaknesses.push_back(weakness("b", {{"2.1", 2}}, {"6.2"}));
    proposed = propose_scope(framework(), known).indicators[0];
    EXPECT_EQ(standing_of(proposed, Depth::none, {refused}), Standing::contradicted);
    EXPECT_EQ(new_since(proposed, {refused}).front().weakness, "b");
    EXPECT_EQ(answer({}, proposed, Depth::none, {"change", "Less."})->depth, Depth::light);
}

Signal signal(std::set<ThemeRef> themes, bool is_weak) {
    return {"measure/m/outside_lower/2026", "Waits have been longer.", std::move(themes), is_weak};
}

TEST(Proposal, looks_lightly_where_a_measure_signals_and_where_it_is_weak_at_what_may_explain_it) {
    auto known = sound();
    known.signals = {signal({{"6.2", 1}}, false)};
    auto proposal = propose_scope(framework(), known);
    EXPECT_THAT(codes(proposal), ElementsAre("6.2 light"));
    EXPECT_EQ(proposal.indicators[0].because[0].weakness, "measure/m/outside_lower/2026");
    EXPECT_EQ(proposal.indicators[0].because[0].words.values.at("said"), "Waits have been longer.");
    EXPECT_FALSE(proposal.is_sound);
    known.signals = {signal({{"2.1", 1}}, false)};
    EXPECT_TRUE(codes(propose_scope(framework(), known)).empty()) << "what is better needs no explaining";
    known.signals = {signal({{"2.1", 1}}, true)};
    EXPECT_THAT(codes(propose_scope(framework(), known)), ElementsAre("5.2 light"));
    known.signals = {signal({{"1.1", 1}}, true)};
    proposal = propose_scope(framework(), known);
    EXPECT_TRUE(codes(proposal).empty()) << "the framework names nothing that may explain it";
    EXPECT_FALSE(proposal.is_sound);
}

TEST(Proposal, is_open_again_when_a_measure_says_something_else) {
    auto known = sound();
    known.signals = {signal({{"6.2", 1}}, true)};
    ScopeAnswer refused;
    refused.indicator = "6.2";
    refused.answer = Answer::refused;
    refused.because = {{"measure/m/outside_lower/2026", {}, ""}};
    const auto first = propose_scope(framework(), known).indicators.front();
    EXPECT_EQ(standing_of(first, Depth::none, {refused}), Standing::answered);
    known.signals.front().key = "measure/m/shift_lower/2027";
    EXPECT_EQ(standing_of(propose_scope(framework(), known).indicators.front(), Depth::none, {refused}), Standing::contradicted);
}

}  // namespace
}  // namespace touchstone::workspace
