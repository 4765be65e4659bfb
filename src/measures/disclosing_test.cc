#include "measures/disclosing.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statistics/whole_program.h"

namespace touchstone::measures {
namespace {

using statistics::Count;
using ::testing::Each;
using ::testing::ElementsAre;

Definition share(Smallest smallest = Smallest::five, bool zeros_shown = false) {
    Definition it;
    it.numerator = "Seen";
    it.denominator = "All";
    it.unit = Unit::per_cent;
    it.smallest = smallest;
    it.zeros_shown = zeros_shown;
    return it;
}

Observation quotient(double numerator, double denominator) {
    return {.period = {}, .state = FigureState::value, .value = {}, .numerator = numerator, .denominator = denominator};
}

// What was entered of one measure, one moment after another.
class Entered {
public:
    explicit Entered(Definition definition = share()) : definition_(std::move(definition)) {}

    // Decides on them together, and gives what became of each.
    std::vector<Telling> enter(const std::vector<std::pair<Whose, std::string>>& lines) {
        at_ += std::chrono::hours{1};
        const auto first = all_.size();
        for (const auto& [whose, pasted] : lines)
            for (const auto& figure : read_pasted(pasted, definition_).value()) add(whose, figure);
        for (const auto& it : decide(definition_, all_)) {
            all_[it.entry].telling = it.telling;
            against_[it.entry] = it.against;
        }
        std::vector<Telling> tellings;
        for (std::size_t i = first; i < all_.size(); ++i) tellings.push_back(all_[i].telling);
        return tellings;
    }
    [[nodiscard]] const std::vector<Entry>& all() const { return all_; }
    // Of the one that was entered last.
    [[nodiscard]] std::optional<Against> against() const { return against_.at(all_.size() - 1); }
    [[nodiscard]] const Definition& definition() const { return definition_; }

private:
    void add(const Whose& whose, const Observation& figure) {
        const auto series = whose.organisation.text + "/" + whose.area_code + "/" + whose.people;
        int revision = 1;
        for (const auto& it : all_)
            if (it.series == series && it.figure.period == figure.period && !it.is_pooled) ++revision;
        all_.push_back({.series = series, .whose = whose, .figure = figure, .is_pooled = false, .revision = revision, .at = at_});
    }

    Definition definition_;
    std::vector<Entry> all_;
    std::map<std::size_t, std::optional<Against>> against_;
    Instant at_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
};

Whose group(const std::string& people) { return {{}, "", "", people}; }
Whose service(const std::string& id, const std::string& people = "") { return {OrganisationId{id}, "", "", people}; }
const Whose everybody;

constexpr auto told = Telling::told, small = Telling::small, beside = Telling::beside;

TEST(SmallNumbers, are_withheld_as_far_as_the_measure_says) {
    EXPECT_FALSE(is_small(share(), quotient(50, 100)));
    EXPECT_TRUE(is_small(share(), quotient(4, 100)));
    EXPECT_TRUE(is_small(share(), quotient(96, 100))) << "four are told by what is left";
    EXPECT_TRUE(is_small(share(), quotient(0, 100)));
    EXPECT_TRUE(is_small(share(), quotient(100, 100)));
    EXPECT_FALSE(is_small(share(Smallest::five, true), quotient(0, 100)));
    EXPECT_FALSE(is_small(share(Smallest::five, true), quotient(100, 100)));
    EXPECT_TRUE(is_small(share(Smallest::five, true), quotient(0, 9))) << "all of so few";
    EXPECT_TRUE(is_small(share(Smallest::five, true), quotient(0, 4)));
    EXPECT_FALSE(is_small(share(Smallest::as_published), quotient(4, 100)));
    Definition count;
    count.smallest = Smallest::ten;
    const auto number = [](double value) {
        return Observation{.period = {}, .state = FigureState::value, .value = value, .numerator = {}, .denominator = {}};
    };
    EXPECT_TRUE(is_small(count, number(9)));
    EXPECT_TRUE(is_small(count, number(0)));
    EXPECT_FALSE(is_small(count, number(10)));
}

TEST(Groups, that_make_up_everybody_hide_one_another) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 60; 100"}, {group("Boys"), "2025; 40; 60"}, {group("Girls"), "2025; 20; 40"}}), Each(told));
    Entered few;
    EXPECT_THAT(few.enter({{everybody, "2025; 43; 100"}, {group("Boys"), "2025; 40; 60"}, {group("Girls"), "2025; 3; 40"}}),
                ElementsAre(told, beside, small));
}

TEST(Groups, leave_no_few_beside_them) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 50; 100"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{group("Boys"), "2025; 47; 60"}}), ElementsAre(beside));
    EXPECT_EQ(it.against(), (Against{"//", it.all().front().figure.period})) << "everybody was told before";
    Entered other;
    EXPECT_THAT(other.enter({{group("Boys"), "2025; 47; 60"}}), ElementsAre(told));
    EXPECT_THAT(other.enter({{everybody, "2025; 50; 100"}}), ElementsAre(beside));
}

