// A table of counts with its totals as one network of rows and columns, and what can be known in it of a number that is hidden
// (Gusfield 1988). The totals are one more row and one more column. A change that nobody can see adds up to nothing along every line, when
// the change of a total counts the other way round: so it is a circulation, and the largest change of one place is a largest flow.
#pragma once
#include <cstddef>
#include <map>
#include <vector>

#include "statistics/disclosure.h"

namespace touchstone::statistics {

using Mask = std::vector<bool>;  // of places

class Grid {
public:
    // Throws std::invalid_argument for a table that is empty, ragged or holds a count below 0.
    Grid(const CountTable&, const Rules&);

    // Lines, that of totals included; places go row by row.
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] std::size_t size() const { return counts_.size(); }
    [[nodiscard]] std::size_t place(std::size_t row, std::size_t column) const { return row * columns_ + column; }
    [[nodiscard]] std::size_t row_of(std::size_t place) const { return place / columns_; }
    [[nodiscard]] std::size_t column_of(std::size_t place) const { return place % columns_; }
    [[nodiscard]] bool is_total(std::size_t place) const { return row_of(place) + 1 == rows_ || column_of(place) + 1 == columns_; }
    [[nodiscard]] Count count(std::size_t place) const { return counts_[place]; }
    // Whether a total stands beside the table. What is told by no total is hidden from the beginning.
    [[nodiscard]] bool is_published(std::size_t place) const { return published_[place]; }
    [[nodiscard]] Count total_of_row(std::size_t row) const { return counts_[place(row, columns_ - 1)]; }
    [[nodiscard]] Count total() const { return counts_.back(); }

    // How far a count is above the least that it is known to be: 0, or 1 where zeros are shown.
    [[nodiscard]] Count spare(std::size_t place) const { return spare_[place]; }
    // Totals of rows and of columns: their changes count the other way round.
    [[nodiscard]] bool is_turned(std::size_t place) const { return (row_of(place) + 1 == rows_) != (column_of(place) + 1 == columns_); }

    // What can be known of a hidden place from all that are not hidden.
    [[nodiscard]] Range range(const Mask& hidden, std::size_t place) const;

    static constexpr Count unlimited = Count{1} << 60;

private:
    std::size_t rows_, columns_;
    std::vector<Count> counts_, spare_;  // a count, and how far it is above its least
    std::vector<bool> published_;
};

// How far one place can be raised, or lowered, while nothing that is shown changes: a flow from its column to its row.
class Flow {
public:
    Flow(const Grid&, std::size_t place, bool upward);

    // As far as it goes through hidden places, and no further than `most`. A place is lowered to its least only.
    void grow(const Mask& hidden, Count most);
    [[nodiscard]] Count amount() const { return amount_; }
    [[nodiscard]] std::vector<std::size_t> used() const;  // the other places that it goes through

    // The cheapest way on, through hidden places and others that may be hidden, with room for `need`: those that it would hide, or none
    // where there is no way. A place that may not be hidden costs less than 0.
    [[nodiscard]] std::vector<std::size_t> cheapest_way(const Mask& hidden, const std::vector<Count>& costs, Count need) const;

    // After growing without a limit: the places that keep it from growing, each with the room that it has or would have.
    [[nodiscard]] std::map<std::size_t, Count> narrowest(const Mask& hidden) const;

private:
    // The room that is left from a column to a row, and back.
    [[nodiscard]] Count forward(std::size_t place) const { return room(place, !raises_) - flow_[place]; }
    [[nodiscard]] Count back(std::size_t place) const { return room(place, raises_) + flow_[place]; }
    [[nodiscard]] Count room(std::size_t place, bool raised) const {
        return raised != grid_.is_turned(place) ? Grid::unlimited : grid_.spare(place);
    }
    // Nodes: the rows, then the columns.
    [[nodiscard]] std::size_t source() const { return grid_.rows() + grid_.column_of(place_); }
    [[nodiscard]] std::size_t sink() const { return grid_.row_of(place_); }
    // Calls see(next node, place between, room) for each neighbour.
    template <class See>
    void neighbours(std::size_t node, See see) const;
    [[nodiscard]] std::vector<int> levels(const Mask& hidden) const;
    Count push(const Mask& hidden, const std::vector<int>& level, std::vector<std::size_t>& next, std::size_t node, Count most);

    const Grid& grid_;
    std::size_t place_;
    bool raises_;  // in the network
    Count limit_;
    Count amount_ = 0;
    std::vector<Count> flow_;  // of each place, from its column to its row
};

}  // namespace touchstone::statistics
