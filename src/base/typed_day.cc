#include "base/typed_day.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                  "july",    "august",   "september", "october", "november", "december"};

std::optional<int> whole_number(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() ? std::optional(number) : std::nullopt;
}

bool is_clock(std::string_view text) {
    if (text.ends_with('Z')) text.remove_suffix(1);
    return text.size() >= 4 && text.find(':') != std::string_view::npos && text.find_first_not_of("0123456789:.") == std::string_view::npos;
}

// Without the time of day at its end.
std::string_view day_alone(std::string_view text) {
    const auto at = text.find_last_of(" T");
    if (at == std::string_view::npos || !is_clock(text.substr(at + 1))) return text;
    text = text.substr(0, at);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// "jan", "Sept" or "March" as its number.
std::optional<int> month_from(const std::string& word) {
    if (const auto number = whole_number(word)) return number;
    const auto low = lowered(word);
    if (low.size() < 3) return std::nullopt;
    const auto found = std::ranges::find_if(months, [&](std::string_view month) { return month.starts_with(low); });
    return found == months.end() ? std::nullopt : std::optional(static_cast<int>(found - months.begin()) + 1);
}

}  // namespace

std::optional<Date> typed_day(std::string_view iso) {
    const auto day = date_from(iso);
    if (!day || static_cast<int>(day->year()) < first_year || static_cast<int>(day->year()) > last_year) return std::nullopt;
    return day;
}

std::string iso_day(std::string_view typed) {
    const auto alone = day_alone(typed);
    if (date_from(alone)) return std::string(alone);
    for (const char separator : {'/', '.', '-', ' '}) {
        auto parts = split(alone, separator);
        for (auto& part : parts) part = tidied(part);
        std::erase(parts, "");
        if (parts.size() != 3 || parts[2].size() != 4) continue;
        const auto day = whole_number(parts[0]), month = month_from(parts[1]), year = whole_number(parts[2]);
        if (!day || !month || !year) continue;
        const auto iso = fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
        if (date_from(iso)) return iso;
    }
    return std::string(typed);
}

}  // namespace touchstone
