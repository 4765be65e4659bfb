#include "measures/equity.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "measures/measure_chart.h"
#include "statistics/funnel.h"

namespace touchstone::measures {
namespace {

bool has_counts(const Observation& figure) { return figure.state == FigureState::value && figure.denominator && *figure.denominator > 0; }

bool is_share(const Observation& figure) {
    const auto is_whole = [](double number) { return std::floor(number) == number; };
    return has_counts(figure) && is_whole(*figure.numerator) && is_whole(*figure.denominator) && *figure.numerator <= *figure.denominator;
}

Observation counted(const Period& period, double numerator, double denominator) {
    return {.period = period, .state = FigureState::value, .value = {}, .numerator = numerator, .denominator = denominator};
}

// Nothing where the group cannot be a part of everybody.
std::optional<Observation> others_of(const Definition& definition, const Observation& group, const Observation& everybody) {
    if (!has_counts(group) || !has_counts(everybody)) return std::nullopt;
    const auto numerator = *everybody.numerator - *group.numerator, denominator = *everybody.denominator - *group.denominator;
    if (numerator < 0 || denominator <= 0 || (definition.unit == Unit::per_cent && numerator > denominator)) return std::nullopt;
    return counted(everybody.period, numerator, denominator);
}

struct Pair {
    Observation group, everybody;
};

std::vector<Pair> pairs_of(const Line& group, const Line& everybody) {
    std::vector<Pair> pairs;
    for (const auto& figure : group) {
        const auto found = std::ranges::find(everybody, figure.period, &Observation::period);
        if (found != everybody.end()) pairs.push_back({figure, *found});
    }
    return pairs;
}

}  // namespace

Gap gap_of(const Definition& definition, const Observation& group, const Observation& everybody) {
    Gap gap{.from = group.period, .to = group.period, .group = group, .beside = everybody};
    const auto is_withheld = [](const Observation& it) { return it.state == FigureState::withheld; };
    if (const auto others = others_of(definition, group, everybody)) {
        gap.is_beside_others = true;
        gap.beside = *others;
    } else if (is_withheld(group) || is_withheld(everybody)) {
        gap.group = gap.beside = {.period = group.period, .state = FigureState::withheld};
    }
    const auto level = value_of(definition, gap.group), beside = value_of(definition, gap.beside);
    if (level && beside) gap.difference = in_chart(definition, *level) - in_chart(definition, *beside);
    if (gap.difference && gap.is_beside_others && definition.unit == Unit::per_cent && is_share(gap.group) && is_share(gap.beside))
        gap.bounds = statistics::newcombe(*gap.group.numerator, *gap.group.denominator, *gap.beside.numerator, *gap.beside.denominator,
                                          statistics::inner_coverage);
    return gap;
}

std::vector<Gap> gaps_of(const Definition& definition, const Line& group, const Line& everybody) {
    std::vector<Gap> gaps;
    for (const auto& pair : pairs_of(group, everybody)) gaps.push_back(gap_of(definition, pair.group, pair.everybody));
    return gaps;
}

std::optional<Gap> latest_gap(const Definition& definition, const Beside& beside) {
    const auto pairs = pairs_of(beside.group, beside.everybody);
    if (pairs.empty()) return std::nullopt;
    const auto& latest = pairs.back();
    auto gap = gap_of(definition, latest.group, latest.everybody);
    if (gap.difference) return gap;
    for (const auto& pair : pairs_of(beside.pooled_group, beside.pooled_everybody)) {
        if (pair.group.period.last != latest.group.period.last) continue;
        const auto first = std::ranges::find(pairs, pair.group.period.first, [](const Pair& it) { return it.group.period.first; });
        if (first == pairs.end()) continue;
        gap = gap_of(definition, pair.group, pair.everybody);
        gap.from = first->group.period;
        gap.to = latest.group.period;
    }
    return gap;
}

std::optional<int> quintile_of(std::string_view people) {
    std::vector<std::string> words;
    for (const auto& word : split(search_key(people), ' '))
        if (!word.empty()) words.push_back(word);
    std::erase_if(words, [](const std::string& word) { return word == "simd" || word == "quintile"; });
    const bool names_an_end = words.size() == 3 && (words[1] == "most" || words[1] == "least") && words[2] == "deprived";
    if ((words.size() != 1 && !names_an_end) || words.front().size() != 1) return std::nullopt;
    const int number = words.front().front() - '0';
    const bool is_wrong_end = names_an_end && number != (words[1] == "most" ? 1 : quintiles);
    return number >= 1 && number <= quintiles && !is_wrong_end ? std::optional(number) : std::nullopt;
}

std::optional<Gradient> gradient_of(const Definition& definition, const std::map<int, Line>& lines) {
    std::optional<Gradient> gradient;
    for (const auto& [quintile, line] : lines)
        if (!line.empty() && (!gradient || is_before(gradient->period, line.back().period)))
            gradient = Gradient{.period = line.back().period, .index = {}, .refusal = {}, .missing = {}};
    if (!gradient) return gradient;
    const auto refuse_as = [&](Gradient::Refusal refusal) {
        gradient->refusal = refusal;
        return gradient;
    };
    if (definition.unit != Unit::per_cent) return refuse_as(Gradient::Refusal::no_shares);
    std::vector<statistics::RankedGroup> groups;
    for (int quintile = 1; quintile <= quintiles; ++quintile) {
        const auto line = lines.find(quintile);
        const auto found =
            line == lines.end() ? Line::const_iterator() : std::ranges::find(line->second, gradient->period, &Observation::period);
        if (line == lines.end() || found == line->second.end() || !has_counts(*found))
            gradient->missing.push_back(quintile);
        else if (!is_share(*found))
            return refuse_as(Gradient::Refusal::no_shares);
        else
            groups.push_back({*found->denominator, *found->numerator});
    }
    if (!gradient->missing.empty()) return refuse_as(Gradient::Refusal::missing);
    gradient->index = statistics::inequality(groups);
    return gradient->index ? gradient : refuse_as(Gradient::Refusal::nobody_counts);
}

}  // namespace touchstone::measures
