#include "evidence/whole_rows_store.h"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "db/column_tags.h"
#include "db/trip.h"

namespace touchstone::evidence {
namespace {

// The rows of a table that are part of one object, as a condition with $1 partnership and $2 the object: through what they are part of.
std::string rows_of(const db::TaggedTable& table, const std::string& root) {
    std::string either;
    for (const auto& [whole, column] : table.of) {
        const auto& tables = db::tagged_tables();
        const auto of = std::ranges::find(tables, whole, &db::TaggedTable::name);
        const auto above = whole == root ? std::string("$2") : rows_of(*of, root);
        if (above.empty()) continue;
        either += either.empty() ? "" : " or ";
        either += whole == root ? fmt::format("{} = $2", column)
                                : fmt::format("{} in (select id from {} where partnership_id = $1 and ({}))", column, whole, above);
    }
    return either;
}

// How far below the root a table is: what is further down goes first.
int depth_of(const db::TaggedTable& table, const std::string& root) {
    int depth = -1;
    for (const auto& [whole, column] : table.of) {
        const auto& tables = db::tagged_tables();
        const int above = whole == root ? 0 : depth_of(*std::ranges::find(tables, whole, &db::TaggedTable::name), root);
        if (above >= 0) depth = std::max(depth, above + 1);
    }
    return depth;
}

// The parts of an evaluation or of an item of evidence, the furthest down first.
std::vector<const db::TaggedTable*> parts_of(const std::string& root) {
    std::vector<const db::TaggedTable*> parts;
    for (const auto& table : db::tagged_tables())
        if (depth_of(table, root) > 0) parts.push_back(&table);
    std::ranges::stable_sort(parts, std::greater{}, [&](const auto* table) { return depth_of(*table, root); });
    return parts;
}

// "where …" for the rows of the table that are part of the object, or for the object's own.
std::string where(const db::TaggedTable& table, const std::string& root) {
    return fmt::format("where partnership_id = $1 and ({})", table.name == root ? "id = $2" : rows_of(table, root));
}

std::vector<std::string> columns_to_keep(const db::TaggedTable& table) {
    auto columns = table.carried();
    std::erase_if(columns, [&](const std::string& column) {
        return column == "partnership_id" || std::ranges::find(table.keys, column, &db::KeyColumn::column) != table.keys.end();
    });
    return columns;
}

nlohmann::json rows_in(db::Read& db, const db::TaggedTable& table, const PartnershipId& partnership, const std::string& root,
                       const std::string& id) {
    const auto columns = columns_to_keep(table);
    std::string selected;
    for (const auto& column : columns) selected += fmt::format("{}cast({} as text) as {}", selected.empty() ? "" : ", ", column, column);
    auto rows = nlohmann::json::array();
    if (selected.empty()) return rows;
    db.each(
        [&](const db::Row& row) {
            auto& object = rows.emplace_back(nlohmann::json::object());
            for (const auto& column : columns)
                if (const auto value = row.maybe<std::string>(column); value && !value->empty()) object[column] = *value;
        },
        fmt::format("select {} from {} {}", selected, table.name, where(table, root)), partnership, id);
    return rows;
}

}  // namespace

std::map<std::string, int> count_rows_of(db::Read& db, const PartnershipId& partnership, const std::string& root, const std::string& id) {
    db::Trip trip(db);
    std::vector<std::pair<std::string, db::Answer<int>>> answers;
    for (const auto* table : parts_of(root))
        answers.emplace_back(
            table->name, trip.one([](const db::Row& row) { return row.get<int>("rows"); },
                                  fmt::format("select count(*) as rows from {} {}", table->name, where(*table, root)), partnership, id));
    trip.go();
    std::map<std::string, int> counts;
    for (const auto& [name, count] : answers)
        if (*count > 0) counts[name] = *count;
    return counts;
}

std::string rows_as_json(db::Read& db, const PartnershipId& partnership, const std::string& root, const std::string& id) {
    nlohmann::json all;
    for (const auto& table : db::tagged_tables()) {
        const bool is_part = table.name == root || depth_of(table, root) > 0;
        if (!is_part || !table.is_carried) continue;
        if (auto rows = rows_in(db, table, partnership, root, id); !rows.empty()) all[table.name] = std::move(rows);
    }
    return all.dump();
}

void delete_parts_of(db::Write& db, const PartnershipId& partnership, const std::string& root, const std::string& id) {
    for (const auto* table : parts_of(root)) db.run(fmt::format("delete from {} {}", table->name, where(*table, root)), partnership, id);
}

void delete_rows_of(db::Write& db, const PartnershipId& partnership, const std::string& root, const std::string& id) {
    delete_parts_of(db, partnership, root, id);
    db.run(fmt::format("delete from {} where partnership_id = $1 and id = $2", root), partnership, id);
}

}  // namespace touchstone::evidence
