// Small groups: several periods counted together before they are withheld.
#include <algorithm>
#include <map>
#include <set>

#include "measures/disclosing.h"

namespace touchstone::measures {
namespace {

using Line = std::vector<const Entry*>;  // the latest revisions of one series, the latest period first
constexpr int rounds = 20;               // of asking for more periods

bool has_counts(const Entry& it) { return it.figure.state == FigureState::value && it.figure.denominator && *it.figure.denominator > 0; }

using BySeries = std::map<std::string, std::vector<const Entry*>>;

Line one_after_another(const std::vector<const Entry*>& entries, std::optional<PeriodKind> kind) {
    std::map<std::pair<Date, Date>, const Entry*> latest;
    for (const auto* it : entries) {
        const auto& period = it->figure.period;
        if (it->is_pooled || (kind && period.kind != *kind)) continue;
        auto& slot = latest[{period.first, period.last}];
        if (slot == nullptr || slot->revision < it->revision) slot = it;
    }
    Line line;
    for (auto at = latest.rbegin(); at != latest.rend(); ++at)
        if (line.empty() || at->second->figure.period.last < line.back()->figure.period.first) line.push_back(at->second);
    return line;
}

// The latest periods of a group and of everybody there, as far as both have the same and have counts in them: the latest first.
struct Candidate {
    Line group, everybody;
    std::size_t length = 1;  // of them that were asked about last
};

std::optional<Candidate> candidate_of(const std::vector<const Entry*>& group, const std::vector<const Entry*>& everybody) {
    const auto newest = one_after_another(group, {});
    if (newest.empty() || !has_counts(*newest.front()) || newest.front()->telling == Telling::told) return std::nullopt;
    const auto& latest = newest.front()->figure.period;
    const auto line = one_after_another(group, latest.kind), beside = one_after_another(everybody, latest.kind);
    auto other = std::ranges::find_if(beside, [&](const Entry* it) { return it->figure.period == latest; });
    Candidate candidate;
    for (const auto* it : line) {
        const bool is_too_old = it->figure.period.first + std::chrono::years(years_pooled) <= latest.last;
        if (other == beside.end() || (*other)->figure.period != it->figure.period || !has_counts(*it) || !has_counts(**other) || is_too_old)
            break;
        candidate.group.push_back(it);
        candidate.everybody.push_back(*other++);
    }
    return candidate.group.size() < 2 ? std::nullopt : std::optional(std::move(candidate));
}

// The first so many of a line added up.
Entry together(const BySeries& entries, const Line& line, std::size_t length) {
    Entry sum = *line.front();
    sum.is_pooled = true;
    sum.telling = Telling::undecided;
    sum.figure = {.period = {PeriodKind::years, line[length - 1]->figure.period.first, line.front()->figure.period.last},
                  .state = FigureState::value,
                  .value = {},
                  .numerator = 0,
                  .denominator = 0};
    for (std::size_t i = 0; i < length; ++i) {
        *sum.figure.numerator += *line[i]->figure.numerator;
        *sum.figure.denominator += *line[i]->figure.denominator;
        sum.at = std::max(sum.at, line[i]->at);
    }
    sum.revision = 1;
    for (const auto* it : entries.at(sum.series))
        if (it->is_pooled && it->figure.period == sum.figure.period) sum.revision = std::max(sum.revision, it->revision + 1);
    return sum;
}

// Whether it was told already.
bool is_there(const BySeries& entries, const Entry& sum) {
    return std::ranges::any_of(entries.at(sum.series), [&](const Entry* it) { return it->is_pooled && it->figure == sum.figure; });
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
    BySeries by_series;
    std::map<Whose, std::string> series;
    for (const auto& it : decided) {
        series[it.whose] = it.series;
        by_series[it.series].push_back(&it);
    }
    std::set<Whose> places;
    for (auto place : touched) {
        place.people.clear();
        places.insert(place);
    }
    std::vector<Candidate> candidates;
    for (const auto& [whose, group] : series) {
        auto everybody = whose;
        everybody.people.clear();
        if (whose.people.empty() || !places.contains(everybody) || !series.contains(everybody)) continue;
        if (auto candidate = candidate_of(by_series.at(group), by_series.at(series.at(everybody))))
            candidates.push_back(std::move(*candidate));
    }
    auto known = decided;
    for (int round = 0; round < rounds && !candidates.empty(); ++round) {
        auto asked = known;
        for (auto& candidate : candidates) {
            std::optional<Entry> group, everybody;
            do {
                if (++candidate.length > candidate.group.size()) break;
                group = together(by_series, candidate.group, candidate.length);
                everybody = together(by_series, candidate.everybody, candidate.length);
            } while (!may_be_shown(definition, *group, *everybody));
            if (candidate.length > candidate.group.size()) continue;
            asked.push_back(*group);
            asked.push_back(*everybody);
        }
        std::erase_if(candidates, [](const Candidate& candidate) { return candidate.length > candidate.group.size(); });
        if (candidates.empty()) break;
        for (const auto& it : decide(definition, asked)) asked[it.entry].telling = it.telling;
        std::vector<Candidate> refused;
        auto at = known.size();
        for (auto& candidate : candidates) {
            const bool is_told = asked[at].telling == Telling::told && asked[at + 1].telling == Telling::told;
            if (is_told) found.insert(found.end(), {asked[at], asked[at + 1]});
            if (!is_told) refused.push_back(std::move(candidate));
            at += 2;
        }
        known.resize(decided.size());
        known.insert(known.end(), found.begin(), found.end());
        candidates = std::move(refused);
    }
    std::erase_if(found, [&](const Entry& sum) { return is_there(by_series, sum); });
    return found;
}

}  // namespace touchstone::measures
