// The least costly choice of things that together meet demands, found exactly by mixed-integer programming. Only
// least_cover.cc and statistics/whole_program.cc name GLPK. Nothing is shared between calls, and GLPK keeps its state per thread: threads
// may call at the same time.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace touchstone::workspace {

// At least `need` of the groups have a chosen member. Things are numbered from 0; a group names none twice.
struct Demand {
    std::size_t need = 0;
    std::vector<std::vector<std::size_t>> groups;
};

// What the chosen things use together should not be more than `most`.
struct Limit {
    std::vector<std::int64_t> use;  // of each thing, not negative
    std::int64_t most = 0;
};

struct CoverProblem {
    std::vector<std::int64_t> costs;  // of each thing, not negative
    std::vector<Demand> demands;      // choosing everything meets all of them
    std::vector<Limit> limits;
};

struct Cover {
    std::vector<bool> chosen;
    bool is_least = false;   // proven: no choice that meets the demands goes less over the limits, and none of those costs less
    bool is_first = false;   // proven: of all that are least, it has the fewest things, and of those it comes first
    std::int64_t bound = 0;  // proven: the least choice costs no less; 0 when nothing is known
};

// In this order: meets every demand; least total over the limits; least cost; fewest things; those that come first. When the time runs
// out, the best choice found so far.
[[nodiscard]] Cover least_cover(const CoverProblem&, std::chrono::milliseconds time);

[[nodiscard]] bool is_met(const Demand&, const std::vector<bool>& chosen);

}  // namespace touchstone::workspace
