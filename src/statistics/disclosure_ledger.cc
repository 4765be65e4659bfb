#include "statistics/disclosure_ledger.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "statistics/whole_program.h"

namespace touchstone::statistics {

namespace {

constexpr std::chrono::milliseconds time_of_a_question{1000}, time_of_all_numbers{5000};

using People = std::vector<bool>;  // of the groups that the dimensions tell apart, those that a number counts

struct Target {
    Where where;
    People people;
};
struct Number {
    Where where;
    People people;
    Count n;
};

// The groups that the dimensions tell apart.
class World {
public:
    explicit World(const std::vector<Dimension>& dimensions) : dimensions_(dimensions) {
        for (const auto& dimension : dimensions_) {
            if (dimension.values.empty()) throw std::invalid_argument("a dimension without values");
            size_ *= dimension.values.size();
            if (size_ > most_groups) throw std::invalid_argument("more groups than can be looked at");
        }
    }

    [[nodiscard]] People people(const Where& where) const {
        People people(size_, true);
        std::size_t known = 0, step = size_;
        for (const auto& dimension : dimensions_) {
            step /= dimension.values.size();
            const auto named = where.find(dimension.name);
            if (named == where.end()) continue;
            ++known;
            for (const auto& value : named->second)
                if (std::ranges::find(dimension.values, value) == dimension.values.end())
                    throw std::invalid_argument("a value that its dimension does not have");
            for (std::size_t i = 0; i < size_; ++i) {
                const auto& value = dimension.values[i / step % dimension.values.size()];
                if (std::ranges::find(named->second, value) == named->second.end()) people[i] = false;
            }
        }
        if (known != where.size()) throw std::invalid_argument("a dimension that is not there");
        return people;
    }

    [[nodiscard]] std::vector<Target> targets(const std::vector<Where>& named) const {
        std::vector<Target> targets;
        for (const auto& where : named.empty() ? ones_and_pairs() : named) targets.push_back({where, people(where)});
        return targets;
    }

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    [[nodiscard]] std::vector<Where> ones_and_pairs() const {
        std::vector<Where> groups;
        for (std::size_t i = 0; i < dimensions_.size(); ++i)
            for (const auto& value : dimensions_[i].values) groups.push_back({{dimensions_[i].name, {value}}});
        for (std::size_t i = 0; i < dimensions_.size(); ++i)
            for (std::size_t j = i + 1; j < dimensions_.size(); ++j)
                for (const auto& value : dimensions_[i].values)
                    for (const auto& other : dimensions_[j].values)
                        groups.push_back({{dimensions_[i].name, {value}}, {dimensions_[j].name, {other}}});
        return groups;
    }

    const std::vector<Dimension>& dimensions_;
    std::size_t size_ = 1;
};

// What somebody can work out who knows these numbers. Groups that all numbers count alike are one unknown: only their sum is known.
class Attack {
public:
    Attack(std::size_t groups, std::vector<Number> published, const std::vector<Number>& withheld, const std::vector<Count>& people,
           Count k)
        : published_(std::move(published)), withheld_(withheld), k_(k), kinds_(kinds(groups)), program_(kinds_.size(), most_of_a_kind()) {
        for (const auto& number : published_) program_.keep_at(terms(number.people, false), static_cast<double>(number.n));
        for (const auto& number : withheld_) program_.keep_at_least(terms(number.people, false), static_cast<double>(number.n));
        if (people.size() != groups) return;
        Possible real;
        for (const auto& kind : kinds_)
            real.push_back(
                std::accumulate(kind.begin(), kind.end(), Count{0}, [&](Count sum, std::size_t group) { return sum + people[group]; }));
        if (!fits(real)) throw std::invalid_argument("the published numbers are not those of the people");
        possible_.push_back(std::move(real));
    }

    bool leaks(const Target& target) {
        const bool is_published = std::ranges::any_of(published_, [&](const Number& number) { return number.where == target.where; });
        Known known;
        for (const auto& possible : possible_) note(known, possible, target);
        if (is_hidden(known, is_published)) return false;
        const auto most = ask(true, target, is_published || known.high >= 0 ? std::max(k_, known.high + 1) : 2 * k_);
        if (!most) return true;
        note(known, *most, target);
        if (known.high == 0 || is_hidden(known, is_published)) return false;
        if (known.high < k_ || is_published) return true;
        const auto least = ask(false, target, known.high - 1);
        if (!least) return true;
        note(known, *least, target);
        return !is_hidden(known, is_published);
    }

