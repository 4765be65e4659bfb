#include "judging/withdrawal.h"

#include "base/checks.h"

namespace touchstone::judging {

using namespace evaluations;

const Fields<WithdrawalDraft>& withdrawal_fields() {
    static const Fields<WithdrawalDraft> fields{
        "evaluations.withdrawal",
        {field::needed(field::lines("reason", &WithdrawalDraft::reason, withdrawal_max_characters))},
        &WithdrawalDraft::seen_version};
    return fields;
}

Outcome<Withdrawal> withdraw(const Evaluation& evaluation, const std::string& indicator, bool is_judged, const WithdrawalDraft& draft,
                             const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    if (!is_judged) return refuse({{"", "evaluations.withdrawal.nothing"}});
    Problems problems;
    require_text(problems, "evaluations.withdrawal", "reason", draft.reason, withdrawal_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Withdrawal{indicator, draft.reason, by, {}, now, draft.seen_version};
}

Outcome<Withdrawal> withdraw_first(const Evaluation& evaluation, const std::string& indicator, bool is_judged, bool is_revealed,
                                   const WithdrawalDraft& draft, const AccountId& by, Instant now) {
    if (is_revealed) return refuse({{"", "evaluations.first.revealed"}});
    return withdraw(evaluation, indicator, is_judged, draft, by, now);
}

std::string as_json(const Withdrawal& withdrawal) { return as_json(withdrawal_fields().values({withdrawal.reason})); }

}  // namespace touchstone::judging
