// The plan examiner remarks on weak spots of a plan. It decides nothing: each remark says what it saw, why that matters and where the guide
// speaks of it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plans/content.h"
#include "statistics/silence.h"

namespace touchstone::plans {

inline constexpr std::size_t priorities_max = 5;
// Fewer open objectives than this are too few for more areas for improvement than that (indicator 6.3, level 2: too many or too few).
inline constexpr std::size_t objectives_min = 2, areas_of_few = 3;

// Stands for the texts "plans.examiner.<key>.what", ".why" and ".source".
struct Remark {
    std::string key;
    std::map<std::string, std::string> values;
    ObjectiveId objective;                            // where it can be mended: an objective …
    ActionId action;                                  // … an action point …
    AreaRef area;                                     // … or a new objective for this area …
    std::string outcome = {};                         // … or for this outcome; all empty: the plan itself
    std::optional<statistics::Silence> silence = {};  // why a chart says nothing, for the hole {why}
};

[[nodiscard]] std::vector<Remark> examine(const Content&, Instant now);

// Whether two action points say the same, or nearly so.
[[nodiscard]] bool say_the_same(const std::string& one, const std::string& other);

}  // namespace touchstone::plans
