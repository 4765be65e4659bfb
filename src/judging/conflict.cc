#include "judging/conflict.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"
#include "evidence/currency.h"
#include "judging/triangulation.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

const Names<ConflictState> states{{ConflictState::resolved, "resolved"},
                                  {ConflictState::explained, "explained"},
                                  {ConflictState::followed, "followed"},
                                  {ConflictState::open, "open"}};

// Whether every finding of this source speaks one way.
bool is_only(const std::vector<OnTheme>& others, const Source& source) {
    return std::ranges::none_of(others, [&](const OnTheme& other) { return other.evidence.source_of_line() == source; });
}

// Those of `some` that come from a source which says nothing of the other kind.
std::vector<OnTheme> unmixed(const std::vector<OnTheme>& some, const std::vector<OnTheme>& others) {
    std::vector<OnTheme> found;
    for (const auto& one : some)
        if (is_only(others, one.evidence.source_of_line())) found.push_back(one);
    return found;
}

bool is_same_line(const std::vector<OnTheme>& some, const std::vector<OnTheme>& others) {
    const auto key = line_key(some.front().evidence.line);
    const auto is_it = [&](const OnTheme& on) { return line_key(on.evidence.line) == key; };
    return std::ranges::all_of(some, is_it) && std::ranges::all_of(others, is_it);
}

std::string ids_of(const Conflict& conflict) {
    std::string ids = ",";
    for (const auto* side : {&conflict.strengths, &conflict.improvements})
        for (const auto& on : *side) ids += on.finding.text + ",";
    return ids;
}

bool weighed(const std::string& findings, const std::vector<OnTheme>& side) {
    return std::ranges::all_of(side, [&](const OnTheme& on) { return findings.find("," + on.finding.text + ",") != std::string::npos; });
}

}  // namespace

bool Conflict::is_open() const { return !decision || is_reopened || decision->state == ConflictState::open; }

std::vector<Conflict> conflicts_in(const std::vector<OnTheme>& findings, const std::vector<Decision>& decisions) {
    std::vector<Conflict> conflicts;
    for (const auto& on : findings) {
        if (on.kind == FindingKind::context) continue;
        auto at = std::ranges::find(conflicts, on.theme, &Conflict::theme);
        if (at == conflicts.end()) at = conflicts.insert(conflicts.end(), Conflict{on.theme, {}, {}, {}, false});
        (on.kind == FindingKind::strength ? at->strengths : at->improvements).push_back(on);
    }
    for (auto& conflict : conflicts) {
        const auto strengths = unmixed(conflict.strengths, conflict.improvements);
        conflict.improvements = unmixed(conflict.improvements, conflict.strengths);
        conflict.strengths = strengths;
        const auto decided = std::ranges::find(decisions, conflict.theme, &Decision::theme);
        if (decided == decisions.end()) continue;
        conflict.decision = *decided;
        conflict.is_reopened = !weighed(decided->findings, conflict.strengths) || !weighed(decided->findings, conflict.improvements);
    }
    std::erase_if(conflicts, [](const Conflict& conflict) {
        return conflict.strengths.empty() || conflict.improvements.empty() || is_same_line(conflict.strengths, conflict.improvements);
    });
    return conflicts;
}

Ground ground_of(const frameworks::Framework& framework, const frameworks::Indicator& indicator, const std::vector<OnTheme>& findings,
                 const std::vector<Decision>& decisions, Date at) {
    Ground ground;
    for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme) {
        const auto lines = lines_on(findings, {indicator.code, theme});
        if (triangulate(lines).state <= TriangulationState::single_source) ground.thin.push_back(theme);
        if (!lines.empty() && !soundness_of(framework, lines, at).has_sound) ground.unsound.push_back(theme);
    }
    for (const auto& conflict : conflicts_in(findings, decisions))
        if (conflict.is_open()) ground.contested.push_back(conflict.theme.theme);
    return ground;
}

const Fields<DecisionDraft>& decision_fields() {
    using field::choice, field::choices, field::lines, field::needed;
    static const Fields<DecisionDraft> fields{
        "evaluations.conflict",
        {needed(choice("state", &DecisionDraft::state, names_in(states))),
         needed(lines("words", &DecisionDraft::words, statement_max_characters)), choices("follow", &DecisionDraft::follow)},
        &DecisionDraft::seen_version};
    return fields;
}

DecisionDraft draft_of(const Decision& decision) { return {name_of(decision.state), decision.words, decision.follow, decision.version}; }

Outcome<Decision> decide(const Evaluation& evaluation, const Conflict& conflict, const DecisionDraft& draft,
                         const std::vector<std::string>& indicators, const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    const auto state = conflict_state_from(draft.state);
    if (!state) problems.push_back({"state", "evaluations.conflict.state_missing"});
    require_text(problems, "evaluations.conflict", "words", draft.words, statement_max_characters);
    const bool all_known =
        std::ranges::all_of(draft.follow, [&](const auto& code) { return std::ranges::find(indicators, code) != indicators.end(); });
    if ((state == ConflictState::followed && draft.follow.empty()) || !all_known)
        problems.push_back({"follow", "evaluations.conflict.follow_missing"});
    if (!problems.empty()) return refuse(problems);
    return Decision{conflict.theme,    *state, draft.words, *state == ConflictState::followed ? draft.follow : std::vector<std::string>{},
                    ids_of(conflict),  by,     {},          now,
                    draft.seen_version};
}

std::string as_json(const Decision& decision) {
    return nlohmann::json{{"state", name_of(decision.state)}, {"words", decision.words}, {"follow", decision.follow}}.dump();
}

std::string name_of(ConflictState state) { return name_in(states, state); }
std::optional<ConflictState> conflict_state_from(const std::string& name) { return value_in(states, name); }

}  // namespace touchstone::judging
