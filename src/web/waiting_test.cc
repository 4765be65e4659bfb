// Who is begun, who is refused, and who goes first: with a clock of the test's own.
#include "web/waiting.h"

#include <string>

#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

using namespace std::chrono_literals;

struct WaitingLine : ::testing::Test {
    Waiting waiting{12, 250ms};
    Waiting::Time now{};
    std::string heard;

    void put(const std::string& name, Lane lane = Lane::pages) {
        waiting.put(lane, [this, name](bool is_begun) { heard += (is_begun ? "+" : "-") + name + " "; }, now);
    }
    bool begin() {
        const auto begun = waiting.next(now);
        if (begun) begun->work(true);
        return begun.has_value();
    }
    void refuse_late() {
        for (const auto& work : waiting.too_late(now)) work(false);
    }
};

TEST_F(WaitingLine, never_begins_what_has_waited_too_long) {
    put("early");
    now += 200ms;
    put("late");
    now += 51ms;
    EXPECT_TRUE(begin());
    EXPECT_FALSE(begin());
    EXPECT_FALSE(waiting.is_empty());
    refuse_late();
    EXPECT_EQ(heard, "+late -early ");
    EXPECT_TRUE(waiting.is_empty());
    put("alone");
    now += 251ms;
    EXPECT_FALSE(begin());
    refuse_late();
    EXPECT_EQ(heard, "+late -early -alone ");
}

TEST_F(WaitingLine, is_first_come_first_served_while_there_is_time_for_all) {
    for (const auto* name : {"1", "2", "3"}) put(name);
    now += 100ms;
    while (begin()) continue;
    EXPECT_EQ(heard, "+1 +2 +3 ");
}

TEST_F(WaitingLine, serves_the_newest_first_when_more_come_than_can_be_served) {
    for (const auto* name : {"1", "2", "3"}) {
        put(name);
        now += 60ms;
    }
    begin();
    EXPECT_EQ(heard, "+3 ");
}

TEST_F(WaitingLine, lets_those_who_save_go_first_but_leaves_workers_to_those_who_read) {
    for (int i = 0; i < 20; ++i) {
        put("page");
        put("post", Lane::posts);
        put("form", Lane::forms);
    }
    put("well?", Lane::health);
    while (begin()) continue;
    std::string expected = "+well? ";
    for (int i = 0; i < 8; ++i) expected += "+form ";
    for (int i = 0; i < 9; ++i) expected += "+page ";
    EXPECT_EQ(heard, expected);
    waiting.done(Lane::forms);
    EXPECT_TRUE(begin());
    EXPECT_TRUE(heard.ends_with("+form "));
}

TEST_F(WaitingLine, leaves_workers_to_people_when_strangers_send_forms) {
    for (int i = 0; i < 20; ++i) put("stranger", Lane::posts);
    int begun = 0;
    while (begin()) ++begun;
    EXPECT_EQ(begun, 4);
    put("form", Lane::forms);
    EXPECT_TRUE(begin());
}

TEST(WaitingAlone, serves_every_lane_with_a_single_worker) {
    Waiting waiting(1, 250ms);
    for (const auto lane : {Lane::pages, Lane::posts, Lane::forms, Lane::health}) {
        waiting.put(lane, [](bool) {}, {});
        EXPECT_TRUE(waiting.next({}).has_value());
        waiting.done(lane);
    }
}

TEST_F(WaitingLine, wakes_nobody_for_a_lane_that_is_full) {
    EXPECT_FALSE(waiting.may_begin());
    for (int i = 0; i < 20; ++i) put("page");
    EXPECT_TRUE(waiting.may_begin());
    while (begin()) continue;
    EXPECT_FALSE(waiting.is_empty());
    EXPECT_FALSE(waiting.may_begin());
    put("form", Lane::forms);
    EXPECT_TRUE(waiting.may_begin());
    EXPECT_TRUE(begin());
    waiting.done(Lane::pages);
    EXPECT_TRUE(waiting.may_begin());
}

}  // namespace
}  // namespace touchstone::web
