#include "measures/adding_up.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "measures/equity.h"

namespace touchstone::measures {
namespace {

using statistics::Sum;
using Places = std::vector<std::size_t>;

const std::string between_words = " \xC2\xB7 ";  // as group_words() writes them

std::vector<std::string> words_of(const std::string& people) {
    std::vector<std::string> words;
    std::size_t from = 0;
    for (auto at = people.find(between_words); at != std::string::npos; at = people.find(between_words, from)) {
        words.push_back(people.substr(from, at - from));
        from = at + between_words.size();
    }
    words.push_back(people.substr(from));
    return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t without) {
    std::string people;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (i != without) people += (people.empty() ? "" : between_words) + words[i];
    return people;
}

class Adding {
public:
    void add(std::size_t whole, Places parts) {
        std::ranges::sort(parts);
        if (!parts.empty()) sums_.push_back({whole, std::move(parts)});
    }
    [[nodiscard]] std::vector<Sum> sums() {
        const auto order = [](const Sum& sum) { return std::tie(sum.whole, sum.parts); };
        std::ranges::sort(sums_, {}, order);
        const auto twice = std::ranges::unique(sums_, {}, order);
        sums_.erase(twice.begin(), twice.end());
        return std::move(sums_);
    }

    // Groups of one place and period, with everybody there or without.
    void add_groups(const Standing* everybody, const std::vector<const Standing*>& groups) {
        std::map<std::string, std::size_t> by_name;
        for (const auto* group : groups) by_name[group->whose.people] = group->place;
        std::map<std::size_t, Places> by_kind;                                 // how many words they have
        std::map<std::pair<std::string, std::size_t>, Places> by_all_but_one;  // those words, and which is left out
        Places quintiles;
        for (const auto* group : groups) {
            const auto words = words_of(group->whose.people);
            by_kind[words.size()].push_back(group->place);
            if (quintile_of(group->whose.people)) quintiles.push_back(group->place);
            for (std::size_t i = 0; words.size() > 1 && i < words.size(); ++i)
                by_all_but_one[{joined(words, i), i}].push_back(group->place);
        }
        for (const auto& [of, parts] : by_all_but_one)
            if (const auto whole = by_name.find(of.first); whole != by_name.end()) add(whole->second, parts);
        if (everybody == nullptr) return;
        for (const auto* group : groups) add(everybody->place, {group->place});
        for (const auto& [words, parts] : by_kind) add(everybody->place, parts);
        add(everybody->place, quintiles);
        add_exact(*everybody, groups);
    }

private:
    // Only where somebody could be found out.
    void add_exact(const Standing& everybody, const std::vector<const Standing*>& groups) {
        if (groups.size() > groups_tried || std::ranges::none_of(groups, [](const auto* group) { return group->told->is_withheld; }))
            return;
        const auto& whole = everybody.told->counts;
        // A group of nobody goes with the others: without it the same sum would say that it is nobody.
        std::size_t nobody = 0;
        for (std::size_t i = 0; i < groups.size(); ++i)
            if (std::ranges::all_of(groups[i]->told->counts, [](auto count) { return count == 0; })) nobody |= std::size_t{1} << i;
        std::size_t found = 0;
        for (std::size_t some = 1; some < std::size_t{1} << groups.size() && found < sums_of_groups_max; ++some) {
            if ((some & nobody) != nobody) continue;
            auto left = whole;
            Places parts;
            for (std::size_t i = 0; i < groups.size(); ++i) {
                if ((some >> i & 1) == 0) continue;
                for (std::size_t count = 0; count < left.size(); ++count) left[count] -= groups[i]->told->counts[count];
                parts.push_back(groups[i]->place);
            }
            if (std::ranges::any_of(left, [](auto count) { return count != 0; })) continue;
            add(everybody.place, parts);
            ++found;
        }
    }

