#include "statistics/disclosure.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "statistics/disclosure_exact.h"
#include "statistics/disclosure_grid.h"

namespace touchstone::statistics {

namespace {

using Places = std::vector<std::size_t>;
using Costs = std::vector<Count>;

bool is_small(Count count, const Rules& rules) { return count == 0 ? !rules.zeros_shown : count < rules.k; }

Mask unpublished(const Grid& grid) {
    Mask hidden(grid.size(), false);
    for (std::size_t place = 0; place < grid.size(); ++place) hidden[place] = !grid.is_published(place);
    return hidden;
}

// A cell of a row whose total is below k, or of fewer than 2k of whom none or all are in it. A table of one column is one line.
bool gives_its_group_away(const Grid& grid, std::size_t place, Count k) {
    if (grid.size() == 4) return false;
    const auto base = grid.columns() == 2 ? grid.total() : grid.total_of_row(grid.row_of(place));
    return base < k || (base < 2 * k && (grid.count(place) == 0 || grid.count(place) == base));
}

// What has to be withheld before anything is worked out.
Places primary_places(const Grid& grid, const Rules& rules) {
    Places primary;
    for (std::size_t place = 0; place < grid.size(); ++place) {
        if (!grid.is_published(place)) continue;
        const bool is_total_of_row = grid.column_of(place) + 1 == grid.columns() && grid.row_of(place) + 1 < grid.rows();
        const bool is_whole =
            grid.is_total(place) ? is_total_of_row && grid.count(place) < rules.k : gives_its_group_away(grid, place, rules.k);
        if (is_whole || is_small(grid.count(place), rules)) primary.push_back(place);
    }
    return primary;
}

// Hides more and more until every primary place is protected.
class Cover {
public:
    // A place that may not be hidden costs less than 0.
    Cover(const Grid& grid, const Rules& rules, const Places& primary, Costs costs)
        : grid_(grid), k_(rules.k), primary_(primary), costs_(std::move(costs)), hidden_(unpublished(grid)) {
        for (const auto place : primary_) hidden_[place] = true;
        begun_ = hidden_;
    }

    // By a cheapest cycle through each; where one is too narrow and it may, by several in place of one.
    bool hide_by_cycles(bool may_split) {
        return std::ranges::all_of(primary_, [&](std::size_t place) { return hide_for(place, may_split); });
    }
    bool hide_by_programme() {
        const auto fewest = fewest_hidden(grid_, primary_, begun_, costs_, k_);
        return fewest && hide_as(*fewest);
    }
    bool hide_as(const Mask& hidden) {
        hidden_ = hidden;
        return std::ranges::all_of(primary_, [&](std::size_t place) { return is_held(place); });
    }
    // Everything that may be: what this does not protect, nothing does.
    bool can_be_hidden() {
        auto all = begun_;
        for (std::size_t place = 0; place < all.size(); ++place)
            if (costs_[place] >= 0) all[place] = true;
        const bool is_possible = hide_as(all);
        hidden_ = begun_;
        return is_possible;
    }

    // Shows again what is not needed, the dearest first.
    void thin_out() {
        auto dearest = added();
        std::ranges::stable_sort(dearest, std::greater<>(), [&](std::size_t place) { return costs_[place]; });
        for (const auto place : dearest) {
            hidden_[place] = false;
            if (!is_held_without(place)) hidden_[place] = true;
        }
    }

    [[nodiscard]] const Mask& hidden() const { return hidden_; }
    // Fewer places first, then less in them.
    [[nodiscard]] std::pair<std::size_t, Count> price() const {
        const auto places = added();
        return {places.size(), std::accumulate(places.begin(), places.end(), Count{0},
                                               [&](Count sum, std::size_t place) { return sum + grid_.count(place); })};
    }

private:
    [[nodiscard]] Places added() const {
        Places added;
        for (std::size_t place = 0; place < grid_.size(); ++place)
            if (hidden_[place] && !begun_[place]) added.push_back(place);
        return added;
    }

    // How far a place can be raised and lowered; no further than matters.
    struct Reach {
        Flow up, down;
        Count to_k, lacking;  // by how much it fails to reach k, and to do that and be k wide
    };
    [[nodiscard]] Reach reach(std::size_t place) const {
        Reach found{{grid_, place, true}, {grid_, place, false}, 0, 0};
        found.up.grow(hidden_, k_);
        found.down.grow(hidden_, k_ - found.up.amount());
        found.to_k = k_ - grid_.count(place) - found.up.amount();
        found.lacking = std::max(found.to_k, k_ - found.up.amount() - found.down.amount());
        return found;
    }
    static Places proof_by(const Reach& reach) {
        auto proof = reach.up.used();
        std::ranges::copy(reach.down.used(), std::back_inserter(proof));
        return proof;
    }

    bool is_held(std::size_t place) {
        const auto found = reach(place);
        if (found.lacking > 0) return false;
        proofs_[place] = proof_by(found);
        return true;
    }

    bool hide_for(std::size_t place, bool may_split) {
        while (!is_held(place)) {
            const auto found = reach(place);
            auto way = found.up.cheapest_way(hidden_, costs_, found.lacking);
            if (way.empty() && may_split) way = found.up.cheapest_way(hidden_, costs_, 1);
            if (way.empty() && may_split && found.to_k <= 0 && found.down.amount() < grid_.spare(place))
                way = found.down.cheapest_way(hidden_, costs_, 1);
            if (way.empty()) return false;
            for (const auto other : way) hidden_[other] = true;
        }
        return true;
    }

