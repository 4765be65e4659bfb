// Disclosure control over time: everything that was ever released about the same people, and whether one number more would let somebody
// work out a small group from all of them together.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "statistics/disclosure.h"

namespace touchstone::statistics {

struct Dimension {
    std::string name;
    std::vector<std::string> values;  // each person has one of them
};

// Whom a number counts: those with one of these values in each of these dimensions; of all people where it names none.
using Where = std::map<std::string, std::vector<std::string>>;

struct Release {
    Where where;
    Count n = 0;
};

// A number that is withheld, and what is known of it all the same.
struct KnownLeast {
    Where where;
    Count least = 0;
};

struct Ledger {
    Rules rules;
    std::vector<Dimension> dimensions;
    std::vector<Release> published;
    std::vector<KnownLeast> withheld;
    std::vector<Where> targets;  // the groups that are protected; if none, every value of each dimension and of each two
    std::vector<Count> people;   // if known, how many there are of each value of all dimensions, the last one's next to each other; only
                                 // makes the search quicker
};

// Why a release is refused: about whom too much would be known, and with which earlier one; with none where it gives them away by itself.
struct Clash {
    Where about;
    std::optional<Where> with;
};

inline constexpr std::size_t most_groups = 2'000;  // of people whom the dimensions tell apart

// A group can be worked out when it must have fewer than k people and may have some, or when its number is certain, is not published
// itself, and is under 2k. Of two published groups one inside the other, the difference is 0 or at least k. The most and least that each
// group can have are found exactly, in whole people; where that takes too long, the group counts as worked out. All throw
// std::invalid_argument for a ledger whose numbers contradict each other, that names what its dimensions do not have or tells more than
// most_groups apart, and for k below 2.
[[nodiscard]] std::optional<Clash> clash(const Ledger&, const Release& candidate);

// For each candidate in order nothing where it may be shown, beside what is published and the earlier ones that may.
[[nodiscard]] std::vector<std::optional<Clash>> may_show(const Ledger&, const std::vector<Release>& candidates);

// The targets that can be worked out from what is published.
[[nodiscard]] std::vector<Where> leaks(const Ledger&);

}  // namespace touchstone::statistics
