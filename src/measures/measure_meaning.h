// What the measures of a table are called, what they are counted in, and which way is better.
#pragma once
#include <vector>

#include "measures/figure_questions.h"
#include "measures/figure_rows.h"

namespace touchstone::measures {

[[nodiscard]] std::vector<MeasureFound> measures_of(const FigureRows&, const Said&, Questions&);

}  // namespace touchstone::measures
