#include "voice/translation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "voice/answer_words.h"

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Shipped shipped() {
    Shipped words;
    for (const auto& key : answer_words()) words[key] = key == "voice.ask.until" ? "Until {day}" : "Words";
    return words;
}

Questionnaire asked() {
    Questionnaire of;
    of.title = "School";
    of.languages = {"en", "ar"};
    Question grid{.name = "q1", .kind = Kind::grid, .label = {{"en", {"How often?"}}}};
    grid.rows = {{"r1", {{"en", {"I feel safe"}}}}};
    grid.choices = {{"c1", {{"en", {"Often"}}}}};
    const Question why{.name = "q2", .kind = Kind::text, .label = {{"en", {"Why?"}}}, .hint = {{"en", {"Say more"}}}};
    of.questions = {grid, {.name = "p", .kind = Kind::page}, why};
    return of;
}

std::vector<std::string> keys(const Translations& all) {
    std::vector<std::string> keys;
    for (const auto& one : all) keys.push_back(one.key);
    return keys;
}

Translation find(const Questionnaire& of, const std::string& key) {
    for (const auto& one : all_translations(of, "ar", shipped()))
        if (one.key == key) return one;
    return {};
}

TEST(Translations, are_the_texts_in_the_order_in_which_they_are_read) {
    EXPECT_THAT(keys(question_translations(asked(), "ar")),
                ElementsAre("title", "q1/label", "q1/row/r1", "q1/choice/c1", "q2/label", "q2/hint"));
    EXPECT_THAT(question_translations(asked(), "en"), IsEmpty()) << "it is the source";
    EXPECT_THAT(word_translations(asked(), "en", shipped()), IsEmpty()) << "they ship";
    EXPECT_THAT(keys(word_translations(asked(), "ar", shipped())), ::testing::ElementsAreArray(answer_words()));
}

TEST(Translations, are_suggested_until_they_are_approved_and_out_of_date_when_their_source_has_changed) {
    const auto suggested = translate(asked(), "ar", {{"q1/label", {"كم مرة؟", false}}, {"ui.day", {"يوم", true}}}, shipped());
    ASSERT_TRUE(suggested.has_value());
    EXPECT_EQ(find(*suggested, "q1/label").state, TextState::suggested);
    EXPECT_EQ(find(*suggested, "ui.day").state, TextState::approved);
    EXPECT_EQ(find(*suggested, "title").state, TextState::missing);
    auto approved = translate(*suggested, "ar", {{"q1/label", {"كم مرة؟", true}}, {"title", {"مدرسة", true}}}, shipped()).value();
    EXPECT_EQ(find(approved, "q1/label").state, TextState::approved);
    EXPECT_EQ(title_of(approved), (Wording{{"en", {"School"}}, {"ar", {"مدرسة", true, "School"}}}));
    approved.questions[0].label["en"].text = "How often, really?";
    EXPECT_EQ(find(approved, "q1/label").state, TextState::source_changed);
    const auto untouched = translate(approved, "ar", {{"q1/label", {"كم مرة؟", false}}}, shipped()).value();
    EXPECT_EQ(find(untouched, "q1/label").state, TextState::source_changed) << "nobody said that it fits";
    const auto fits = translate(approved, "ar", {{"q1/label", {"كم مرة؟", true}}}, shipped()).value();
    EXPECT_EQ(find(fits, "q1/label").state, TextState::approved);
    const auto gone = translate(fits, "ar", {{"q1/label", {"", true}}, {"ui.day", {"", false}}}, shipped()).value();
    EXPECT_EQ(find(gone, "q1/label").state, TextState::missing);
    EXPECT_THAT(gone.words, IsEmpty());
    EXPECT_EQ(questionnaire_from(as_json(approved)), approved);
}

TEST(Translations, keep_what_stands_in_braces_and_are_not_too_long) {
    const auto refused =
        translate(asked(), "ar",
                  {{"voice.ask.until", {"حتى", true}}, {"q2/label", {std::string(label_max + 1, 'a'), true}}, {"q1/label", {"{x}", true}}},
                  shipped());
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error(), ElementsAre(Problem{"text_q2/label", "voice.translation.text_too_long"},
                                             Problem{"text_voice.ask.until", "voice.translation.text_holes"}))
        << "a question may hold braces";
    EXPECT_TRUE(translate(asked(), "ar", {{"voice.ask.until", {"حتى {day}", true}}}, shipped()).has_value());
}

TEST(Translations, that_come_back_in_a_table_are_suggestions) {
    const auto before = translate(asked(), "ar", {{"q1/label", {"كم مرة؟", true}}}, shipped()).value();
    const auto brought = bring_in(before, "ar",
                                  {{"q1/label", "How often?", "كم مرة؟"},
                                   {"q2/label", "Why?", "لماذا؟"},
                                   {"q2/hint", "Say less", "قل أقل"},
                                   {"title", "School", ""},
                                   {"q9/label", "Gone", "x"},
                                   {"ui.day", "", "يوم"}},
                                  shipped());
    ASSERT_TRUE(brought.has_value());
    EXPECT_EQ(brought->taken, 3);
    EXPECT_EQ(brought->left_out, 1);
    EXPECT_EQ(find(brought->after, "q1/label").state, TextState::approved) << "it says the same";
    EXPECT_EQ(find(brought->after, "q2/label").state, TextState::suggested);
    EXPECT_EQ(find(brought->after, "q2/hint").state, TextState::source_changed) << "its source was another";
    EXPECT_EQ(find(brought->after, "ui.day").state, TextState::suggested);
    EXPECT_FALSE(bring_in(before, "ar", {{"voice.ask.until", "", "حتى"}}, shipped()).has_value());
}

TEST(QuestionnaireLanguages, are_added_once_and_removed_with_their_texts) {
    const std::vector<std::string> known{"en", "gd", "ar"};
    EXPECT_THAT(with_language(asked(), "gd", known)->languages, ElementsAre("en", "ar", "gd"));
    for (const auto* wrong : {"", "ar", "pl"}) EXPECT_FALSE(with_language(asked(), wrong, known).has_value()) << wrong;
    const auto said =
        translate(asked(), "ar", {{"title", {"مدرسة", true}}, {"q1/row/r1", {"آمن", true}}, {"ui.day", {"يوم", true}}}, shipped());
    auto without = asked();
    without.languages = {"en"};
    EXPECT_EQ(without_language(*said, "ar"), without);
    EXPECT_FALSE(without_language(*said, "en").has_value());
}

}  // namespace
}  // namespace touchstone::voice
