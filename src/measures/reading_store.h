// Readings of measures, asked as part of the trip of the page that shows them.
#pragma once
#include <vector>

#include "db/trip.h"
#include "measures/observation_store.h"
#include "measures/reading.h"

namespace touchstone::measures {

struct AskedReadings {
    db::Answer<std::vector<KeptMeasure>> measures;
    db::Answer<std::vector<std::pair<MeasureId, Break>>> breaks;
    db::Answer<std::vector<std::pair<MeasureId, Target>>> targets;
    db::Answer<OfMeasure> themes;
    db::Answer<std::vector<std::pair<MeasureId, Series>>> series;
    db::Answer<std::vector<Placed>> figures;

    // By title.
    [[nodiscard]] std::vector<Reading> readings() const;
};
// Of those measures that the one who looks may see.
AskedReadings ask_readings(db::Trip&, const Sight&, const Those& = {});

}  // namespace touchstone::measures