TEST(Groups, of_which_one_is_small_hide_another_though_others_overlap) {
    Entered it;
    const auto became = it.enter({{everybody, "2025; 150; 500"},
                                  {group("SIMD 1"), "2025; 3; 100"},
                                  {group("SIMD 2"), "2025; 40; 100"},
                                  {group("SIMD 3"), "2025; 30; 100"},
                                  {group("SIMD 4"), "2025; 50; 100"},
                                  {group("SIMD 5"), "2025; 27; 100"},
                                  {group("Looked after"), "2025; 20; 60"}});
    EXPECT_THAT(became, ElementsAre(told, small, told, told, told, beside, told));
}

TEST(Services, hide_one_another_beside_their_total) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 70; 150"}, {service("a"), "2025; 20; 50"}, {service("b"), "2025; 47; 60"}}),
                ElementsAre(told, beside, told))
        << "three are left beside both";
    Entered areas;
    EXPECT_THAT(areas.enter({{{{}, "S92000003", "Scotland", ""}, "2025; 63; 200"},
                             {{{}, "S12000005", "Clackmannanshire", ""}, "2025; 3; 60"},
                             {{{}, "S12000047", "Fife", ""}, "2025; 60; 140"}}),
                ElementsAre(told, small, beside));
}

TEST(Years, hide_a_month_that_is_small) {
    Definition count;
    count.smallest = Smallest::five;
    Entered it(count);
    EXPECT_THAT(it.enter({{everybody, "2025; 40"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{everybody, "2025-Q1; 12\n2025-Q2; 3\n2025-Q3; 10\n2025-Q4; 15"}}), ElementsAre(told, small, beside, told));
    count.counting = Counting::stock;
    Entered stock(count);
    EXPECT_THAT(stock.enter({{everybody, "2025; 40"}, {everybody, "2025-Q1; 37\n2025-Q2; 38"}}), Each(told)) << "a stock does not add up";
}

TEST(Corrections, by_a_few_are_withheld) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 50; 100"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{everybody, "2025; 52; 100"}}), ElementsAre(beside));
    EXPECT_EQ(it.against(), (Against{"//", it.all().front().figure.period}));
    EXPECT_THAT(it.enter({{everybody, "2025; 60; 120"}}), ElementsAre(told));
    EXPECT_THAT(it.enter({{everybody, "2025; 50; 100"}}), ElementsAre(told)) << "that was told already";
}

TEST(Corrections, do_not_give_away_what_was_withheld_before_them) {
    Entered it;
    EXPECT_THAT(
        it.enter({{everybody, "2025; 100; 200"}, {group("A"), "2025; 57; 100"}, {group("B"), "2025; 40; 50"}, {group("C"), "2025; 3; 50"}}),
        ElementsAre(told, told, beside, small));
    EXPECT_THAT(it.enter({{everybody, "2025; 120; 220"}, {group("A"), "2025; 77; 120"}}), Each(told));
    EXPECT_THAT(it.enter({{group("B"), "2025; *"}}), ElementsAre(told)) << "there is no number in it";
    EXPECT_THAT(it.enter({{group("B"), "2025; 40; 50"}}), ElementsAre(beside)) << "with A and everybody of before";
}

TEST(Results, alone_go_with_their_counts) {
    Entered it;
    EXPECT_THAT(it.enter({{everybody, "2025; 3; 10"}}), ElementsAre(small));
    EXPECT_THAT(it.enter({{everybody, "2025; 30"}}), ElementsAre(beside));
    EXPECT_THAT(it.enter({{everybody, "2026; 30"}}), ElementsAre(told));
}

