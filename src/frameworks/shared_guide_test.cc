// The reader of guides on the guide that it was written for, where the shared fixtures hold it.
#include <gtest/gtest.h>

#include "frameworks/guide_layout.h"
#include "frameworks/guide_text.h"
#include "frameworks/pack_text.h"
#include "frameworks/test_folders.h"

namespace touchstone::frameworks {
namespace {

Indicator indicator_in(const GuideReading& reading, const std::string& code) {
    const auto* found = find_indicator(reading.framework, code);
    return found ? *found : Indicator();
}

bool begins(const std::string& text, const std::string& words) { return text.starts_with(words); }

class SharedGuide : public ::testing::Test {
protected:
    void SetUp() override {
        const auto text = testing::shared_guide();
        if (!text) GTEST_SKIP() << "the shared guide is not here";
        reading = read_guide(*text);
    }
    GuideReading reading;
};

TEST_F(SharedGuide, is_read_whole) {
    const auto& framework = reading.framework;
    EXPECT_TRUE(reading.problems.empty());
    std::size_t themes = 0, passages = 0, illustrated = 0;
    for (const auto& indicator : framework.indicators) {
        themes += indicator.themes.size();
        illustrated += indicator.illustrated ? 1 : 0;
        for (const auto& theme : indicator.themes) passages += theme.illustrations.size();
    }
    EXPECT_EQ(framework.questions.size(), 6);
    EXPECT_EQ(framework.key_areas.size(), 10);
    EXPECT_EQ(framework.indicators.size(), 24);
    EXPECT_EQ(themes, 72);
    EXPECT_EQ(illustrated, 22);
    EXPECT_EQ(passages, 136);
    EXPECT_EQ(framework.scale.size(), 6);
    EXPECT_EQ(framework.outcomes.size(), 7);
    EXPECT_EQ(framework.sources.size(), 4);
    EXPECT_EQ(framework.stakeholder_groups.size(), 10);
}

TEST_F(SharedGuide, gives_aspects_to_the_indicators_that_have_them) {
    for (const auto& indicator : reading.framework.indicators) {
        std::vector<std::size_t> aspects;
        for (const auto& theme : indicator.themes) aspects.push_back(theme.aspects.size());
        const auto expected = indicator.code == "2.2" || indicator.code == "3.1" ? std::vector<std::size_t>{4, 4}
                              : indicator.code == "4.1"                          ? std::vector<std::size_t>{6, 6}
                              : indicator.code == "4.2"                          ? std::vector<std::size_t>{3}
                                                                                 : std::vector<std::size_t>(indicator.themes.size(), 0);
        EXPECT_EQ(aspects, expected) << indicator.code;
        const bool is_pair = indicator.code == "2.1" || indicator.code == "2.2" || indicator.code == "3.1" || indicator.code == "4.1";
        EXPECT_EQ(indicator.impact_pair, is_pair) << indicator.code;
        EXPECT_EQ(indicator.illustrated, indicator.key_area != "1") << indicator.code;
    }
}

TEST_F(SharedGuide, has_whole_passages) {
    for (const auto& indicator : reading.framework.indicators)
        for (const auto& theme : indicator.themes) {
            EXPECT_FALSE(theme.title.ends_with('.') || theme.title.ends_with(':')) << theme.title;
            for (const auto& [level, text] : theme.illustrations) {
                const auto where = indicator.code + " level " + std::to_string(level) + ": " + text.substr(0, 60);
                EXPECT_TRUE(level == 5 || level == 2) << where;
                EXPECT_TRUE(ends_sentence(text)) << where;
                EXPECT_FALSE(begins_in_lower_case(text)) << where;
                EXPECT_EQ(text, cleaned(text)) << where;
                EXPECT_EQ(text.find('>'), std::string::npos) << where;
                EXPECT_GT(text.size(), 150) << where;
            }
        }
}

TEST_F(SharedGuide, has_each_passage_under_its_theme) {
    struct Passage {
        const char* code;
        int theme, level;
        const char *first, *last;
    };
    const Passage passages[]{
        {"2.1", 2, 2, "Some children, young people and", "some important areas."},
        {"3.1", 1, 5, "Almost all staff have", "service development activities."},
        {"3.1", 2, 5, "Staff report that they", "multi-agency development groups."},
        {"4.1", 1, 5, "Services have shared objectives", "individuals, families and communities."},
        {"4.1", 2, 2, "Members of the local", "stakeholders in the community."},
        {"5.2", 3, 5, "Staff at all levels,", "all children and young people."},
        {"5.2", 2, 2, "Policies and plans relating", "young people and their families."},
        {"6.3", 4, 2, "The majority of organisations", "the management of risk."},
        {"7.1", 4, 5, "Organisations have well-established", "anti-discriminatory practices."},
        {"7.1", 5, 2, "Managers recognise and value", "work in different disciplines."},
        {"7.2", 4, 5, "Staff are very positive", "appropriately devolved to teams."},
        {"7.3", 4, 2, "Meetings take place involving", "children and young people."},
        {"8.2", 3, 5, "Senior managers in partner", "to be tracked regularly."},
        {"8.4", 3, 5, "The system of access", "all establishments and services."},
        {"9.2", 2, 5, "Senior elected representatives", "range of organisations and cultures."},
        {"9.4", 2, 2, "Senior managers across the", "to share the vision."},
    };
    for (const auto& passage : passages) {
        const auto indicator = indicator_in(reading, passage.code);
        const auto& text = find_illustration(*find_theme(indicator, passage.theme), passage.level)->text;
        EXPECT_TRUE(begins(text, passage.first)) << passage.code << " " << passage.theme << ": " << text;
        EXPECT_TRUE(text.ends_with(passage.last)) << passage.code << " " << passage.theme << ": " << text;
    }
}

TEST_F(SharedGuide, keeps_both_spellings_of_titles) {
    const auto delivering = indicator_in(reading, "5.2");
    EXPECT_TRUE(begins(delivering.title, "Delivering services that ensure"));
    ASSERT_EQ(delivering.aliases.size(), 1);
    EXPECT_TRUE(begins(delivering.aliases[0], "Provision of services that ensure"));
    EXPECT_EQ(indicator_in(reading, "1.1").themes[1].aliases,
              (std::vector<std::string>{"Overall quality of services delivered by service providers, individually and in partnership"}));
    EXPECT_EQ(indicator_in(reading, "7.2").themes[3].aliases,
              (std::vector<std::string>{"Communication and involvement in decision making"}));
    EXPECT_EQ(indicator_in(reading, "8.1").themes[2].aliases, (std::vector<std::string>{"Staff role in partnerships and teamwork"}));
}

TEST_F(SharedGuide, becomes_a_pack_once_it_is_named) {
    auto framework = reading.framework;
    framework.id = "guide";
    framework.version = "1";
    framework.language = "en-GB";
    framework.publisher = framework.licence = "As printed";
    const auto pack = read_pack(pack_files(framework));
    for (const auto& problem : pack.problems) ADD_FAILURE() << in_words(problem);
    EXPECT_TRUE(pack.framework == framework);
}

}  // namespace
}  // namespace touchstone::frameworks
