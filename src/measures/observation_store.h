// Figures in tables. A figure that is entered again as it is changes nothing; a corrected one is a further revision, and the one before
// stays. Whether it may be told is decided when it is entered (measures/disclosing.h), and whatever reads figures here reads those that are
// told: of every other one it reads that it is withheld.
#pragma once
#include <string>
#include <vector>

#include "db/trip.h"
#include "measures/disclosing.h"
#include "measures/measure_store.h"

namespace touchstone::measures {

struct Series {
    std::string id;
    Whose whose;
    std::string organisation_name;
};

// Of a measure: those of everybody first, then by organisation, area and group.
db::Answer<std::vector<Series>> ask_series(db::Trip&, const PartnershipId&, const MeasureId&);

struct Placed {
    MeasureId measure;
    std::string series;
    Observation figure;
    Telling telling = Telling::told;
    std::string against_series = {}, against_period = {};  // the earlier figure with which it would give something away, text_of() a period
};
// What holds now, by series and time.
db::Answer<std::vector<Placed>> ask_figures(db::Trip&, const PartnershipId&, const MeasureId&);
// Small groups over several periods, and everybody beside them: from the first day to the last.
db::Answer<std::vector<Placed>> ask_pooled(db::Trip&, const PartnershipId&, const MeasureId&);
// Of each of those measures that the one who looks may see: the first of its series, and its figures.
db::Answer<std::vector<std::pair<MeasureId, Series>>> ask_first_series(db::Trip&, const Sight&, const Those& = {});
db::Answer<std::vector<Placed>> ask_first_figures(db::Trip&, const Sight&, const Those& = {});

// A measure with all its figures, on one trip.
struct Told {
    Known known;
    std::vector<Series> series;
    std::vector<Placed> figures, pooled;

    [[nodiscard]] const KeptMeasure& measure() const { return *known.measure; }
    // Of one series, in the order of time.
    [[nodiscard]] std::vector<Observation> of(const std::string& id) const;
    [[nodiscard]] std::vector<Observation> pooled_of(const std::string& id) const;
};
// Nothing where there is no such measure.
std::optional<Told> find_told(db::Read&, const PartnershipId&, const MeasureId&);

struct Revision {
    Observation figure;
    int number = 0;
    std::string by;  // a name
    Instant at;
};
// All revisions of a measure's figures, corrected ones too, each with its series: the latest entered first, and so many at most.
inline constexpr int revisions_shown = 500;
std::vector<std::pair<Series, Revision>> list_revisions(db::Read&, const PartnershipId&, const MeasureId&);

struct Entered {
    int added = 0, corrected = 0, unchanged = 0;
};
// Figures of any measures and series, without an event: for imports, which record one for all of their parts.
Entered enter_all(db::Write&, const By&, const std::vector<Placed>&);
// The id of the series, which is made where there is none.
std::string series_of(db::Write&, const By&, const MeasureId&, const Whose&);
// One event for all of them, and none where nothing changed.
Entered enter_figures(db::Write&, const By&, const MeasureId&, const Whose&, const std::vector<Observation>&);

}  // namespace touchstone::measures
