#include "statistics/disclosure.h"

#include <array>
#include <bit>
#include <chrono>
#include <limits>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statistics/disclosure_exact.h"
#include "statistics/shared_vectors.h"

namespace touchstone::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Counts = std::vector<std::vector<Count>>;
using Cells = std::vector<Cell>;

const Rules hidden_zeros;
const Rules shown_zeros{5, true};

CountTable table(const Counts& counts) { return {counts}; }

Cells cells_of(const Safe& safe) {
    Cells cells;
    for (const auto& withheld : safe.cells) cells.push_back(withheld.cell);
    return cells;
}

// The rows as they would be printed.
std::vector<std::string> printed(const Counts& counts, const Rules& rules) {
    const auto safe = protect(table(counts), rules);
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < counts.size(); ++row) {
        std::string line;
        for (std::size_t column = 0; column < counts[row].size(); ++column)
            line += (column ? " " : "") + (safe.is_withheld({row, column}) ? "*" : std::to_string(counts[row][column]));
        rows.push_back(line);
    }
    return rows;
}

Cells small_cells(const Counts& counts, const Rules& rules) {
    Cells small;
    for (std::size_t row = 0; row < counts.size(); ++row)
        for (std::size_t column = 0; column < counts[row].size(); ++column)
            if (const auto count = counts[row][column]; count == 0 ? !rules.zeros_shown : count < rules.k) small.push_back({row, column});
    return small;
}

// All tables with these totals of rows and columns that differ in the hidden cells only, one by one: slow, and nothing to do with flows.
class EveryTable {
public:
    EveryTable(Counts counts, Cells hidden, Count least) : counts_(std::move(counts)), hidden_(std::move(hidden)), least_(least) {
        rows_.resize(counts_.size());
        columns_.resize(counts_.front().size());
        for (const auto& cell : hidden_) {
            rows_[cell.row] += at(cell);
            columns_[cell.column] += at(cell);
        }
        ranges_.resize(hidden_.size(), {std::numeric_limits<Count>::max(), -1});
        values_.resize(hidden_.size());
        fill(0);
    }
    std::vector<Range> ranges() const { return ranges_; }

private:
    Count& at(const Cell& cell) { return counts_[cell.row][cell.column]; }
    void fill(std::size_t next) {
        if (next == hidden_.size()) {
            const auto is_used_up = [](Count left) { return left == 0; };
            if (!std::ranges::all_of(rows_, is_used_up) || !std::ranges::all_of(columns_, is_used_up)) return;
            for (std::size_t i = 0; i < values_.size(); ++i)
                ranges_[i] = {std::min(ranges_[i].low, values_[i]), std::max(*ranges_[i].high, values_[i])};
            return;
        }
        auto &row = rows_[hidden_[next].row], &column = columns_[hidden_[next].column];
        for (Count value = least_, most = std::min(row, column); value <= most; ++value) {
            values_[next] = value;
            row -= value;
            column -= value;
            fill(next + 1);
            row += value;
            column += value;
        }
    }

    Counts counts_;
    Cells hidden_;
    Count least_;
    std::vector<Count> rows_, columns_, values_;
    std::vector<Range> ranges_;
};

// The fewest further cells that protect all small ones, by trying all choices of one more, two more, and so on.
std::optional<std::size_t> fewest_by_trying(const Counts& counts, const Rules& rules) {
    const auto small = small_cells(counts, rules);
    Cells others;
    for (std::size_t row = 0; row < counts.size(); ++row)
        for (std::size_t column = 0; column < counts[row].size(); ++column)
            if (const Cell cell{row, column}; counts[row][column] > 0 && std::ranges::find(small, cell) == small.end())
                others.push_back(cell);
    const auto protects = [&](const Cells& hidden) {
        const auto ranges = ranges_of(table(counts), hidden, rules);
        return std::ranges::all_of(ranges.begin(), ranges.begin() + static_cast<std::ptrdiff_t>(small.size()),
                                   [&](const Range& range) { return hides(range, rules.k); });
    };
    std::optional<std::size_t> fewest;
    for (std::uint32_t choice = 0; choice < (1U << others.size()); ++choice) {
        const auto size = static_cast<std::size_t>(std::popcount(choice));
        if (fewest && size >= *fewest) continue;
        auto hidden = small;
        for (std::size_t i = 0; i < others.size(); ++i)
            if (choice >> i & 1U) hidden.push_back(others[i]);
        if (protects(hidden)) fewest = size;
    }
    return fewest;
}

