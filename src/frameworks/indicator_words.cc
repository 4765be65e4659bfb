#include "frameworks/indicator_words.h"

#include "base/text.h"
#include "base/word_search.h"

namespace touchstone::frameworks {
namespace {

void add(std::string& text, const std::vector<std::string>& more) {
    for (const auto& one : more) text += "\n" + one;
}

std::string all_words_of(const Indicator& indicator) {
    auto text = indicator.title + "\n" + indicator.key_features;
    add(text, indicator.aliases);
    for (const auto& theme : indicator.themes) {
        add(text, {theme.title, theme.short_title});
        add(text, theme.aspects);
        add(text, theme.aliases);
        add(text, theme.typical_evidence);
        for (const auto& illustration : theme.illustrations) add(text, {illustration.text});
    }
    return text;
}

}  // namespace

std::vector<const Indicator*> indicators_found(const Framework& framework, const std::string& typed) {
    if (const auto* named = find_indicator(framework, tidied(typed))) return {named};
    const auto words = search_words(typed);
    std::vector<const Indicator*> found;
    for (const auto& indicator : framework.indicators)
        if (holds_words(all_words_of(indicator), words)) found.push_back(&indicator);
    return found;
}

}  // namespace touchstone::frameworks
