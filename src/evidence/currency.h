// How old evidence is, and how far it still tells about today. An item is as old as the end of the period that it covers.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "evaluations/evaluation.h"
#include "evidence/line.h"
#include "frameworks/framework.h"

namespace touchstone::evidence {

// Fresh until its source's half-life has passed, ageing until it has passed twice, stale after that.
enum class Currency { fresh, ageing, stale };

// Whole months from the last day covered; 0 while the period is not over.
[[nodiscard]] int age_in_months(Date to, Date at);
// As the framework has it, or else the product: data and observation 12 months, views 18, documentation 24.
[[nodiscard]] int half_life_in_months(const frameworks::Framework&, const Source&);
[[nodiscard]] Currency currency_of(int age_in_months, int half_life_in_months);

// What a theme or an indicator rests on: of each line of enquiry the newest item counts.
struct Ages {
    int newest = 0, oldest = 0;  // in months
};
[[nodiscard]] std::optional<Ages> ages_of(const std::vector<Line>&, Date at);

// How far the lines of a theme can be relied on: how many have nothing newer than stale, how many rest on anecdote alone, and whether one
// is both fresh and secure.
struct Soundness {
    int stale = 0, anecdotal = 0;
    bool has_sound = false;
};
[[nodiscard]] Soundness soundness_of(const frameworks::Framework&, const std::vector<Line>&, Date at);

// Evidence of a finished evaluation is as old as it was then.
[[nodiscard]] Date looked_at(const evaluations::Evaluation&, Instant now);

[[nodiscard]] std::string name_of(Currency);

}  // namespace touchstone::evidence
