// Dates, lists, numbers and order in the language that is spoken, and which one that is.
#include "web/language.h"

#include <algorithm>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "frameworks/test_folders.h"
#include "tests/second_language.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

using ::testing::ElementsAre;
using touchstone::testing::SecondLanguage;

Instant at(std::string_view text) { return instant_from(text).value(); }

TEST(English, is_written_as_in_britain) {
    EXPECT_EQ(in_words(*date_from("2027-03-03")), "3 March 2027");
    EXPECT_EQ(in_words(*date_from("2026-09-30")), "30 September 2026");
    EXPECT_EQ(in_words(at("2026-11-23T14:05:09.123Z")), "23 November 2026 at 14:05");
    EXPECT_EQ(in_words(at("2026-11-23T00:00:00.000Z")), "23 November 2026 at 00:00");
    EXPECT_EQ(short_month(*date_from("2027-03-03")), "Mar");
    EXPECT_EQ(in_figures(999), "999");
    EXPECT_EQ(in_figures(-1'234'567), "-1,234,567");
    EXPECT_EQ(language_tag(), "en-GB");
}

TEST(English, tells_the_time_that_clocks_show_when_they_change) {
    EXPECT_EQ(in_words(at("2026-03-29T00:30:00.000Z")), "29 March 2026 at 00:30");
    EXPECT_EQ(in_words(at("2026-03-29T01:30:00.000Z")), "29 March 2026 at 02:30");
    EXPECT_EQ(in_words(at("2026-10-25T00:30:00.000Z")), "25 October 2026 at 01:30");
    EXPECT_EQ(in_words(at("2026-10-25T01:30:00.000Z")), "25 October 2026 at 01:30");
    EXPECT_EQ(in_words(at("2026-06-30T23:30:00.000Z")), "1 July 2026 at 00:30");
}

TEST(English, joins_what_there_is) {
    EXPECT_EQ(joined({}), "");
    EXPECT_EQ(joined({"a"}), "a");
    EXPECT_EQ(joined({"a", "", "b"}), "a and b");
    EXPECT_EQ(joined({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"", "a"}), "a");
    EXPECT_EQ(listed({"a", "b", "c", "d"}), "a, b, c, d");
}

TEST(SpeakingWords, stand_before_those_of_the_language) {
    const auto next = text("ui.next");
    {
        const SpeakingWords words(
            std::make_shared<const Texts>(Texts{{"ui.next", "التالي"}, {"ui.refused", "خطأ: {title}"}, {"web.language.tag", "ar"}}));
        EXPECT_EQ(text("ui.next"), "التالي");
        EXPECT_EQ(text("ui.refused", {{"title", "x"}}), "خطأ: x");
        EXPECT_EQ(text("ui.previous"), "Previous") << "the others are those of the language";
        EXPECT_EQ(language_tag(), "ar");
        EXPECT_NE(in_words(*date_from("2027-03-03")), "3 March 2027");
        {
            const SpeakingWords none(nullptr);
            EXPECT_EQ(text("ui.next"), next);
        }
        EXPECT_EQ(text("ui.next"), "التالي");
    }
    EXPECT_EQ(text("ui.next"), next);
    EXPECT_EQ(in_words(*date_from("2027-03-03")), "3 March 2027");
    const SpeakingWords words(std::make_shared<const Texts>(Texts{{"web.language.tag", "fa"}}));
    EXPECT_THAT(in_words(*date_from("2027-03-03")), ::testing::HasSubstr("۲۰۲۷")) << "one calendar for all";
}

TEST(Accepted, is_one_of_those_that_are_offered) {
    const std::vector<std::string> offered{"en", "gd", "zh-Hant"};
    EXPECT_EQ(accepted_among(offered, "gd-GB, en;q=0.9"), "gd");
    EXPECT_EQ(accepted_among(offered, "zh-hant"), "zh-Hant");
    EXPECT_EQ(accepted_among(offered, "ar, pl"), "");
    EXPECT_EQ(accepted_among({}, "en"), "");
}

