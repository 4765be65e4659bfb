// How conclusions, contextual factors, figures and their ties lie in tables.
#pragma once
#include <vector>

#include "base/permission.h"
#include "conclusions/capacity.h"
#include "conclusions/conclusion.h"
#include "conclusions/proportion.h"
#include "db/trip.h"

namespace touchstone::conclusions {

struct Concluded {
    Conclusion conclusion;
    std::string written_by_name;
};
// Without the findings that they draw in, in the order of their parts' texts.
db::Answer<std::vector<Concluded>> ask_conclusions(db::Trip&, const PartnershipId&, const EvaluationId&);
// The findings that they draw in, each beside its conclusion's part.
db::Answer<std::vector<std::pair<std::string, FindingId>>> ask_drawn_in(db::Trip&, const PartnershipId&, const EvaluationId&);
// Those that still play a part.
db::Answer<std::vector<ContextFactor>> ask_factors(db::Trip&, const PartnershipId&, const EvaluationId&);
db::Answer<std::vector<Tie>> ask_ties(db::Trip&, const PartnershipId&, const EvaluationId&);
// Of the evidence used, as far as it is there for the one who looks, and of the items `besides`, as ",id,id,".
db::Answer<std::vector<Figure>> ask_figures_used(db::Trip&, const Sight&, const EvaluationId&, const std::string& besides = {});
std::vector<Concluded> list_conclusions(db::Read&, const PartnershipId&, const EvaluationId&);
// False, and nothing changes, when someone else recorded one after this one's version was shown. `before` is null for the first one.
[[nodiscard]] bool record_conclusion(db::Write&, const By&, const EvaluationId&, const Conclusion* before, const Conclusion& after);

void add_factor(db::Write&, const By&, const EvaluationId&, const ContextFactor&);
// Changes it, or says that it no longer plays a part. False as above.
[[nodiscard]] bool save_factor(db::Write&, const By&, const EvaluationId&, const ContextFactor& before, const ContextFactor& after);

// Figures of one item, the latest first.
db::Answer<std::vector<Figure>> ask_figures_of(db::Trip&, const PartnershipId&, const EvidenceId&);
std::vector<Figure> list_figures(db::Read&, const PartnershipId&, const EvidenceId&);
void add_figure(db::Write&, const By&, const Figure&);
[[nodiscard]] bool save_figure(db::Write&, const By&, const Figure& before, const Figure& after);

void add_tie(db::Write&, const By&, const EvaluationId&, const Tie&);
void remove_tie(db::Write&, const By&, const EvaluationId&, const Tie&);

}  // namespace touchstone::conclusions
