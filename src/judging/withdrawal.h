// A judgement can be taken back, with a reason: the indicator is not judged again, and the history keeps what was.
#pragma once
#include <string>

#include "judging/moderation.h"

namespace touchstone::judging {

struct Withdrawal {
    std::string indicator, reason;
    AccountId by;
    std::string by_name;
    Instant at;
    int version = 0;          // of the judgement that was taken back
    JudgementDraft was = {};  // as its form held it, so that it can be given again
};

inline constexpr std::size_t withdrawal_max_characters = 1'000;

struct WithdrawalDraft {
    std::string reason;
    int seen_version = 0;
};
[[nodiscard]] const Fields<WithdrawalDraft>& withdrawal_fields();
// What the team agreed. `is_judged`: there is something to take back.
[[nodiscard]] Outcome<Withdrawal> withdraw(const evaluations::Evaluation&, const std::string& indicator, bool is_judged,
                                           const WithdrawalDraft&, const AccountId& by, Instant now);
// What somebody judged alone, as long as it is sealed: what is laid open is changed no more.
[[nodiscard]] Outcome<Withdrawal> withdraw_first(const evaluations::Evaluation&, const std::string& indicator, bool is_judged,
                                                 bool is_revealed, const WithdrawalDraft&, const AccountId& by, Instant now);

// For the history: why, as JSON.
[[nodiscard]] std::string as_json(const Withdrawal&);

}  // namespace touchstone::judging
