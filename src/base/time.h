// Time is an argument, never ambient: whoever decides something is told when it is.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;

// "2027-03-03", as dates are stored and as machines read them.
[[nodiscard]] std::string iso(Date);
// "2027-03-03T14:05:09.123Z"
[[nodiscard]] std::string iso(Instant);
// Reads "2027-03-03" and nothing else.
[[nodiscard]] std::optional<Date> date_from(std::string_view iso);
// Reads "2027-03-03T14:05:09.123Z" and nothing else.
[[nodiscard]] std::optional<Instant> instant_from(std::string_view iso);
// The day that it is then in the zone of this server: see base/zone.h.
[[nodiscard]] Date date_of(Instant);
// The last instant of the day there.
[[nodiscard]] Instant end_of(Date);

}  // namespace touchstone
