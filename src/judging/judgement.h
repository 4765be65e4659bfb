// A judgement is the level that people award to an indicator, with the rationale for it (part 5.1). Awarding is a professional skill:
// nothing here, and nothing anywhere else, computes, suggests or defaults a level.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"

namespace touchstone::judging {

// The numbers are stored and published: never renumber them.
enum class Level { unsatisfactory = 1, weak, adequate, good, very_good, excellent };
// How confident its authors are in the evidence. Stored: never renumber.
enum class Confidence { high = 1, moderate, low };

struct Judgement {
    std::string indicator;
    Level level;
    std::string rationale;  // plain words, printed beside the level in the report
    Confidence confidence;
    AccountId judged_by;
    Instant judged_at;
    int version = 0;     // times recorded; 0 means never yet
    std::string caveat;  // what a reader must know of the evidence; travels with the level wherever it is shown
};

inline constexpr std::size_t caveat_max_characters = 1'000;

// What someone typed, before we believe any of it.
struct JudgementDraft {
    std::string level, rationale, confidence;
    int seen_version = 0;
    std::string caveat = {};
    std::string reason = {}, dissent = {};  // of a level that a meeting agrees
};
// What the team judges; and alone, without the caveat, which the team writes.
[[nodiscard]] const Fields<JudgementDraft>& judgement_fields();
[[nodiscard]] const Fields<JudgementDraft>& first_judgement_fields();
[[nodiscard]] JudgementDraft draft_of(const Judgement&);

// What an indicator is judged on.
struct Ground {
    bool in_scope = false;       // an indicator that is not looked at is not judged
    std::vector<int> thin;       // themes that rest on a single line of enquiry, or on none
    std::vector<int> unsound;    // themes with evidence of which no line is both fresh and secure
    std::vector<int> contested;  // themes with a conflict that nobody has resolved, explained or followed
    bool is_revealed = true;     // nothing is agreed while some have judged alone and it is not revealed

    // A judgement on such ground needs a written caveat.
    bool needs_caveat() const { return !thin.empty() || !unsound.empty() || !contested.empty(); }
};

// Turns a draft into a judgement, or says everything that is wrong with it, in the order of the form.
[[nodiscard]] Outcome<Judgement> judge(const evaluations::Evaluation&, const std::string& indicator, const Ground&, const JudgementDraft&,
                                       const AccountId& by, Instant now);

// For the history: what stands in it, by field, as JSON, with the framework's word for the level.
[[nodiscard]] std::string as_json(const frameworks::Framework&, const Judgement&);

[[nodiscard]] std::string name_of(Level);
[[nodiscard]] std::string name_of(Confidence);
[[nodiscard]] std::optional<Level> level_from(const std::string& digit);
[[nodiscard]] std::optional<Confidence> confidence_from(const std::string&);
[[nodiscard]] const std::vector<Level>& all_levels();  // best first, as forms show them
[[nodiscard]] const std::vector<Confidence>& all_confidences();

}  // namespace touchstone::judging
