#include "voice/question_library.h"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks/pack.h"
#include "frameworks/test_folders.h"
#include "tests/reading_grade.h"

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string generic = "generic-2006";
const std::vector<Suggestion>& all() { return suggestions(generic); }
std::vector<frameworks::PackFile> pack() {
    return frameworks::testing::pack_in(frameworks::testing::project_folder() / "frameworks/generic-2006");
}
std::string words_of(const Wording& wording) { return in_language(wording, library_language, library_language).text; }

TEST(QuestionLibrary, has_many_questions_and_none_twice) {
    EXPECT_GE(all().size(), 60u);
    std::set<std::string> keys, labels;
    for (const auto& one : all()) {
        EXPECT_TRUE(keys.insert(one.key).second) << one.key;
        EXPECT_TRUE(labels.insert(words_of(one.question.label)).second) << one.key;
    }
    EXPECT_THAT(suggestions("none"), IsEmpty());
}

TEST(QuestionLibrary, has_some_for_everybody_who_is_asked) {
    std::map<std::string, int> counted;
    for (const auto& one : all())
        for (const auto& audience : one.audiences) ++counted[audience];
    EXPECT_EQ(counted.size(), audiences.size());
    for (const auto& audience : audiences) EXPECT_GE(counted[audience], 12) << audience;
}

TEST(QuestionLibrary, names_themes_and_outcomes_that_the_framework_has) {
    const auto framework = *frameworks::read_pack(pack()).framework;
    for (const auto& one : all()) {
        EXPECT_FALSE(one.themes.empty()) << one.key;
        for (const auto& theme : one.themes) {
            const auto slash = theme.find('/');
            const auto* indicator = frameworks::find_indicator(framework, theme.substr(0, slash));
            ASSERT_NE(indicator, nullptr) << one.key << " " << theme;
            const auto number = std::stoul(theme.substr(slash + 1));
            ASSERT_TRUE(number >= 1 && number <= indicator->themes.size()) << one.key << " " << theme;
            if (!indicator->impact_pair) continue;
            EXPECT_EQ(one.question.is_observed, indicator->themes[number - 1].half == frameworks::Half::observed)
                << one.key << " " << theme;
        }
        for (const auto& outcome : one.outcomes)
            EXPECT_NE(std::ranges::find(framework.outcomes, outcome, &frameworks::DesiredOutcome::key), framework.outcomes.end())
                << one.key << " " << outcome;
    }
}

TEST(QuestionLibrary, asks_about_both_halves_of_every_impact) {
    std::set<std::string> asked;
    for (const auto& one : all()) asked.insert(one.themes.begin(), one.themes.end());
    for (const auto* theme : {"2.1/1", "2.1/2", "2.2/1", "2.2/2", "3.1/1", "3.1/2", "4.1/1", "4.1/2"})
        EXPECT_TRUE(asked.contains(theme)) << theme;
}

TEST(QuestionLibrary, says_everything_in_words_that_a_child_can_read) {
    constexpr double most = 5.0;
    for (const auto& one : all()) {
        EXPECT_LE(testing::reading_grade(one.plain), most) << one.plain;
        const auto words = words_of(one.question.label);
        const bool is_for_children = std::ranges::find(one.audiences, "children") != one.audiences.end();
        EXPECT_TRUE(!is_for_children || testing::reading_grade(words) <= most) << words;
    }
}

TEST(QuestionLibrary, is_sound_in_a_questionnaire) {
    for (const auto& one : all())
        for (const bool is_plain : {false, true}) {
            const auto asked = with_suggestions({.title = "T"}, {one.key}, is_plain, generic);
            ASSERT_THAT(asked.questions, SizeIs(1)) << one.key;
            EXPECT_THAT(problems_of(asked), IsEmpty()) << one.key;
            EXPECT_EQ(words_of(asked.questions.front().label), is_plain ? one.plain : words_of(one.question.label));
        }
}

TEST(QuestionLibrary, adds_questions_at_the_end_under_names_of_their_own) {
    const Questionnaire before{.title = "T", .questions = {{.name = "q2", .label = {{"en", {"Zqx"}}}}}};
    const auto after = with_suggestions(before, {"safe_at_school", "none", "bullied"}, false, generic);
    ASSERT_THAT(after.questions, SizeIs(3));
    EXPECT_EQ(after.questions[0], before.questions[0]);
    EXPECT_NE(after.questions[1].name, "q2");
    EXPECT_NE(after.questions[2].name, after.questions[1].name);
    EXPECT_THAT(after.questions[1].themes, ElementsAre("generic-2006/2.1/2"));
    EXPECT_THAT(after.questions[1].outcomes, ElementsAre("safe"));
    EXPECT_FALSE(after.questions[1].is_observed);
    EXPECT_TRUE(after.questions[2].is_observed);
    EXPECT_TRUE(after.questions[2].is_sensitive);
}

TEST(QuestionLibrary, speaks_the_default_language_of_the_questionnaire) {
    Questionnaire before;
    before.default_language = "en-GB";
    before.languages = {"en-GB"};
    const auto after = with_suggestions(before, {"safe_at_school"}, true, generic);
    EXPECT_THAT(problems_of(after), IsEmpty());
}

TEST(QuestionLibrary, says_what_is_wrong_with_a_choice) {
    const auto problems = [](const SuggestionsDraft& draft) {
        const auto after = with_chosen({}, draft, generic);
        return after ? Problems{} : after.error();
    };
    EXPECT_THAT(problems({{}, as_they_stand}), ElementsAre(Problem{"suggestions", "voice.suggestions.suggestions_missing"}));
    EXPECT_THAT(problems({{"none"}, as_they_stand}), ElementsAre(Problem{"suggestions", "voice.suggestions.suggestions_unknown"}));
    EXPECT_THAT(problems({{"bullied"}, ""}), ElementsAre(Problem{"wording", "voice.suggestions.wording_missing"}));
    EXPECT_THAT(problems({{"bullied"}, in_plain_words}), IsEmpty());
    Questionnaire full;
    full.questions.resize(questions_max);
    EXPECT_FALSE(with_chosen(full, {{"bullied"}, as_they_stand}, generic));
}

TEST(QuestionLibrary, is_no_part_of_the_framework) {
    auto without = pack();
    ASSERT_EQ(std::erase_if(without, [](const frameworks::PackFile& file) { return file.name == frameworks::questions_file; }), 1u);
    EXPECT_EQ(frameworks::read_pack(without).framework, frameworks::read_pack(pack()).framework);
}

}  // namespace
}  // namespace touchstone::voice
