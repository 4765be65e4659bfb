// Somebody attacks all that is told of groups and services, and finds nothing.
#include <algorithm>
#include <array>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "measures/entered_in_tests.h"
#include "statistics/whole_program.h"

namespace touchstone::measures {
namespace {

using statistics::Count;

constexpr auto told = Telling::told, beside = Telling::beside;

// Children by group and service, with all totals. Somebody who attacks it knows that they add up, all that is told now or ever was, and
// when which child's number changed: and nothing of how it was decided.
constexpr std::size_t groups = 3, services = 3, all_of_them = 3;

class World {
public:
    explicit World(std::uint64_t seed) : random_(seed) {
        for (auto& row : atoms_)
            for (auto& atom : row) atom = {of(14), of(30)};
        for (std::size_t service = 0; service <= services; ++service) order_.push_back(service);
        std::ranges::shuffle(order_, random_);
    }

    void play() {
        for (const auto service : order_) {  // one service after another, and the totals among them
            std::vector<std::pair<Whose, std::string>> lines;
            for (std::size_t group = 0; group <= groups; ++group) lines.push_back(line(service, group));
            enter(lines);
        }
        for (int i = 0; i < 3; ++i) {
            const auto service = static_cast<std::size_t>(of(services)), group = static_cast<std::size_t>(of(groups));
            atoms_[service][group] = {of(14), of(30)};
            ++versions_[service][group];
            enter({line(service, group), line(service, all_of_them), line(all_of_them, group), line(all_of_them, all_of_them)});
        }
    }
    // Tells what was withheld, of the others first.
    bool tell_one() {
        for (auto& state : states_)
            for (auto& cell : state)
                if (cell.telling == beside) {
                    cell.telling = told;
                    return true;
                }
        return false;
    }

    // How many small counts can be worked out.
    [[nodiscard]] int found_out() const {
        int found = 0;
        for (std::size_t count = 0; count < 2; ++count) found += found_out(count);
        return found + told_by_difference();
    }
    [[nodiscard]] const Entered& entered() const { return entered_; }

private:
    using Pair = std::array<Count, 2>;
    using Atom = std::array<std::size_t, 3>;  // service, group, version
    struct Cell {
        std::string series;
        Pair counts;
        Telling telling;
        std::vector<Atom> atoms;
    };

    Count of(int below) { return static_cast<Count>(random_() % static_cast<std::uint64_t>(below)); }
    static bool is_in(std::size_t asked, std::size_t one) { return asked == all_of_them || asked == one; }

    [[nodiscard]] Pair counts(std::size_t service, std::size_t group) const {
        Pair sum{};
        for (std::size_t s = 0; s < services; ++s)
            for (std::size_t g = 0; g < groups; ++g)
                if (is_in(service, s) && is_in(group, g))
                    for (std::size_t count = 0; count < 2; ++count) sum[count] += atoms_[s][g][count];
        return sum;
    }
    [[nodiscard]] std::pair<Whose, std::string> line(std::size_t service, std::size_t group) const {
        const auto [one, rest] = counts(service, group);
        return {{service == all_of_them ? OrganisationId{} : OrganisationId{"s" + std::to_string(service)}, "", "",
                 group == all_of_them ? "" : "g" + std::to_string(group)},
                "2025; " + std::to_string(one) + "; " + std::to_string(one + rest)};
    }
    void enter(std::vector<std::pair<Whose, std::string>> lines) {
        // As in the store, what is entered as it was is no further revision.
        std::erase_if(lines, [&](const auto& each) { return latest_.contains(each.first) && latest_.at(each.first) == each.second; });
        for (const auto& [whose, figure] : lines) latest_[whose] = figure;
        entered_.enter(lines);
        std::vector<Cell> state;
        std::map<std::string, std::size_t> at;
        for (const auto& entry : entered_.all()) {
            const auto service = entry.whose.organisation.is_empty() ? all_of_them : std::stoul(entry.whose.organisation.text.substr(1));
            const auto group = entry.whose.people.empty() ? all_of_them : std::stoul(entry.whose.people.substr(1));
            Cell cell{entry.series, counts(service, group), entry.telling, {}};
            for (std::size_t s = 0; s < services; ++s)
                for (std::size_t g = 0; g < groups; ++g)
                    if (is_in(service, s) && is_in(group, g)) cell.atoms.push_back({s, g, versions_[s][g]});
            const auto [place, is_first] = at.try_emplace(entry.series, state.size());
            if (is_first)
                state.push_back(cell);
            else
                state[place->second] = cell;
        }
        states_.push_back(std::move(state));
    }

    [[nodiscard]] int found_out(std::size_t count) const {
        std::map<Atom, std::size_t> places;
        std::map<std::vector<Atom>, const Cell*> cells;  // each once
        for (const auto& state : states_)
            for (const auto& cell : state) {
                for (const auto& atom : cell.atoms) places.try_emplace(atom, places.size());
                auto& slot = cells[cell.atoms];
                if (slot == nullptr || cell.telling == told) slot = &cell;
            }
        statistics::WholeProgram program(places.size(), 2'000);
        const auto terms = [&](const Cell& cell) {
            statistics::Terms some;
            for (const auto& atom : cell.atoms) some.push_back({places.at(atom), 1});
            return some;
        };
        for (const auto& [atoms, cell] : cells)
            if (cell->telling == told) program.keep_at(terms(*cell), static_cast<double>(cell->counts[count]));
        int found = 0;
        for (const auto& [atoms, cell] : cells) {
            if (cell->telling == told || cell->counts[count] >= 5) continue;
            const auto sum = [&](const statistics::Solution& solution) {
                Count all = 0;
                for (const auto& term : terms(*cell)) all += solution.values.at(term.variable);
                return all;
            };
            const std::chrono::seconds time{5};
            const auto most = sum(program.most(terms(*cell), time)), least = sum(program.least(terms(*cell), time));
            found += most < 5 || most - least < 5;
        }
        return found;
    }

    [[nodiscard]] int told_by_difference() const {
        int found = 0;
        for (const auto& one : states_)
            for (const auto& cell : one)
                for (const auto& other : states_.back())
                    if (cell.series == other.series && cell.telling == told && other.telling == told)
                        for (std::size_t count = 0; count < 2; ++count) {
                            const auto difference = std::abs(cell.counts[count] - other.counts[count]);
                            found += difference > 0 && difference < 5;
                        }
        return found;
    }

    std::mt19937_64 random_;
    std::array<std::array<Pair, groups>, services> atoms_{};
    std::array<std::array<std::size_t, groups>, services> versions_{};
    std::vector<std::size_t> order_;
    Entered entered_;
    std::map<Whose, std::string> latest_;
    std::vector<std::vector<Cell>> states_;  // what stood after each moment
};

TEST(Figures, of_groups_and_services_give_no_small_number_away_whatever_was_told_before) {
    int found_by_bypass = 0, withheld = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        World world(seed);
        world.play();
        EXPECT_EQ(world.found_out(), 0) << seed;
        withheld += static_cast<int>(std::ranges::count(world.entered().all(), beside, &Entry::telling));
        const auto it = disclosed(world.entered().definition(), world.entered().all());
        EXPECT_TRUE(statistics::leaks(it.figures, it.sums, rules_of(world.entered().definition())).empty()) << seed;
        if (world.tell_one()) found_by_bypass += world.found_out() > 0;
    }
    EXPECT_GT(withheld, 40) << "else nothing was tried";
    EXPECT_GT(found_by_bypass, 5) << "who tells what was withheld beside others is found out";
}

}  // namespace
}  // namespace touchstone::measures
