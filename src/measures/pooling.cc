// Small groups: several periods counted together before they are withheld.
#include <algorithm>
#include <map>

#include "measures/disclosing.h"

namespace touchstone::measures {
namespace {

using Line = std::vector<const Entry*>;  // the latest revisions of one series, the latest period first

bool has_counts(const Entry& it) { return it.figure.state == FigureState::value && it.figure.denominator && *it.figure.denominator > 0; }

Line one_after_another(const std::vector<Entry>& entries, const std::string& series, std::optional<PeriodKind> kind) {
    std::map<std::pair<Date, Date>, const Entry*> latest;
    for (const auto& it : entries) {
        const auto& period = it.figure.period;
        if (it.series != series || it.is_pooled || (kind && period.kind != *kind)) continue;
        auto& slot = latest[{period.first, period.last}];
        if (slot == nullptr || slot->revision < it.revision) slot = &it;
    }
    Line line;
    for (auto at = latest.rbegin(); at != latest.rend(); ++at)
        if (line.empty() || at->second->figure.period.last < line.back()->figure.period.first) line.push_back(at->second);
    return line;
}

// The latest periods of a group and of everybody there, as far as both have the same and have counts in them.
struct Candidate {
    std::vector<std::pair<const Entry*, const Entry*>> pairs;  // the latest first
    bool is_found = false;
};

std::optional<Candidate> candidate_of(const std::vector<Entry>& entries, const std::string& group, const std::string& everybody) {
    const auto newest = one_after_another(entries, group, {});
    if (newest.empty() || !has_counts(*newest.front()) || newest.front()->telling == Telling::told) return std::nullopt;
    const auto& latest = newest.front()->figure.period;
    const auto line = one_after_another(entries, group, latest.kind), beside = one_after_another(entries, everybody, latest.kind);
    auto other = std::ranges::find_if(beside, [&](const Entry* it) { return it->figure.period == latest; });
    Candidate candidate;
    for (const auto* it : line) {
        const bool is_too_old = it->figure.period.first + std::chrono::years(years_pooled) <= latest.last;
        if (other == beside.end() || (*other)->figure.period != it->figure.period || !has_counts(*it) || !has_counts(**other) || is_too_old)
            break;
        candidate.pairs.emplace_back(it, *other++);
    }
    return candidate.pairs.size() < 2 ? std::nullopt : std::optional(std::move(candidate));
}

// The first so many added up.
Entry together(const std::vector<Entry>& entries, const std::vector<const Entry*>& some) {
    Entry sum = *some.front();
    sum.is_pooled = true;
    sum.telling = Telling::undecided;
    sum.figure = {.period = {PeriodKind::years, some.back()->figure.period.first, some.front()->figure.period.last},
                  .state = FigureState::value,
                  .value = {},
                  .numerator = 0,
                  .denominator = 0};
    for (const auto* it : some) {
        *sum.figure.numerator += *it->figure.numerator;
        *sum.figure.denominator += *it->figure.denominator;
        sum.at = std::max(sum.at, it->at);
    }
    sum.revision = 1;
    for (const auto& it : entries)
        if (it.is_pooled && it.series == sum.series && it.figure.period == sum.figure.period)
            sum.revision = std::max(sum.revision, it.revision + 1);
    return sum;
}

// Whether it is worth asking, so many periods of a group: by itself nothing is few.
bool may_be_shown(const Definition& definition, const Entry& group, const Entry& everybody) {
    auto others = everybody.figure;
    *others.numerator -= *group.figure.numerator;
    *others.denominator -= *group.figure.denominator;
    return !is_small(definition, group.figure) && !is_small(definition, everybody.figure) &&
           (*others.denominator <= 0 || *others.numerator < 0 || !is_small(definition, others));
}

}  // namespace

std::vector<Entry> pooled(const Definition& definition, const std::vector<Entry>& decided, const std::vector<Whose>& touched) {
    std::vector<Entry> found;
    if (definition.counting == Counting::stock || definition.smallest == Smallest::as_published) return found;
    std::map<Whose, std::string> series;
    for (const auto& it : decided) series[it.whose] = it.series;
    std::vector<Candidate> candidates;
    std::size_t longest = 0;
    for (const auto& [whose, group] : series) {
        auto everybody = whose;
        everybody.people.clear();
        const bool is_touched = std::ranges::any_of(touched, [&](Whose each) {
            each.people.clear();
            return each == everybody;
        });
        if (whose.people.empty() || !is_touched || !series.contains(everybody)) continue;
        if (auto candidate = candidate_of(decided, group, series.at(everybody))) {
            longest = std::max(longest, candidate->pairs.size());
            candidates.push_back(std::move(*candidate));
        }
    }
    auto known = decided;
    for (std::size_t length = 2; length <= longest; ++length) {
        auto asked = known;
        std::vector<std::pair<std::size_t, Candidate*>> places;  // of a group's sum, and everybody's behind it
        for (auto& candidate : candidates) {
            if (candidate.is_found || candidate.pairs.size() < length) continue;
            std::vector<const Entry*> groups, everybody;
            for (std::size_t i = 0; i < length; ++i) {
                groups.push_back(candidate.pairs[i].first);
                everybody.push_back(candidate.pairs[i].second);
            }
            const auto group = together(known, groups), all = together(known, everybody);
            if (!may_be_shown(definition, group, all)) continue;
            places.emplace_back(asked.size(), &candidate);
            asked.push_back(group);
            asked.push_back(all);
        }
        if (places.empty()) continue;
        for (const auto& it : decide(definition, asked)) asked[it.entry].telling = it.telling;
        for (auto& [place, candidate] : places) {
            if (asked[place].telling != Telling::told || asked[place + 1].telling != Telling::told) continue;
            candidate->is_found = true;
            for (const auto at : {place, place + 1}) {
                known.push_back(asked[at]);
                found.push_back(asked[at]);
            }
        }
    }
    return found;
}

}  // namespace touchstone::measures