    // People of each group who fit all the numbers; none where they were not found in time.
    [[nodiscard]] std::vector<Count> any_people(std::size_t groups) {
        const auto solution = program_.most({}, time_of_all_numbers);
        if (solution.kind == Solution::Kind::impossible) throw std::invalid_argument("the published numbers contradict each other");
        if (solution.kind != Solution::Kind::found || !fits(solution.values)) return {};
        std::vector<Count> people(groups, 0);
        for (std::size_t kind = 0; kind < kinds_.size(); ++kind) people[kinds_[kind].front()] = solution.values[kind];
        return people;
    }

private:
    using Possible = std::vector<std::int64_t>;  // how many people of each kind there may be

    // Between which numbers a target was seen to be possible.
    struct Known {
        Count low = std::numeric_limits<Count>::max(), high = -1;
    };

    [[nodiscard]] std::vector<std::vector<std::size_t>> kinds(std::size_t groups) const {
        std::map<std::vector<bool>, std::vector<std::size_t>> alike;
        for (std::size_t group = 0; group < groups; ++group) {
            std::vector<bool> counted;
            for (const auto* numbers : {&published_, &withheld_})
                for (const auto& number : *numbers) counted.push_back(number.people[group]);
            alike[counted].push_back(group);
        }
        std::vector<std::vector<std::size_t>> kinds;
        for (auto& [counted, members] : alike) kinds.push_back(std::move(members));
        return kinds;
    }

    // No more than matters: what is counted anywhere is no more than that number, and 2k are enough of what is not.
    [[nodiscard]] Count most_of_a_kind() const {
        Count most = 0;
        for (const auto* numbers : {&published_, &withheld_})
            for (const auto& number : *numbers) most = std::max(most, number.n);
        return most + 2 * k_;
    }

    // The kinds with anybody among these people, or with nobody else.
    [[nodiscard]] Terms terms(const People& people, bool wholly) const {
        Terms terms;
        for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
            const auto is_counted = [&](std::size_t group) { return people[group]; };
            if (wholly ? std::ranges::all_of(kinds_[kind], is_counted) : std::ranges::any_of(kinds_[kind], is_counted))
                terms.push_back({kind, 1});
        }
        return terms;
    }

    static Count sum(const Terms& terms, const Possible& possible) {
        return std::accumulate(terms.begin(), terms.end(), Count{0},
                               [&](Count so_far, const Term& term) { return so_far + possible[term.variable]; });
    }

    void note(Known& known, const Possible& possible, const Target& target) const {
        known.low = std::min(known.low, sum(terms(target.people, true), possible));
        known.high = std::max(known.high, sum(terms(target.people, false), possible));
    }

    [[nodiscard]] bool is_hidden(const Known& known, bool is_published) const {
        return known.high >= k_ && (is_published || known.low < known.high || known.high >= 2 * k_);
    }

    // Nothing where it is not known. Each answer is counted again: what is said to be possible fits every number exactly.
    std::optional<Possible> ask(bool is_most, const Target& target, Count enough) {
        const auto aim = terms(target.people, !is_most);
        const auto goal = static_cast<double>(enough);
        auto solution = is_most ? program_.most(aim, time_of_a_question, goal) : program_.least(aim, time_of_a_question, goal);
        if (solution.kind == Solution::Kind::impossible) throw std::invalid_argument("the published numbers contradict each other");
        if (solution.kind != Solution::Kind::found || !fits(solution.values)) return std::nullopt;
        possible_.push_back(solution.values);
        return std::move(solution.values);
    }

    [[nodiscard]] bool fits(const Possible& possible) const {
        return std::ranges::all_of(possible, [](auto value) { return value >= 0; }) &&
               std::ranges::all_of(published_,
                                   [&](const Number& number) { return sum(terms(number.people, false), possible) == number.n; }) &&
               std::ranges::all_of(withheld_, [&](const Number& number) { return sum(terms(number.people, false), possible) >= number.n; });
    }

    std::vector<Number> published_;
    const std::vector<Number>& withheld_;
    Count k_;
    std::vector<std::vector<std::size_t>> kinds_;
    WholeProgram program_;
    std::vector<Possible> possible_;  // ways in which the people may be spread, as far as they were met
};

bool is_within(const People& inner, const People& outer) {
    for (std::size_t i = 0; i < inner.size(); ++i)
        if (inner[i] && !outer[i]) return false;
    return true;
}

// A ledger that was read once, and grows.
class Book {
public:
    explicit Book(const Ledger& ledger)
        : rules_(ledger.rules), world_(ledger.dimensions), targets_(world_.targets(ledger.targets)), people_(ledger.people) {
        if (!people_.empty() && people_.size() != world_.size()) throw std::invalid_argument("people of other groups");
        if (rules_.k < 2) throw std::invalid_argument("a least count below 2");
        for (const auto& release : ledger.published) add(number_of(release));
        for (const auto& known : ledger.withheld) withheld_.push_back(number_of({known.where, known.least}));
    }