std::size_t fewest_by_programme(const Counts& counts, const Rules& rules) {
    const Grid grid(table(counts), rules);
    Mask begun(grid.size());
    std::vector<Count> costs(grid.size(), -1);
    std::vector<std::size_t> small;
    for (std::size_t place = 0; place < grid.size(); ++place) {
        begun[place] = !grid.is_published(place);
        if (!grid.is_total(place)) costs[place] = grid.count(place);
    }
    for (const auto& cell : small_cells(counts, rules)) {
        small.push_back(grid.place(cell.row, cell.column));
        begun[small.back()] = true;
    }
    if (std::ranges::all_of(small, [&](std::size_t place) { return hides(grid.range(begun, place), rules.k); })) return 0;
    const auto hidden = fewest_hidden(grid, small, begun, costs, rules.k).value();
    return static_cast<std::size_t>(std::ranges::count(hidden, true) - std::ranges::count(begun, true));
}

class Tables {
public:
    explicit Tables(unsigned seed) : random_(seed) {}
    Counts next(std::size_t most_rows, std::size_t most_columns) {
        constexpr std::array<std::size_t, 4> sizes = {12, 25, 60, 200};
        const auto largest = sizes[below(sizes.size())];
        Counts counts(1 + below(most_rows), std::vector<Count>(1 + below(most_columns)));
        for (auto& row : counts)
            for (auto& count : row) count = static_cast<Count>(below(largest));
        return counts;
    }
    std::size_t below(std::size_t limit) { return random_() % limit; }

private:
    std::mt19937 random_;
};

TEST(Disclosure, withholds_a_small_count_and_another_of_its_line) {
    EXPECT_THAT(printed({{3, 7, 10}}, hidden_zeros), ElementsAre("* * 10"));
    EXPECT_THAT(printed({{4, 3, 13}}, hidden_zeros), ElementsAre("* * 13"));
    EXPECT_THAT(printed({{5, 6, 9}}, hidden_zeros), ElementsAre("5 6 9"));
    EXPECT_THAT(printed({{3}, {38}, {12}}, hidden_zeros), ElementsAre("*", "38", "*"));
}

TEST(Disclosure, shows_a_zero_only_where_the_owner_chose_so) {
    EXPECT_THAT(printed({{2, 0, 18}}, shown_zeros), ElementsAre("* 0 *"));
    EXPECT_THAT(printed({{2, 0, 18}}, hidden_zeros), ElementsAre("* * *"));
    EXPECT_THAT(printed({{0, 30, 20}}, shown_zeros), ElementsAre("0 30 20"));
}

TEST(Disclosure, withholds_a_base_below_k_whole) {
    const auto safe = protect(table({{4}}), hidden_zeros);
    EXPECT_TRUE(safe.all_withheld && safe.margins_withheld && safe.total_withheld);
    EXPECT_THAT(cells_of(safe), ElementsAre(Cell{0, 0}));
    EXPECT_TRUE(protect(table({{0, 0}, {2, 1}}), shown_zeros).all_withheld);
    const auto group = protect(table({{3, 0, 0}, {20, 30, 25}, {40, 22, 31}}), shown_zeros);
    for (std::size_t column = 0; column < 3; ++column) EXPECT_TRUE(group.is_withheld({0, column})) << column;
    EXPECT_THAT(group.row_totals, ::testing::Contains(0U));
    EXPECT_TRUE(group.margins_withheld);
    EXPECT_FALSE(group.all_withheld);
    EXPECT_TRUE(protect(table({{9, 9}}), {20, false}).all_withheld);
}

