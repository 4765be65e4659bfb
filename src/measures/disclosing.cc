#include "measures/disclosing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "measures/adding_up.h"
#include "measures/crossing.h"

namespace touchstone::measures {
namespace {

using statistics::Count;
using Counts = std::vector<Count>;

constexpr double count_max = 1e12;  // more is nobody's number

Count smallest_of(const Definition& definition) { return static_cast<Count>(definition.smallest); }

// One figure, whichever number it has.
using Key = std::tuple<std::string, Date, Date, PeriodKind, bool>;
Key key_of(const Entry& it) {
    const auto& period = it.figure.period;
    return {it.series, period.first, period.last, period.kind, it.is_pooled};
}

bool is_known(const Entry& it) { return it.telling == Telling::told || it.telling == Telling::was_told; }
bool has_value(const Entry& it) { return it.figure.state == FigureState::value; }

bool is_few(const Definition& definition, Count count) {
    return (count > 0 && count < smallest_of(definition)) || (count == 0 && !definition.zeros_shown);
}

// Which counts of what is small nobody may work out: the few; else, of none or all, those that there are.
std::vector<bool> few_of(const Definition& definition, const Counts& counts) {
    std::vector<bool> few;
    for (const auto count : counts) few.push_back(is_few(definition, count));
    if (std::ranges::find(few, true) == few.end())
        for (std::size_t i = 0; i < counts.size(); ++i) few[i] = counts[i] > 0;
    return few;
}

// Entries by the figure that they are of, the first revision first.
class Book {
public:
    Book(const Definition& definition, const std::vector<Entry>& entries) : definition_(definition), entries_(entries) {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            counts_.push_back(counts_of(definition, entries[i].figure));
            of_figure_[key_of(entries[i])].push_back(i);
        }
        for (auto& [key, some] : of_figure_) std::ranges::sort(some, {}, [&](std::size_t i) { return entries[i].revision; });
    }

    [[nodiscard]] const Counts& counts(std::size_t entry) const { return counts_[entry]; }
    [[nodiscard]] const std::map<Key, std::vector<std::size_t>>& figures() const { return of_figure_; }

    // Of what the entry would tell together with what was told of the same figure before, which counts: those that differ by a few.
    [[nodiscard]] std::vector<bool> differing(std::size_t entry) const {
        std::vector<bool> differ(counts_[entry].size());
        for (const auto other : of_figure_.at(key_of(entries_[entry]))) {
            if (entries_[other].revision >= entries_[entry].revision || !is_known(entries_[other]) ||
                counts_[other].size() != differ.size())
                continue;
            for (std::size_t i = 0; i < differ.size(); ++i) {
                const auto change = std::abs(counts_[entry][i] - counts_[other][i]);
                if (change > 0 && change < smallest_of(definition_)) differ[i] = true;
            }
        }
        return differ;
    }
    // A result alone, where counts of the same figure are withheld.
    [[nodiscard]] bool is_result_of_withheld(std::size_t entry) const {
        if (!counts_[entry].empty() || !has_value(entries_[entry]) || !definition_.is_quotient()) return false;
        return std::ranges::any_of(of_figure_.at(key_of(entries_[entry])), [&](std::size_t other) {
            const auto telling = entries_[other].telling;
            return !counts_[other].empty() && !is_known(entries_[other]) &&
                   (telling != Telling::undecided || is_small(definition_, entries_[other].figure));
        });
    }

private:
    const Definition& definition_;
    const std::vector<Entry>& entries_;
    std::vector<Counts> counts_;
    std::map<Key, std::vector<std::size_t>> of_figure_;
};

bool has_any(const std::vector<bool>& flags) { return std::ranges::find(flags, true) != flags.end(); }

// Entries of one figure with one number are one figure to statistics.
void add_figures(Disclosed& it, const Definition& definition, const std::vector<Entry>& entries, const Book& book) {
    it.place.resize(entries.size());
    std::map<std::pair<Key, Counts>, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (!book.counts(i).empty()) alike[{key_of(entries[i]), book.counts(i)}].push_back(i);
    for (const auto& [of, some] : alike) {
        const bool was_told = std::ranges::any_of(some, [&](std::size_t i) { return is_known(entries[i]); });
        const bool is_new = std::ranges::all_of(some, [&](std::size_t i) { return entries[i].telling == Telling::undecided; });
        statistics::Told figure{.counts = of.second};
        if (!was_told) {
            const bool small = is_small(definition, entries[some.front()].figure);
            figure.secrets = book.differing(some.front());
            const bool differs = has_any(figure.secrets);
            if (small) {
                const auto few = few_of(definition, of.second);
                for (std::size_t i = 0; i < few.size(); ++i) figure.secrets[i] = figure.secrets[i] || few[i];
            }
            figure.is_withheld = !is_new || small || differs;
            figure.is_new = !figure.is_withheld;
        }
        for (const auto i : some) it.place[i] = it.figures.size();
        it.figures.push_back(std::move(figure));
    }
}

using Revisions = std::vector<std::size_t>;

// What stood just before a moment: of what was entered and corrected in it, the first number.
std::optional<std::size_t> before(const std::vector<Entry>& entries, const Revisions& revisions, Instant moment) {
    std::optional<std::size_t> found;
    for (const auto i : revisions)
        if (entries[i].at < moment || (!found && entries[i].at == moment)) found = i;
    return found;
}

void add_sums(Disclosed& it, const Definition& definition, const std::vector<Entry>& entries, const std::vector<std::size_t>& standing) {
    std::vector<Standing> all;
    for (const auto i : standing) {
        const auto& entry = entries[i];
        if (it.place[i])
            all.push_back({entry.series, entry.whose, entry.figure.period, entry.is_pooled, *it.place[i], &it.figures[*it.place[i]]});
    }
    const auto sums = sums_of(all, definition.counting == Counting::flow);
    it.sums.insert(it.sums.end(), sums.begin(), sums.end());
}

std::optional<Against> against(const Entry& it) { return Against{it.series, it.figure.period}; }

}  // namespace

