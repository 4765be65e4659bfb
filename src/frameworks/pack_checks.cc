#include "frameworks/pack_checks.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t key_max_characters = 64;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_lower(c) || is_upper(c) || is_digit(c); }

template <class First, class Rest>
bool is_made_of(std::string_view text, First first, Rest rest) {
    return !text.empty() && text.size() <= key_max_characters && first(text.front()) && std::ranges::all_of(text, rest);
}

void check_code(const std::string& code, const PackPlace& place) {
    const auto rest = [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; };
    if (!code.empty() && !is_made_of(code, is_alphanumeric, rest))
        place.problem("must be letters, digits, dots, hyphens and underscores, beginning with a letter or digit, 64 or fewer");
}

void check_key(const std::string& key, const PackPlace& place) {
    if (!key.empty() && !is_made_of(key, is_lower, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; }))
        place.problem("must be lower-case letters, digits and underscores, beginning with a letter, 64 or fewer");
}

void check_names(const Framework& framework, const PackPlace& place) {
    const auto id_rest = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    if (!framework.id.empty() && !is_made_of(framework.id, is_lower, id_rest))
        place.at("id").problem("must be lower-case letters, digits and hyphens, beginning with a letter, 64 or fewer");
    const auto version_rest = [](char c) { return is_alphanumeric(c) || c == '.' || c == '-'; };
    if (!framework.version.empty() && !is_made_of(framework.version, is_digit, version_rest))
        place.at("version").problem("must be digits, letters, dots and hyphens, beginning with a digit, 64 or fewer");
    const auto language_rest = [](char c) { return is_alphanumeric(c) || c == '-'; };
    if (!framework.language.empty() && !is_made_of(framework.language, is_lower, language_rest))
        place.at("language").problem("must be a language tag such as en-GB or gd");
}

// No value of `member` twice among `values`, which stand at `place`.
template <class Values, class Member>
void check_unique(const Values& values, Member member, const PackPlace& place, const std::string& key) {
    using Value = std::remove_cvref_t<decltype(values.front().*member)>;
    std::set<Value> seen;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const auto& value = values[i].*member; value != Value{} && !seen.insert(value).second)
            place.at(i).at(key).problem("is used twice");
}

template <class Values>
void check_keys(const Values& values, const PackPlace& place) {
    for (std::size_t i = 0; i < values.size(); ++i) check_key(values[i].key, place.at(i).at("key"));
    check_unique(values, &Values::value_type::key, place, "key");
}

void check_scale(const Framework& framework, const PackPlace& place) {
    check_unique(framework.scale, &ScaleLevel::level, place, "level");
    check_unique(framework.scale, &ScaleLevel::name, place, "name");
    for (int level = lowest_level; level <= highest_level; ++level)
        if (!find_level(framework, level)) place.problem("has no level " + std::to_string(level));
    if (!std::ranges::is_sorted(framework.scale, std::ranges::greater{}, &ScaleLevel::level))
        place.problem("must begin with the highest level");
}

void check_sources(const Framework& framework, const PackPlace& place) {
    for (const auto key : source_keys)
        if (std::ranges::find(framework.sources, key, &EvidenceSource::key) == framework.sources.end())
            place.problem("has no source with the key " + std::string(key));
}

void check_key_areas(const Framework& framework, const PackPlace& place) {
    for (std::size_t i = 0; i < framework.key_areas.size(); ++i) {
        const auto& area = framework.key_areas[i];
        check_code(area.number, place.at(i).at("number"));
        if (area.question != 0 && std::ranges::find(framework.questions, area.question, &Question::number) == framework.questions.end())
            place.at(i).at("question").problem("is " + std::to_string(area.question) + ", and no question has that number");
    }
    check_unique(framework.key_areas, &KeyArea::number, place, "number");
}

void check_codes(const Framework& framework, const std::vector<std::string>& codes, const PackPlace& place) {
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (!codes[i].empty() && !find_indicator(framework, codes[i])) place.at(i).problem("names no indicator of this pack: " + codes[i]);
}

void check_presets(const Framework& framework, const PackPlace& place) {
    check_keys(framework.presets, place);
    for (std::size_t i = 0; i < framework.presets.size(); ++i)
        for (std::size_t k = 0; k < framework.presets[i].choices.size(); ++k) {
            const auto& choice = framework.presets[i].choices[k];
            const auto here = place.at(i).at("choices").at(k);
            if (choice.key_areas.empty() && choice.indicators.empty()) here.problem("must name key_areas, indicators or both");
            check_codes(framework, choice.indicators, here.at("indicators"));
            for (std::size_t n = 0; n < choice.key_areas.size(); ++n)
                if (const auto& area = choice.key_areas[n]; !area.empty() && !find_key_area(framework, area))
                    here.at("key_areas").at(n).problem("names no key area of this pack: " + area);
        }
}

// "2.1" or "2.1/1", of a key area that is looked at first.
void check_weakness(const Framework& framework, const std::string& themes, const PackPlace& place) {
    const auto slash = themes.find('/');
    const auto* indicator = find_indicator(framework, themes.substr(0, slash));
    if (!indicator)
        place.problem("names no indicator of this pack: " + themes);
    else if (!is_looked_at_first(framework, *indicator))
        place.problem("names an indicator that is not looked at first: " + themes);
    else if (slash != std::string::npos) {
        bool is_theme = false;
        for (std::size_t i = 0; i < indicator->themes.size(); ++i) is_theme |= themes.substr(slash + 1) == std::to_string(i + 1);
        if (!is_theme) place.problem("names no theme of its indicator: " + themes);
    }
}

