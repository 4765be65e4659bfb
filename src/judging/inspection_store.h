// Inspections of a self-evaluation, as far as the one who looks may see them.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "judging/inspection.h"

namespace touchstone::judging {

struct Inspected {
    evaluations::Evaluation evaluation;  // without its services
    Extent extent = Extent::nothing;
    std::map<std::string, int> levels;              // where they may be seen
    std::map<std::string, Difference> differences;  // likewise
};
struct Inspections {
    // The self-evaluation first, then its inspections, the oldest first; those that may not be seen stand there without levels and title.
    // Empty when there is no such self-evaluation.
    std::vector<Inspected> all;
    std::vector<std::pair<OrganisationId, std::string>> inspectorates;  // on which the actor evaluates: for whom he or she can inspect
};
// One trip.
Inspections read_inspections(db::Read&, const Actor&, const EvaluationId& self, Instant now);

// False, and nothing changes, when somebody else saved after this one's version was shown; `before` is null for the first one. So below.
[[nodiscard]] bool record_difference(db::Write&, const By&, const EvaluationId&, const Difference* before, const Difference& after);

// Earlier self-evaluations with inspections of which both may be seen, by the day on which the self-evaluation was set up: how they
// compare.
struct Cycle {
    std::string title, inspectorate;
    Date from{}, to{};
    EvaluationId self;
    Accuracy accuracy;
};
std::vector<Cycle> list_cycles(db::Read&, const Sight&);

std::optional<PositionStatement> find_position(db::Read&, const PartnershipId&, const EvaluationId&);
[[nodiscard]] bool record_position(db::Write&, const By&, const EvaluationId&, const PositionStatement* before,
                                   const PositionStatement& after);

}  // namespace touchstone::judging