TEST(Speaking, lasts_as_long_as_it_lives) {
    EXPECT_EQ(current_language(), "en");
    {
        const Speaking outer("gd");
        EXPECT_EQ(current_language(), "gd");
        {
            const Speaking inner("");
            EXPECT_EQ(current_language(), "en") << "nothing chosen";
            speak("pl");
            EXPECT_EQ(current_language(), "pl");
        }
        EXPECT_EQ(current_language(), "gd");
    }
    EXPECT_EQ(current_language(), "en");
}

TEST(Languages, are_the_folders_of_texts) {
    EXPECT_THAT(languages(), ElementsAre("en"));
    const SecondLanguage second;
    EXPECT_THAT(languages(), ElementsAre("en", "xx"));
}

TEST(ChosenLanguage, is_the_first_that_there_is) {
    EXPECT_EQ(chosen_language({"", "gd"}), "en");
    const SecondLanguage second;
    EXPECT_EQ(chosen_language({"", "xx", "en"}), "xx");
    EXPECT_EQ(chosen_language({"gd", "en", "xx"}), "en");
    EXPECT_EQ(chosen_language({"", "", ""}), "en");
}

TEST(AcceptedLanguage, is_the_one_that_the_browser_likes_best) {
    const SecondLanguage second;
    struct Case {
        const char *header, *language;
    };
    for (const auto& [header, language] : {Case{"", ""},
                                           {"en-GB,en;q=0.9", "en"},
                                           {"XX", "xx"},
                                           {"xx-YY, en;q=0.5", "xx"},
                                           {"en;q=0.4, xx;q=0.5", "xx"},
                                           {"fr, de;q=0.9, xx;q=0.1", "xx"},
                                           {"xx;q=0, en;q=0.1", "en"},
                                           {"xx;q=0", ""},
                                           {"*", ""},
                                           {"xx;q=nan, en", "en"},
                                           {";;,,q=1;xx,\xff\xfe", ""}})
        EXPECT_EQ(accepted_language(header), language) << header;
    EXPECT_EQ(accepted_language(std::string(8'000, ',') + "xx"), "") << "only so many are looked at";
}

// What ICU itself answered, asked from another program.
struct SharedVectors : ::testing::Test {
    void SetUp() override {
        const auto* named = std::getenv("TOUCHSTONE_SHARED");
        const auto shared = named ? std::filesystem::path(named) : frameworks::testing::project_folder().parent_path() / "shared";
        const auto file = shared / "fixtures/vectors/locale_gd_icu72.json";
        if (!std::filesystem::exists(file)) GTEST_SKIP() << "the shared vectors are not here";
        vectors = nlohmann::json::parse(frameworks::testing::content_of(file));
    }
    nlohmann::json vectors;
};

TEST_F(SharedVectors, every_number_takes_the_plural_form_of_its_language) {
    for (const auto& [language, forms] : vectors["plural_categories"].items()) {
        const Speaking speaking(language == "en_GB" ? "en-GB" : language);
        for (const auto& [count, form] : forms.items()) EXPECT_EQ(plural_form(std::stoi(count)), form) << language << " " << count;
    }
}

TEST_F(SharedVectors, days_and_numbers_are_written_in_gaelic) {
    const Speaking speaking("gd");
    EXPECT_EQ(in_words(*date_from("2026-11-29")), vectors["gd_2026_11_29"]["long"]);
    const auto& months = vectors["gd_first_of_months_long"];
    ASSERT_EQ(months.size(), 12U);
    for (unsigned month = 1; month <= 12; ++month)
        EXPECT_EQ(in_words(Date{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{1}}), months[month - 1]);
    EXPECT_EQ(in_figures(1'234'567) + ".5", vectors["gd_2026_11_29"]["number"]);
}

TEST_F(SharedVectors, names_stand_in_gaelic_order) {
    const Speaking speaking("gd");
    const auto sorted = vectors["gd_sorted"].get<std::vector<std::string>>();
    auto names = sorted;
    std::ranges::sort(names);
    EXPECT_NE(names, sorted) << "bytes sort otherwise";
    std::ranges::sort(names, comes_before);
    EXPECT_EQ(names, sorted);
}

}  // namespace
}  // namespace touchstone::web
