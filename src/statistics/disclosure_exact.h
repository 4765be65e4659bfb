// The fewest cells to hide, found exactly (after Fischetti & Salazar 2001): a programme chooses, a flow shows which place is not protected
// by the choice, and the cut that holds the flow back becomes a condition of the programme.
#pragma once
#include <optional>
#include <vector>

#include "statistics/disclosure_grid.h"

namespace touchstone::statistics {

// `begun` is hidden already and includes the primary places; of the others those may be hidden that cost 0 or more. Nothing where there is
// no such choice, or where it was not found in time.
[[nodiscard]] std::optional<Mask> fewest_hidden(const Grid&, const std::vector<std::size_t>& primary, const Mask& begun,
                                                const std::vector<Count>& costs, Count k);

}  // namespace touchstone::statistics
