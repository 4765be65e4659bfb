// Judgements that were taken back, in tables.
#pragma once
#include "db/trip.h"
#include "judging/withdrawal.h"

namespace touchstone::judging {

// The last of the team's judgements on the indicator that was taken back, and the last of this person's own first judgements.
db::Answer<std::optional<Withdrawal>> ask_withdrawal(db::Trip&, const PartnershipId&, const EvaluationId&, const std::string& indicator);
db::Answer<std::optional<Withdrawal>> ask_first_withdrawal(db::Trip&, const PartnershipId&, const EvaluationId&,
                                                           const std::string& indicator, const AccountId& whose);

// False, and nothing changes, when the judgement is not the one that was shown any more.
[[nodiscard]] bool withdraw_judgement(db::Write&, const By&, const EvaluationId&, const frameworks::Framework&, const Judgement& before,
                                      const Withdrawal&);
// Without the words of the judgement: it stays sealed.
[[nodiscard]] bool withdraw_first_judgement(db::Write&, const By&, const EvaluationId&, const Withdrawal&);

}  // namespace touchstone::judging
