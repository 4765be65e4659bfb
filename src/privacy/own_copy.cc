#include "privacy/own_copy.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/workbench.h"
#include "base/zip_file.h"
#include "people/account_store.h"
#include "privacy/rights_store.h"
#include "web/language.h"
#include "web/view.h"

namespace touchstone::privacy {
namespace {

std::string as_json(const std::vector<privacy::HeldTable>& held) {
    nlohmann::ordered_json all;
    for (const auto& table : held)
        for (const auto& row : table.rows) {
            nlohmann::ordered_json object;
            for (const auto& [column, value] : row) object[column] = value;
            all[table.name].push_back(object);
        }
    return all.dump(2) + "\n";
}

// "evidence_file" as "Evidence file"
std::string in_words(std::string name) {
    std::ranges::replace(name, '_', ' ');
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

std::string as_html(const std::vector<privacy::HeldTable>& held, const people::Account& account, Instant now) {
    web::List tables;
    for (const auto& table : held) {
        web::List rows;
        for (const auto& row : table.rows) {
            web::List fields;
            for (const auto& [column, value] : row)
                if (!value.empty()) fields.push_back(web::Object{{"name", in_words(column)}, {"value", value}});
            rows.push_back(web::Object{{"fields", fields}});
        }
        tables.push_back(web::Object{{"name", in_words(table.name)}, {"rows", rows}});
    }
    return web::render("privacy/own_copy", {{"name", account.name}, {"when", touchstone::in_words(now)}, {"tables", tables}});
}

}  // namespace

void write_own_copy(db::Database& database, const people::Account& account, const std::filesystem::path& target, Instant now) {
    const auto held = database.reading([&](db::Read& db) { return privacy::list_held(db, account); });
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
