#include "statistics/disclosure_sums.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "statistics/whole_program.h"

namespace touchstone::statistics {

namespace {

constexpr std::chrono::milliseconds time_of_a_question{500};
constexpr std::size_t few_unknown = 40, most_unknown = 400;  // at once, those nearest to a secret: the others are taken for known
constexpr std::size_t most_asked_again = 50;

// What the parts leave of a count, but for counts that do not add up.
std::optional<Count> rest_of(const std::vector<Told>& figures, const Sum& sum, std::size_t count, Count k) {
    const auto has_count = [&](std::size_t figure) { return count < figures[figure].counts.size(); };
    if (!has_count(sum.whole) || !std::ranges::all_of(sum.parts, has_count)) return std::nullopt;
    auto rest = figures[sum.whole].counts[count];
    for (const auto part : sum.parts) rest -= figures[part].counts[count];
    return rest > -k ? std::optional(rest) : std::nullopt;
}

// Whether there is anybody beside the parts.
bool has_others(const std::vector<Told>& figures, const Sum& sum, Count k) {
    for (std::size_t count = 0; count < figures[sum.whole].counts.size(); ++count)
        if (rest_of(figures, sum, count, k).value_or(0) > 0) return true;
    return false;
}

// All figures with one count of each, and what the parts of each sum leave as figures of their own behind them.
class Layer {
public:
    Layer(const std::vector<Told>& figures, const std::vector<Sum>& sums, std::size_t count, const Rules& rules) : k_(rules.k) {
        for (const auto& figure : figures) {
            values_.push_back(count < figure.counts.size() ? figure.counts[count] : 0);
            is_secret_.push_back(figure.is_withheld && count < figure.secrets.size() && figure.secrets[count]);
        }
        first_rest_ = values_.size();
        is_secret_.resize(first_rest_ + sums.size());
        values_.resize(first_rest_ + sums.size());
        sums_of_.resize(values_.size());
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const auto& sum = sums[i];
            auto& members = members_.emplace_back();
            const auto rest = rest_of(figures, sum, count, k_);
            if (!rest || (*rest < 0 && figures[sum.whole].is_withheld)) continue;
            members.push_back({sum.whole, -1});
            for (const auto part : sum.parts) members.push_back({part, 1});
            const bool is_nobody = *rest == 0 && !rules.zeros_shown && has_others(figures, sum, k_);
            if (*rest > 0 || is_nobody) {
                values_[first_rest_ + i] = *rest;
                is_secret_[first_rest_ + i] = *rest < k_;
                members.push_back({first_rest_ + i, 1});
            }
            for (const auto& member : members) sums_of_[member.figure].push_back(i);
        }
    }

    struct Member {
        std::size_t figure;
        int sign;
    };
    [[nodiscard]] const std::vector<Member>& members(std::size_t sum) const { return members_[sum]; }
    [[nodiscard]] const std::vector<std::size_t>& sums_of(std::size_t figure) const { return sums_of_[figure]; }
    [[nodiscard]] Count value(std::size_t figure) const { return values_[figure]; }
    [[nodiscard]] bool is_rest(std::size_t figure) const { return figure >= first_rest_; }
    [[nodiscard]] std::size_t sum_of_rest(std::size_t figure) const { return figure - first_rest_; }
    [[nodiscard]] std::vector<std::size_t> secrets() const {
        std::vector<std::size_t> secrets;
        for (std::size_t figure = 0; figure < is_secret_.size(); ++figure)
            if (is_secret_[figure]) secrets.push_back(figure);
        return secrets;
    }
    [[nodiscard]] bool is_secret(std::size_t figure) const { return is_secret_[figure]; }
    [[nodiscard]] bool is_hidden(std::size_t figure, const std::vector<bool>& withheld) const {
        return is_rest(figure) || withheld[figure];
    }

    // What is withheld around a figure, and itself first: so many at most, the nearest.
    [[nodiscard]] std::vector<std::size_t> withheld_around(std::size_t figure, const std::vector<bool>& withheld, std::size_t most) const {
        std::vector<std::size_t> figures{figure};
        std::set<std::size_t> seen_sums, seen{figure};
        for (std::size_t at = 0; at < figures.size(); ++at)
            for (const auto sum : sums_of_[figures[at]]) {
                if (!seen_sums.insert(sum).second) continue;
                for (const auto& member : members_[sum]) {
                    if (!is_hidden(member.figure, withheld) || !seen.insert(member.figure).second) continue;
                    if (figures.size() == most) return figures;
                    figures.push_back(member.figure);
                }
            }
        return figures;
    }
    // The sums that a secret's number depends on: its own, and those of all that is withheld in them.
    [[nodiscard]] std::vector<std::size_t> around(std::size_t secret, const std::vector<bool>& withheld) const {
        return sums_of(withheld_around(secret, withheld, most_unknown));
    }

