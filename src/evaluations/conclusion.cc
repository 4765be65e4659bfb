#include "evaluations/conclusion.h"

#include "evaluations/checks.h"

namespace touchstone::evaluations {

Outcome<Conclusion> conclude(const Evaluation& evaluation, int question, const ConclusionDraft& draft, const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    require_text(problems, "evaluations.conclusion", "statement", draft.statement, statement_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Conclusion{question, draft.statement, by, now, draft.seen_version};
}

}  // namespace touchstone::evaluations
