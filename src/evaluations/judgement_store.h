// How judgements and conclusions lie in tables.
#pragma once
#include <optional>
#include <vector>

#include "db/db.h"
#include "evaluations/conclusion.h"
#include "evaluations/judgement.h"

namespace touchstone::evaluations {

struct Judged {
    Judgement judgement;
    std::string judged_by_name;
};
std::optional<Judged> find_judgement(db::Read&, const PartnershipId&, const EvaluationId&, const std::string& indicator);
std::vector<Judged> list_judgements(db::Read&, const PartnershipId&, const EvaluationId&);
// Records or replaces the judgement on its indicator. False, and nothing changes, when someone else recorded one after this one's
// version was shown.
[[nodiscard]] bool record_judgement(db::Write&, const PartnershipId&, const EvaluationId&, const Judgement&);

struct Concluded {
    Conclusion conclusion;
    std::string written_by_name;
};
std::vector<Concluded> list_conclusions(db::Read&, const PartnershipId&, const EvaluationId&);
// Every judgement, and the conclusion on one question: one statement.
std::pair<std::vector<Judged>, std::optional<Concluded>> list_judgements_and_conclusion(db::Read&, const PartnershipId&,
                                                                                        const EvaluationId&, int question);
[[nodiscard]] bool record_conclusion(db::Write&, const PartnershipId&, const EvaluationId&, const Conclusion&);

}  // namespace touchstone::evaluations