const Names<Telling>& tellings() {
    static const Names<Telling> names{{Telling::undecided, "undecided"}, {Telling::told, "told"},         {Telling::small, "small"},
                                      {Telling::beside, "beside"},       {Telling::was_told, "was_told"}, {Telling::waiting, "waiting"}};
    return names;
}

bool is_small(const Definition& definition, const Observation& it) {
    const auto smallest = static_cast<double>(definition.smallest);
    if (it.state != FigureState::value || smallest == 0) return false;
    const auto is_few = [&](double count) { return (count > 0 && count < smallest) || (count == 0 && !definition.zeros_shown); };
    if (!it.denominator) return definition.unit == Unit::number && it.value && is_few(*it.value);
    const auto base = *it.denominator, count = *it.numerator, rest = base - count;
    if (base < smallest) return base > 0 || is_few(base);
    const bool is_share = definition.unit == Unit::per_cent;
    const bool is_none_or_all = count == 0 || (is_share && rest == 0);
    return is_few(count) || (rest > 0 && rest < smallest) || (is_share && is_few(rest)) || (is_none_or_all && base < 2 * smallest);
}

std::vector<Count> counts_of(const Definition& definition, const Observation& it) {
    const auto is_count = [](double number) { return number >= 0 && number <= count_max; };
    if (it.state != FigureState::value) return {};
    if (!it.denominator)
        return definition.unit == Unit::number && !definition.is_quotient() && it.value && is_count(*it.value)
                   ? Counts{std::llround(*it.value)}
                   : Counts{};
    const auto beside = definition.unit == Unit::per_cent ? *it.denominator - *it.numerator : *it.denominator;
    return is_count(*it.numerator) && is_count(beside) ? Counts{std::llround(*it.numerator), std::llround(beside)} : Counts{};
}

statistics::Rules rules_of(const Definition& definition) { return {.k = smallest_of(definition), .zeros_shown = definition.zeros_shown}; }

Disclosed disclosed(const Definition& definition, const std::vector<Entry>& entries) {
    const Book book(definition, entries);
    Disclosed it;
    add_figures(it, definition, entries, book);
    std::vector<std::size_t> now;
    std::map<Instant, std::pair<Date, Date>> corrected;  // when, and from which day to which
    for (const auto& [key, revisions] : book.figures()) {
        now.push_back(revisions.back());
        const auto& period = entries[revisions.front()].figure.period;
        for (auto at = std::next(revisions.begin()); at != revisions.end(); ++at) {
            auto& [first, last] = corrected.try_emplace(entries[*at].at, period.first, period.last).first->second;
            first = std::min(first, period.first);
            last = std::max(last, period.last);
        }
    }
    add_sums(it, definition, entries, now);
    for (const auto& [moment, days] : corrected) {
        std::vector<std::size_t> then;
        for (const auto& [key, revisions] : book.figures()) {
            const auto& period = entries[revisions.front()].figure.period;
            if (period.last < days.first || period.first > days.second) continue;
            if (const auto found = before(entries, revisions, moment)) then.push_back(*found);
        }
        add_sums(it, definition, entries, then);
    }
    return it;
}

std::vector<Decided> decide(const Definition& definition, const std::vector<Entry>& all) {
    std::vector<Decided> decided;
    auto entries = all;
    for (auto& it : entries)
        if (it.telling == Telling::waiting) it.telling = Telling::undecided;
    if (definition.smallest != Smallest::as_published)
        for (const auto i : waiting(definition, entries)) {
            entries[i].telling = Telling::waiting;
            decided.push_back({i, Telling::waiting, {}});
        }
    std::vector<std::size_t> place;  // of each entry's decision
    const Book book(definition, entries);
    const auto is_undecided = [&](std::size_t i) { return entries[i].telling == Telling::undecided; };
    for (std::size_t i = 0; i < entries.size(); ++i) {
        place.push_back(decided.size());
        if (is_undecided(i)) decided.push_back({i, Telling::told, {}});
    }
    if (definition.smallest == Smallest::as_published) return decided;
    const auto it = disclosed(definition, entries);
    std::vector<std::vector<std::size_t>> of(it.figures.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (it.place[i]) of[*it.place[i]].push_back(i);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!is_undecided(i)) continue;
        auto& mine = decided[place[i]];
        if (is_small(definition, entries[i].figure) && (!it.place[i] || it.figures[*it.place[i]].is_withheld))
            mine.telling = Telling::small;
        else if (it.place[i] && it.figures[*it.place[i]].is_withheld) {
            mine.telling = Telling::beside;
            if (has_any(book.differing(i))) mine.against = against(entries[i]);
        } else if (book.is_result_of_withheld(i))
            mine.telling = Telling::beside;
    }
    for (const auto& held : statistics::withhold(it.figures, it.sums, rules_of(definition)))
        for (const auto i : of[held.figure]) {
            if (!is_undecided(i)) continue;
            auto& mine = decided[place[i]];
            mine.telling = Telling::beside;
            if (held.with) mine.against = against(entries[of[*held.with].front()]);
        }
    return decided;
}

}  // namespace touchstone::measures