    [[nodiscard]] bool is_safe(std::size_t secret, const std::vector<bool>& withheld) const {
        return is_plainly_safe(secret, withheld) || is_exactly_safe(secret, withheld, few_unknown) ||
               is_exactly_safe(secret, withheld, most_unknown);
    }

private:
    // Where in each of its sums others are withheld that stand in no other: these make up for every change.
    [[nodiscard]] bool is_plainly_safe(std::size_t secret, const std::vector<bool>& withheld) const {
        Count up = largest_count, down = values_[secret];
        for (const auto sum : sums_of_[secret]) {
            const auto own = std::ranges::find(members_[sum], secret, &Member::figure)->sign;
            Count room_up = 0, room_down = 0;
            for (const auto& member : members_[sum]) {
                if (member.figure == secret || sums_of_[member.figure].size() != 1 || !is_hidden(member.figure, withheld)) continue;
                room_up += member.sign == own ? values_[member.figure] : largest_count;
                room_down += member.sign == own ? largest_count : values_[member.figure];
            }
            up = std::min(up, room_up);
            down = std::min(down, room_down);
        }
        return hides({values_[secret] - down, values_[secret] + up}, k_);
    }

    [[nodiscard]] std::vector<std::size_t> sums_of(const std::vector<std::size_t>& figures) const {
        std::vector<std::size_t> sums;
        std::set<std::size_t> seen;
        for (const auto figure : figures)
            for (const auto sum : sums_of_[figure])
                if (seen.insert(sum).second) sums.push_back(sum);
        return sums;
    }

    struct Unknowns {
        std::vector<std::size_t> figures;            // the secret first
        std::vector<std::pair<Terms, Count>> rules;  // what the terms add up to
    };
    [[nodiscard]] Unknowns unknowns(std::size_t secret, const std::vector<bool>& withheld, std::size_t most) const {
        Unknowns it{withheld_around(secret, withheld, most), {}};
        std::map<std::size_t, std::size_t> place;
        for (const auto figure : it.figures) place.emplace(figure, place.size());
        for (const auto sum : sums_of(it.figures)) {
            auto& [terms, side] = it.rules.emplace_back();
            for (const auto& member : members_[sum]) {
                const auto found = place.find(member.figure);
                if (found == place.end()) continue;
                terms.push_back({found->second, static_cast<double>(member.sign)});
                side += member.sign * values_[member.figure];
            }
        }
        return it;
    }

    static bool fits(const Unknowns& it, const Solution& solution) {
        if (solution.kind != Solution::Kind::found || std::ranges::any_of(solution.values, [](auto value) { return value < 0; }))
            return false;
        return std::ranges::all_of(it.rules, [&](const auto& rule) {
            Count sum = 0;
            for (const auto& term : rule.first) sum += static_cast<Count>(term.weight) * solution.values[term.variable];
            return sum == rule.second;
        });
    }

    // What is safe from somebody who knows the others is safe. What was found is counted again: numbers that fit every sum.
    [[nodiscard]] bool is_exactly_safe(std::size_t secret, const std::vector<bool>& withheld, std::size_t most_unknowns) const {
        const auto it = unknowns(secret, withheld, most_unknowns);
        Count most = 0;
        for (const auto figure : it.figures) most = std::max(most, values_[figure]);
        WholeProgram program(it.figures.size(), most + 2 * k_);
        for (const auto& [terms, side] : it.rules) program.keep_at(terms, static_cast<double>(side));
        const Terms aim{{0, 1}};
        const auto highest = program.most(aim, time_of_a_question, static_cast<double>(2 * k_));
        if (!fits(it, highest)) return false;
        Range range{values_[secret], highest.values.front()};
        if (hides(range, k_)) return true;
        if (*range.high < k_) return false;
        const auto lowest = program.least(aim, time_of_a_question, static_cast<double>(*range.high - k_));
        if (!fits(it, lowest)) return false;
        range.low = lowest.values.front();
        return hides(range, k_);
    }

    Count k_;
    std::size_t first_rest_ = 0;
    std::vector<Count> values_;
    std::vector<bool> is_secret_;
    std::vector<std::vector<Member>> members_;
    std::vector<std::vector<std::size_t>> sums_of_;
};

void check(const std::vector<Told>& figures, const std::vector<Sum>& sums, Count k) {
    if (k < 2) throw std::invalid_argument("a least count below 2");
    for (const auto& sum : sums) {
        if (sum.whole >= figures.size()) throw std::invalid_argument("a figure that is not there");
        for (const auto part : sum.parts)
            if (part >= figures.size()) throw std::invalid_argument("a figure that is not there");
    }
}

std::vector<Layer> layers_of(const std::vector<Told>& figures, const std::vector<Sum>& sums, const Rules& rules) {
    check(figures, sums, rules.k);
    std::size_t counts = 0;
    for (const auto& figure : figures) counts = std::max(counts, figure.counts.size());
    std::vector<Layer> layers;
    for (std::size_t count = 0; count < counts; ++count) layers.emplace_back(figures, sums, count, rules);
    return layers;
}

std::vector<bool> withheld_of(const std::vector<Told>& figures) {
    std::vector<bool> withheld;
    for (const auto& figure : figures) withheld.push_back(figure.is_withheld);
    return withheld;
}

class Withholding {
public:
    Withholding(std::vector<Told> figures, const std::vector<Sum>& sums, const Rules& rules)
        : figures_(std::move(figures)), layers_(layers_of(figures_, sums, rules)), withheld_(withheld_of(figures_)) {}

