#include "base/time.h"

#include <charconv>

#include <fmt/format.h>

namespace touchstone {
namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') return std::nullopt;
    return value;
}

auto time_of_day(Instant at) { return std::chrono::hh_mm_ss(at - std::chrono::floor<std::chrono::days>(at)); }

}  // namespace

std::string iso(Date date) { return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()}); }

std::string iso(Instant at) {
    const auto clock = time_of_day(at);
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(Date{std::chrono::floor<std::chrono::days>(at)}), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::optional<Date> date_from(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto year = digits(iso.substr(0, 4));
    const auto month = digits(iso.substr(5, 2));
    const auto day = digits(iso.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Instant> instant_from(std::string_view text) {
    if (text.size() != 24) return std::nullopt;
    const auto date = date_from(text.substr(0, 10));
    const auto hours = digits(text.substr(11, 2)), minutes = digits(text.substr(14, 2)), seconds = digits(text.substr(17, 2));
    const auto thousandths = digits(text.substr(20, 3));
    if (!date || !hours || !minutes || !seconds || !thousandths) return std::nullopt;
    const Instant at = std::chrono::sys_days{*date} + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
                       std::chrono::seconds{*seconds} + std::chrono::milliseconds{*thousandths};
    return iso(at) == text ? std::optional(at) : std::nullopt;
}

}  // namespace touchstone
