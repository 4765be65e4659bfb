#include "carrying/table_rows.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace touchstone::carrying {
namespace {

using Json = nlohmann::ordered_json;

// Only while rows are read: which of them are left out, besides what the tags say. What restricted records and urgent concerns are about
// stays where it is; that something was imported tells about one server.
std::string condition_of(const db::TaggedTable& tags, const Shapes& shapes) {
    if (tags.name == "event") return " where kind not in ('record', 'concern') and verb <> 'imported'";
    if (tags.once.empty()) return "";
    std::string same;
    for (const auto& column : shapes.at(tags.once).key)
        same += fmt::format("{}o.{} = {}.{}", same.empty() ? "" : " and ", column, tags.name, column);
    return fmt::format(" where exists (select 1 from {} o where {})", tags.once, same);
}

db::Value value_of(const db::Row& row, const ShapeColumn& column) {
    if (column.is_number) {
        const auto number = row.maybe<std::int64_t>(column.name);
        return number ? db::Value{*number} : db::Value{nullptr};
    }
    auto text = row.maybe<std::string>(column.name);
    return text ? db::Value{std::move(*text)} : db::Value{nullptr};
}

// The engines sort text each in its own way: here it is by its bytes.
void sort_rows(TableRows& table, const std::vector<std::string>& key) {
    std::vector<std::size_t> places;
    for (const auto& column : key) places.push_back(static_cast<std::size_t>(table.place(column)));
    std::ranges::stable_sort(table.rows, [&](const TableRow& a, const TableRow& b) {
        for (const auto place : places) {
            if (const auto* number = std::get_if<std::int64_t>(&a[place])) {
                if (*number != std::get<std::int64_t>(b[place])) return *number < std::get<std::int64_t>(b[place]);
            } else if (const auto order = std::get<std::string>(a[place]).compare(std::get<std::string>(b[place])); order != 0) {
                return order < 0;
            }
        }
        return false;
    });
}

TableRows load(db::Read& db, const db::TaggedTable& tags, const Shapes& shapes) {
    const auto& shape = shapes.at(tags.name);
    TableRows table{tags.name, {}, {}};
    const auto names = tags.carried();
    for (const auto& name : names) table.columns.push_back(*shape.column(name));
    const bool is_chain = tags.name == "event";
    db.each(
        [&](const db::Row& row) {
            auto& values = table.rows.emplace_back();
            for (const auto& column : table.columns) values.push_back(value_of(row, column));
        },
        fmt::format("select {} from {}{}{}", fmt::join(names, ", "), tags.name, condition_of(tags, shapes),
                    is_chain ? " order by seq, id" : ""));
    sort_rows(table, is_chain ? std::vector<std::string>{"partnership_id"} : shape.key);
    return table;
}

// As people and programs read it. A number that is no moment of our calendar stays a number.
Json json_of(const db::Value& value, const ShapeColumn& column) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const auto* number = std::get_if<std::int64_t>(&value);
    if (!number) return nullptr;
    if (column.is_moment()) {
        constexpr std::int64_t year_9999 = 253'402'300'799'999;
        if (*number >= 0 && *number <= year_9999) return iso(Instant{std::chrono::milliseconds{*number}});
    }
    return *number;
}

}  // namespace

int TableRows::place(const std::string& column) const {
    const auto found = std::ranges::find(columns, column, &ShapeColumn::name);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

std::string TableRows::text(const TableRow& row, const std::string& column) const {
    const int at = place(column);
    const auto* text = at < 0 ? nullptr : std::get_if<std::string>(&row[static_cast<std::size_t>(at)]);
    return text ? *text : "";
}

std::int64_t TableRows::number(const TableRow& row, const std::string& column) const {
    const int at = place(column);
    const auto* number = at < 0 ? nullptr : std::get_if<std::int64_t>(&row[static_cast<std::size_t>(at)]);
    return number ? *number : 0;
}

std::string key_of(const TableRows& table, const TableRow& row, const std::vector<std::string>& columns) {
    std::string key;
    for (const auto& column : columns) {
        const auto at = table.place(column);
        if (at < 0) return "";
        const auto& value = row[static_cast<std::size_t>(at)];
        const auto* number = std::get_if<std::int64_t>(&value);
        const auto* text = std::get_if<std::string>(&value);
        if (!number && (!text || text->empty())) return "";
        key += (number ? std::to_string(*number) : *text) + '\x1f';
    }
    return key;
}

Loaded load_tables(db::Read& db, const Shapes& shapes) {
    Loaded loaded;
    for (const auto& tags : db::tagged_tables()) {
        if (!tags.is_carried) continue;
        const auto& found = loaded.tables[tags.name] = load(db, tags, shapes);
        if (tags.once.empty()) continue;
        const auto all = db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + tags.name);
        loaded.sealed += *all - static_cast<int>(found.rows.size());
    }
    return loaded;
}

std::string as_json(const TableRows& table) {
    Json all = Json::array();
    for (const auto& row : table.rows) {
        auto& object = all.emplace_back(Json::object());
        for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i].name] = json_of(row[i], table.columns[i]);
    }
    return all.dump(1) + "\n";
}

std::string as_csv(const TableRows& table) {
    std::vector<std::string> heads;
    for (const auto& column : table.columns) heads.push_back(column.name);
    auto csv = csv_line(heads);
    for (const auto& row : table.rows) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto json = json_of(row[i], table.columns[i]);
            if (std::holds_alternative<std::string>(row[i]))
                cells.push_back(csv_text(json.get<std::string>()));
            else
                cells.push_back(json.is_null() ? "" : json.is_string() ? json.get<std::string>() : json.dump());
        }
        csv += csv_line(cells);
    }
    return csv;
}

}  // namespace touchstone::carrying
