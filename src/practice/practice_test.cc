#include "practice/practice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::practice {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const Nameable nameable{{AccountId{"eilidh"}}, {"4.2", "2.1"}, {EvidenceId{"item"}}, {}};
const PracticeDraft good{"Title", "Done", "Whom", "Effect", "", "eilidh", {"4.2", "4.2"}, {"item"}, "yes", 2};

std::vector<std::string> fields_of(const Problems& problems) {
    std::vector<std::string> fields;
    for (const auto& problem : problems) fields.push_back(problem.field);
    return fields;
}

TEST(SetPractice, takes_what_is_whole) {
    const auto practice = set_practice({}, good, nameable);
    ASSERT_TRUE(practice);
    EXPECT_THAT(practice->indicators, ElementsAre("4.2"));
    EXPECT_THAT(practice->evidence, ElementsAre(EvidenceId{"item"}));
    EXPECT_TRUE(practice->is_published);
}

TEST(SetPractice, names_every_problem_at_once) {
    const auto refused = set_practice({}, {"", "", "", "", "", "", {"9.9"}, {"hidden"}, "", 0}, nameable);
    ASSERT_FALSE(refused);
    EXPECT_THAT(fields_of(refused.error()), UnorderedElementsAre("title", "done", "effect", "ask", "indicators", "evidence"));
    auto draft = good;
    draft.contact = "stranger";
    EXPECT_THAT(fields_of(set_practice({}, draft, nameable).error()), ElementsAre("contact"));
}

TEST(SetPractice, keeps_evidence_that_the_author_does_not_see) {
    auto some = nameable;
    some.hidden = {EvidenceId{"hidden"}};
    EXPECT_THAT(set_practice({}, good, some)->evidence, ElementsAre(EvidenceId{"hidden"}, EvidenceId{"item"}));
}

TEST(Adopt, is_for_ones_own_organisation_once) {
    Practice practice;
    practice.owner = OrganisationId{"council"};
    const std::vector<OrganisationId> ours{{"health"}, {"council"}};
    const AccountId by{"priya"};
    const auto first = adopt(practice, {}, ours, {"health", "Note"}, by, now);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->organisation, ours[0]);
    EXPECT_EQ(adopt(practice, {*first}, ours, {"health", ""}, by, now).error().front().text, "practice.adoption.already");
    EXPECT_EQ(adopt(practice, {}, ours, {"council", ""}, by, now).error().front().text, "practice.adoption.your_own");
    EXPECT_EQ(adopt(practice, {}, ours, {"police", ""}, by, now).error().front().text, "practice.adoption.not_yours");
    EXPECT_EQ(adopt(practice, {}, ours, {"health", std::string(4'001, 'x')}, by, now).error().front().field, "note");
}

}  // namespace
}  // namespace touchstone::practice