    [[nodiscard]] Number number_of(const Release& release) const {
        if (release.n < 0 || release.n > largest_count) throw std::invalid_argument("a count below 0 or above the largest");
        return {release.where, world_.people(release.where), release.n};
    }
    // Looks once for people who fit everything, so that not every question has to.
    void look_for_people(const std::vector<Release>& candidates) {
        if (!people_.empty()) return;
        auto all = published_;
        for (const auto& candidate : candidates) all.push_back(number_of(candidate));
        people_ = Attack(world_.size(), all, withheld_, {}, rules_.k).any_people(world_.size());
    }
    void add(Number number) { published_.push_back(std::move(number)); }

    [[nodiscard]] std::optional<Clash> clash(const Number& candidate) const {
        if (candidate.n < rules_.k && (candidate.n > 0 || !rules_.zeros_shown)) return Clash{candidate.where, std::nullopt};
        for (const auto& earlier : published_)
            if (differs_by_few(candidate, earlier)) return Clash{candidate.where, earlier.where};
        const auto* leaking = first_leak(candidate);
        if (!leaking) return std::nullopt;
        return Clash{leaking->where, first_that_clashes(candidate, *leaking)};
    }

    [[nodiscard]] std::vector<Where> leaks() const {
        std::vector<Where> found;
        Attack attack(world_.size(), published_, withheld_, people_, rules_.k);
        for (const auto& target : targets_)
            if (attack.leaks(target)) found.push_back(target.where);
        return found;
    }

private:
    [[nodiscard]] bool differs_by_few(const Number& one, const Number& other) const {
        const bool is_inner = is_within(one.people, other.people), is_outer = is_within(other.people, one.people);
        if (!is_inner && !is_outer) return false;
        const auto more = is_inner ? other.n - one.n : one.n - other.n;
        if (more < 0 || (is_inner && is_outer && more != 0)) throw std::invalid_argument("the published numbers contradict each other");
        return more > 0 && more < rules_.k;
    }

    [[nodiscard]] std::vector<Number> with(const Number& candidate, std::size_t earlier) const {
        std::vector<Number> numbers(published_.begin(), published_.begin() + static_cast<std::ptrdiff_t>(earlier));
        numbers.push_back(candidate);
        return numbers;
    }

    [[nodiscard]] const Target* first_leak(const Number& candidate) const {
        Attack attack(world_.size(), with(candidate, published_.size()), withheld_, people_, rules_.k);
        const auto found = std::ranges::find_if(targets_, [&](const Target& target) { return attack.leaks(target); });
        return found == targets_.end() ? nullptr : &*found;
    }

    // The one without which, of those before it, the target could not be worked out; nothing where it needs none.
    [[nodiscard]] std::optional<Where> first_that_clashes(const Number& candidate, const Target& target) const {
        std::size_t fewer = 0, enough = published_.size();
        while (fewer < enough) {
            const auto middle = (fewer + enough) / 2;
            Attack attack(world_.size(), with(candidate, middle), withheld_, people_, rules_.k);
            if (attack.leaks(target))
                enough = middle;
            else
                fewer = middle + 1;
        }
        return enough == 0 ? std::nullopt : std::optional(published_[enough - 1].where);
    }

    Rules rules_;
    World world_;
    std::vector<Target> targets_;
    std::vector<Number> published_, withheld_;
    std::vector<Count> people_;
};

}  // namespace

std::optional<Clash> clash(const Ledger& ledger, const Release& candidate) {
    const Book book(ledger);
    return book.clash(book.number_of(candidate));
}

std::vector<std::optional<Clash>> may_show(const Ledger& ledger, const std::vector<Release>& candidates) {
    Book book(ledger);
    book.look_for_people(candidates);
    std::vector<std::optional<Clash>> clashes;
    for (const auto& candidate : candidates) {
        auto number = book.number_of(candidate);
        clashes.push_back(book.clash(number));
        if (!clashes.back()) book.add(std::move(number));
    }
    return clashes;
}

std::vector<Where> leaks(const Ledger& ledger) { return Book(ledger).leaks(); }

}  // namespace touchstone::statistics
