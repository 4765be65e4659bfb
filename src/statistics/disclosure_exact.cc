#include "statistics/disclosure_exact.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "statistics/whole_program.h"

namespace touchstone::statistics {

namespace {

constexpr std::chrono::milliseconds time_of_a_round{500}, time_of_all{2000};
constexpr std::size_t most_choices = 40;  // beyond that a choice may take long

// A condition on what is hidden: rooms of the hidden places add up to `need`.
struct Condition {
    std::map<std::size_t, Count> rooms;
    Count need;
};

// What is wanting for a place: to be raised far enough to reach k, and raised and lowered far enough to be k wide.
std::vector<Condition> unmet(const Grid& grid, const Mask& hidden, std::size_t place, Count k) {
    Flow up(grid, place, true), down(grid, place, false);
    up.grow(hidden, Grid::unlimited);
    down.grow(hidden, Grid::unlimited);
    std::vector<Condition> conditions;
    const auto to_k = k - grid.count(place);
    if (up.amount() < to_k) conditions.push_back({up.narrowest(hidden), to_k});
    if (up.amount() + down.amount() >= k) return conditions;
    Condition width{up.narrowest(hidden), k};
    if (down.amount() == grid.spare(place))
        width.need -= down.amount();
    else
        for (const auto& [other, room] : down.narrowest(hidden)) width.rooms[other] += room;
    conditions.push_back(std::move(width));
    return conditions;
}

}  // namespace

std::optional<Mask> fewest_hidden(const Grid& grid, const std::vector<std::size_t>& primary, const Mask& begun,
                                  const std::vector<Count>& costs, Count k) {
    std::vector<std::size_t> choices;
    std::map<std::size_t, std::size_t> variable_of;
    Count sum = 1;
    for (std::size_t place = 0; place < grid.size(); ++place) {
        if (begun[place] || costs[place] < 0) continue;
        variable_of[place] = choices.size();
        choices.push_back(place);
        sum += grid.count(place);
    }
    if (choices.empty() || choices.size() > most_choices) return std::nullopt;
    WholeProgram program(choices.size(), 1);
    Terms aim;  // fewer first, then less in them
    for (const auto place : choices)
        aim.push_back({variable_of[place], 1 + static_cast<double>(grid.count(place)) / static_cast<double>(sum)});
    const auto deadline = std::chrono::steady_clock::now() + time_of_all;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto solution = program.least(aim, time_of_a_round);
        if (solution.kind != Solution::Kind::found) return std::nullopt;
        auto hidden = begun;
        for (const auto place : choices) hidden[place] = solution.values[variable_of[place]] == 1;
        bool is_met = true;
        for (const auto place : primary)
            for (const auto& condition : unmet(grid, hidden, place, k)) {
                is_met = false;
                Terms terms;
                auto need = condition.need;
                for (const auto& [other, room] : condition.rooms) {
                    if (begun[other]) need -= room;
                    if (const auto found = variable_of.find(other); found != variable_of.end())
                        terms.push_back({found->second, static_cast<double>(room)});
                }
                if (need <= 0 || terms.empty()) return std::nullopt;
                for (auto& term : terms) term.weight = std::min(term.weight, static_cast<double>(need));
                program.keep_at_least(terms, static_cast<double>(need));
            }
        if (is_met) return hidden;
    }
    return std::nullopt;
}

}  // namespace touchstone::statistics
