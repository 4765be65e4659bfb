// Disclosure control of figures that add up in several ways at once, some of them told earlier: groups to everybody, services to their
// organisation, months to their year. Which of the new ones have to be withheld, so that nobody can work out a small number from all that
// is told. One table by itself goes through statistics/disclosure.h.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "statistics/disclosure.h"

namespace touchstone::statistics {

// One figure, with all that it counts: those who count, say, and the others. It is told with all of its counts or with none.
struct Told {
    std::vector<Count> counts;  // of one length in all figures that add up
    bool is_withheld = false;
    bool is_new = false;        // not told yet, so that it may still be withheld
    std::vector<bool> secrets;  // of a withheld figure: which counts nobody may work out; none where it is empty
};

// A whole and parts of it that do not overlap, by their places among the figures. What the parts leave is one part more, which is never
// told, and nobody may work it out where it is 1 to k − 1, or nobody of some while zeros are not shown. Counts whose parts are above the
// whole by k or more do not add up at all; by less, they are taken for adding up, unless the whole is withheld.
struct Sum {
    std::size_t whole = 0;
    std::vector<std::size_t> parts;
};

// A new figure that may not be told, and, where there is one, the earlier one with which it would give something away.
struct Held {
    std::size_t figure = 0;
    std::optional<std::size_t> with;
    bool operator==(const Held&) const = default;
};

// Of what somebody can work out of each secret count the most is k at least, and the least is k below it (hides(), disclosure.h); in whole
// numbers, and where that takes too long the count is taken for worked out. First the smallest parts are withheld, then wholes; what was
// withheld without need is told again. Where it cannot be had because of what was told earlier, all that is new around it is withheld.
// Linear in what is told: only sums with something withheld in them are looked at. Throws std::invalid_argument for a place that is not
// there.
[[nodiscard]] std::vector<Held> withhold(std::vector<Told>, const std::vector<Sum>&, const Rules&);

// A count that somebody can work out: of a figure, or of what the parts of a sum leave.
struct Leak {
    bool is_of_sum = false;
    std::size_t place = 0, count = 0;
    bool operator==(const Leak&) const = default;
};
[[nodiscard]] std::vector<Leak> leaks(const std::vector<Told>&, const std::vector<Sum>&, const Rules&);

}  // namespace touchstone::statistics