TEST(Disclosure, withholds_none_and_all_of_a_small_group) {
    const auto small = protect(table({{8, 0, 0}, {20, 30, 25}, {40, 22, 31}}), shown_zeros);
    for (std::size_t column = 0; column < 3; ++column) EXPECT_TRUE(small.is_withheld({0, column})) << column;
    EXPECT_THAT(printed({{10, 0, 0}, {20, 30, 25}}, shown_zeros), ElementsAre("10 0 0", "20 30 25"));
}

TEST(Disclosure, hides_a_rectangle_in_a_table_with_totals) {
    EXPECT_THAT(printed({{3, 20}, {15, 30}}, hidden_zeros), ElementsAre("* *", "* *"));
    EXPECT_THAT(printed({{3, 20, 9}, {15, 30, 8}, {12, 7, 40}}, hidden_zeros), ElementsAre("* 20 *", "* 30 *", "12 7 40"));
}

TEST(Disclosure, needs_no_other_cell_where_no_total_is_shown) {
    const CountTable alone{{{3, 20}, {15, 30}}, false, false, false};
    EXPECT_THAT(cells_of(protect(alone, hidden_zeros)), ElementsAre(Cell{0, 0}));
    const CountTable rows{{{3, 20}, {15, 30}}, true, false, false};
    EXPECT_THAT(cells_of(protect(rows, hidden_zeros)), ElementsAre(Cell{0, 0}, Cell{0, 1}));
    const CountTable whole{{{3, 20}, {15, 30}}, false, false, true};
    EXPECT_THAT(cells_of(protect(whole, hidden_zeros)), ElementsAre(Cell{0, 0}, Cell{1, 0}));
}

TEST(Disclosure, withholds_totals_only_where_cells_are_not_enough) {
    EXPECT_FALSE(protect(table({{3, 20}, {15, 30}}), hidden_zeros).margins_withheld);
    const Counts few = {{1, 2}, {30, 38}, {40, 40}};
    EXPECT_FALSE(is_safe(table(few), {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}}, hidden_zeros));
    const auto safe = protect(table(few), hidden_zeros);
    EXPECT_TRUE(safe.margins_withheld);
    EXPECT_FALSE(safe.total_withheld);
    EXPECT_EQ(safe.row_totals.size(), 2U);
    EXPECT_THAT(safe.column_totals, IsEmpty());
}

// No single cycle through the small counts is wide enough in these.
TEST(Disclosure, finds_a_pattern_where_one_cycle_is_too_narrow) {
    EXPECT_THAT(printed({{4, 9, 8, 7}, {3, 5, 7, 2}}, hidden_zeros), ElementsAre("* 9 8 *", "* 5 7 *"));
    EXPECT_THAT(printed({{8, 6, 4}, {6, 1, 4}}, shown_zeros), ElementsAre("* * *", "* * *"));
    for (const Counts& counts : {Counts{{4, 9, 8, 7}, {3, 5, 7, 2}}, {{3, 9, 6, 7}, {3, 4, 1, 7}}, {{3, 3}, {3, 6}, {5, 6}, {7, 2}}}) {
        const auto safe = protect(table(counts), hidden_zeros);
        EXPECT_FALSE(safe.margins_withheld);
        EXPECT_TRUE(is_safe(table(counts), cells_of(safe), hidden_zeros));
        EXPECT_EQ(safe.cells.size() - small_cells(counts, hidden_zeros).size(), fewest_by_trying(counts, hidden_zeros));
    }
}

