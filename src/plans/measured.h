// What measures tell of the targets of a plan that are read from them: how a goal stands to the latest limits, and which figures are from
// before an action point began and which from after. Neither says what caused anything.
#pragma once
#include <optional>
#include <vector>

#include "plans/content.h"

namespace touchstone::plans {

// Null where the target is not read from a measure, or from one that is not there for the reader.
[[nodiscard]] const measures::Reading* reading_of(const Content&, const Target&);
// Which way is better, and which number is wanted, the target says.
[[nodiscard]] measures::Verdict verdict_of(const measures::Reading&, const Target&);
// Action points of the objective that began on a day that is known and not ahead, the first begun first. A dropped one is none.
[[nodiscard]] std::vector<const ActionPoint*> begun(const ObjectiveWhole&, Date today);

}  // namespace touchstone::plans
