#include "voice/results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

Wave wave_with(std::vector<Question> questions) {
    Wave wave;
    wave.content.questions = std::move(questions);
    wave.zeros_shown = true;
    return wave;
}
Question asked(const std::string& name, std::vector<std::string> choices, bool makes_groups = false) {
    Question question{.name = name, .kind = Kind::choice, .label = {{"en", {name}}}};
    for (const auto& choice : choices) question.choices.push_back({choice, {{"en", {choice}}}});
    question.makes_groups = makes_groups;
    return question;
}
std::vector<Answers> times(int count, const Answers& answers) { return std::vector<Answers>(static_cast<std::size_t>(count), answers); }
std::vector<Answers> all_of(std::initializer_list<std::vector<Answers>> parts) {
    std::vector<Answers> all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

TEST(Results, hold_nothing_of_fewer_people_than_the_smallest_number) {
    const auto wave = wave_with({asked("q1", {"a", "b"})});
    const auto results = shown(wave, count(wave.content, times(4, {{"q1", {"a"}}})), 4);
    EXPECT_FALSE(results.answers);
    EXPECT_TRUE(results.tables.empty());
}

TEST(Results, withhold_a_small_count_with_another_one) {
    const auto wave = wave_with({asked("q1", {"a", "b", "c"})});
    const auto answers = all_of({times(3, {{"q1", {"a"}}}), times(7, {{"q1", {"b"}}}), times(10, {{"q1", {"c"}}})});
    const auto results = shown(wave, count(wave.content, answers), 20);
    ASSERT_EQ(results.tables.size(), 1u);
    const std::vector<ShownCount> expected{{}, {}, 10, 0};
    EXPECT_EQ(results.tables.front().all.counts, expected);
    EXPECT_EQ(results.tables.front().all.base, 20);
}

TEST(Results, show_groups_that_are_large_enough_and_take_small_ones_together) {
    const auto wave = wave_with({asked("year", {"five", "six", "seven"}, true), asked("q1", {"a", "b"})});
    std::vector<Answers> answers;
    for (const auto& [year, with_a, with_b] : {std::tuple("five", 12, 9), {"six", 8, 7}, {"seven", 1, 2}})
        answers = all_of({answers, times(with_a, {{"year", {year}}, {"q1", {"a"}}}), times(with_b, {{"year", {year}}, {"q1", {"b"}}})});
    const auto results = shown(wave, count(wave.content, answers), static_cast<int>(answers.size()));
    ASSERT_EQ(results.tables.size(), 2u);
    EXPECT_TRUE(results.tables[0].by_group.empty()) << "the question that makes the groups has none itself";
    const auto& by_group = results.tables[1].by_group;
    ASSERT_EQ(by_group.size(), 2u);
    EXPECT_EQ(by_group[0].base, 21);
    EXPECT_EQ(by_group[1].groups, (std::vector<std::string>{"six", "seven"}));
    EXPECT_EQ(by_group[1].base, 18);
}

TEST(Results, of_a_sensitive_question_need_ten_people) {
    auto question = asked("q1", {"a", "b"});
    question.is_sensitive = true;
    const auto wave = wave_with({question});
    EXPECT_TRUE(shown(wave, count(wave.content, times(9, {{"q1", {"a"}}})), 9).tables.empty());
    EXPECT_FALSE(shown(wave, count(wave.content, times(12, {{"q1", {"a"}}})), 12).tables.empty());
}

TEST(Results, say_each_of_several_choices_by_itself) {
    auto question = asked("q1", {"a", "b"});
    question.kind = Kind::choices;
    const auto wave = wave_with({question});
    const auto answers = all_of({times(9, {{"q1", {"a", "b"}}}), times(8, {{"q1", {"a"}}})});
    const auto results = shown(wave, count(wave.content, answers), 17);
    ASSERT_EQ(results.tables.size(), 1u);
    EXPECT_TRUE(results.tables.front().is_several);
    EXPECT_EQ(results.tables.front().all.counts[0], 17);
    EXPECT_EQ(results.tables.front().all.counts[1], 9);
}

TEST(Results, are_the_same_after_they_were_kept) {
    const auto wave = wave_with({asked("year", {"five", "six"}, true), asked("q1", {"a", "b"})});
    const auto answers = all_of({times(12, {{"year", {"five"}}, {"q1", {"a"}}}), times(9, {{"year", {"six"}}, {"q1", {"b"}}})});
    const auto results = shown(wave, count(wave.content, answers), 21);
    EXPECT_EQ(results_from(as_json(results)), results);
}

TEST(Results, point_out_a_question_that_many_do_not_understand) {
    const auto wave = wave_with({asked("q1", {"a", "b"})});
    const auto answers = all_of({times(20, {{"q1", {"a"}}}), times(15, {{"q1", {"b"}}}), times(5, {{"q1", {unclear}}})});
    EXPECT_TRUE(is_often_unclear(shown(wave, count(wave.content, answers), 40).tables.front()));
    const auto fewer = all_of({times(60, {{"q1", {"a"}}}), times(15, {{"q1", {"b"}}}), times(5, {{"q1", {unclear}}})});
    EXPECT_FALSE(is_often_unclear(shown(wave, count(wave.content, fewer), 80).tables.front()));
}

}  // namespace
}  // namespace touchstone::voice
