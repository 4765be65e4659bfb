#include "voice/answer_words.h"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assets.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A template with its components, one within another.
std::string whole(const std::string& name) {
    auto source = assets::content(name);
    const std::regex partial(R"(\{\{>\s*(\w+)\s*\}\})");
    for (std::smatch found; std::regex_search(source, found, partial);)
        source.replace(static_cast<std::size_t>(found.position()), static_cast<std::size_t>(found.length()),
                       assets::content("ui/components/" + found[1].str() + ".mustache"));
    return source;
}

TEST(AnswerWords, are_all_that_the_pages_of_answering_say) {
    const std::set<std::string> known(answer_words().begin(), answer_words().end());
    EXPECT_EQ(known.size(), answer_words().size()) << "each once";
    const std::regex key(R"(\{\{t\.([\w.]+)\}\})");
    for (const auto* view : {"ask", "answering", "sent", "left", "take_back"}) {
        const auto source = whole(std::string("src/voice/views/") + view + ".mustache");
        for (std::sregex_iterator at(source.begin(), source.end(), key), end; at != end; ++at)
            EXPECT_TRUE(known.contains((*at)[1]) || (*at)[1].str().starts_with("voice.wall.")) << view << " says " << (*at)[1];
    }
}

TEST(AnswerWords, ship_in_english) {
    for (const auto& key : answer_words()) EXPECT_TRUE(web::texts_of("en").contains(key)) << key;
    EXPECT_TRUE(is_shipped("en"));
    EXPECT_TRUE(is_shipped("en-GB"));
    EXPECT_FALSE(is_shipped("enm"));
    EXPECT_FALSE(is_shipped(""));
}

TEST(AnswerWords, are_all_there_before_a_language_is_offered) {
    Questionnaire of;
    of.languages = {"en", "ar", "gd"};
    for (const auto& key : answer_words()) of.words[key] = {{"ar", {"x", true, "y"}}};
    EXPECT_EQ(answer_words_missing(of, "en"), 0);
    EXPECT_EQ(answer_words_missing(of, "ar"), 0);
    EXPECT_EQ(answer_words_missing(of, "gd"), static_cast<int>(answer_words().size()));
    EXPECT_THAT(offered_languages(of), ElementsAre("en", "ar"));
    of.words["ui.day"]["ar"].is_approved = false;
    of.words.erase("ui.month");
    EXPECT_EQ(answer_words_missing(of, "ar"), 2) << "one is suggested only, one is missing";
    EXPECT_THAT(offered_languages(of), ElementsAre("en"));
    of.languages = {"gd"};
    EXPECT_THAT(offered_languages(of), IsEmpty());
}

TEST(AnswerWords, know_what_is_filled_in) {
    EXPECT_THAT(holes_in("Page {number} of {total}"), ElementsAre("number", "total"));
    EXPECT_THAT(holes_in("{a}{a} {b"), ElementsAre("a"));
    EXPECT_THAT(holes_in("} nothing"), IsEmpty());
}

}  // namespace
}  // namespace touchstone::voice
