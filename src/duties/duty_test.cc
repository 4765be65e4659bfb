#include "duties/duty.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::duties {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const std::vector<AccountId> people{AccountId{"morag"}};
const DutyDraft good{"Children (Scotland) Act 1995", "legislation", "Listen to children", "All", "morag", "2027-03-31", 4};

std::vector<std::string> fields_of(const Problems& problems) {
    std::vector<std::string> fields;
    for (const auto& problem : problems) fields.push_back(problem.field);
    return fields;
}

TEST(SetDuty, takes_what_is_whole) {
    const auto duty = set_duty({}, good, people);
    ASSERT_TRUE(duty);
    EXPECT_EQ(duty->kind, DutyKind::legislation);
    EXPECT_EQ(duty->review_on, date_from("2027-03-31"));
    EXPECT_EQ(duty->lead, people.front());
    EXPECT_EQ(duty->version, 4);
}

TEST(SetDuty, names_every_problem_at_once) {
    const auto refused = set_duty({}, {std::string(201, 'x'), "opinion", "", std::string(4'001, 'x'), "stranger", "2027-02-30", 0}, people);
    ASSERT_FALSE(refused);
    EXPECT_THAT(fields_of(refused.error()), UnorderedElementsAre("title", "kind", "asks", "applies_to", "lead", "review_on"));
}

TEST(SetDuty, needs_neither_a_lead_nor_a_day_and_keeps_a_lead_who_has_left) {
    auto draft = good;
    draft.lead = draft.review_on = "";
    EXPECT_TRUE(set_duty({}, draft, {}));
    Duty before;
    before.lead = AccountId{"gone"};
    draft.lead = "gone";
    EXPECT_TRUE(set_duty(before, draft, people));
}

TEST(Duty, is_overdue_from_the_day_after) {
    Duty duty;
    EXPECT_FALSE(duty.is_review_overdue(date_of(now)));
    duty.review_on = date_of(now);
    EXPECT_FALSE(duty.is_review_overdue(date_of(now)));
    EXPECT_TRUE(duty.is_review_overdue(date_of(now + std::chrono::days{1})));
}

TEST(NoteAspect, takes_evidence_that_is_there_once_each) {
    const EvidenceId item{"item"};
    const auto note = note_aspect(Aspect::systems, {"Twice a year", "partial", {"item", "item"}}, {item}, people.front(), now);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->evidence.size(), 1U);
    EXPECT_EQ(note->sureness, Sureness::partial);
    EXPECT_EQ(note->at, now);
}

TEST(NoteAspect, refuses_what_is_not_there) {
    const auto refused = note_aspect(Aspect::systems, {"", "certain", {"hidden"}}, {}, people.front(), now);
    ASSERT_FALSE(refused);
    EXPECT_THAT(fields_of(refused.error()), ElementsAre("words", "sureness", "evidence"));
}

TEST(LatestOf, finds_one_note_for_each_aspect) {
    std::vector<AspectNote> notes(3);
    notes[0] = {.aspect = Aspect::knowledge, .words = "new"};
    notes[1] = {.aspect = Aspect::knowledge, .words = "old"};
    notes[2] = {.aspect = Aspect::feedback, .words = "only"};
    const auto latest = latest_of(notes);
    EXPECT_EQ(latest[0], nullptr);
    EXPECT_EQ(latest[1], &notes[0]);
    EXPECT_EQ(latest[4], &notes[2]);
}

TEST(Names, are_told_apart_and_read_back) {
    std::set<std::string> names;
    for (const auto kind : all_kinds) EXPECT_EQ(kind_from(name_of(kind)), kind);
    for (const auto aspect : all_aspects) EXPECT_EQ(aspect_from(name_of(aspect)), aspect);
    for (const auto sureness : all_surenesses) names.insert(name_of(sureness));
    EXPECT_EQ(names.size(), all_surenesses.size());
    EXPECT_EQ(kind_from("Legislation"), std::nullopt);
}

}  // namespace
}  // namespace touchstone::duties
