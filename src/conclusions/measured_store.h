// Figures that are read from measures, in tables.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "conclusions/measured.h"
#include "db/trip.h"
#include "measures/observation_store.h"

namespace touchstone::conclusions {

// The measure that an item was made from, where it is there for the one who looks, and the series that the item is about.
struct MadeFrom {
    measures::MeasureId measure;
    std::string series;
};
db::Answer<std::optional<MadeFrom>> ask_made_from(db::Trip&, const Sight&, const EvidenceId&);
// What a figure of the item can be read from. Nothing where there is no such measure; one trip, where there is one.
std::optional<Measured> find_measured(db::Read&, const PartnershipId&, const std::optional<MadeFrom>&);

// Measures that figures of the partnership are read from.
std::vector<measures::MeasureId> list_read_from(db::Read&, const PartnershipId&);
// Brings the figures that are read from the measure up to its latest, and says in the history of each evaluation which tied words no longer
// hold, or hold again; in finished ones, too. Answers how many figures changed.
int read_again(db::Write&, const By&, const measures::MeasureId&);

}  // namespace touchstone::conclusions