TEST(Published, figures_are_told_as_they_are) {
    Entered it(share(Smallest::as_published));
    EXPECT_THAT(it.enter({{everybody, "2025; 4; 100"}, {group("Boys"), "2025; 1; 3"}}), Each(told));
}

std::vector<Whose> touched(const Entered& it) {
    std::vector<Whose> all;
    for (const auto& entry : it.all()) all.push_back(entry.whose);
    return all;
}

const std::string every_year = "2020; 40; 200\n2021; 40; 200\n2022; 40; 200\n2023; 40; 200\n2024; 40; 200\n2025; 40; 200";

TEST(Pooled, are_as_few_periods_of_a_group_as_may_be_told) {
    Entered it;
    it.enter({{everybody, every_year}, {group("Carers"), "2023; 9; 20\n2024; 2; 20\n2025; 3; 20"}});
    const auto sums = pooled(it.definition(), it.all(), touched(it));
    ASSERT_EQ(sums.size(), 2U);
    EXPECT_EQ(sums[0].whose.people, "Carers");
    EXPECT_EQ(sums[0].figure.numerator, 5);
    EXPECT_EQ(sums[0].figure.denominator, 40);
    EXPECT_EQ(iso(sums[0].figure.period.first), "2024-01-01");
    EXPECT_EQ(sums[1].figure.numerator, 80);
    EXPECT_THAT((std::vector{sums[0].telling, sums[1].telling}), Each(told));
    EXPECT_TRUE(pooled(it.definition(), it.all(), {service("a")}).empty()) << "nothing was entered there";
}

TEST(Pooled, give_nothing_away_by_what_is_told_of_single_periods) {
    Entered it;  // 11 of 40 less the 8 of 20 that are told would be the 3 of 20 that are not
    it.enter({{everybody, every_year}, {group("Carers"), "2024; 8; 20\n2025; 3; 20"}});
    EXPECT_TRUE(pooled(it.definition(), it.all(), touched(it)).empty());
    Entered longer;
    longer.enter({{everybody, every_year}, {group("Carers"), "2023; 2; 20\n2024; 8; 20\n2025; 3; 20"}});
    const auto sums = pooled(longer.definition(), longer.all(), touched(longer));
    ASSERT_EQ(sums.size(), 2U);
    EXPECT_EQ(iso(sums[0].figure.period.first), "2023-01-01");
    EXPECT_EQ(sums[0].figure.numerator, 13);
}

TEST(Pooled, are_five_years_at_most_and_nothing_of_a_stock) {
    Entered it(share(Smallest::ten));
    it.enter({{everybody, every_year}, {group("Carers"), "2020; 9; 20\n2021; 1; 20\n2022; 2; 20\n2023; 2; 20\n2024; 2; 20\n2025; 2; 20"}});
    EXPECT_TRUE(pooled(it.definition(), it.all(), touched(it)).empty());
    auto definition = share();
    definition.counting = Counting::stock;
    Entered stock(definition);
    stock.enter({{everybody, every_year}, {group("Carers"), "2024; 2; 20\n2025; 3; 20"}});
    EXPECT_TRUE(pooled(stock.definition(), stock.all(), touched(stock)).empty());
}

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

TEST(Figures, without_small_numbers_are_all_told) {
    std::mt19937_64 random(7);
    const auto of = [&](int from, int below) { return from + static_cast<int>(random() % static_cast<unsigned>(below - from)); };
    for (int i = 0; i < 50; ++i) {
        Entered it;
        std::vector<std::pair<Whose, std::string>> lines;
        std::array<int, 2> all{};
        for (const auto* people : {"Boys", "Girls", "Not known"}) {
            const int one = of(5, 40), rest = of(5, 40);
            all[0] += one;
            all[1] += one + rest;
            lines.emplace_back(group(people), "2025; " + std::to_string(one) + "; " + std::to_string(one + rest));
        }
        lines.emplace_back(everybody, "2025; " + std::to_string(all[0]) + "; " + std::to_string(all[1]));
        EXPECT_THAT(it.enter(lines), Each(told));
    }
}

}  // namespace
}  // namespace touchstone::measures
