#include "carrying/kept_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/column_tags.h"

namespace touchstone::carrying {
namespace {

const std::string evidence_files = R"sql(
    select f.hash, f.name, e.title from evidence_file f
      join evidence e on e.partnership_id = f.partnership_id and e.id = f.evidence_id
     order by f.hash, e.title, f.name)sql";

std::string in_words(const db::Row& row, const std::string& table) {
    if (table == "evidence_file")
        return fmt::format("“{}” of the evidence “{}”", row.get<std::string>("name"), row.get<std::string>("title"));
    auto words = table;
    std::ranges::replace(words, '_', ' ');
    return "a " + words;
}

// An older database lacks some of today's tables and columns.
bool has_column(db::Database& database, const std::string& table, const std::string& column) {
    try {
        database.read([&](db::Read& db) { db.each([](const db::Row&) {}, fmt::format("select {} from {} where 1 = 0", column, table)); });
        return true;
    } catch (const db::Failure&) {
        return false;
    }
}

}  // namespace

Owners list_owners(db::Database& database) {
    Owners owners;
    for (const auto& table : db::tagged_tables()) {
        if (table.keeps.empty() || !has_column(database, table.name, table.keeps)) continue;
        const auto sql = table.name == "evidence_file"
                             ? evidence_files
                             : fmt::format("select distinct {0} as hash from {1} where {0} <> ''", table.keeps, table.name);
        database.read([&](db::Read& db) {
            db.each([&](const db::Row& row) { owners[row.get<std::string>("hash")].push_back(in_words(row, table.name)); }, sql);
        });
    }
    return owners;
}

std::set<std::string> files_in_use(db::Database& database) {
    return database.reading([](db::Read& db) {
        std::set<std::string> hashes;
        for (const auto& table : db::tagged_tables())
            if (!table.keeps.empty())
                db.each([&](const db::Row& row) { hashes.insert(row.get<std::string>("hash")); },
                        fmt::format("select distinct {0} as hash from {1} where {0} is not null", table.keeps, table.name));
        return hashes;
    });
}

}  // namespace touchstone::carrying
