// The framework that ships with the product, frameworks/generic-2006: whole, named as the published guide names things, in its own words.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/text.h"
#include "frameworks/guide_layout.h"
#include "frameworks/pack.h"
#include "frameworks/test_folders.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t fewest_words = 40;
constexpr std::size_t most_words = 150;
constexpr std::size_t run = 8;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words{""};
    for (const char c : lowered(text)) {
        const bool is_part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_part)
            words.back() += c;
        else if (c != '\'' && !words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string phrase_at(const std::vector<std::string>& words, std::size_t start) {
    std::string phrase;
    for (std::size_t i = start; i < start + run; ++i) phrase += words[i] + " ";
    return phrase;
}

// Every run of eight words of a text.
class Phrases {
public:
    explicit Phrases(std::string_view text) {
        const auto words = words_of(text);
        for (std::size_t i = 0; i + run <= words.size(); ++i) phrases_.insert(phrase_at(words, i));
    }
    // The first eight words of `text` that stand here in the same order, or nothing.
    std::string first_shared_with(std::string_view text) const {
        const auto words = words_of(text);
        for (std::size_t i = 0; i + run <= words.size(); ++i)
            if (const auto phrase = phrase_at(words, i); phrases_.contains(phrase)) return phrase;
        return {};
    }

private:
    std::set<std::string> phrases_;
};

// Calls `look` with every text of the framework that is not a name, and with where it stands.
void for_each_text(const Framework& framework, const std::function<void(const std::string&, const std::string&)>& look) {
    look("source", framework.source);
    look("about", framework.about);
    for (const auto& question : framework.questions) look("question " + std::to_string(question.number), question.about);
    for (const auto& area : framework.key_areas) look("key area " + area.number, area.about);
    for (const auto& level : framework.scale) {
        look("guideline of level " + std::to_string(level.level), level.guideline);
        look("implication of level " + std::to_string(level.level), level.implication);
        look("what level " + std::to_string(level.level) + " asks", level.asks);
    }
    for (const auto& outcome : framework.outcomes) look(outcome.key, outcome.about);
    for (const auto& source : framework.sources) look(source.key, source.about);
    for (const auto& preset : framework.presets) {
        look(preset.key, preset.about);
        for (const auto& choice : preset.choices) look(preset.key, choice.reason);
    }
    for (const auto& reuse : framework.reuse) look("reuse", reuse.why);
    for (const auto& explanation : framework.explained_by) look("explained_by", explanation.why);
    for (const auto& indicator : framework.indicators) {
        look(indicator.code + " key features", indicator.key_features);
        for (const auto& theme : indicator.themes) {
            for (const auto& illustration : theme.illustrations)
                look(indicator.code + " " + theme.title + ", level " + std::to_string(illustration.level), illustration.text);
            for (const auto& evidence : theme.typical_evidence) look(indicator.code + " typical evidence", evidence);
        }
    }
}

class Generic2006 : public ::testing::Test {
protected:
    void SetUp() override {
        auto reading = read_pack(testing::pack_in(testing::project_folder() / "frameworks/generic-2006"));
        for (const auto& problem : reading.problems) ADD_FAILURE() << in_words(problem);
        ASSERT_TRUE(reading.framework);
        shipped = std::move(*reading.framework);
    }
    Framework shipped;
};

class Generic2006BesideTheGuide : public Generic2006 {
protected:
    void SetUp() override {
        const auto text = testing::shared_guide();
        if (!text) GTEST_SKIP() << "the shared guide is not here";
        guide_text = *text;
        guide = read_guide(*text).framework;
        Generic2006::SetUp();
    }
    std::string guide_text;
    Framework guide;
};

TEST_F(Generic2006, is_whole) {
    std::size_t themes = 0, passages = 0;
    for (const auto& indicator : shipped.indicators) {
        themes += indicator.themes.size();
        EXPECT_TRUE(indicator.judged) << indicator.code;
        EXPECT_EQ(indicator.illustrated, indicator.key_area != "1") << indicator.code;
        for (const auto& theme : indicator.themes)
            for (const auto& illustration : theme.illustrations) {
                ++passages;
                const auto count = split(illustration.text, ' ').size();
                EXPECT_TRUE(count >= fewest_words && count <= most_words)
                    << indicator.code << " " << theme.title << ", level " << illustration.level << " has " << count << " words";
                EXPECT_TRUE(illustration.level == 5 || illustration.level == 2) << indicator.code;
            }
    }
    EXPECT_EQ(shipped.questions.size(), 6);
    EXPECT_EQ(shipped.key_areas.size(), 10);
    EXPECT_EQ(shipped.indicators.size(), 24);
    EXPECT_EQ(themes, 72);
    EXPECT_EQ(shipped.scale.size(), 6);
    EXPECT_EQ(shipped.outcomes.size(), 7);
    EXPECT_EQ(shipped.sources.size(), 4);
    EXPECT_EQ(shipped.stakeholder_groups.size(), 10);
    EXPECT_EQ(shipped.children_groups.size(), 9);
    EXPECT_EQ(passages, 136);
    for_each_text(shipped, [](const std::string& where, const std::string& text) { EXPECT_FALSE(text.empty()) << where; });
}

template <class Values>
std::vector<std::string> titles_of(const Values& values) {
    std::vector<std::string> titles;
    for (const auto& value : values) titles.push_back(value.title);
    return titles;
}

TEST_F(Generic2006BesideTheGuide, has_its_names) {
    EXPECT_EQ(titles_of(shipped.questions), titles_of(guide.questions));
    EXPECT_EQ(titles_of(shipped.key_areas), titles_of(guide.key_areas));
    EXPECT_EQ(titles_of(shipped.outcomes), titles_of(guide.outcomes));
    EXPECT_EQ(titles_of(shipped.sources), titles_of(guide.sources));
    ASSERT_EQ(shipped.scale.size(), guide.scale.size());
    for (std::size_t i = 0; i < shipped.scale.size(); ++i) {
        EXPECT_EQ(shipped.scale[i].level, guide.scale[i].level);
        EXPECT_EQ(shipped.scale[i].name, guide.scale[i].name);
        EXPECT_EQ(shipped.scale[i].descriptor, guide.scale[i].descriptor);
    }
}

TEST_F(Generic2006BesideTheGuide, has_its_indicators_and_themes) {
    ASSERT_EQ(shipped.indicators.size(), guide.indicators.size());
    for (std::size_t i = 0; i < shipped.indicators.size(); ++i) {
        const auto &ours = shipped.indicators[i], &printed = guide.indicators[i];
        EXPECT_EQ(ours.code, printed.code);
        EXPECT_EQ(ours.title, printed.title);
        EXPECT_EQ(ours.key_area, printed.key_area);
        EXPECT_EQ(ours.impact_pair, printed.impact_pair) << ours.code;
        EXPECT_EQ(titles_of(ours.themes), titles_of(printed.themes)) << ours.code;
        for (const auto& alias : printed.aliases)
            EXPECT_NE(std::ranges::find(ours.aliases, alias), ours.aliases.end()) << ours.code << ": " << alias;
        for (std::size_t k = 0; k < std::min(ours.themes.size(), printed.themes.size()); ++k) {
            EXPECT_EQ(ours.themes[k].aspects, printed.themes[k].aspects) << ours.code;
            EXPECT_EQ(ours.themes[k].aliases, printed.themes[k].aliases) << ours.code;
            EXPECT_EQ(ours.themes[k].half, printed.themes[k].half) << ours.code;
        }
    }
}

std::string first_words(const std::string& text, std::size_t count) {
    std::string opening;
    for (const auto& word : words_of(text)) {
        if (count-- == 0) break;
        opening += word + " ";
    }
    return opening;
}

TEST_F(Generic2006, opens_its_key_features_in_many_ways) {
    std::map<std::string, int> openings;
    int this_indicator = 0;
    for (const auto& indicator : shipped.indicators) {
        ++openings[first_words(indicator.key_features, 4)];
        this_indicator += indicator.key_features.starts_with("This indicator") ? 1 : 0;
        for (const auto* formula : {"Good practice rests on", "Evaluators look at"})
            EXPECT_EQ(indicator.key_features.find(formula), std::string::npos) << indicator.code;
    }
    for (const auto& [opening, count] : openings) EXPECT_LE(count, 3) << opening;
    EXPECT_LE(this_indicator, 3);
}

TEST_F(Generic2006, gives_every_theme_a_short_title_that_tells_it_from_its_neighbours) {
    for (const auto& indicator : shipped.indicators) {
        std::set<std::string> beginnings;
        for (const auto& theme : indicator.themes) {
            EXPECT_FALSE(theme.short_title.empty()) << indicator.code << " " << theme.title;
            EXPECT_LE(characters(theme.short_title), 45) << theme.short_title;
            EXPECT_TRUE(beginnings.insert(first_words(theme.short_title, 2)).second) << indicator.code << ": " << theme.short_title;
        }
    }
}

TEST_F(Generic2006, says_where_evidence_on_the_impact_on_children_and_families_is_found) {
    for (const auto* code : {"2.1", "2.2"})
        for (const auto& theme : find_indicator(shipped, code)->themes) EXPECT_GE(theme.typical_evidence.size(), 4) << code;
}

TEST_F(Generic2006, begins_with_outcomes_impact_and_leadership_and_leads_on_from_each) {
    EXPECT_EQ(shipped.looked_at_first, (std::vector<std::string>{"1", "2", "3", "4", "9"}));
    EXPECT_EQ(decisive_areas(shipped), (std::vector<std::string>{"1", "2", "9"}));
    for (const auto& indicator : shipped.indicators) {
        if (!is_looked_at_first(shipped, indicator)) continue;
        for (std::size_t i = 1; i <= indicator.themes.size(); ++i) {
            const auto theme = indicator.code + "/" + std::to_string(i);
            EXPECT_TRUE(std::ranges::any_of(shipped.explained_by, [&](const Explanation& it) {
                return std::ranges::any_of(it.weakness_in,
                                           [&](const std::string& named) { return named == indicator.code || named == theme; });
            })) << theme;
        }
    }
}

// Words about children, apart from the name of the plan.
bool speaks_of(const std::string& word, std::string text) {
    const std::string plan = "integrated children's services plan";
    text = lowered(text);
    for (auto at = text.find(plan); at != std::string::npos; at = text.find(plan)) text.erase(at, plan.size());
    return text.find(word) != std::string::npos;
}

TEST_F(Generic2006BesideTheGuide, speaks_of_children_wherever_the_guide_does) {
    int compared = 0;
    for (std::size_t i = 0; i < shipped.indicators.size(); ++i)
        for (std::size_t k = 0; k < shipped.indicators[i].themes.size(); ++k)
            for (const auto& printed : guide.indicators[i].themes[k].illustrations) {
                const auto* ours = find_illustration(shipped.indicators[i].themes[k], printed.level);
                for (const auto* word : {"child", "young pe"})
                    if (speaks_of(word, printed.text)) {
                        ++compared;
                        EXPECT_TRUE(speaks_of(word, ours->text))
                            << shipped.indicators[i].code << "/" << k + 1 << ", level " << printed.level << ": " << word;
                    }
            }
    EXPECT_GT(compared, 150);
    EXPECT_FALSE(speaks_of("child", "The Integrated Children's Services Plan says so."));
}

TEST_F(Generic2006BesideTheGuide, is_told_in_its_own_words) {
    const Phrases printed(guide_text);
    for_each_text(shipped,
                  [&](const std::string& where, const std::string& text) { EXPECT_EQ(printed.first_shared_with(text), "") << where; });
}

TEST_F(Generic2006BesideTheGuide, would_be_caught_copying_a_passage) {
    const Phrases printed(guide_text);
    auto copied = shipped;
    for (std::size_t i = 0; i < copied.indicators.size(); ++i)
        for (std::size_t k = 0; k < copied.indicators[i].themes.size(); ++k)
            copied.indicators[i].themes[k].illustrations = guide.indicators[i].themes[k].illustrations;
    int caught = 0;
    for_each_text(copied, [&](const std::string&, const std::string& text) { caught += printed.first_shared_with(text).empty() ? 0 : 1; });
    EXPECT_EQ(caught, 136);
    EXPECT_EQ(printed.first_shared_with("Before all this, STAFF report that they are confident\nin their ability, so they say."),
              "staff report that they are confident in their ");
    EXPECT_EQ(printed.first_shared_with("Staff report that they are confident in our ability."), "");
}

}  // namespace
}  // namespace touchstone::frameworks