    bool is_held_without(std::size_t shown) {
        std::map<std::size_t, Places> changed;
        for (const auto place : primary_) {
            if (std::ranges::find(proofs_[place], shown) == proofs_[place].end()) continue;
            const auto found = reach(place);
            if (found.lacking > 0) return false;
            changed[place] = proof_by(found);
        }
        for (auto& [place, proof] : changed) proofs_[place] = std::move(proof);
        return true;
    }

    const Grid& grid_;
    Count k_;
    const Places& primary_;
    Costs costs_;
    Mask begun_, hidden_;
    std::map<std::size_t, Places> proofs_;  // of each primary place, the others that it is raised and lowered against
};

// A cell costs its count; where zeros are shown, a hidden one is known to be none.
Costs costs_of(const Grid& grid, const Rules& rules, Count of_each, bool may_hide_totals) {
    Costs costs;
    for (std::size_t place = 0; place < grid.size(); ++place) {
        const bool may_be_hidden = grid.is_total(place) ? may_hide_totals : !rules.zeros_shown || grid.count(place) > 0;
        const auto of_total = grid.is_total(place) ? grid.total() : 0;
        costs.push_back(may_be_hidden ? grid.count(place) + of_each + of_total : -1);
    }
    return costs;
}

// Cells only; the better of cheapest and of fewest cycles. Nothing where totals have to be withheld.
std::optional<Mask> hide_cells(const Grid& grid, const Rules& rules, const Places& primary) {
    if (std::ranges::any_of(primary, [&](std::size_t place) { return grid.is_total(place); })) return std::nullopt;
    std::optional<Cover> best;
    for (const auto of_each : {Count{0}, grid.total()}) {
        Cover cover(grid, rules, primary, costs_of(grid, rules, of_each, false));
        if (!cover.can_be_hidden()) return std::nullopt;
        if (!cover.hide_by_cycles(false) && !cover.hide_by_programme()) cover.hide_by_cycles(true);
        cover.thin_out();
        if (!best || cover.price() < best->price()) best.emplace(std::move(cover));
    }
    return best->hidden();
}

Mask hide_totals_too(const Grid& grid, const Rules& rules, const Places& primary) {
    Cover cover(grid, rules, primary, costs_of(grid, rules, 0, true));
    if (!cover.hide_by_cycles(true)) throw std::logic_error("a count that nothing hides");
    cover.thin_out();
    return cover.hidden();
}

Safe withheld_whole(const CountTable& table) {
    Safe safe;
    safe.total_withheld = safe.margins_withheld = safe.all_withheld = true;
    for (std::size_t row = 0; row < table.counts.size(); ++row) {
        safe.row_totals.push_back(row);
        for (std::size_t column = 0; column < table.counts[row].size(); ++column) safe.cells.push_back({{row, column}, {}});
    }
    for (std::size_t column = 0; column < table.counts.front().size(); ++column) safe.column_totals.push_back(column);
    return safe;
}

Safe what_is_withheld(const Grid& grid, const Mask& hidden) {
    Safe safe;
    for (std::size_t place = 0; place < grid.size(); ++place) {
        if (!hidden[place] || !grid.is_published(place)) continue;
        const Cell cell{grid.row_of(place), grid.column_of(place)};
        const bool is_last_row = cell.row + 1 == grid.rows(), is_last_column = cell.column + 1 == grid.columns();
        safe.margins_withheld |= grid.is_total(place);
        if (!grid.is_total(place))
            safe.cells.push_back({cell, grid.range(hidden, place)});
        else if (is_last_row && is_last_column)
            safe.total_withheld = true;
        else if (is_last_row)
            safe.column_totals.push_back(cell.column);
        else
            safe.row_totals.push_back(cell.row);
    }
    return safe;
}

// The cells and all that is not published.
Mask hidden_with(const Grid& grid, const std::vector<Cell>& cells) {
    auto hidden = unpublished(grid);
    for (const auto& cell : cells) {
        if (cell.row + 1 >= grid.rows() || cell.column + 1 >= grid.columns()) throw std::invalid_argument("a cell outside of the table");
        hidden[grid.place(cell.row, cell.column)] = true;
    }
    return hidden;
}

}  // namespace

bool hides(const Range& range, Count k) { return !range.high || (*range.high >= k && *range.high - range.low >= k); }

bool Safe::is_withheld(Cell cell) const {
    return std::ranges::any_of(cells, [&](const Withheld& withheld) { return withheld.cell == cell; });
}

Safe protect(const CountTable& table, const Rules& rules) {
    const Grid grid(table, rules);
    if (grid.total() < rules.k) return withheld_whole(table);
    const auto primary = primary_places(grid, rules);
    auto hidden = hide_cells(grid, rules, primary);
    if (!hidden) hidden = hide_totals_too(grid, rules, primary);
    for (const auto place : primary)
        if (!hides(grid.range(*hidden, place), rules.k)) throw std::logic_error("a small count can be worked out");
    return what_is_withheld(grid, *hidden);
}

std::vector<Range> ranges_of(const CountTable& table, const std::vector<Cell>& hidden, const Rules& rules) {
    const Grid grid(table, rules);
    const auto mask = hidden_with(grid, hidden);
    std::vector<Range> ranges;
    for (const auto& cell : hidden) ranges.push_back(grid.range(mask, grid.place(cell.row, cell.column)));
    return ranges;
}

bool is_safe(const CountTable& table, const std::vector<Cell>& hidden, const Rules& rules) {
    const Grid grid(table, rules);
    const auto mask = hidden_with(grid, hidden);
    return grid.total() >= rules.k && std::ranges::all_of(primary_places(grid, rules), [&](std::size_t place) {
               return mask[place] && hides(grid.range(mask, place), rules.k);
           });
}

}  // namespace touchstone::statistics
