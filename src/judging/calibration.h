// Practice: cases whose level was agreed are judged again by people, each for themselves. It counts how often they awarded the agreed
// level, a higher one or a lower one; it never says which level is right for a case that somebody has not judged.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/outcome.h"
#include "judging/judgement.h"

namespace touchstone::judging {

struct CaseRef {
    EvaluationId evaluation;
    std::string indicator;
    auto operator<=>(const CaseRef&) const = default;
};
// "<evaluation>/<indicator>", as a form sends it.
[[nodiscard]] std::string text_of(const CaseRef&);

struct CalibrationSet {
    CalibrationId id;
    std::string title;
    AccountId made_by;
    Instant made_at;
    std::vector<CaseRef> cases;
};
struct CalibrationDraft {
    std::string title;
    std::vector<std::string> cases;
};
[[nodiscard]] const Fields<CalibrationDraft>& calibration_fields();
// Of the cases that there are, those that were chosen.
[[nodiscard]] Outcome<CalibrationSet> make_set(const CalibrationDraft&, const std::vector<CaseRef>& there, const AccountId& by,
                                               Instant now);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const CalibrationSet&);

// What somebody judged for practice. Rounds count from 1.
struct Practice {
    int round = 0;
    Level level;
    std::string rationale;
    Instant at;
};
// A level and why. The version that was seen is the number of rounds before.
[[nodiscard]] const Fields<JudgementDraft>& practice_fields();
[[nodiscard]] Outcome<Practice> practise(const JudgementDraft&, Instant now);

// Of one round: on how many cases somebody awarded a level two or more below the agreed one, one below, the same, one above, two or more
// above.
struct Drift {
    int round = 0;
    std::array<int, 5> cases{};
};
struct Compared {
    int round = 0;
    Level own, agreed;
};
// By round.
[[nodiscard]] std::vector<Drift> drift_of(const std::vector<Compared>&);

}  // namespace touchstone::judging
