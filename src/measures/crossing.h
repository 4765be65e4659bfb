// Figures that cross: of groups and of services or areas in one period, with totals both ways. As long as some of them are not there, what
// is missing could be worked out along the rows and the columns together, and is nobody's number yet: so they wait for one another.
#pragma once
#include <cstddef>
#include <set>
#include <vector>

#include "measures/disclosing.h"

namespace touchstone::measures {

// Of those that are undecided or waiting, by their places: the figures within a table that is not complete; and its totals too, where a
// figure within it was decided on before.
[[nodiscard]] std::set<std::size_t> waiting(const Definition&, const std::vector<Entry>&);

}  // namespace touchstone::measures