    std::vector<Held> held() {
        for (const auto& layer : layers_)
            for (const auto secret : layer.secrets())
                if (is_touched(layer, secret))
                    while (!layer.is_safe(secret, withheld_) && hide_one(layer, secret)) {
                    }
        for (auto it = held_.size(); it-- > 0;)
            if (may_be_told(held_[it].figure)) held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(it));
        std::ranges::sort(held_, {}, &Held::figure);
        return held_;
    }

private:
    // What nothing new stands beside is as it was.
    [[nodiscard]] bool is_touched(const Layer& layer, std::size_t secret) const {
        return std::ranges::any_of(layer.around(secret, withheld_), [&](std::size_t sum) {
            return std::ranges::any_of(layer.members(sum),
                                       [&](const auto& member) { return !layer.is_rest(member.figure) && figures_[member.figure].is_new; });
        });
    }

    // The next new figure in the sums around a secret: parts before wholes, first in its own sums, those that close a cycle before others,
    // and the smallest of them. False where there is none.
    bool hide_one(const Layer& layer, std::size_t secret) {
        const auto sums = layer.around(secret, withheld_);
        const auto own = layer.sums_of(secret);
        std::map<std::size_t, int> apart;  // how often each stands in these sums, below 0
        for (const auto sum : sums)
            for (const auto& member : layer.members(sum)) --apart[member.figure];
        std::optional<std::tuple<bool, bool, int, Count, std::size_t>> best;
        std::size_t through = 0;
        for (const auto sum : sums) {
            const bool is_far = std::ranges::find(own, sum) == own.end();
            for (const auto& member : layer.members(sum)) {
                if (layer.is_hidden(member.figure, withheld_) || !figures_[member.figure].is_new) continue;
                const std::tuple cost{member.sign < 0, is_far, apart[member.figure], layer.value(member.figure), member.figure};
                if (!best || cost < *best) best = cost, through = sum;
            }
        }
        if (!best) return false;
        const auto figure = std::get<4>(*best);
        Held held{figure, {}};
        for (const auto& member : layer.members(through))
            if (!layer.is_hidden(member.figure, withheld_) && !figures_[member.figure].is_new && !held.with) held.with = member.figure;
        withheld_[figure] = true;
        held_.push_back(held);
        return true;
    }

    // Whether every secret that it could touch stays safe. Where these are many it is not asked.
    bool may_be_told(std::size_t figure) {
        std::vector<std::pair<const Layer*, std::size_t>> touched;
        for (const auto& layer : layers_) {
            std::set<std::size_t> seen;
            for (const auto sum : layer.around(figure, withheld_))
                for (const auto& member : layer.members(sum))
                    if (layer.is_secret(member.figure) && seen.insert(member.figure).second) touched.emplace_back(&layer, member.figure);
        }
        if (touched.size() > most_asked_again) return false;
        withheld_[figure] = false;
        for (const auto& [layer, secret] : touched)
            if (!layer->is_safe(secret, withheld_)) {
                withheld_[figure] = true;
                return false;
            }
        return true;
    }

    std::vector<Told> figures_;
    std::vector<Layer> layers_;
    std::vector<bool> withheld_;
    std::vector<Held> held_;
};

}  // namespace

std::vector<Held> withhold(std::vector<Told> figures, const std::vector<Sum>& sums, const Rules& rules) {
    return Withholding(std::move(figures), sums, rules).held();
}

std::vector<Leak> leaks(const std::vector<Told>& figures, const std::vector<Sum>& sums, const Rules& rules) {
    std::vector<Leak> found;
    const auto withheld = withheld_of(figures);
    const auto layers = layers_of(figures, sums, rules);
    for (std::size_t count = 0; count < layers.size(); ++count)
        for (const auto secret : layers[count].secrets())
            if (!layers[count].is_safe(secret, withheld)) {
                const bool is_rest = layers[count].is_rest(secret);
                found.push_back({is_rest, is_rest ? layers[count].sum_of_rest(secret) : secret, count});
            }
    return found;
}

}  // namespace touchstone::statistics
