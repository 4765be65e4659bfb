#include "base/zone.h"

#include <memory>
#include <stdexcept>

#include <unicode/timezone.h>

namespace touchstone {
namespace {

using Zone = std::unique_ptr<const icu::TimeZone>;

Zone zone_named(const std::string& name) {
    Zone zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    return *zone == icu::TimeZone::getUnknown() ? nullptr : std::move(zone);
}

Zone& zone_in_use() {
    static auto zone = zone_named(usual_zone);
    return zone;
}

std::chrono::milliseconds offset(double milliseconds, bool is_local) {
    int32_t usual = 0, summer = 0;
    auto fault = U_ZERO_ERROR;
    zone_in_use()->getOffset(milliseconds, static_cast<UBool>(is_local), usual, summer, fault);
    if (U_FAILURE(fault)) throw std::runtime_error("the zone cannot tell the time");
    return std::chrono::milliseconds{usual + summer};
}

}  // namespace

bool use_zone(const std::string& name) {
    auto zone = zone_named(name);
    if (!zone) return false;
    zone_in_use() = std::move(zone);
    return true;
}

std::chrono::milliseconds ahead_of_utc(Instant at) { return offset(static_cast<double>(at.time_since_epoch().count()), false); }

Date date_of(Instant at) { return Date{std::chrono::floor<std::chrono::days>(at + ahead_of_utc(at))}; }

Instant end_of(Date date) {
    const Instant midnight{std::chrono::sys_days{date} + std::chrono::days{1}};  // as clocks there show it
    return midnight - offset(static_cast<double>(midnight.time_since_epoch().count()), true) - std::chrono::milliseconds{1};
}

}  // namespace touchstone
