// What may be told of figures, in tables: a mark at each of them, and the ledger of a measure is all that bear the mark "told".
#pragma once
#include "measures/disclosing.h"
#include "measures/measure_store.h"

namespace touchstone::measures {

// The mark of a sum of several periods, where a period has its kind.
inline constexpr const char* pooled_kind = "pooled";

// On all figures that were written and not decided on yet, with the small groups at their places counted together.
void decide_undecided(db::Write&, const By&);
// After what may be told was defined otherwise: what is withheld is decided anew, and what was told and is small now is withheld, but stays
// known.
void decide_again(db::Write&, const By&, const MeasureId&, const Definition&);

}  // namespace touchstone::measures
