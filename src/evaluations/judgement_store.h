// How judgements lie in a table.
#pragma once
#include <optional>
#include <vector>

#include "db/db.h"
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

}  // namespace touchstone::evaluations
