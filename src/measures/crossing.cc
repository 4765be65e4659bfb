#include "measures/crossing.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>

namespace touchstone::measures {
namespace {

enum class Side { organisation, area, people };
using Value = std::pair<std::string, std::string>;

Value value_of(const Whose& whose, Side side) {
    switch (side) {
        case Side::organisation:
            return {whose.organisation.text, ""};
        case Side::area:
            return {whose.area_code, whose.area_name};
        case Side::people:
            return {whose.people, ""};
    }
    return {};
}

// Values of one kind stand in one table: councils, groups of two words.
std::string kind_of(const Value& value, Side side) {
    if (side == Side::area) return value.first.substr(0, 3);
    if (side == Side::people) return std::string(static_cast<std::size_t>(std::ranges::count(value.first, '\xB7')), '.');
    return {};
}

// Where the totals of a table stand: the period, and what is the same in all of it.
using Base = std::tuple<Date, Date, PeriodKind, bool, Value>;
struct Table {
    std::map<std::pair<Value, Value>, std::vector<std::size_t>> within;
    std::map<Value, std::vector<std::size_t>> rows, columns;  // their totals
    std::vector<std::size_t> total;
};

bool is_open(const Entry& it) { return it.telling == Telling::undecided || it.telling == Telling::waiting; }

class Crossing {
public:
    Crossing(const std::vector<Entry>& entries, const Table& table, Side row, Side column)
        : entries_(entries), table_(table), row_(row), column_(column) {}

    void wait(std::set<std::size_t>& waiting) const {
        std::map<std::pair<std::string, std::string>, std::vector<std::pair<Value, Value>>> kinds;
        for (const auto& [at, some] : table_.within) kinds[{kind_of(at.first, row_), kind_of(at.second, column_)}].push_back(at);
        for (const auto& [kind, within] : kinds) wait(waiting, kind.first, kind.second, within);
    }

private:
    void wait(std::set<std::size_t>& waiting, const std::string& row_kind, const std::string& column_kind,
              const std::vector<std::pair<Value, Value>>& within) const {
        const bool crosses = std::ranges::any_of(
            within, [&](const auto& at) { return table_.rows.contains(at.first) && table_.columns.contains(at.second); });
        if (!crosses) return;
        std::set<Value> rows, columns;
        for (const auto& [row, column] : within) rows.insert(row), columns.insert(column);
        for (const auto& [row, some] : table_.rows)
            if (kind_of(row, row_) == row_kind) rows.insert(row);
        for (const auto& [column, some] : table_.columns)
            if (kind_of(column, column_) == column_kind) columns.insert(column);
        if (rows.size() * columns.size() == within.size()) return;
        bool was_decided = false;
        for (const auto& at : within)
            for (const auto i : table_.within.at(at)) was_decided = was_decided || !is_open(entries_[i]);
        for (const auto& at : within) add(waiting, table_.within.at(at));
        if (!was_decided) return;
        for (const auto& row : rows)
            if (table_.rows.contains(row)) add(waiting, table_.rows.at(row));
        for (const auto& column : columns)
            if (table_.columns.contains(column)) add(waiting, table_.columns.at(column));
        add(waiting, table_.total);
    }
    void add(std::set<std::size_t>& waiting, const std::vector<std::size_t>& some) const {
        for (const auto i : some)
            if (is_open(entries_[i])) waiting.insert(i);
    }

    const std::vector<Entry>& entries_;
    const Table& table_;
    Side row_, column_;
};

}  // namespace

std::set<std::size_t> waiting(const Definition& definition, const std::vector<Entry>& entries) {
    constexpr std::array<std::array<Side, 3>, 3> crossings{{{Side::organisation, Side::people, Side::area},
                                                            {Side::area, Side::people, Side::organisation},
                                                            {Side::organisation, Side::area, Side::people}}};
    std::set<std::size_t> waiting;
    for (const auto& [row_side, column_side, same_side] : crossings) {
        std::map<Base, Table> tables;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto& it = entries[i];
            if (counts_of(definition, it.figure).empty()) continue;
            const auto& period = it.figure.period;
            auto& table = tables[{period.first, period.last, period.kind, it.is_pooled, value_of(it.whose, same_side)}];
            const auto row = value_of(it.whose, row_side), column = value_of(it.whose, column_side);
            const bool has_row = row != Value{}, has_column = column != Value{};
            auto& some = has_row && has_column ? table.within[{row, column}]
                         : has_row             ? table.rows[row]
                         : has_column          ? table.columns[column]
                                               : table.total;
            some.push_back(i);
        }
        for (const auto& [base, table] : tables) Crossing(entries, table, row_side, column_side).wait(waiting);
    }
    return waiting;
}

}  // namespace touchstone::measures
