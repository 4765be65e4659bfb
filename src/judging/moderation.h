// Judging alone first and moderating (domain: evaluators judge unseen by each other, then see the spread, talk it through and agree one
// level with the reason for any change).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "judging/judgement.h"

namespace touchstone::judging {

// What one member of the team judged alone.
struct FirstJudgement {
    std::string indicator;
    AccountId by;
    std::string by_name;
    Level level;
    std::string rationale;
    Confidence confidence;
    Instant given_at;
    int version = 0;
};

[[nodiscard]] JudgementDraft draft_of(const FirstJudgement&);

struct Reveal {
    std::string by_name;
    Instant at;
};

// How the agreed level came about. The level itself is the judgement.
struct Moderation {
    std::string reason;   // for the agreed level, where first judgements differ from it
    std::string dissent;  // who would have judged otherwise, and why: one line, or empty
    AccountId by;
    std::string by_name;
    Instant at;
};

inline constexpr std::size_t dissent_max_characters = 500;
inline constexpr int reveal_min = 2;  // one judgement alone says nothing about agreement

// `is_revealed`: what is laid open is changed no more.
[[nodiscard]] Outcome<FirstJudgement> judge_alone(const evaluations::Evaluation&, const std::string& indicator, bool in_scope,
                                                  bool is_revealed, const JudgementDraft&, const AccountId& by, Instant now);

// Nothing when the first judgements on an indicator may be laid open; else why not.
[[nodiscard]] Problems may_reveal(const evaluations::Evaluation&, int given, bool is_revealed);

[[nodiscard]] const Fields<JudgementDraft>& agreed_fields();
struct Agreed {
    Judgement judgement;
    Moderation moderation;
};
// A reason is needed where at least one first judgement has another level than the agreed one.
[[nodiscard]] Outcome<Agreed> agree(const evaluations::Evaluation&, const std::string& indicator, const Ground&,
                                    const std::vector<FirstJudgement>&, const JudgementDraft&, const AccountId& by, Instant now);

// For the history: the judgement, and how it was come to.
[[nodiscard]] std::string as_json(const frameworks::Framework&, const Agreed&);

}  // namespace touchstone::judging
