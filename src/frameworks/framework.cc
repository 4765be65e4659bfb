#include "frameworks/framework.h"

#include <algorithm>

#include "base/named.h"

namespace touchstone::frameworks {
namespace {

const Names<Half> halves{{Half::none, ""}, {Half::observed, "observed"}, {Half::reported, "reported"}};
const Names<Depth> depths{{Depth::none, "none"}, {Depth::light, "light"}, {Depth::full, "full"}};

template <class Values, class Value, class Member>
auto found_in(const Values& values, const Value& value, Member member) -> const typename Values::value_type* {
    const auto at = std::ranges::find(values, value, member);
    return at == values.end() ? nullptr : &*at;
}

template <class Values, class Value, class Member>
auto all_in(const Values& values, const Value& value, Member member) {
    std::vector<const typename Values::value_type*> all;
    for (const auto& candidate : values)
        if (candidate.*member == value) all.push_back(&candidate);
    return all;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the number at the front of `text`, without its leading zeros.
std::string_view take_number(std::string_view& text) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    auto number = text.substr(0, end);
    text.remove_prefix(end);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

}  // namespace

std::string level_word(const Framework& framework, int level) {
    const auto found = std::ranges::find(framework.scale, level, &ScaleLevel::level);
    return found == framework.scale.end() ? std::string() : found->name;
}

const Indicator* find_indicator(const Framework& framework, std::string_view code) {
    return found_in(framework.indicators, code, &Indicator::code);
}

const KeyArea* find_key_area(const Framework& framework, std::string_view number) {
    return found_in(framework.key_areas, number, &KeyArea::number);
}

const ScaleLevel* find_level(const Framework& framework, int level) { return found_in(framework.scale, level, &ScaleLevel::level); }

std::string asked_at(const Framework& framework, int level) {
    const auto* known = find_level(framework, level);
    if (!known) return {};
    return known->asks.empty() ? known->implication : known->asks;
}

std::vector<const Indicator*> indicators_of(const Framework& framework, const KeyArea& area) {
    return all_in(framework.indicators, area.number, &Indicator::key_area);
}

std::vector<const KeyArea*> key_areas_of(const Framework& framework, const Question& question) {
    return all_in(framework.key_areas, question.number, &KeyArea::question);
}

const Theme* find_theme(const Indicator& indicator, int number) {
    if (number < 1 || static_cast<std::size_t>(number) > indicator.themes.size()) return nullptr;
    return &indicator.themes[static_cast<std::size_t>(number) - 1];
}

std::string listed_title(const Theme& theme) { return theme.short_title.empty() ? theme.title : theme.short_title; }

std::string listed_title(const Indicator& indicator, int number) {
    const auto* theme = find_theme(indicator, number);
    return theme ? listed_title(*theme) : std::string();
}

const Illustration* find_illustration(const Theme& theme, int level) { return found_in(theme.illustrations, level, &Illustration::level); }

bool comes_before(std::string_view code, std::string_view other) {
    const auto whole = code, whole_other = other;
    while (!code.empty() && !other.empty()) {
        if (is_digit(code.front()) && is_digit(other.front())) {
            const auto number = take_number(code), other_number = take_number(other);
            if (number.size() != other_number.size()) return number.size() < other_number.size();
            if (number != other_number) return number < other_number;
        } else {
            if (code.front() != other.front()) return code.front() < other.front();
            code.remove_prefix(1);
            other.remove_prefix(1);
        }
    }
    if (code.empty() != other.empty()) return code.empty();
    return whole < whole_other;
}

std::string name_of(Half half) { return name_in(halves, half); }
std::string name_of(Depth depth) { return name_in(depths, depth); }
std::optional<Depth> depth_from(const std::string& name) { return value_in(depths, name); }

bool is_looked_at_first(const Framework& framework, const Indicator& indicator) {
    return std::ranges::find(framework.looked_at_first, indicator.key_area) != framework.looked_at_first.end();
}

const std::vector<std::string>& decisive_areas(const Framework& framework) {
    return framework.enough_if_sound.empty() ? framework.looked_at_first : framework.enough_if_sound;
}

bool is_decisive(const Framework& framework, const Indicator& indicator) {
    const auto& areas = decisive_areas(framework);
    return std::ranges::find(areas, indicator.key_area) != areas.end();
}

std::vector<std::string> explaining_indicators(const Framework& framework) {
    std::vector<std::string> codes;
    for (const auto& indicator : framework.indicators)
        if (!is_decisive(framework, indicator)) codes.push_back(indicator.code);
    return codes;
}

}  // namespace touchstone::frameworks
