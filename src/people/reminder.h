// What somebody is told by mail: of each thing once when it is due soon, once when it is overdue, once for each time that somebody wrote to
// them, each day of words of others that wait to be read, once of codes that nobody used and of a wave that is over, and of all that is
// open once a week.
#pragma once
#include <optional>

#include "base/time.h"

namespace touchstone::people {

// Stored: never renumber.
enum class Reminder { due_soon = 1, overdue, all_open, written, words_late, codes_unused, wave_over };

inline constexpr std::chrono::days remind_ahead{14};
// Nothing while it is still far ahead.
[[nodiscard]] inline std::optional<Reminder> reminder_for(Date due, Date today) {
    if (due < today) return Reminder::overdue;
    return std::chrono::sys_days{due} - std::chrono::sys_days{today} <= remind_ahead ? std::optional(Reminder::due_soon) : std::nullopt;
}
// The Monday of the week.
[[nodiscard]] inline Date week_of(Date today) {
    const std::chrono::sys_days day{today};
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

}  // namespace touchstone::people