    std::vector<Sum> sums_;
};

// "S12" of councils.
std::string kind_of_area(const Whose& whose) { return whose.area_code.substr(0, 3); }
const std::string country = "S92";

void add_places(Adding& adding, const std::map<Whose, const Standing*>& all) {
    std::map<std::pair<Whose, std::string>, Places> parts;  // by their whole, and the kind of part
    const auto countries = [&](Whose whose) {
        std::vector<Whose> wholes;
        for (const auto& [each, standing] : all)
            if (each.organisation == whose.organisation && each.people == whose.people && kind_of_area(each) == country)
                wholes.push_back(each);
        return wholes;
    };
    std::map<std::pair<OrganisationId, std::string>, std::vector<Whose>> countries_of;
    for (const auto& [whose, standing] : all) {
        if (!whose.organisation.is_empty()) {
            auto whole = whose;
            whole.organisation = {};
            parts[{whole, ""}].push_back(standing->place);
        }
        if (whose.area_code.empty() && whose.area_name.empty()) continue;
        auto whole = whose;
        whole.area_code.clear();
        whole.area_name.clear();
        parts[{whole, "area" + kind_of_area(whose)}].push_back(standing->place);
        if (kind_of_area(whose) == country) continue;
        const std::pair key{whose.organisation, whose.people};
        if (!countries_of.contains(key)) countries_of[key] = countries(whose);
        for (const auto& each : countries_of[key]) parts[{each, "area" + kind_of_area(whose)}].push_back(standing->place);
    }
    for (auto& [of, places] : parts)
        if (const auto whole = all.find(of.first); whole != all.end()) adding.add(whole->second->place, std::move(places));
}

void add_one_period(Adding& adding, const std::map<Whose, const Standing*>& all) {
    add_places(adding, all);
    for (auto at = all.begin(); at != all.end();) {
        auto place = at->first;
        place.people.clear();
        const auto* everybody = at->first == place ? at->second : nullptr;
        std::vector<const Standing*> groups;
        for (; at != all.end(); ++at) {
            auto here = at->first;
            here.people.clear();
            if (here != place) break;
            if (!at->first.people.empty()) groups.push_back(at->second);
        }
        adding.add_groups(everybody, groups);
    }
}

// Shorter periods within a longer one; of two that are as long, the one whose kind comes first. From the latest backwards, so that none
// overlaps another.
void add_times(Adding& adding, std::vector<const Standing*>& line) {
    using Kind = std::pair<bool, PeriodKind>;
    const auto kind_of = [](const Standing& it) { return Kind{it.is_pooled, it.period.kind}; };
    const auto order = [](const Standing* it) { return std::pair(it->period.first, it->period.last); };
    std::ranges::sort(line, {}, order);
    for (const auto* whole : line) {
        std::map<Kind, std::pair<Date, Places>> parts;  // with the day from which something is taken
        const auto from = std::ranges::lower_bound(line, whole->period.first, {}, [](const Standing* it) { return it->period.first; });
        const auto to = std::ranges::upper_bound(line, whole->period.last, {}, [](const Standing* it) { return it->period.first; });
        for (auto at = to; at != from;) {
            const auto* part = *--at;
            const bool is_as_long = order(part) == order(whole);
            if (part->period.last > whole->period.last || (is_as_long && kind_of(*part) >= kind_of(*whole))) continue;
            auto& [taken_from, places] = parts[kind_of(*part)];
            if (!places.empty() && part->period.last >= taken_from) continue;
            taken_from = part->period.first;
            places.push_back(part->place);
        }
        for (auto& [kind, some] : parts) adding.add(whole->place, std::move(some.second));
    }
}

}  // namespace

std::vector<Sum> sums_of(const std::vector<Standing>& all, bool is_flow) {
    Adding adding;
    std::map<std::tuple<Date, Date, PeriodKind, bool>, std::map<Whose, const Standing*>> by_period;
    std::map<std::string, std::vector<const Standing*>> by_series;
    for (const auto& each : all) {
        by_period[{each.period.first, each.period.last, each.period.kind, each.is_pooled}][each.whose] = &each;
        by_series[each.series].push_back(&each);
    }
    for (const auto& [period, some] : by_period) add_one_period(adding, some);
    if (is_flow)
        for (auto& [series, line] : by_series) add_times(adding, line);
    return adding.sums();
}

}  // namespace touchstone::measures
