#include "workspace/proposal.h"

#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"
#include "base/text.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using frameworks::Indicator;

// A level that people awarded below this one calls for a look at what may explain it (part 5.1: strengths only just outweigh weaknesses).
constexpr int sound_from = 4;

const Names<Answer> answers_known{{Answer::accepted, "accept"}, {Answer::changed, "change"}, {Answer::refused, "refuse"}};

std::string source_title(const Framework& framework, const Source& source) {
    const auto found = std::ranges::find(framework.sources, source.key, &frameworks::EvidenceSource::key);
    return found == framework.sources.end() ? std::string() : found->title;
}

// What a weakness in it leads on from. A key area that is looked at first but decides nothing counts only where it is in scope: else the
// weakness itself speaks for looking at it.
bool is_first(const Framework& framework, const Known& known, const std::string& code) {
    const auto* indicator = frameworks::find_indicator(framework, code);
    return indicator && is_looked_at_first(framework, *indicator) &&
           (is_decisive(framework, *indicator) || depth_now(known.scope, code) != Depth::none);
}

bool names(const frameworks::Explanation& explanation, const std::string& themes) {
    return std::ranges::find(explanation.weakness_in, themes) != explanation.weakness_in.end();
}

// Gathers what speaks for each indicator; the same weakness once, and in full rather than lightly.
class Gathered {
public:
    explicit Gathered(const Framework& framework) : framework_(framework) {}

    void add(const std::string& indicator, Depth depth, Pointer pointer) {
        const auto* known = frameworks::find_indicator(framework_, indicator);
        if (!known || is_decisive(framework_, *known)) return;
        auto& proposed = by_code_[indicator];
        proposed.indicator = indicator;
        proposed.depth = std::max(proposed.depth, depth);
        if (std::ranges::find(proposed.because, pointer.weakness, &Pointer::weakness) == proposed.because.end())
            proposed.because.push_back(std::move(pointer));
    }

    std::vector<Proposed> take() {
        std::vector<Proposed> all;
        for (const auto& indicator : framework_.indicators)
            if (const auto found = by_code_.find(indicator.code); found != by_code_.end()) all.push_back(std::move(found->second));
        std::ranges::stable_sort(all, std::ranges::greater{}, [](const Proposed& it) { return std::tuple(it.depth, it.because.size()); });
        return all;
    }

private:
    const Framework& framework_;
    std::map<std::string, Proposed> by_code_;
};

void follow(const Framework& framework, const Known& known, const Weakness& weakness, Gathered& gathered) {
    std::vector<std::string> first;
    std::set<std::string> others;
    for (const auto& theme : weakness.themes) {
        if (!is_first(framework, known, theme.indicator))
            others.insert(theme.indicator);
        else if (first.empty() || first.back() != theme.indicator)
            first.push_back(theme.indicator);
    }
    const auto pointer = [&](const std::string& key, const std::string& why = {}) {
        return Pointer{weakness.finding.text,
                       weakness.evidence,
                       {"evaluations.proposal.because_" + key,
                        {{"title", weakness.title},
                         {"source", source_title(framework, weakness.source)},
                         {"statement", weakness.statement},
                         {"why", why}},
                        {{"first", first}}}};
    };
    for (const auto& cause : weakness.causes) gathered.add(cause, Depth::full, pointer(first.empty() ? "named_elsewhere" : "named"));
    for (const auto& code : others) gathered.add(code, Depth::full, pointer(first.empty() ? "itself" : "as_well"));
    if (!weakness.causes.empty() || !others.empty()) return;
    for (const auto& explanation : framework.explained_by)
        if (std::ranges::any_of(weakness.themes, [&](const ThemeRef& theme) {
                return names(explanation, theme.indicator) || names(explanation, text_of(theme));
            }))
            for (const auto& code : explanation.by) gathered.add(code, Depth::light, pointer("explained", explanation.why));
}