// A planted fault: every line hides two cells or none, and one of them is known all the same.
TEST(Disclosure, finds_a_leak_in_a_pattern_that_hides_two_in_each_line) {
    const Counts counts = {{4, 11, 30, 25}, {9, 3, 2, 40}, {22, 18, 12, 7}, {31, 16, 5, 8}};
    const Cells bridge = {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 2}, {2, 2}, {2, 3}, {3, 2}, {3, 3}};
    EXPECT_FALSE(is_safe(table(counts), bridge, hidden_zeros));
    EXPECT_EQ(ranges_of(table(counts), bridge, hidden_zeros)[4], (Range{2, 2}));
    EXPECT_TRUE(is_safe(table(counts), cells_of(protect(table(counts), hidden_zeros)), hidden_zeros));
    EXPECT_FALSE(is_safe(table(counts), {}, hidden_zeros)) << "nothing is hidden";
    EXPECT_FALSE(hides({0, 4}, 5));
    EXPECT_FALSE(hides({3, 7}, 5));
    EXPECT_TRUE(hides({0, 5}, 5));
}

TEST(Disclosure, knows_of_each_hidden_cell_what_trying_every_table_shows) {
    Tables tables(5);
    std::size_t looked_at = 0;
    for (int i = 0; i < 300; ++i) {
        auto counts = tables.next(3, 3);
        if (counts.size() == 1 || counts.front().size() == 1) continue;
        Cells hidden;
        for (std::size_t row = 0; row < counts.size(); ++row)
            for (std::size_t column = 0; column < counts.front().size(); ++column) {
                counts[row][column] = 1 + counts[row][column] % 9;
                if (hidden.size() < 7 && tables.below(3) > 0) hidden.push_back({row, column});
            }
        for (const auto& rules : {hidden_zeros, shown_zeros})
            EXPECT_EQ(ranges_of(table(counts), hidden, rules), EveryTable(counts, hidden, rules.zeros_shown ? 1 : 0).ranges());
        ++looked_at;
    }
    EXPECT_GT(looked_at, 100U);
}

TEST(Disclosure, protects_every_small_count_of_many_tables) {
    Tables tables(2027);
    int without_totals = 0;
    for (int i = 0; i < 2'000; ++i) {
        const auto counts = tables.next(6, 6);
        const Rules rules{i % 5 == 0 ? 10 : 5, i % 2 == 0};
        const auto safe = protect(table(counts), rules);
        for (const auto& cell : small_cells(counts, rules)) EXPECT_TRUE(safe.is_withheld(cell)) << i;
        for (const auto& withheld : safe.cells) {
            const auto count = counts[withheld.cell.row][withheld.cell.column];
            if (count > 0 && count < rules.k && !safe.all_withheld) {
                EXPECT_TRUE(hides(withheld.range, rules.k)) << i;
            }
        }
        without_totals += safe.margins_withheld ? 1 : 0;
        EXPECT_TRUE(safe.margins_withheld || is_safe(table(counts), cells_of(safe), rules)) << i;
    }
    EXPECT_GT(without_totals, 0);
    EXPECT_LT(without_totals, 800);
}

TEST(Disclosure, hides_hardly_more_than_the_fewest_cells) {
    Tables tables(41);
    std::size_t ours = 0, fewest = 0, compared = 0;
    for (int i = 0; i < 400; ++i) {
        const auto counts = tables.next(4, 4);
        const auto small = small_cells(counts, hidden_zeros);
        const auto cells = counts.size() * counts.front().size();
        const auto safe = protect(table(counts), hidden_zeros);
        if (safe.margins_withheld || small.empty() || cells - small.size() > 12) continue;
        const auto by_trying = fewest_by_trying(counts, hidden_zeros);
        ASSERT_TRUE(by_trying) << i;
        EXPECT_GE(safe.cells.size() - small.size(), *by_trying) << i;
        EXPECT_EQ(fewest_by_programme(counts, hidden_zeros), *by_trying) << i;
        ours += safe.cells.size() - small.size();
        fewest += *by_trying;
        ++compared;
    }
    EXPECT_GT(compared, 100U);
    EXPECT_LE(static_cast<double>(ours), 1.25 * static_cast<double>(fewest)) << ours << " where " << fewest << " are enough";
}

