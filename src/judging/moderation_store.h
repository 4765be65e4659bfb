// First judgements, their reveal, moderation and placements in tables. What somebody judged alone leaves the database only for its author
// until it is revealed.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "judging/judgement_store.h"
#include "judging/moderation.h"
#include "judging/placement.h"

namespace touchstone::judging {

// Where the team stands on one indicator.
struct Round {
    std::vector<std::string> given;      // the names of those who have judged alone, in the order in which they did
    std::vector<FirstJudgement> firsts;  // those that the one who looks may see: one's own, and all once they are revealed
    std::optional<Reveal> reveal;
    std::optional<Judged> agreed;
    std::optional<Moderation> moderation;
};
// What rounds are made of: of all indicators, or of one. `who_looks` is empty for somebody who looks through another one's eyes.
struct RoundAnswers {
    db::Answer<std::vector<std::pair<std::string, std::string>>> given;  // indicator and name
    db::Answer<std::vector<FirstJudgement>> firsts;
    db::Answer<std::vector<std::pair<std::string, Reveal>>> reveals;  // by indicator, as below
    db::Answer<std::vector<Judged>> agreed;
    db::Answer<std::vector<std::pair<std::string, Moderation>>> moderations;
};
RoundAnswers ask_rounds(db::Trip&, const PartnershipId&, const EvaluationId&, const AccountId& who_looks,
                        const std::string& indicator = {});
// By indicator.
std::map<std::string, Round> rounds_of(const RoundAnswers&);
std::map<std::string, Round> read_rounds(db::Read&, const PartnershipId&, const EvaluationId&, const AccountId& who_looks);
// An SQL condition over an evaluation called `v` and that column with an indicator's code: whether everybody may know what anybody thinks
// of it. Not before first judgements are shown, where everybody judges alone first.
[[nodiscard]] std::string indicator_is_open(const char* indicator);
// Indicators on which this person has judged alone, or all first judgements are shown.
db::Answer<std::vector<std::string>> ask_given_alone(db::Trip&, const PartnershipId&, const EvaluationId&, const AccountId&);
// One's own, and all once first judgements are revealed; by theme.
db::Answer<std::vector<Placement>> ask_placements(db::Trip&, const PartnershipId&, const EvaluationId&, const std::string& indicator,
                                                  const AccountId& who_looks);

// False, and nothing changes, when it was saved from elsewhere in the meantime. The history has no words of it, nor of placements: whoever
// may read it does not see what is sealed.
[[nodiscard]] bool record_first(db::Write&, const By&, const EvaluationId&, const FirstJudgement&);
void reveal(db::Write&, const By&, const EvaluationId&, const std::string& indicator);
// Records or replaces the judgement on its indicator, and how it was come to. False, and nothing changes, when someone else recorded one
// after this one's version was shown. `before` is null for the first one.
[[nodiscard]] bool record_agreed(db::Write&, const By&, const EvaluationId&, const frameworks::Framework&, const Judgement* before,
                                 const Agreed& after);
// Replaces what this person placed on the indicator.
void record_placements(db::Write&, const By&, const EvaluationId&, const std::string& indicator, const std::vector<Placement>&);

}  // namespace touchstone::judging
