#include "privacy/own_copy.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/workbench.h"
#include "base/zip_file.h"
#include "people/account_store.h"
#include "privacy/rights_store.h"
#include "web/texts.h"
#include "web/view.h"

namespace touchstone::privacy {
namespace {

using web::text;
using Fields = std::vector<std::pair<std::string, std::string>>;  // column and value

std::string as_json(const std::vector<HeldTable>& held) {
    nlohmann::ordered_json all;
    for (const auto& table : held)
        for (const auto& row : table.rows) {
            nlohmann::ordered_json object;
            for (const auto& [column, value] : row) object[column] = value;
            all[table.name].push_back(object);
        }
    return all.dump(2) + "\n";
}

const db::TaggedTable& tags_of(const std::string& table) { return *std::ranges::find(db::tagged_tables(), table, &db::TaggedTable::name); }

// The word that the number in a column stands for; the value where it stands for none.
std::string chosen(const db::TaggedColumn& column, const std::string& value) {
    for (int number = column.first; const auto& word : column.words)
        if (std::to_string(number++) == value) return text("held.value." + word);
    return value;
}

std::string value_in_words(const db::TaggedTable& table, const db::TaggedColumn& column, const Fields& row, const std::string& value,
                           const people::Account& account) {
    if (std::ranges::find(table.whose, column.name) != table.whose.end())
        return text(value == account.id.text ? "held.you" : "held.someone_else");
    if (const auto happened = "app.happened." + value; column.name == "verb" && web::has_text(happened)) {
        const auto part = std::ranges::find(row, "part", &Fields::value_type::first);
        return text(happened, {{"part", part == row.end() ? "" : part->second}});
    }
    if (column.tag == db::Tag::free_text) return value;
    if (const auto moment = instant_from(value)) return touchstone::in_words(*moment);
    if (const auto day = date_from(value)) return touchstone::in_words(*day);
    return chosen(column, value);
}

web::List fields_in_words(const db::TaggedTable& table, const Fields& row, const people::Account& account) {
    web::List fields;
    for (const auto& [name, value] : row) {
        const auto& column = *std::ranges::find(table.columns, name, &db::TaggedColumn::name);
        if (!value.empty() && is_told(table, column))
            fields.push_back(
                web::Object{{"name", text(column_key(table, name))}, {"value", value_in_words(table, column, row, value, account)}});
    }
    return fields;
}

std::string as_html(const std::vector<HeldTable>& held, const people::Account& account, Instant now) {
    web::List tables;
    for (const auto& [name, rows] : held) {
        const auto& tags = tags_of(name);
        web::List told;
        for (const auto& row : rows) told.push_back(web::Object{{"fields", fields_in_words(tags, row, account)}});
        tables.push_back(web::Object{{"name", text(table_key(tags))}, {"rows", told}});
    }
    return web::render("privacy/own_copy", {{"name", account.name}, {"when", touchstone::in_words(now)}, {"tables", tables}});
}

}  // namespace

std::string table_key(const db::TaggedTable& table) { return "held.table." + table.name; }

std::string column_key(const db::TaggedTable& table, const std::string& column) {
    const auto own = "held.of." + table.name + "." + column;
    return web::has_text(own) ? own : "held.column." + column;
}

bool is_told(const db::TaggedTable& table, const db::TaggedColumn& column) {
    return column.tag != db::Tag::none || web::has_text(column_key(table, column.name));
}

void write_own_copy(db::Database& database, const people::Account& account, const std::filesystem::path& target, Instant now) {
    const auto held = database.reading([&](db::Read& db) { return list_held(db, account); });
    write_zip(target, {{"data.json", as_json(held)}, {"read.html", as_html(held, account, now)}});
}

jobs::Work own_copy_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& work_folder) {
    return [&database, &files, work_folder](const jobs::Job& job, const jobs::Progress& progress) {
        progress(0, 2, "jobs.message.copying");
        const auto account = database.reading([&](db::Read& db) { return people::find_account(db, job.asked_by); });
        if (!account) throw std::runtime_error("the account is not there");
        const Workbench bench(work_folder);
        write_own_copy(database, *account, bench.folder / "copy.zip", job.asked_at);
        progress(1, 2, "jobs.message.keeping");
        return jobs::Result{files.keep(bench.folder / "copy.zip").hash, "your-data.zip"};
    };
}

}  // namespace touchstone::privacy
