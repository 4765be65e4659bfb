#include "judging/calibration.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::judging {

using namespace evaluations;

std::string text_of(const CaseRef& one) { return one.evaluation.text + "/" + one.indicator; }

const Fields<CalibrationDraft>& calibration_fields() {
    using field::choices, field::needed, field::words;
    static const Fields<CalibrationDraft> fields{
        "evaluations.calibration_set",
        {needed(words("title", &CalibrationDraft::title, title_max_characters)), needed(choices("cases", &CalibrationDraft::cases))}};
    return fields;
}

Outcome<CalibrationSet> make_set(const CalibrationDraft& draft, const std::vector<CaseRef>& there, const AccountId& by, Instant now) {
    Problems problems;
    require_text(problems, "evaluations.calibration_set", "title", draft.title, title_max_characters);
    CalibrationSet set{CalibrationId::make(now), draft.title, by, now, {}};
    for (const auto& one : there)
        if (std::ranges::find(draft.cases, text_of(one)) != draft.cases.end()) set.cases.push_back(one);
    if (set.cases.empty()) problems.push_back({"cases", "evaluations.calibration_set.cases_missing"});
    if (!problems.empty()) return refuse(problems);
    return set;
}

std::string as_json(const CalibrationSet& set) {
    std::vector<std::string> cases;
    for (const auto& one : set.cases) cases.push_back(one.indicator);
    return nlohmann::json{{"title", set.title}, {"cases", cases}}.dump();
}

const Fields<JudgementDraft>& practice_fields() {
    static const auto fields = [] {
        auto all = judgement_fields();
        all.list.resize(2, all.list.front());
        return all;
    }();
    return fields;
}

Outcome<Practice> practise(const JudgementDraft& draft, Instant now) {
    Problems problems;
    const auto level = level_from(draft.level);
    if (!level) problems.push_back({"level", "evaluations.judgement.level_missing"});
    require_text(problems, "evaluations.judgement", "rationale", draft.rationale, statement_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Practice{draft.seen_version + 1, *level, draft.rationale, now};
}

std::vector<Drift> drift_of(const std::vector<Compared>& all) {
    std::map<int, Drift> by_round;
    for (const auto& [round, own, agreed] : all) {
        by_round[round].round = round;
        const auto above = static_cast<std::ptrdiff_t>(own) - static_cast<std::ptrdiff_t>(agreed);
        ++*std::next(by_round[round].cases.begin(), 2 + std::clamp<std::ptrdiff_t>(above, -2, 2));
    }
    std::vector<Drift> drifts;
    for (const auto& [round, drift] : by_round) drifts.push_back(drift);
    return drifts;
}

}  // namespace touchstone::judging
