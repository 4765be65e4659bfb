// What the spellings of a table mean, and what has to be asked about them.
#pragma once
#include <vector>

#include "measures/figure_questions.h"
#include "measures/figure_rows.h"

namespace touchstone::measures {

// The lists of `Read`, and where in them each spelling stands.
struct Meaning {
    std::vector<AreaFound> areas;
    std::vector<PeriodFound> periods;
    std::vector<MeasureFound> measures;
    std::vector<std::size_t> area_of, period_of;  // by spelling; of a period that is none, the number of periods
};

[[nodiscard]] Meaning meaning_of(const FigureRows&, const Places&, const Said&, Questions&);

}  // namespace touchstone::measures
