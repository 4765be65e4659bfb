// How judgements lie in a table.
#pragma once
#include <vector>

#include "db/trip.h"
#include "judging/judgement.h"

namespace touchstone::judging {

struct Judged {
    Judgement judgement;
    std::string judged_by_name;
};
// Of all indicators, in their order, or of one.
db::Answer<std::vector<Judged>> ask_judgements(db::Trip&, const PartnershipId&, const EvaluationId&, const std::string& indicator = {});
std::vector<Judged> list_judgements(db::Read&, const PartnershipId&, const EvaluationId&);
// Records or replaces the judgement on its indicator. False, and nothing changes, when someone else recorded one after this one's
// version was shown. `before` is null for the first one.
[[nodiscard]] bool record_judgement(db::Write&, const By&, const EvaluationId&, const frameworks::Framework&, const Judgement* before,
                                    const Judgement& after);
// The row alone, for a verb that says in the history how the judgement came about. False as above.
[[nodiscard]] bool write_judgement(db::Write&, const PartnershipId&, const EvaluationId&, const Judgement&);

}  // namespace touchstone::judging
