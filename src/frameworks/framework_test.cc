#include "frameworks/framework.h"

#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

#include "frameworks/framework_json.h"
#include "frameworks/pack_text.h"

namespace touchstone::frameworks {
namespace {

Framework small_one() {
    Framework framework;
    framework.questions = {{1, "What have we achieved?", ""}, {2, "How good is our work?", ""}};
    framework.key_areas = {{"1", "Results", 1, ""}, {"2", "Impact", 1, ""}, {"3", "Delivery", 2, ""}};
    framework.indicators = {{.code = "1.1", .title = "Trends", .key_area = "1"},
                            {.code = "3.2", .title = "Care", .key_area = "3", .themes = {{.title = "Warmth"}, {.title = "Skill"}}},
                            {.code = "3.10", .title = "Play", .key_area = "3"}};
    return framework;
}

TEST(Framework, finds_indicators_by_code_and_themes_by_number) {
    const auto framework = small_one();
    ASSERT_TRUE(find_indicator(framework, "3.2"));
    EXPECT_EQ(find_indicator(framework, "3.2")->title, "Care");
    EXPECT_FALSE(find_indicator(framework, "3.20"));
    EXPECT_EQ(find_theme(framework.indicators[1], 2)->title, "Skill");
    for (const int number : {-1, 0, 3}) EXPECT_FALSE(find_theme(framework.indicators[1], number)) << number;
}

TEST(Framework, knows_what_belongs_to_a_key_area_and_to_a_question) {
    const auto framework = small_one();
    EXPECT_EQ(indicators_of(framework, framework.key_areas[2]), (std::vector{&framework.indicators[1], &framework.indicators[2]}));
    EXPECT_TRUE(indicators_of(framework, framework.key_areas[1]).empty());
    EXPECT_EQ(key_areas_of(framework, framework.questions[0]), (std::vector{&framework.key_areas[0], &framework.key_areas[1]}));
}

TEST(Framework, orders_codes_as_people_count) {
    const std::vector<std::string_view> in_order{"", "1", "1.1", "1.2", "1.2a", "1.10", "2.1", "2.01x", "10.1", "A1", "A2", "A10"};
    for (std::size_t i = 0; i < in_order.size(); ++i)
        for (std::size_t k = 0; k < in_order.size(); ++k)
            EXPECT_EQ(comes_before(in_order[i], in_order[k]), i < k) << in_order[i] << " " << in_order[k];
}

// Frameworks that a pack can hold, each from its own seed, with every kind of text that could trip a writer.
class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    Framework framework() {
        Framework made{.id = "made-up",
                       .version = "1.2.3-beta",
                       .title = name(),
                       .language = "en-GB",
                       .publisher = name(),
                       .licence = name(),
                       .source = maybe(passage()),
                       .about = maybe(passage()),
                       .questions = {},
                       .key_areas = {},
                       .indicators = {},
                       .scale = {},
                       .outcomes = {},
                       .sources = {},
                       .stakeholder_groups = {},
                       .children_groups = {},
                       .presets = {},
                       .reuse = {},
                       .quantity_words = {},
                       .looked_at_first = {},
                       .explained_by = {},
                       .enough_if_sound = {}};
        for (int i = 1; i <= number(1, 3); ++i) made.questions.push_back({i, name(), maybe(passage())});
        for (int i = 1; i <= number(1, 3); ++i) made.key_areas.push_back({std::to_string(i), name(), 1, maybe(passage())});
        for (int level = highest_level; level >= lowest_level; --level)
            made.scale.push_back({level, name() + std::to_string(level), name(), maybe(passage()), maybe(passage()), maybe(name())});
        for (const auto key : source_keys)
            made.sources.push_back({std::string(key), name(), maybe(passage()), number(0, 1) * number(1, half_life_max_months)});
        for (int i = 1; i <= number(0, 3); ++i) made.outcomes.push_back({"outcome_" + std::to_string(i), name(), maybe(passage())});
        for (int i = 1; i <= number(0, 3); ++i) made.stakeholder_groups.push_back({"group_" + std::to_string(i), name()});
        for (int i = 1; i <= number(0, 3); ++i) made.children_groups.push_back({"children_" + std::to_string(i), name()});
        for (int i = 1; i <= number(1, 12); ++i) made.indicators.push_back(indicator("1." + std::to_string(i)));
        for (int i = 1; i <= number(0, 2); ++i)
            made.presets.push_back({"preset_" + std::to_string(i),
                                    name(),
                                    maybe(name()),
                                    maybe(passage()),
                                    {{{"1"}, {}, Depth::light, passage()}, {{}, {"1.1"}, Depth::none, passage()}}});
        if (number(0, 1) == 1) made.reuse.push_back({{"1.1"}, {"1.1"}, maybe(name()), passage()});
        made.key_areas.push_back({"9", name(), 1, maybe(passage())});
        made.indicators.push_back(indicator("9.1"));
        made.indicators.back().key_area = "9";
        if (number(0, 1) == 1) {
            made.looked_at_first = {"1"};
            if (number(0, 1) == 1) made.enough_if_sound = {"1"};
            made.explained_by.push_back({{"1.1", "1.1/1"}, {"9.1"}, passage()});
        }
        if (number(0, 1) == 1) made.quantity_words.push_back({name(), 15, 49});
        return made;
    }

private:
    int number(int lowest, int highest) { return std::uniform_int_distribution(lowest, highest)(random_); }
    std::string maybe(std::string text) { return number(0, 3) == 0 ? "" : text; }

