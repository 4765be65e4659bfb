#include "statistics/disclosure_grid.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <queue>
#include <stdexcept>
#include <utility>

namespace touchstone::statistics {

Grid::Grid(const CountTable& table, const Rules& rules)
    : rows_(table.counts.size() + 1), columns_(table.counts.empty() ? 0 : table.counts.front().size() + 1) {
    if (columns_ < 2) throw std::invalid_argument("a table without cells");
    if (rules.k < 2) throw std::invalid_argument("a least count below 2");
    counts_.resize(rows_ * columns_);
    for (std::size_t row = 0; row + 1 < rows_; ++row) {
        if (table.counts[row].size() + 1 != columns_) throw std::invalid_argument("rows of different lengths");
        for (std::size_t column = 0; column + 1 < columns_; ++column) {
            const auto count = table.counts[row][column];
            if (count < 0 || count > largest_count) throw std::invalid_argument("a count below 0 or above the largest");
            for (const auto line : {row, rows_ - 1})
                for (const auto other : {column, columns_ - 1}) counts_[place(line, other)] += count;
        }
    }
    for (const auto count : counts_) spare_.push_back(count - (rules.zeros_shown && count > 0 ? 1 : 0));
    const bool is_one_row = rows_ == 2, is_one_column = columns_ == 2;
    const bool has_total = table.total || (table.row_totals && !is_one_column) || (table.column_totals && !is_one_row);
    published_.assign(size(), true);
    for (std::size_t row = 0; row + 1 < rows_; ++row)
        published_[place(row, columns_ - 1)] = !is_one_column && (is_one_row ? has_total : table.row_totals);
    for (std::size_t column = 0; column + 1 < columns_; ++column)
        published_[place(rows_ - 1, column)] = !is_one_row && (is_one_column ? has_total : table.column_totals);
    published_.back() = !is_one_row && !is_one_column && has_total;
}

Range Grid::range(const Mask& hidden, std::size_t place) const {
    Flow up(*this, place, true), down(*this, place, false);
    up.grow(hidden, unlimited);
    down.grow(hidden, unlimited);
    return {counts_[place] - down.amount(), up.amount() == unlimited ? std::nullopt : std::optional(counts_[place] + up.amount())};
}

Flow::Flow(const Grid& grid, std::size_t place, bool upward)
    : grid_(grid),
      place_(place),
      raises_(upward != grid.is_turned(place)),
      limit_(upward ? Grid::unlimited : grid.spare(place)),
      flow_(grid.size(), 0) {}

template <class See>
void Flow::neighbours(std::size_t node, See see) const {
    const bool is_row = node < grid_.rows();
    for (std::size_t i = 0; i < (is_row ? grid_.columns() : grid_.rows()); ++i) {
        const auto place = is_row ? grid_.place(node, i) : grid_.place(i, node - grid_.rows());
        if (place == place_) continue;
        const auto room = is_row ? back(place) : forward(place);
        if (room > 0) see(is_row ? grid_.rows() + i : i, place, room);
    }
}

std::vector<int> Flow::levels(const Mask& hidden) const {
    std::vector<int> level(grid_.rows() + grid_.columns(), -1);
    level[source()] = 0;
    std::deque<std::size_t> waiting{source()};
    while (!waiting.empty()) {
        const auto node = waiting.front();
        waiting.pop_front();
        neighbours(node, [&](std::size_t next, std::size_t place, Count) {
            if (!hidden[place] || level[next] >= 0) return;
            level[next] = level[node] + 1;
            waiting.push_back(next);
        });
    }
    return level;
}

// Along the shortest ways (Dinic 1970).
Count Flow::push(const Mask& hidden, const std::vector<int>& level, std::vector<std::size_t>& next, std::size_t node, Count most) {
    if (node == sink()) return most;
    const bool is_row = node < grid_.rows();
    Count pushed = 0;
    for (auto& i = next[node]; i < (is_row ? grid_.columns() : grid_.rows()); ++i) {
        const auto place = is_row ? grid_.place(node, i) : grid_.place(i, node - grid_.rows());
        const auto to = is_row ? grid_.rows() + i : i;
        if (place == place_ || !hidden[place] || level[to] != level[node] + 1) continue;
        const auto room = std::min(is_row ? back(place) : forward(place), most - pushed);
        if (room <= 0) continue;
        const auto went = push(hidden, level, next, to, room);
        flow_[place] += is_row ? -went : went;
        pushed += went;
        if (pushed == most) return pushed;
    }
    return pushed;
}

void Flow::grow(const Mask& hidden, Count most) {
    most = std::min(most, limit_);
    while (amount_ < most) {
        const auto level = levels(hidden);
        if (level[sink()] < 0) return;
        std::vector<std::size_t> next(level.size(), 0);
        amount_ += push(hidden, level, next, source(), most - amount_);
    }
}

std::vector<std::size_t> Flow::cheapest_way(const Mask& hidden, const std::vector<Count>& costs, Count need) const {
    constexpr auto far = std::numeric_limits<Count>::max();
    const auto nodes = grid_.rows() + grid_.columns();
    std::vector<Count> distance(nodes, far);
    std::vector<std::size_t> through(nodes, grid_.size()), before(nodes, nodes);
    distance[source()] = 0;
    using Waiting = std::pair<Count, std::size_t>;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
    waiting.emplace(0, source());
    while (!waiting.empty()) {
        const auto [so_far, node] = waiting.top();
        waiting.pop();
        if (so_far > distance[node]) continue;
        if (node == sink()) break;
        neighbours(node, [&](std::size_t next, std::size_t place, Count room) {
            if (room < need || (!hidden[place] && costs[place] < 0)) return;
            const auto reached = so_far + (hidden[place] ? 0 : costs[place]);
            if (reached >= distance[next]) return;
            distance[next] = reached;
            through[next] = place;
            before[next] = node;
            waiting.emplace(reached, next);
        });
    }
    std::vector<std::size_t> way;
    if (distance[sink()] == far) return way;
    for (auto node = sink(); node != source(); node = before[node])
        if (!hidden[through[node]]) way.push_back(through[node]);
    return way;
}

std::vector<std::size_t> Flow::used() const {
    std::vector<std::size_t> used;
    for (std::size_t place = 0; place < flow_.size(); ++place)
        if (flow_[place] != 0) used.push_back(place);
    return used;
}

// The cut behind which the flow does not reach (Ford & Fulkerson 1956).
std::map<std::size_t, Count> Flow::narrowest(const Mask& hidden) const {
    const auto level = levels(hidden);
    std::map<std::size_t, Count> cut;
    for (std::size_t place = 0; place < grid_.size(); ++place) {
        const bool has_row = level[grid_.row_of(place)] >= 0, has_column = level[grid_.rows() + grid_.column_of(place)] >= 0;
        if (place == place_ || has_row == has_column) continue;
        cut[place] = room(place, has_column ? !raises_ : raises_);
    }
    return cut;
}

}  // namespace touchstone::statistics