TEST(Disclosure, gives_the_same_answer_again) {
    Tables tables(8);
    for (int i = 0; i < 50; ++i) {
        const auto counts = tables.next(6, 6);
        EXPECT_EQ(cells_of(protect(table(counts), hidden_zeros)), cells_of(protect(table(counts), hidden_zeros)));
    }
}

TEST(Disclosure, is_done_with_a_large_table_in_seconds) {
    std::mt19937 random(1);
    Counts counts(60, std::vector<Count>(60));
    for (auto& row : counts)
        for (auto& count : row) count = random() % 12;
    const auto began = std::chrono::steady_clock::now();
    EXPECT_GT(protect(table(counts), hidden_zeros).cells.size(), 1'000U);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(60));
}

TEST(Disclosure, refuses_what_is_no_table) {
    EXPECT_THROW((void)protect(table({}), hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)protect(table({{}}), hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)protect(table({{1, 2}, {3}}), hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)protect(table({{1, -2}}), hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)protect(table({{largest_count + 1}}), hidden_zeros), std::invalid_argument);
    EXPECT_THROW((void)protect(table({{9, 8}}), {1, false}), std::invalid_argument);
    EXPECT_THROW((void)ranges_of(table({{9, 8}}), {{1, 0}}, hidden_zeros), std::invalid_argument);
}

struct SharedDisclosure : testing::SharedVectors {};

Cell cell_named(const std::string& name) {
    const auto comma = name.find(',');
    return {std::stoul(name.substr(0, comma)), std::stoul(name.substr(comma + 1))};
}

void expect_ranges(const nlohmann::json& feasible, const CountTable& counts, const Cells& hidden, const Rules& rules,
                   const std::string& name) {
    const auto ranges = ranges_of(counts, hidden, rules);
    ASSERT_EQ(feasible.size(), hidden.size()) << name;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        const auto& bounds = feasible.at(std::to_string(hidden[i].row) + "," + std::to_string(hidden[i].column));
        EXPECT_EQ(ranges[i], (Range{bounds[0].get<Count>(), bounds[1].get<Count>()})) << name << " " << i;
    }
}

TEST_F(SharedDisclosure, ranges_are_those_of_integer_programmes) {
    int compared = 0;
    for (const auto& attack : json("sdc_attack_cases.json")) {
        if (!attack.contains("feasible")) continue;
        CountTable counts{attack["table"].get<Counts>()};
        if (attack["published"].is_object()) {
            counts.row_totals = attack["published"].value("row_tot", true);
            counts.column_totals = attack["published"].value("col_tot", true);
        }
        Cells hidden;
        for (const auto& cell : attack["hidden"]) hidden.push_back({cell[0], cell[1]});
        const Rules rules{5, attack["low"] == 1};
        expect_ranges(attack["feasible"], counts, hidden, rules, attack["case"]);
        ++compared;
    }
    EXPECT_GT(compared, 8);
}

TEST_F(SharedDisclosure, hides_hardly_more_than_an_exhaustive_search) {
    std::size_t ours = 0, fewest = 0;
    for (const auto& best : json("sdc_optimal_suppression.json")) {
        const CountTable counts{best["table"].get<Counts>()};
        const Rules rules{best["k"], best["low"] == 1};
        Cells hidden;
        for (const auto& [name, bounds] : best["feasible"].items()) hidden.push_back(cell_named(name));
        expect_ranges(best["feasible"], counts, hidden, rules, best["case"]);
        const auto safe = protect(counts, rules);
        EXPECT_TRUE(is_safe(counts, cells_of(safe), rules));
        for (const auto& cell : best["primary"]) EXPECT_TRUE(safe.is_withheld({cell[0], cell[1]}));
        ours += safe.cells.size() - best["primary"].size();
        fewest += best["fewest_secondary"].get<std::size_t>();
    }
    EXPECT_LE(static_cast<double>(ours), 1.25 * static_cast<double>(fewest));
}

}  // namespace
}  // namespace touchstone::statistics