void check_explanations(const Framework& framework, const PackPlace& place) {
    for (std::size_t i = 0; i < framework.looked_at_first.size(); ++i)
        if (!find_key_area(framework, framework.looked_at_first[i]))
            place.at("looked_at_first").at(i).problem("names no key area of this pack: " + framework.looked_at_first[i]);
    for (std::size_t i = 0; i < framework.enough_if_sound.size(); ++i)
        if (std::ranges::find(framework.looked_at_first, framework.enough_if_sound[i]) == framework.looked_at_first.end())
            place.at("enough_if_sound").at(i).problem("names a key area that is not looked at first: " + framework.enough_if_sound[i]);
    for (std::size_t i = 0; i < framework.explained_by.size(); ++i) {
        const auto& [weakness_in, by, why] = framework.explained_by[i];
        const auto here = place.at("explained_by").at(i);
        for (std::size_t k = 0; k < weakness_in.size(); ++k) check_weakness(framework, weakness_in[k], here.at("weakness_in").at(k));
        check_codes(framework, by, here.at("by"));
        for (std::size_t k = 0; k < by.size(); ++k)
            if (const auto* indicator = find_indicator(framework, by[k]); indicator && is_decisive(framework, *indicator))
                here.at("by").at(k).problem("names an indicator that is looked at first anyway: " + by[k]);
    }
}

void check_quantity_words(const Framework& framework, const PackPlace& place) {
    check_unique(framework.quantity_words, &QuantityWord::word, place, "word");
    for (std::size_t i = 0; i < framework.quantity_words.size(); ++i)
        if (const auto& word = framework.quantity_words[i];
            word.to >= 0 && (word.from > word.to || (word.from == word.to && (word.is_over || word.is_under))))
            place.at(i).problem("ends before it begins");
}

void check_halves(const Indicator& indicator, const PackPlace& place) {
    const auto themes = place.at("themes");
    if (indicator.impact_pair && indicator.themes.size() != 2)
        place.at("impact_pair").problem("is true, so there must be exactly two themes: observed, then reported");
    for (std::size_t i = 0; i < indicator.themes.size(); ++i) {
        const auto half = indicator.themes[i].half;
        const auto wanted = !indicator.impact_pair || i > 1 ? Half::none : i == 0 ? Half::observed : Half::reported;
        if (half == wanted) continue;
        themes.at(i).at("half").problem(wanted == Half::none ? "belongs only to the two themes of an impact pair"
                                                             : "must be " + std::string(name_of(wanted)));
    }
}

std::set<int> levels_of(const Theme& theme) {
    std::set<int> levels;
    for (const auto& illustration : theme.illustrations) levels.insert(illustration.level);
    return levels;
}

void check_illustrations(const Indicator& indicator, const PackPlace& place) {
    for (std::size_t i = 0; i < indicator.themes.size(); ++i) {
        const auto& illustrations = indicator.themes[i].illustrations;
        const auto here = place.at("themes").at(i).at("illustrations");
        check_unique(illustrations, &Illustration::level, here, "level");
        if (indicator.illustrated && illustrations.empty())
            here.problem("must have passages, because the indicator is illustrated");
        else if (!indicator.illustrated && !illustrations.empty())
            here.problem("must be empty, because the indicator is not illustrated");
        else if (levels_of(indicator.themes[i]) != levels_of(indicator.themes.front()))
            here.problem("must have passages at the same levels as the first theme");
    }
}

void check_indicator(const Framework& framework, const Indicator& indicator, const PackPlace& place) {
    check_code(indicator.code, place.at("code"));
    const auto expected = "indicators/" + indicator.code + ".yaml";
    if (!indicator.code.empty() && place.file != expected) place.at("code").problem("does not fit the file, which would be " + expected);
    if (!indicator.key_area.empty() && !find_key_area(framework, indicator.key_area))
        place.at("key_area").problem("names no key area of this pack: " + indicator.key_area);
    check_unique(indicator.themes, &Theme::title, place.at("themes"), "title");
    check_unique(indicator.themes, &Theme::short_title, place.at("themes"), "short");
    for (std::size_t i = 0; i < indicator.themes.size(); ++i)
        if (characters(indicator.themes[i].short_title) > short_title_max_characters)
            place.at("themes").at(i).at("short").problem("must be " + std::to_string(short_title_max_characters) + " characters or fewer");
    check_halves(indicator, place);
    check_illustrations(indicator, place);
}

}  // namespace

void check_framework(const Framework& framework, const std::vector<std::string>& files, PackNotes& notes) {
    const PackPlace place{&notes, "framework.yaml", ""};
    check_names(framework, place);
    check_unique(framework.questions, &Question::number, place.at("questions"), "number");
    check_key_areas(framework, place.at("key_areas"));
    check_scale(framework, place.at("scale"));
    check_keys(framework.outcomes, place.at("outcomes"));
    check_keys(framework.sources, place.at("sources"));
    check_sources(framework, place.at("sources"));
    check_keys(framework.stakeholder_groups, place.at("stakeholder_groups"));
    check_keys(framework.children_groups, place.at("children_groups"));
    check_presets(framework, place.at("presets"));
    for (std::size_t i = 0; i < framework.reuse.size(); ++i) {
        check_codes(framework, framework.reuse[i].from, place.at("reuse").at(i).at("from"));
        check_codes(framework, framework.reuse[i].to, place.at("reuse").at(i).at("to"));
    }
    check_explanations(framework, place);
    check_quantity_words(framework, place.at("quantity_words"));
    std::set<std::string> codes;
    for (std::size_t i = 0; i < framework.indicators.size(); ++i) {
        const auto& indicator = framework.indicators[i];
        const PackPlace here{&notes, files[i], ""};
        check_indicator(framework, indicator, here);
        if (!indicator.code.empty() && !codes.insert(indicator.code).second)
            here.at("code").problem("is the code of another indicator too");
    }
}

}  // namespace touchstone::frameworks