    std::string words(int most, const std::vector<std::string>& gaps) {
        const std::vector<std::string> all{
            "children", "\"quoted\"", "it's", "back\\slash", "#1", "- dash", "key: value", "100 %",      "{a}",       "[b]", "*star",
            "&and",     "!tag",       "|",    ">",           "%",  "@at",    "`",          "caf\u00e9",  "\u2013",    "5.1", "~",
            "true",     "null",       "---",  "...",         "?",  ":",      ", so",       "\U0001F642", "na\u00efve"};
        std::string text = all[static_cast<std::size_t>(number(0, static_cast<int>(all.size()) - 1))];
        for (int i = number(0, most); i > 0; --i)
            text += gaps[static_cast<std::size_t>(number(0, static_cast<int>(gaps.size()) - 1))] +
                    all[static_cast<std::size_t>(number(0, static_cast<int>(all.size()) - 1))];
        return text;
    }
    std::string name() { return words(5, {" ", "  "}); }
    std::string passage() {
        return number(0, 2) == 0   ? words(60, {" ", " ", "\n", "\n\n", "\t", " \n "})
               : number(0, 1) == 0 ? words(60, {" "})
                                   : words(60, {" ", "\n", "\n\n"});
    }

    Indicator indicator(const std::string& code) {
        Indicator made{.code = code,
                       .title = name(),
                       .key_area = "1",
                       .judged = number(0, 1) == 1,
                       .illustrated = number(0, 1) == 1,
                       .impact_pair = number(0, 2) == 0,
                       .key_features = passage()};
        for (int i = number(0, 2); i > 0; --i) made.aliases.push_back(name());
        const int themes = made.impact_pair ? 2 : number(1, 4);
        for (int i = 1; i <= themes; ++i) {
            Theme theme{.title = name() + std::to_string(i)};
            if (made.impact_pair) theme.half = i == 1 ? Half::observed : Half::reported;
            for (int k = number(0, 3); k > 0; --k) theme.aspects.push_back(name());
            for (int k = number(0, 1); k > 0; --k) theme.aliases.push_back(name());
            for (int k = number(0, 2); k > 0; --k) theme.typical_evidence.push_back(name());
            if (number(0, 1) == 1) theme.short_title = "Short " + std::to_string(i);
            if (made.illustrated) theme.illustrations = {{5, passage()}, {2, passage()}};
            made.themes.push_back(theme);
        }
        return made;
    }

    std::mt19937 random_;
};

TEST(Framework, lists_a_theme_by_its_short_title_or_by_its_title) {
    const Indicator indicator{.code = "1.1", .title = "Belonging", .themes = {{.title = "The extent to which young people come back"}}};
    EXPECT_EQ(listed_title(indicator, 1), "The extent to which young people come back");
    auto named = indicator;
    named.themes[0].short_title = "Coming back";
    EXPECT_EQ(listed_title(named, 1), "Coming back");
    EXPECT_EQ(listed_title(named, 2), "");
}

TEST(Framework, asks_for_what_a_level_implies_where_it_says_no_more) {
    Framework framework;
    framework.scale = {{6, "top", "", "", "Tell others."}, {5, "near", "", "", "Carry on.", "Carry on."}, {4, "fair", "", "", ""}};
    framework.scale[1].asks = "Keep improving.";
    EXPECT_EQ(asked_at(framework, 6), "Tell others.");
    EXPECT_EQ(asked_at(framework, 5), "Keep improving.");
    EXPECT_EQ(asked_at(framework, 4), "");
    EXPECT_EQ(asked_at(framework, 3), "");
}

TEST(Framework, is_decided_by_all_that_is_looked_at_first_unless_it_says_which) {
    Framework framework;
    framework.indicators = {{.code = "1.1", .title = "a", .key_area = "1"}, {.code = "2.1", .title = "b", .key_area = "2"}};
    framework.looked_at_first = {"1", "2"};
    EXPECT_TRUE(explaining_indicators(framework).empty());
    framework.enough_if_sound = {"1"};
    EXPECT_TRUE(is_looked_at_first(framework, framework.indicators[1]));
    EXPECT_FALSE(is_decisive(framework, framework.indicators[1]));
    EXPECT_EQ(explaining_indicators(framework), std::vector<std::string>{"2.1"});
}

TEST(Framework, is_the_same_again_after_it_was_written_as_a_pack_and_as_json) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const auto framework = Maker(seed).framework();
        const auto reading = read_pack(pack_files(framework));
        for (const auto& problem : reading.problems) ADD_FAILURE() << "seed " << seed << ": " << in_words(problem);
        ASSERT_TRUE(reading.framework) << "seed " << seed;
        ASSERT_EQ(to_json(*reading.framework), to_json(framework)) << "seed " << seed;
        ASSERT_TRUE(*reading.framework == framework) << "seed " << seed;
        ASSERT_TRUE(from_json(to_json(framework)) == framework) << "seed " << seed;
    }
}

TEST(FrameworkJson, refuses_what_it_did_not_write) {
    for (const char* wrong : {"", "{", "[]", "3", "{}", R"({"id": 4})", R"({"id":"a","version":null})"})
        EXPECT_THROW((void)from_json(wrong), std::invalid_argument) << wrong;
    auto json = to_json(small_one());
    EXPECT_NO_THROW((void)from_json(json));
    json.insert(json.find("\"questions\":[") + 13, "7,");
    EXPECT_THROW((void)from_json(json), std::invalid_argument);
}

}  // namespace
}  // namespace touchstone::frameworks
