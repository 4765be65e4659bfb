#include "web/calendar.h"

#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include "base/text.h"

namespace touchstone::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Instant stamp{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{14}};
Date day(const char* iso) { return date_from(iso).value(); }

using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;
Component read_back(const std::string& text) { return {icalparser_parse_string(text.c_str()), icalcomponent_free}; }

// Written, and read again by the library's parser.
std::string summary_after(const std::string& summary) {
    const auto read = read_back(calendar("c", {{.uid = "u", .summary = summary, .date = day("2026-12-01")}}, stamp));
    EXPECT_EQ(icalcomponent_count_errors(read.get()), 0);
    EXPECT_EQ(icalcomponent_count_components(read.get(), ICAL_ANY_COMPONENT), 1) << summary.substr(0, 80);
    return icalcomponent_get_summary(icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT));
}

TEST(Calendar, holds_days_that_any_calendar_can_read) {
    const auto text = calendar("My action points",
                               {{.uid = "action-1@touchstone",
                                 .summary = "Due: ask parents",
                                 .description = "First line\nsecond; third, fourth",
                                 .date = day("2026-12-31"),
                                 .url = "https://touchstone.example/action-points/1"},
                                {.uid = "action-2@touchstone", .summary = "Dropped", .date = day("2028-02-29"), .is_cancelled = true}},
                               stamp);
    EXPECT_THAT(text, HasSubstr("BEGIN:VCALENDAR\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nNAME:My action points\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nUID:action-1@touchstone\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTAMP:20261123T140000Z\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"));
    EXPECT_THAT(text, HasSubstr("First line\\nsecond\\; third\\, fourth"));
    EXPECT_THAT(text, HasSubstr("\r\nURL:https://touchstone.example/action-points/1\r\n"));
    const auto read = read_back(text);
    ASSERT_EQ(icalcomponent_count_components(read.get(), ICAL_VEVENT_COMPONENT), 2);
    auto* const first = icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT);
    EXPECT_STREQ(icalcomponent_get_description(first), "First line\nsecond; third, fourth");
    EXPECT_EQ(icalcomponent_get_status(first), ICAL_STATUS_CONFIRMED);
    EXPECT_EQ(icalcomponent_get_status(icalcomponent_get_next_component(read.get(), ICAL_VEVENT_COMPONENT)), ICAL_STATUS_CANCELLED);
}

TEST(Calendar, is_the_same_for_the_same_content) {
    const std::vector<CalendarEvent> events{{.uid = "u", .summary = "s", .date = day("2026-12-01")}};
    EXPECT_EQ(calendar("c", events, stamp), calendar("c", events, stamp));
}

TEST(Calendar, keeps_summaries_as_they_were_written) {
    for (const auto* const summary : {"Plain", "a, b; c: d", "back\\slash \\n not a line", "\"quoted\"",
                                      "Coinneamh mun phlana: às dèidh Là Fhèill Brìghde", "🎈 party", "END:VEVENT", "BEGIN:VEVENT"})
        EXPECT_EQ(summary_after(summary), summary);
    std::string longest;
    while (characters(longest) < 10'000) longest += "Gàidhlig, ";
    longest += "!";
    EXPECT_TRUE(summary_after(longest) == longest);
    EXPECT_TRUE(summary_after(std::string(10'000, 'x')) == std::string(10'000, 'x'));
}

TEST(Calendar, lets_nothing_end_its_line) {
    EXPECT_EQ(summary_after("a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b"), "a END:VEVENT BEGIN:VEVENT SUMMARY:b");
    EXPECT_EQ(summary_after("a\rb\tc\x01"
                            "d\x7f"
                            "e"),
              "ab c d e");
    const auto text = calendar("x\nMETHOD:REQUEST",
                               {{.uid = "u\r\nSTATUS:CANCELLED",
                                 .summary = "s",
                                 .description = "one\r\nATTACH:https://elsewhere.example",
                                 .date = day("2026-12-01"),
                                 .url = "https://a/\r\nATTACH:https://elsewhere.example"}},
                               stamp);
    for (const auto* const line : {"\nMETHOD:REQUEST", "\nSTATUS:CANCELLED", "\nATTACH", "\nURL"}) EXPECT_THAT(text, Not(HasSubstr(line)));
}

TEST(Calendar, folds_lines_between_characters) {
    std::string longest;
    for (int i = 0; i < 1'000; ++i) longest += "aèìòù€🎈";
    const auto text = calendar(longest, {{.uid = "u", .summary = longest, .description = longest, .date = day("2026-12-01")}}, stamp);
    ASSERT_THAT(text, Not(HasSubstr("\n\n")));
    for (const auto& line : split(text, '\n')) {
        EXPECT_LE(line.size(), 76U) << "75 and the carriage return";
        EXPECT_TRUE(is_text(line));
        EXPECT_TRUE(line.empty() || line.back() == '\r');
    }
}

TEST(Calendar, can_be_empty) { EXPECT_THAT(calendar("c", {}, stamp), HasSubstr("END:VCALENDAR\r\n")); }

}  // namespace
}  // namespace touchstone::web
