#include "voice/receipt.h"

#include <set>

#include <gtest/gtest.h>

#include "voice/spoken.h"

namespace touchstone::voice {
namespace {

Wave wave_with(int questions, const std::string& link = "lusab-babad") {
    Wave wave;
    wave.link = link;
    for (int i = 1; i <= questions; ++i) wave.content.questions.push_back({.name = "q" + std::to_string(i), .kind = Kind::text});
    return wave;
}

TEST(Receipt, is_the_link_and_one_more_word_for_each_question_and_the_same_for_everybody) {
    const auto wave = wave_with(200);
    std::set<std::string> all;
    for (const auto& question : wave.content.questions) {
        const auto receipt = receipt_of(wave, question.name);
        EXPECT_EQ(receipt.size(), 17u) << receipt;
        EXPECT_TRUE(receipt.starts_with("lusab-babad-") && is_decent(receipt)) << receipt;
        EXPECT_EQ(question_in(wave, receipt), question.name);
        EXPECT_EQ(receipt_of(wave_with(200), question.name), receipt);
        all.insert(receipt);
    }
    EXPECT_EQ(all.size(), 200u) << "no two questions share one";
    EXPECT_EQ(receipt_of(wave, "q201"), "");
    EXPECT_NE(receipt_of(wave_with(1, "mivok-lusab"), "q1").substr(12), receipt_of(wave, "q1").substr(12));
}

TEST(Receipt, is_read_however_it_is_typed) {
    const auto wave = wave_with(3);
    auto typed = receipt_of(wave, "q2");
    for (auto& c : typed) c = c == '-' ? ' ' : static_cast<char>(c - 'a' + 'A');
    EXPECT_EQ(link_in(typed), "lusab-babad");
    EXPECT_EQ(question_in(wave, typed + "."), "q2");
    EXPECT_EQ(question_in(wave, "lusab babad"), std::nullopt);
    EXPECT_EQ(question_in(wave, ""), std::nullopt);
}

TEST(Subjects, shown_are_those_answered_in_words_and_those_that_something_is_said_of) {
    auto wave = wave_with(3);
    wave.content.questions[0].kind = wave.content.questions[1].kind = Kind::choice;
    const std::vector<Subject> told{{.question = "q2", .heard = "Heard.", .done = {}, .not_done = {}, .version = 1}};
    const auto shown = subjects_shown(wave, told);
    ASSERT_EQ(shown.size(), 2u);
    EXPECT_EQ(shown[0].question, "q2");
    EXPECT_EQ(shown[1].question, "q3");
    EXPECT_EQ(shown[1].version, 0);
}

TEST(Subjects, are_told_once_the_wave_is_closed) {
    auto wave = wave_with(1);
    const Subject before{.question = "q1", .heard = {}, .done = {}, .not_done = {}};
    EXPECT_FALSE(tell(wave, before, {"Heard.", "", "", 0}));
    wave.closed_at = Instant{};
    EXPECT_FALSE(tell(wave, before, {"", "Done.", "", 0}));
    const auto told = tell(wave, before, {"Heard.", "Done.", "Not done.", 3});
    ASSERT_TRUE(told);
    EXPECT_EQ(told->question, "q1");
    EXPECT_EQ(told->not_done, "Not done.");
    EXPECT_EQ(told->version, 3);
}

}  // namespace
}  // namespace touchstone::voice
