// What forms check alike. Each adds a problem and goes on, so that a person sees all of them at once.
#pragma once
#include <optional>
#include <string>

#include "base/outcome.h"
#include "base/time.h"

namespace touchstone {

// Problems are named "<prefix>.<field>_missing" and "<prefix>.<field>_too_long".
void require_text(Problems& problems, const std::string& prefix, const std::string& field, const std::string& value, std::size_t max);

void limit_text(Problems& problems, const std::string& prefix, const std::string& field, const std::string& value, std::size_t max);

// Whether a text has something to say: two words at least, and more than that there is nothing ("none needed", "n/a").
[[nodiscard]] bool says_something(const std::string&);

struct Period {
    Date from, to;
};

// Fields `from` and `to`, as "2026-01-31".
std::optional<Period> require_period(Problems& problems, const std::string& prefix, const std::string& from, const std::string& to);

}  // namespace touchstone
