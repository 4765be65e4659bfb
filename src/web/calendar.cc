#include "web/calendar.h"

#include <algorithm>
#include <memory>

#include <libical/ical.h>

namespace touchstone::web {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// The library escapes line ends, commas, semicolons and backslashes, and passes other control characters on.
std::string harmless(std::string text, bool keeps_lines) {
    std::erase(text, '\r');
    std::ranges::replace_if(text, [&](char c) { return is_control(c) && !(keeps_lines && c == '\n'); }, ' ');
    return text;
}

// An address is written as it is: one that could end its line is left out.
bool is_address(const std::string& url) {
    return !url.empty() && std::ranges::none_of(url, [](char c) { return is_control(c) || c == ' '; });
}

icaltimetype day(std::chrono::sys_days days) {
    const Date date{days};
    auto time = icaltime_null_date();
    time.year = int{date.year()};
    time.month = static_cast<int>(unsigned{date.month()});
    time.day = static_cast<int>(unsigned{date.day()});
    return time;
}

icaltimetype moment(Instant at) {
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(at - std::chrono::floor<std::chrono::days>(at))};
    auto time = day(std::chrono::floor<std::chrono::days>(at));
    time.is_date = 0;
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

// What is added belongs to the component it is added to.
icalcomponent* event_of(const CalendarEvent& event, Instant stamp) {
    auto* const component = icalcomponent_new_vevent();
    const auto add = [&](icalproperty* property) { icalcomponent_add_property(component, property); };
    add(icalproperty_new_uid(harmless(event.uid, false).c_str()));
    add(icalproperty_new_dtstamp(moment(stamp)));
    add(icalproperty_new_dtstart(day(std::chrono::sys_days{event.date})));
    add(icalproperty_new_dtend(day(std::chrono::sys_days{event.date} + std::chrono::days{1})));
    add(icalproperty_new_summary(harmless(event.summary, false).c_str()));
    if (!event.description.empty()) add(icalproperty_new_description(harmless(event.description, true).c_str()));
    if (is_address(event.url)) add(icalproperty_new_url(event.url.c_str()));
    add(icalproperty_new_status(event.is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    return component;
}

}  // namespace

std::string calendar(const std::string& name, const std::vector<CalendarEvent>& events, Instant stamp) {
    const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> whole(icalcomponent_new_vcalendar(), icalcomponent_free);
    const auto add = [&](icalproperty* property) { icalcomponent_add_property(whole.get(), property); };
    add(icalproperty_new_version("2.0"));
    add(icalproperty_new_prodid("-//Touchstone//Touchstone//EN"));
    add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
    add(icalproperty_new_name(harmless(name, false).c_str()));
    for (const auto& event : events) icalcomponent_add_component(whole.get(), event_of(event, stamp));
    const std::unique_ptr<char, decltype(&std::free)> written(icalcomponent_as_ical_string_r(whole.get()), std::free);
    return written.get();
}

}  // namespace touchstone::web
