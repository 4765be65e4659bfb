#include "voice/comment.h"

#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

Date day(int month, int number) {
    return Date{std::chrono::year{2026}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(number)}};
}
const TalkOffers offers{{"children"}, {"generic-2006/2.1/2"}};

CommentDraft whole_draft() {
    return {.kind = "complaint",
            .came = "2026-11-02",
            .way = "phone",
            .about = "School transport",
            .words = "The bus is late.",
            .state = "open"};
}

TEST(CommentDomain, says_everything_that_is_wrong_at_its_field) {
    const auto comment =
        take_down({}, {.came = "2026-12-01", .whose_view = "martians", .closed = "2026-11-01", .themes = {"x"}}, offers, day(11, 23));
    ASSERT_FALSE(comment);
    EXPECT_EQ(comment.error(), (Problems{{"kind", "voice.comment.kind_missing"},
                                         {"came", "voice.comment.came_wrong"},
                                         {"way", "voice.comment.way_missing"},
                                         {"whose_view", "voice.comment.whose_view_unknown"},
                                         {"about", "voice.comment.about_missing"},
                                         {"words", "voice.comment.words_missing"},
                                         {"themes", "voice.talk.themes_unknown"},
                                         {"state", "voice.comment.state_missing"},
                                         {"closed", "voice.comment.closed_too_soon"}}));
}

TEST(CommentDomain, is_closed_with_what_was_done_and_when) {
    auto draft = whole_draft();
    draft.state = "closed";
    const auto refused = take_down({}, draft, offers, day(11, 23));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Problems{{"done", "voice.comment.done_missing"}, {"closed", "voice.comment.closed_wrong"}}));
    draft.done = "The contractor was changed.";
    draft.closed = "2026-11-01";
    EXPECT_FALSE(take_down({}, draft, offers, day(11, 23))) << "before it came";
    draft.closed = "2026-11-09";
    const auto comment = take_down({}, draft, offers, day(11, 23));
    ASSERT_TRUE(comment);
    EXPECT_EQ(draft_of(*comment).closed, "2026-11-09");
    EXPECT_EQ(comment->working_days(day(11, 23)), 5);
}

TEST(CommentDomain, counts_mondays_to_fridays_after_the_day_it_came) {
    const auto comment = *take_down({}, whole_draft(), offers, day(11, 23));  // came on a Monday
    EXPECT_EQ(comment.working_days(day(11, 1)), 0);
    EXPECT_EQ(comment.working_days(day(11, 2)), 0);
    EXPECT_EQ(comment.working_days(day(11, 3)), 1);
    EXPECT_EQ(comment.working_days(day(11, 6)), 4);
    EXPECT_EQ(comment.working_days(day(11, 8)), 4) << "a Sunday";
    EXPECT_EQ(comment.working_days(day(11, 9)), 5);
    EXPECT_EQ(comment.working_days(day(11, 30)), 20);
}

TEST(CommentDomain, only_a_complaint_that_is_open_is_late) {
    auto comment = *take_down({}, whole_draft(), offers, day(11, 23));
    EXPECT_FALSE(comment.is_late(day(11, 30)));
    EXPECT_TRUE(comment.is_late(day(12, 1)));
    comment.kind = CommentKind::compliment;
    EXPECT_FALSE(comment.is_late(day(12, 1)));
    comment.kind = CommentKind::complaint;
    comment.state = CommentState::closed;
    EXPECT_FALSE(comment.is_late(day(12, 1)));
}

TEST(CommentDomain, history_holds_nothing_that_was_said) {
    EXPECT_EQ(as_json(*take_down({}, whole_draft(), offers, day(11, 23))).find("The bus"), std::string::npos);
}

}  // namespace
}  // namespace touchstone::voice
