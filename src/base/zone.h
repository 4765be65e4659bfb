// Where the people of this server are. Stored times are UTC; shown times, "today" and the end of a day follow the zone.
#pragma once
#include <chrono>
#include <string>

#include "base/time.h"

namespace touchstone {

inline constexpr const char* usual_zone = "Europe/London";

// "Europe/London". Once, before anything asks for the time; false when there is no such zone.
[[nodiscard]] bool use_zone(const std::string& name);
// How far clocks there are ahead of UTC at this instant.
[[nodiscard]] std::chrono::milliseconds ahead_of_utc(Instant);

}  // namespace touchstone
