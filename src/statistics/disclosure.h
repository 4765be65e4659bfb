// Disclosure control: which numbers of a table may be shown, so that nobody can work out a small one from those that are. Every number of
// a survey goes through here or through statistics/disclosure_ledger.h.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace touchstone::statistics {

using Count = std::int64_t;
inline constexpr Count largest_count = 1'000'000'000;

struct Rules {
    Count k = 5;               // fewer are withheld; at least 2
    bool zeros_shown = false;  // a 0 is shown as it is; otherwise it looks like what is withheld
};

// Groups are rows and answers are columns. The totals that are shown with it; a table of one row has no totals of columns, and of one
// column none of rows, because those are the cells.
struct CountTable {
    std::vector<std::vector<Count>> counts;  // one length
    bool row_totals = true, column_totals = true, total = true;
};

struct Cell {
    std::size_t row = 0, column = 0;
    auto operator<=>(const Cell&) const = default;
};

// What a reader can work out of a hidden number; without `high` there is no limit.
struct Range {
    Count low = 0;
    std::optional<Count> high;
    bool operator==(const Range&) const = default;
};

struct Withheld {
    Cell cell;
    Range range;
};

struct Safe {
    std::vector<Withheld> cells;                         // row by row
    std::vector<std::size_t> row_totals, column_totals;  // of these lines the total is withheld as well
    bool total_withheld = false;
    bool margins_withheld = false;  // any of those
    bool all_withheld = false;      // the base is below k: nothing is shown

    [[nodiscard]] bool is_withheld(Cell) const;
};

// Withheld whole: a table or a row whose total is below k. Withheld by themselves: counts below k, zeros where they are not shown, and in a
// row of fewer than 2k a cell of none or of all of it. With them the cheapest others, so that what a reader can work out of each of them
// reaches k and is at least k wide; totals only where hiding cells is not enough. The same table gives the same answer. Throws
// std::invalid_argument for a table that is empty, ragged or holds a count below 0, and for k below 2.
[[nodiscard]] Safe protect(const CountTable&, const Rules&);

// What a reader of all the totals and of all other cells can work out of these. Where zeros are shown, a hidden count is known to be 1 at
// least. Throws std::invalid_argument as protect() does, and for a cell outside of the table.
[[nodiscard]] std::vector<Range> ranges_of(const CountTable&, const std::vector<Cell>& hidden, const Rules&);

// Whether hiding these cells and no total protects every one that has to be withheld.
[[nodiscard]] bool is_safe(const CountTable&, const std::vector<Cell>& hidden, const Rules&);

// Whether a range hides a small number: it reaches k and is at least k wide.
[[nodiscard]] bool hides(const Range&, Count k);

}  // namespace touchstone::statistics
