#include "privacy/rights_store.h"

#include <algorithm>
#include <charconv>

#include <fmt/ranges.h>

#include "people/account_store.h"

namespace touchstone::privacy {

using namespace people;
namespace {

// Instants are stored as numbers of milliseconds: shown as people and programs read them.
std::string readable(const std::string& column, const std::string& value) {
    if (!column.ends_with("_at") && column != "at" && column != "since" && column != "until") return value;
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), count);
    return error == std::errc{} && end == value.data() + value.size() ? iso(Instant{std::chrono::milliseconds{count}}) : value;
}

// Whether the person of that id gets what the column says in this row.
bool is_theirs(const db::TaggedTable& table, const std::string& column, const db::Row& row, const std::string& account) {
    const auto only = table.only_for.find(column);
    return only == table.only_for.end() ||
           std::ranges::any_of(only->second, [&](const std::string& who) { return row.maybe<std::string>(who) == account; });
}

}  // namespace

std::string rows_of(const db::TaggedTable& table) {
    if (table.whose.empty()) return table.address + " = $1";
    return fmt::format("{} = $1", fmt::join(table.whose, " = $1 or "));
}

std::string owner_of(const db::TaggedTable& table, const Account& account) { return table.whose.empty() ? account.email : account.id.text; }

std::vector<HeldTable> list_held(db::Read& db, const Account& account) {
    std::vector<HeldTable> held;
    for (const auto& table : db::tagged_tables()) {
        if (!table.is_about_people()) continue;
        const auto columns = table.shown();
        std::string selected;
        for (const auto& column : columns)
            selected += fmt::format("{}cast({} as text) as {}", selected.empty() ? "" : ", ", column, column);
        HeldTable found{table.name, {}};
        db.each(
            [&](const db::Row& row) {
                auto& values = found.rows.emplace_back();
                for (const auto& column : columns)
                    if (const auto value = row.maybe<std::string>(column); value && is_theirs(table, column, row, account.id.text))
                        values.emplace_back(column, readable(column, *value));
            },
            fmt::format("select {} from {} where {}", selected, table.name, rows_of(table)), owner_of(table, account));
        if (!found.rows.empty()) held.push_back(std::move(found));
    }
    return held;
}

void note_copy(db::Write& db, const By& by) { note_on_account(db, by, "asked_for_copy", by.who); }

}  // namespace touchstone::privacy
