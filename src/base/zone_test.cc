// Days and hours where the clocks change.
#include "base/zone.h"

#include <gtest/gtest.h>

namespace touchstone {
namespace {

Instant at(std::string_view text) { return instant_from(text).value(); }

struct Zones : ::testing::Test {
    ~Zones() override { (void)use_zone(usual_zone); }
};

TEST_F(Zones, clocks_in_britain_are_an_hour_ahead_in_summer) {
    struct Change {
        const char* instant;
        int hours;
    };
    for (const auto& [instant, hours] : {Change{"2026-03-29T00:30:00.000Z", 0},
                                         {"2026-03-29T00:59:59.999Z", 0},
                                         {"2026-03-29T01:00:00.000Z", 1},
                                         {"2026-03-29T01:30:00.000Z", 1},
                                         {"2026-10-25T00:30:00.000Z", 1},
                                         {"2026-10-25T01:00:00.000Z", 0},
                                         {"2026-10-25T01:30:00.000Z", 0}})
        EXPECT_EQ(ahead_of_utc(at(instant)), std::chrono::hours{hours}) << instant;
}

TEST_F(Zones, a_day_begins_and_ends_at_midnight_there) {
    EXPECT_EQ(iso(date_of(at("2026-06-30T22:59:59.999Z"))), "2026-06-30");
    EXPECT_EQ(iso(date_of(at("2026-06-30T23:00:00.000Z"))), "2026-07-01");
    EXPECT_EQ(iso(date_of(at("2026-11-30T23:00:00.000Z"))), "2026-11-30");
    EXPECT_EQ(iso(end_of(*date_from("2026-06-30"))), "2026-06-30T22:59:59.999Z");
    EXPECT_EQ(iso(end_of(*date_from("2026-11-30"))), "2026-11-30T23:59:59.999Z");
}

TEST_F(Zones, the_days_of_the_change_have_23_and_25_hours) {
    const auto length = [](const char* before, const char* day) { return end_of(*date_from(day)) - end_of(*date_from(before)); };
    EXPECT_EQ(length("2026-03-28", "2026-03-29"), std::chrono::hours{23});
    EXPECT_EQ(length("2026-10-24", "2026-10-25"), std::chrono::hours{25});
}

TEST_F(Zones, every_day_ends_within_itself) {
    for (std::chrono::sys_days day = *date_from("2026-01-01"); day < *date_from("2028-01-01"); day += std::chrono::days{1}) {
        EXPECT_EQ(std::chrono::sys_days{date_of(end_of(day))}, day);
        EXPECT_EQ(std::chrono::sys_days{date_of(end_of(day) + std::chrono::milliseconds{1})}, day + std::chrono::days{1});
    }
}

TEST_F(Zones, another_zone_can_be_chosen_and_an_unknown_one_cannot) {
    ASSERT_TRUE(use_zone("Pacific/Auckland"));
    EXPECT_EQ(iso(date_of(at("2026-11-23T14:00:00.000Z"))), "2026-11-24");
    EXPECT_FALSE(use_zone("Europe/Londinium"));
    EXPECT_FALSE(use_zone(""));
    EXPECT_EQ(iso(date_of(at("2026-11-23T14:00:00.000Z"))), "2026-11-24");
}

}  // namespace
}  // namespace touchstone
