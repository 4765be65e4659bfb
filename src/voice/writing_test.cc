#include "voice/writing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

QuestionDraft choice(const std::string& label, const std::string& choices) {
    QuestionDraft draft;
    draft.label = label;
    draft.kind = "choice";
    draft.choices = choices;
    return draft;
}
Questionnaire two() {
    const auto one = with_question({.title = "T"}, "", choice("Year?", "Five\nSix"), {});
    return *with_question(*one, "", choice("Safe?", "Yes\nNo"), {});
}

TEST(Writing, names_questions_and_their_choices) {
    const auto questionnaire = two();
    ASSERT_EQ(questionnaire.questions.size(), 2u);
    EXPECT_EQ(questionnaire.questions[1].name, "q2");
    EXPECT_EQ(questionnaire.questions[0].choices[1].name, "c2");
}

TEST(Writing, keeps_the_name_of_a_choice_that_keeps_its_words) {
    const auto before = two();
    const auto after = with_question(before, "q1", choice("Year?", "Six\nSeven"), {});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->questions[0].choices[0].name, "c2") << "what was answered still means the same";
    EXPECT_EQ(after->questions[0].choices[1].name, "c3");
}

TEST(Writing, asks_on_condition_of_an_earlier_answer_only) {
    const auto before = two();
    auto draft = choice("Why?", "A\nB");
    draft.condition = "q2=c2";
    const auto after = with_question(before, "", draft, {});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->questions[2].relevant, "${q2} = 'c2'");
    EXPECT_EQ(draft_of(*after, after->questions[2]).condition, "q2=c2");
    EXPECT_FALSE(with_question(before, "q1", draft, {})) << "q2 comes later";
    EXPECT_FALSE(without(*after, "q2")) << "another question needs it";
    EXPECT_TRUE(without(*after, "q1"));
}

TEST(Writing, lets_one_question_make_groups) {
    auto draft = choice("Year?", "Five\nSix");
    draft.groups = "yes";
    auto after = *with_question(two(), "q1", draft, {});
    draft.label = "Safe?";
    after = *with_question(after, "q2", draft, {});
    EXPECT_FALSE(after.questions[0].makes_groups);
    EXPECT_TRUE(after.questions[1].makes_groups);
}

TEST(Writing, says_everything_that_is_wrong) {
    QuestionDraft draft;
    draft.kind = "grid";
    draft.choices = "One\none";
    draft.themes = {"none/9.9/9"};
    const auto refused = with_question(two(), "", draft, {});
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& problem : refused.error()) fields.push_back(problem.field);
    EXPECT_THAT(fields, ::testing::UnorderedElementsAre("label", "choices", "rows", "themes"));
}

TEST(Writing, moves_a_question_and_stops_at_the_ends) {
    const auto before = two();
    EXPECT_EQ(moved(before, "q2", true).questions[0].name, "q2");
    EXPECT_EQ(moved(before, "q1", true), before);
    EXPECT_EQ(moved(before, "q2", false), before);
}

}  // namespace
}  // namespace touchstone::voice
