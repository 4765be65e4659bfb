// Every language says everything that English says, in every form that its numbers need.
#include "web/texts.h"

#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/plurrule.h>

namespace touchstone::web {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::string tag_of(const std::string& language) {
    const Speaking speaking(language);
    return language_tag();
}

std::set<std::string> forms_of(const std::string& tag) {
    auto fault = U_ZERO_ERROR;
    const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(icu::Locale::forLanguageTag(tag, fault), fault));
    const std::unique_ptr<icu::StringEnumeration> words(rules->getKeywords(fault));
    std::set<std::string> forms;
    for (const char* word = words->next(nullptr, fault); word != nullptr; word = words->next(nullptr, fault)) forms.insert(word);
    return forms;
}

// "plans.line_of_sight.count.action" where English says one and other of it.
std::set<std::string> families_of(const Texts& english) {
    std::set<std::string> families;
    for (const auto& [key, words] : english)
        if (const auto family = key.substr(0, key.rfind('.')); key.ends_with(".other") && english.contains(family + ".one"))
            families.insert(family);
    return families;
}

std::set<std::string> holes_of(const std::string& words) {
    std::set<std::string> holes;
    for (auto open = words.find('{'); open != std::string::npos; open = words.find('{', open + 1))
        holes.insert(words.substr(open, words.find('}', open) + 1 - open));
    return holes;
}

// What a language lacks, has too much, or says with other holes than English.
std::vector<std::string> faults_of(const Texts& texts, const Texts& english, const std::set<std::string>& forms) {
    const auto families = families_of(english);
    std::map<std::string, std::set<std::string>> wanted;  // with the holes that it may have
    for (const auto& [key, words] : english) {
        const auto family = key.substr(0, key.rfind('.'));
        if (!families.contains(family))
            wanted[key] = holes_of(words);
        else
            for (const auto& form : forms) wanted[family + "." + form].merge(holes_of(words));
    }
    std::vector<std::string> faults;
    for (const auto& [key, holes] : wanted) {
        const auto found = texts.find(key);
        if (found == texts.end()) {
            faults.push_back("no text " + key);
            continue;
        }
        auto allowed = holes;
        const bool is_form = families.contains(key.substr(0, key.rfind('.')));
        if (is_form) allowed.insert("{count}");
        const auto is = holes_of(found->second);
        if (is_form ? !std::ranges::includes(allowed, is) : is != holes) faults.push_back("other holes in " + key);
    }
    for (const auto& [key, words] : texts)
        if (!wanted.contains(key)) faults.push_back("English has no " + key);
    return faults;
}

TEST(Texts, are_the_same_in_every_language_with_the_forms_that_its_numbers_need) {
    const auto& english = texts_of(first_language);
    EXPECT_GT(families_of(english).size(), 80U);
    for (const auto& language : languages())
        EXPECT_THAT(faults_of(texts_of(language), english, forms_of(tag_of(language))), IsEmpty()) << language;
}

TEST(Texts, that_lack_a_form_a_key_or_a_hole_are_found) {
    const Texts english{{"a.days.one", "1 day"}, {"a.days.other", "{count} days"}, {"a.hello", "Hello {name}"}};
    const Texts gaelic{{"a.days.one", "{count} latha"},
                       {"a.days.two", "{count} latha"},
                       {"a.days.few", "{count} làithean"},
                       {"a.days.other", "{count} latha"},
                       {"a.hello", "Halò {name}"}};
    EXPECT_THAT(faults_of(gaelic, english, forms_of("gd")), IsEmpty());
    EXPECT_THAT(faults_of(english, english, forms_of("en-GB")), IsEmpty());
    const auto with = [&](auto change) {
        auto texts = gaelic;
        change(texts);
        return faults_of(texts, english, forms_of("gd"));
    };
    EXPECT_THAT(with([](Texts& texts) { texts.erase("a.days.few"); }), Contains("no text a.days.few"));
    EXPECT_THAT(with([](Texts& texts) { texts.erase("a.hello"); }), Contains("no text a.hello"));
    EXPECT_THAT(with([](Texts& texts) { texts["a.days.many"] = "x"; }), Contains("English has no a.days.many"));
    EXPECT_THAT(with([](Texts& texts) { texts["a.more"] = "x"; }), Contains("English has no a.more"));
    EXPECT_THAT(with([](Texts& texts) { texts["a.hello"] = "Halò {ainm}"; }), Contains("other holes in a.hello"));
    EXPECT_THAT(with([](Texts& texts) { texts["a.days.two"] = "{latha}"; }), Contains("other holes in a.days.two"));
}

TEST(Texts, count_in_the_forms_of_the_language) {
    EXPECT_EQ(counted("plans.line_of_sight.count.action", 1), "1 action point");
    EXPECT_EQ(counted("plans.line_of_sight.count.action", 0), "0 action points");
    EXPECT_EQ(counted("plans.line_of_sight.count.action", 1'234), "1,234 action points");
}

}  // namespace
}  // namespace touchstone::web
