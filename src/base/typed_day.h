// Days as people write them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace touchstone {

inline constexpr int first_year = 1900, last_year = 2100;

// Of a form's "2026-01-31": a real day of a year that somebody can mean. A year such as 0026 or 20226 is a slip.
[[nodiscard]] std::optional<Date> typed_day(std::string_view iso);

// As "2026-01-31" what is written in a table as 2026-01-31, 31/1/2026, 31.1.2026, 31-1-2026, 31 January 2026 or 31-Jan-2026, with or
// without a time of day after it. Anything else as it is, to be refused.
[[nodiscard]] std::string iso_day(std::string_view typed);

}  // namespace touchstone
