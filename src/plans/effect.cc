#include "plans/effect.h"

#include <algorithm>
#include <ranges>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::plans {
namespace {

const Names<Verdict> verdicts{{Verdict::shown, "shown"}, {Verdict::not_yet, "not_yet"}, {Verdict::not_shown, "not_shown"}};

}  // namespace

const Fields<EffectDraft>& effect_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<EffectDraft> fields{
        "plans.effect",
        {needed(choice("verdict", &EffectDraft::verdict, names_in(verdicts))),
         needed(lines("words", &EffectDraft::words, words_max_characters)), choice("ground", &EffectDraft::ground)}};
    return fields;
}

const Fields<LevelAnswerDraft>& level_answer_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<LevelAnswerDraft> fields{
        "plans.levels",
        {needed(lines("words", &LevelAnswerDraft::words, words_max_characters)), choice("objective", &LevelAnswerDraft::objective)},
        &LevelAnswerDraft::seen_version};
    return fields;
}

std::string text_of(const Ground& ground) {
    if (!ground.value.is_empty()) return "value/" + ground.value.text;
    return ground.judgement.indicator.empty() ? "" : "judgement/" + text_of(ground.judgement);
}

Outcome<Effect> judge_effect(const EffectDraft& draft, const std::vector<Ground>& known, const AccountId& by, Instant now) {
    Problems problems;
    const auto verdict = verdict_from(draft.verdict);
    if (!verdict) problems.push_back({"verdict", "plans.effect.verdict_missing"});
    require_text(problems, "plans.effect", "words", draft.words, words_max_characters);
    const auto found = std::ranges::find_if(known, [&](const Ground& ground) { return text_of(ground) == draft.ground; });
    if (found == known.end() && (!draft.ground.empty() || verdict == Verdict::shown))
        problems.push_back({"ground", "plans.effect.ground_missing"});
    if (!problems.empty()) return refuse(problems);
    return Effect{*verdict, draft.words, found == known.end() ? Ground{} : *found, by, {}, now};
}

Outcome<LevelAnswer> answer_level(const Awarded& awarded, const LevelAnswerDraft& draft, const std::vector<ObjectiveId>& objectives,
                                  const AccountId& by, Instant now) {
    Problems problems;
    require_text(problems, "plans.levels", "words", draft.words, words_max_characters);
    const ObjectiveId objective{draft.objective};
    if (!objective.is_empty() && std::ranges::find(objectives, objective) == objectives.end())
        problems.push_back({"objective", "plans.levels.objective_unknown"});
    if (!problems.empty()) return refuse(problems);
    return LevelAnswer{awarded, draft.words, objective, by, {}, now};
}

const LevelAnswer* answer_to(const Awarded& awarded, const std::vector<LevelAnswer>& answers) {
    for (const auto& answer : answers | std::views::reverse)
        if (answer.to.at == awarded.at && answer.to.level == awarded.level) return &answer;
    return nullptr;
}

std::string name_of(Verdict verdict) { return name_in(verdicts, verdict); }
std::optional<Verdict> verdict_from(const std::string& name) { return value_in(verdicts, name); }

}  // namespace touchstone::plans
