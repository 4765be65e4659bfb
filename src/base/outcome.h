// What comes back from something a person can put right: the value, or every problem at once.
#pragma once
#include <expected>
#include <string>
#include <vector>

namespace touchstone {

// `field` names the form field and is empty when the problem concerns the whole page; `text` is a key in locales/.
struct Problem {
    std::string field;
    std::string text;
    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

template <class Value>
using Outcome = std::expected<Value, Problems>;

inline auto refuse(Problems problems) { return std::unexpected(std::move(problems)); }

}  // namespace touchstone
