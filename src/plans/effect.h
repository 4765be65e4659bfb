// Whether an objective made a difference, which is not the same as done; and what the partners answer to what a level asks for (guide part
// 5.1). Levels are those that people awarded.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "judging/judgement.h"
#include "plans/objective.h"

namespace touchstone::plans {

// Stored: never renumber.
enum class Verdict { shown = 1, not_yet, not_shown };

// What shows it: a later judgement, or a measured value.
struct Ground {
    IndicatorRef judgement;  // empty: none
    ValueId value;           // empty: none
    auto operator<=>(const Ground&) const = default;
};
// "judgement/<evaluation>/<code>" or "value/<id>"; empty for none.
[[nodiscard]] std::string text_of(const Ground&);

struct Effect {
    Verdict verdict = Verdict::not_yet;
    std::string words;
    Ground ground;
    AccountId by;
    std::string by_name;
    Instant at;
};
struct EffectDraft {
    std::string verdict, words, ground;
};
[[nodiscard]] const Fields<EffectDraft>& effect_fields();
// An effect is not shown without a ground; `known` are those that can be named.
[[nodiscard]] Outcome<Effect> judge_effect(const EffectDraft&, const std::vector<Ground>& known, const AccountId& by, Instant now);

// A level as it was awarded in one of the evaluations that a plan draws on.
struct Awarded {
    IndicatorRef at;
    judging::Level level;
};
struct LevelAnswer {
    Awarded to;
    std::string words;
    ObjectiveId objective;  // that takes it up; empty: none
    AccountId by;
    std::string by_name;
    Instant when;
};
struct LevelAnswerDraft {
    std::string words, objective;
    int seen_version = 0;  // how often this level was answered
};
[[nodiscard]] const Fields<LevelAnswerDraft>& level_answer_fields();
[[nodiscard]] Outcome<LevelAnswer> answer_level(const Awarded&, const LevelAnswerDraft&, const std::vector<ObjectiveId>& objectives,
                                                const AccountId& by, Instant now);
// The latest answer to this level of this indicator; nullptr when the prompt stands. A level that changed asks anew.
[[nodiscard]] const LevelAnswer* answer_to(const Awarded&, const std::vector<LevelAnswer>&);

[[nodiscard]] std::string name_of(Verdict);
[[nodiscard]] std::optional<Verdict> verdict_from(const std::string&);

}  // namespace touchstone::plans
