// A figure that is read from the measure that its evidence was made from: so many of so many as the measure's latest figure has it, as far
// as that may be shown. It follows the measure when figures arrive, and so do the words that are tied to it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conclusions/proportion.h"
#include "measures/observation.h"

namespace touchstone::conclusions {

// Nothing where the figures are no parts of a whole, or none of them may be shown. A share without its counts is out of `share_only`.
[[nodiscard]] std::optional<Count> latest_count(const measures::Definition&, const std::vector<measures::Observation>& shown);

}  // namespace touchstone::conclusions
