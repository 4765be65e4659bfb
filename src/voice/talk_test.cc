#include "voice/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};
const std::string theme = "generic-2006/2.1/2";
const TalkOffers offers{{"children"}, {theme}};

TalkDraft whole_draft() {
    return {.kind = "focus_group",
            .title = "Young carers",
            .day = "2026-10-06",
            .led_by = "A youth worker",
            .whose_view = "children",
            .people = "S1 to S3, boys and girls, 6, 4",
            .notes = "One.\n\nTwo, with words.",
            .themes = {theme}};
}
Participant agreeing(const std::string& id, std::vector<Agreement> all) {
    Participant participant{ParticipantId{id}, id, {}};
    for (const auto to : all) participant.consents.push_back({to, today, {}});
    return participant;
}
const std::vector<Agreement> everything{Agreement::taking_part, Agreement::notes, Agreement::inside, Agreement::in_public};

TEST(TalkDomain, says_everything_that_is_wrong_at_its_field) {
    auto draft = whole_draft();
    draft.kind = draft.title = draft.led_by = "";
    draft.day = "2026-11-24";
    draft.whose_view = "martians";
    draft.people = "S1, six, 4";
    draft.themes = {"other/1.1/1"};
    const auto talk = write_down({}, draft, offers, today);
    ASSERT_FALSE(talk);
    EXPECT_EQ(talk.error(), (Problems{{"title", "voice.talk.title_missing"},
                                      {"kind", "voice.talk.kind_missing"},
                                      {"day", "voice.talk.day_wrong"},
                                      {"led_by", "voice.talk.led_by_missing"},
                                      {"whose_view", "voice.talk.whose_view_missing"},
                                      {"people", "voice.talk.people_wrong"},
                                      {"themes", "voice.talk.themes_unknown"}}));
}

TEST(TalkDomain, keeps_groups_with_commas_in_their_names) {
    const auto talk = write_down({}, whole_draft(), offers, today);
    ASSERT_TRUE(talk);
    EXPECT_THAT(talk->people, ElementsAre(Attendance{"S1 to S3, boys and girls", 6, 4}));
    EXPECT_EQ(in_lines(talk->people), whole_draft().people);
    EXPECT_EQ(draft_of(*talk).people, whole_draft().people);
    for (const auto* wrong : {"S1", "S1, 6", ", 6, 4", "S1, 6, -1", "S1, 6, 4, x"}) EXPECT_FALSE(people_from(wrong)) << wrong;
}

TEST(TalkDomain, keeps_what_was_named_before_and_is_offered_no_more) {
    auto before = *write_down({}, whole_draft(), offers, today);
    EXPECT_TRUE(write_down(before, draft_of(before), {}, today));
}

TEST(TalkDomain, numbers_paragraphs_between_empty_lines) {
    EXPECT_THAT(paragraphs_of("\n\nOne,\nstill one.\n \n\n\nTwo.\n"), ElementsAre("One,\nstill one.", "Two."));
    EXPECT_THAT(paragraphs_of(""), IsEmpty());
}

TEST(TalkDomain, lists_themes_for_a_column_and_back) {
    EXPECT_EQ(listed_themes({"a/1.1/1", "b/1.1/1"}), ",a/1.1/1,b/1.1/1,");
    EXPECT_THAT(themes_from(",a/1.1/1,b/1.1/1,"), ElementsAre("a/1.1/1", "b/1.1/1"));
    EXPECT_EQ(listed_themes({}), "");
}

TEST(TalkDomain, consent_is_given_and_withdrawn_with_its_day) {
    const auto given =
        agree({ParticipantId{"1"}, {}, {}}, {}, {.name = "P1", .agreed = {"taking_part", "notes"}, .on = "2026-10-06"}, today);
    ASSERT_TRUE(given);
    EXPECT_EQ(how_far(*given), HowFar::team);
    const auto withdrawn = agree(*given, {*given}, {.name = "P1", .agreed = {"taking_part"}, .on = "2026-11-01"}, today);
    ASSERT_TRUE(withdrawn);
    ASSERT_EQ(withdrawn->consents.size(), 2u);
    EXPECT_EQ(iso(withdrawn->consents[1].given), "2026-10-06");
    EXPECT_EQ(iso(*withdrawn->consents[1].withdrawn), "2026-11-01");
    EXPECT_EQ(how_far(*withdrawn), HowFar::nobody);
    const auto again = agree(*withdrawn, {}, {.name = "P1", .agreed = {"taking_part", "notes"}, .on = "2026-11-02"}, today);
    ASSERT_TRUE(again);
    EXPECT_EQ(how_far(*again), HowFar::team);
}

