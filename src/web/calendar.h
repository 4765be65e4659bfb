// Days for somebody's own calendar, as iCalendar (RFC 5545).
#pragma once
#include <string>
#include <vector>

#include "base/time.h"

namespace touchstone::web {

struct CalendarEvent {
    std::string uid;  // always the same for the same thing, so that a later copy replaces an earlier one
    std::string summary, description;
    Date date;        // all day
    std::string url;  // or empty
    bool is_cancelled = false;
};

inline constexpr const char* calendar_media_type = "text/calendar; charset=utf-8";

// `stamp` is when it was made.
[[nodiscard]] std::string calendar(const std::string& name, const std::vector<CalendarEvent>&, Instant stamp);

}  // namespace touchstone::web
