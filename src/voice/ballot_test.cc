#include "voice/ballot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

Question question(const std::string& name, Kind kind, std::vector<std::string> choices = {}, const std::string& relevant = {}) {
    Question made{.name = name, .kind = kind, .label = {{"en", {name}}}};
    for (const auto& choice : choices) made.choices.push_back({choice, {{"en", {choice}}}});
    made.relevant = relevant;
    return made;
}
Questionnaire with(std::vector<Question> questions) { return {.title = "T", .questions = std::move(questions)}; }

TEST(Ballot, is_read_page_by_page) {
    const auto questionnaire = with({question("n", Kind::note), question("q1", Kind::choice, {"a", "b"}), question("p", Kind::page),
                                     question("q2", Kind::text), question("q3", Kind::number)});
    const auto pages = pages_of(questionnaire, false);
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_EQ(pages[0].size(), 2u);
    const auto one_by_one = pages_of(questionnaire, true);
    ASSERT_EQ(one_by_one.size(), 3u) << "a note goes with the question after it";
    EXPECT_EQ(one_by_one[0].back()->name, "q1");
}

TEST(Ballot, leaves_out_what_is_not_asked) {
    const auto questionnaire = with({question("q1", Kind::choice, {"yes", "no"}), question("q2", Kind::words, {}, "${q1} = 'yes'")});
    const auto read = read_all(questionnaire, {{"q1", {"no"}}, {"q2", {"Zqx"}}, {"q9", {"nobody asked"}}});
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, (Answers{{"q1", {"no"}}}));
}

TEST(Ballot, refuses_what_is_no_answer_at_its_question) {
    auto needed = question("q1", Kind::scale, {"a", "b"});
    needed.is_needed = true;
    auto grid = question("q4", Kind::grid, {"a", "b"});
    grid.rows = {{"r1", {{"en", {"Row"}}}}};
    const auto questionnaire = with({needed, question("q2", Kind::number), question("q3", Kind::day), grid,
                                     question("q5", Kind::choices, {"a", "b"}), question("q6", Kind::words)});
    const auto read =
        read_all(questionnaire,
                 {{"q2", {"twelve"}}, {"q3", {"2026-02-30"}}, {"q4.r1", {"c"}}, {"q5", {"a", "z"}}, {"q6", {std::string(2'001, 'x')}}});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error(), (Problems{{"a_q1", "voice.answer.missing"},
                                      {"a_q2", "voice.answer.not_a_number"},
                                      {"a_q3", "voice.answer.not_a_day"},
                                      {"a_q4.r1", "voice.answer.not_offered"},
                                      {"a_q5", "voice.answer.not_offered"},
                                      {"a_q6", "voice.answer.too_long"}}));
}

TEST(Ballot, asks_a_rule_about_all_choices_together) {
    auto several = question("q1", Kind::choices, {"a", "b", "c"});
    several.constraint = "count-selected(.) >= 2 and not(selected(., 'c'))";
    EXPECT_TRUE(read_all(with({several}), {{"q1", {"a", "b"}}}));
    for (const auto& wrong : std::vector<std::vector<std::string>>{{"a"}, {"a", "c"}}) {
        const auto read = read_all(with({several}), {{"q1", wrong}});
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error(), (Problems{{"a_q1", "voice.answer.does_not_fit"}}));
    }
}

TEST(Ballot, takes_i_do_not_know_as_an_answer) {
    auto needed = question("q1", Kind::scale, {"a", "b"});
    needed.is_needed = true;
    for (const auto& word : instead()) EXPECT_TRUE(read_all(with({needed}), {{"q1", {word}}})) << word;
    EXPECT_FALSE(read_all(with({needed}), {{"q1", {"_else"}}}));
}

TEST(Ballot, parts_words_from_choices) {
    const auto questionnaire = with({question("q1", Kind::choice, {"a"}), question("q2", Kind::text), question("q3", Kind::text)});
    const auto [chosen, written] = parted(questionnaire, {{"q1", {"a"}}, {"q2", {"Zqx"}}, {"q3", {"_rather_not"}}});
    EXPECT_EQ(chosen, (Answers{{"q1", {"a"}}, {"q3", {"_rather_not"}}}));
    EXPECT_EQ(written, (std::map<std::string, std::string>{{"q2", "Zqx"}}));
}

TEST(Ballot, is_counted_over_all_and_by_group) {
    auto groups = question("year", Kind::choice, {"five", "six"});
    groups.makes_groups = true;
    const auto questionnaire = with({groups, question("q1", Kind::choices, {"a", "b"})});
    const auto counts = count(questionnaire, {{{"year", {"five"}}, {"q1", {"a", "b"}}}, {{"year", {"six"}}}, {{"q1", {"a"}}}});
    const auto of = [&](const char* question, const char* group, const char* choice) {
        const auto found = counts.find({question, group, choice});
        return found == counts.end() ? 0 : found->second;
    };
    EXPECT_EQ(of("q1", "", "a"), 2);
    EXPECT_EQ(of("q1", "five", "b"), 1);
    EXPECT_EQ(of("q1", "six", not_answered), 1);
    EXPECT_EQ(of("q1", not_answered, "a"), 1);
    EXPECT_EQ(of("year", "", "five"), 1);
}

TEST(Ballot, is_kept_as_text) {
    const Answers answers{{"q1", {"a", "b"}}, {"q2.r1", {"ü"}}};
    EXPECT_EQ(answers_from(as_json(answers)), answers);
    EXPECT_TRUE(answers_from("rubbish").empty());
}

}  // namespace
}  // namespace touchstone::voice