bool is_about_first(const Framework& framework, const Known& known, const Weakness& weakness) {
    return std::ranges::any_of(weakness.themes, [&](const ThemeRef& theme) { return is_first(framework, known, theme.indicator); });
}

// Weaknesses in nurture, say, may be explained by what else is weak about nurture (part 3.4).
void follow_outcomes(const Framework& framework, const Known& known, const Weakness& weakness, const Weakness& other, Gathered& gathered) {
    if (!is_about_first(framework, known, weakness) || is_about_first(framework, known, other)) return;
    std::vector<std::string> shared;
    for (const auto& outcome : framework.outcomes)
        if (weakness.outcomes.contains(outcome.key) && other.outcomes.contains(outcome.key)) shared.push_back(outcome.title);
    if (shared.empty()) return;
    for (const auto& theme : other.themes)
        gathered.add(theme.indicator, Depth::full,
                     {weakness.finding.text,
                      weakness.evidence,
                      {"evaluations.proposal.because_same_outcome",
                       {{"title", weakness.title}, {"statement", weakness.statement}, {"other", other.statement}},
                       {{"outcomes", shared}}}});
}

// A measure says that there is something to look at, never why: lightly.
void follow(const Framework& framework, const Known& known, const Signal& signal, Gathered& gathered) {
    for (const auto& theme : signal.themes) {
        const bool is_of_first = is_first(framework, known, theme.indicator);
        if (!is_of_first)
            gathered.add(theme.indicator, Depth::light,
                         {signal.key, {}, {"evaluations.proposal.because_measured", {{"said", signal.words}}}});
        if (!is_of_first || !signal.is_weak) continue;
        for (const auto& explanation : framework.explained_by)
            if (names(explanation, theme.indicator) || names(explanation, text_of(theme)))
                for (const auto& code : explanation.by)
                    gathered.add(code, Depth::light,
                                 {signal.key,
                                  {},
                                  {"evaluations.proposal.because_measured_explained",
                                   {{"said", signal.words}, {"first", theme.indicator}, {"why", explanation.why}}}});
    }
}

// A low judgement without an area for improvement to lead further.
void follow(const Framework& framework, const Indicator& indicator, int level, Gathered& gathered) {
    for (const auto& explanation : framework.explained_by) {
        bool is_about = names(explanation, indicator.code);
        for (std::size_t i = 0; i < indicator.themes.size(); ++i)
            is_about |= names(explanation, text_of(ThemeRef{indicator.code, static_cast<int>(i) + 1}));
        if (!is_about) continue;
        const auto* known = frameworks::find_level(framework, level);
        for (const auto& code : explanation.by)
            gathered.add(code, Depth::light,
                         {indicator.code,
                          {},
                          {"evaluations.proposal.because_judged",
                           {{"first", indicator.code + " " + indicator.title},
                            {"word", known ? known->name : std::string()},
                            {"level", std::to_string(level)},
                            {"why", explanation.why}}}});
    }
}

std::vector<Sentence> missing_of(const Framework& framework, const Known& known) {
    std::vector<Sentence> missing;
    std::vector<std::string> without_evidence, not_judged;
    for (const auto& number : decisive_areas(framework)) {
        const auto* area = frameworks::find_key_area(framework, number);
        bool any = false;
        for (const auto* indicator : frameworks::indicators_of(framework, *area)) {
            if (depth_now(known.scope, indicator->code) == Depth::none) continue;
            any = true;
            if (!known.found.contains(indicator->code)) without_evidence.push_back(indicator->code);
            if (!known.levels.contains(indicator->code)) not_judged.push_back(indicator->code);
        }
        if (!any) missing.push_back({"evaluations.proposal.missing_area", {{"number", number}, {"title", area->title}}});
    }
    if (!without_evidence.empty()) missing.push_back({"evaluations.proposal.missing_evidence", {}, {{"codes", without_evidence}}});
    if (!not_judged.empty()) missing.push_back({"evaluations.proposal.missing_judgement", {}, {{"codes", not_judged}}});
    return missing;
}