TEST(TalkDomain, refuses_a_day_before_consent_and_a_name_twice) {
    const auto one = agreeing("p1", everything);
    const auto refused = agree(one, {one, agreeing("p2", {})}, {.name = "P2", .agreed = {"singing"}, .on = "2026-11-22"}, today);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Problems{{"name", "voice.participant.name_twice"},
                                         {"agreed", "voice.participant.agreed_unknown"},
                                         {"on", "voice.participant.on_wrong"}}));
}

TEST(TalkDomain, each_use_needs_those_before_it) {
    EXPECT_EQ(how_far(agreeing("p", everything)), HowFar::everyone);
    EXPECT_EQ(how_far(agreeing("p", {Agreement::taking_part, Agreement::notes, Agreement::inside})), HowFar::partnership);
    EXPECT_EQ(how_far(agreeing("p", {Agreement::taking_part, Agreement::notes, Agreement::in_public})), HowFar::team);
    EXPECT_EQ(how_far(agreeing("p", {Agreement::notes, Agreement::inside, Agreement::in_public})), HowFar::nobody);
}

TEST(TalkDomain, what_a_group_said_goes_as_far_as_everyone_agrees) {
    const auto one = agreeing("p1", everything), other = agreeing("p2", {Agreement::taking_part, Agreement::notes});
    const Excerpt of_group{{}, 1, "w", {}, {}}, of_one{{}, 1, "w", ParticipantId{"p1"}, {}};
    EXPECT_EQ(how_far(of_group, {one}), HowFar::everyone);
    EXPECT_EQ(how_far(of_group, {one, other}), HowFar::team);
    EXPECT_EQ(how_far(of_one, {one, other}), HowFar::everyone);
    EXPECT_EQ(how_far(of_group, {}), HowFar::team) << "nobody has agreed to be quoted";
}

TEST(TalkDomain, an_excerpt_holds_words_exactly_as_they_are_in_the_paragraph) {
    const auto talk = *write_down({}, whole_draft(), offers, today);
    const auto one = agreeing("p1", everything), silent = agreeing("p2", {});
    const auto excerpt = take_out(talk, {one}, {"2", "with words", "p1", {theme}}, offers.themes);
    ASSERT_TRUE(excerpt);
    EXPECT_EQ(excerpt->paragraph, 2);
    EXPECT_EQ(excerpt->participant, one.id);
    const auto elsewhere = take_out(talk, {one}, {"1", "with words", "nobody", {}}, offers.themes);
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error(), (Problems{{"words", "voice.excerpt.words_not_there"},
                                           {"who", "voice.excerpt.who_missing"},
                                           {"themes", "voice.excerpt.themes_missing"}}));
    const auto refused = take_out(talk, {silent}, {"9", "One", "p2", {theme}}, offers.themes);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Problems{{"paragraph", "voice.excerpt.paragraph_wrong"}, {"who", "voice.excerpt.who_disagrees"}}));
}

TEST(TalkDomain, excerpts_move_with_their_paragraph_and_are_not_lost) {
    const std::vector<Excerpt> excerpts{{ExcerptId{"1"}, 2, "with words", {}, {theme}}};
    const auto moved = moved_to("New.\n\nOne.\n\nTwo, with words.", excerpts);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->front().paragraph, 3);
    EXPECT_FALSE(moved_to("Two, without.", excerpts));
}

TEST(TalkDomain, counts_paragraphs_and_not_excerpts) {
    const auto counts = paragraphs_on({{{}, 1, "a", {}, {"t1"}}, {{}, 1, "b", {}, {"t1", "t2"}}, {{}, 4, "c", {}, {"t1"}}});
    EXPECT_EQ(counts, (std::map<std::string, int>{{"t1", 2}, {"t2", 1}}));
}

TEST(TalkDomain, takes_words_out_wherever_they_stand) {
    EXPECT_EQ(without_words("a said b, and a again", {"a"}), "[…] s[…]id b, […]nd […] […]g[…]in");
    EXPECT_EQ(without_words("nothing", {"else"}), "nothing");
    EXPECT_EQ(without_words("text", {""}), "text");
    EXPECT_EQ(without_words("I hate maths and he shouts.", {"maths", "I hate maths and he shouts"}), "[…].") << "one within the other";
    EXPECT_EQ(without_words("one two three four", {"two three", "one two"}), "[…] four") << "they overlap";
}

TEST(TalkDomain, history_holds_nothing_that_was_said) {
    EXPECT_EQ(as_json(*write_down({}, whole_draft(), offers, today)).find("with words"), std::string::npos);
}

}  // namespace
}  // namespace touchstone::voice