const ScopeAnswer* latest_of(const std::vector<ScopeAnswer>& answers, const std::string& indicator) {
    const auto found =
        std::ranges::find_if(answers, [&](const ScopeAnswer& it) { return it.indicator.empty() || it.indicator == indicator; });
    return found == answers.end() ? nullptr : &*found;
}

}  // namespace

Depth depth_now(const std::map<std::string, ScopeChoice>& scope, const std::string& indicator) {
    const auto found = scope.find(indicator);
    return found == scope.end() ? Depth::none : found->second.depth;
}

ScopeProposal propose_scope(const Framework& framework, const Known& known) {
    if (framework.looked_at_first.empty()) return {};
    Gathered gathered(framework);
    std::set<std::string> weak;
    for (const auto& weakness : known.weaknesses) {
        follow(framework, known, weakness, gathered);
        for (const auto& other : known.weaknesses) follow_outcomes(framework, known, weakness, other, gathered);
        for (const auto& theme : weakness.themes) weak.insert(theme.indicator);
    }
    bool is_sound = true;
    for (const auto& signal : known.signals) {
        follow(framework, known, signal, gathered);
        is_sound = is_sound && !signal.is_weak;
    }
    for (const auto& indicator : framework.indicators) {
        if (!is_looked_at_first(framework, indicator)) continue;
        const auto level = known.levels.find(indicator.code);
        const bool is_low = level != known.levels.end() && level->second < sound_from;
        if (is_low && !weak.contains(indicator.code)) follow(framework, indicator, level->second, gathered);
        is_sound = is_sound && !is_low && !weak.contains(indicator.code);
    }
    ScopeProposal proposal{missing_of(framework, known), gathered.take(), false};
    proposal.is_sound = is_sound && proposal.missing.empty() && proposal.indicators.empty();
    return proposal;
}

Outcome<ScopeAnswer> answer(const Evaluation& evaluation, const Proposed& proposed, Depth now, const AnswerDraft& draft) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    const auto chosen = value_in(answers_known, draft.answer);
    if (!chosen) problems.push_back({"answer_" + proposed.indicator, "evaluations.proposal.answer_missing"});
    if (draft.reason.empty()) problems.push_back({"why_" + proposed.indicator, "evaluations.proposal.why_missing"});
    if (characters(draft.reason) > reason_max_characters)
        problems.push_back({"why_" + proposed.indicator, "evaluations.scope.reason_too_long"});
    if (!problems.empty()) return refuse(problems);
    const auto other = proposed.depth == Depth::full ? Depth::light : Depth::full;
    ScopeAnswer given;
    given.indicator = proposed.indicator;
    given.proposed = proposed.depth;
    given.answer = *chosen;
    given.depth = *chosen == Answer::accepted ? proposed.depth : *chosen == Answer::changed ? other : now;
    given.reason = draft.reason;
    return given;
}

Standing standing_of(const Proposed& proposed, Depth now, const std::vector<ScopeAnswer>& answers) {
    if (now >= proposed.depth) return Standing::followed;
    const auto* latest = latest_of(answers, proposed.indicator);
    if (!latest || latest->depth > now) return Standing::open;  // never answered, or the scope was changed afterwards
    return new_since(proposed, answers).empty() ? Standing::answered : Standing::contradicted;
}

std::vector<Pointer> new_since(const Proposed& proposed, const std::vector<ScopeAnswer>& answers) {
    const auto* latest = latest_of(answers, proposed.indicator);
    std::vector<Pointer> fresh;
    for (const auto& pointer : proposed.because)
        if (!latest || std::ranges::find(latest->because, pointer.weakness, &Because::weakness) == latest->because.end())
            fresh.push_back(pointer);
    return fresh;
}

std::string as_json(const ScopeAnswer& answer) { return nlohmann::json{{"reason", answer.reason}}.dump(); }

std::string name_of(Answer answer) { return name_in(answers_known, answer); }

}  // namespace touchstone::workspace
