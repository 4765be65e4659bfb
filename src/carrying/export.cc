#include "carrying/export.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/version.h"
#include "carrying/belongings.h"
#include "carrying/export_pages.h"
#include "db/migrate.h"
#include "web/texts.h"

namespace touchstone::carrying {
namespace {

using Json = nlohmann::ordered_json;

// Writes files below a folder, and remembers the hash of each for the list of them.
class Folder {
public:
    explicit Folder(std::filesystem::path target) : target_(std::move(target)) {
        std::filesystem::create_directories(target_);
        std::filesystem::permissions(target_, std::filesystem::perms::owner_all);
    }
    void write(const std::string& name, const std::string& text) {
        const auto path = place_for(name);
        std::ofstream out(path, std::ios::binary);
        if (name.ends_with(".csv")) out << csv_mark;
        out << text;
        out.close();
        if (!out) throw Trouble(path.string() + " could not be written");
        hashes_[name] = db::sha256_of(path);
    }
    void copy(const std::string& name, const std::filesystem::path& from) {
        if (!std::filesystem::exists(from)) throw Trouble("file " + from.filename().string() + " is missing: see touchstone doctor");
        const auto path = place_for(name);
        std::filesystem::copy_file(from, path, std::filesystem::copy_options::skip_existing);
        hashes_[name] = db::sha256_of(path);
        if (hashes_[name] != from.filename()) throw Trouble("file " + from.filename().string() + " was altered: see touchstone doctor");
    }
    // As sha256sum writes and checks it.
    void write_hashes() {
        std::string lines;
        for (const auto& [name, hash] : hashes_) lines.append(hash).append("  ").append(name).append("\n");
        write("SHA256SUMS", lines);
    }
    [[nodiscard]] bool holds(const std::string& name) const { return hashes_.contains(name); }

private:
    std::filesystem::path place_for(const std::string& name) {
        std::filesystem::create_directories((target_ / name).parent_path());
        return target_ / name;
    }
    std::filesystem::path target_;
    std::map<std::string, std::string> hashes_;
};

Json about(const Tables& tables, const std::string& organisation) {
    Json partnerships = Json::array();
    const auto& all = tables.at("partnership");
    for (const auto& row : all.rows) partnerships.push_back(all.text(row, "name"));
    return {{"format", export_format},
            {"product", product_version},
            {"migration", db::known_migrations().back().number},
            {"of", organisation.empty() ? "everything" : "organisation"},
            {"organisation", organisation},
            {"partnerships", partnerships}};
}

// Each kept file once, and a line for each row that names it.
std::size_t write_files(const Data& data, const Tables& tables, Folder& folder) {
    auto csv = csv_line({"sha256", "name", "bytes", "table", "part_of"});
    std::size_t count = 0;
    for (const auto& tags : db::tagged_tables()) {
        if (!tags.is_carried || tags.keeps.empty()) continue;
        const auto& rows = tables.at(tags.name);
        for (const auto& row : rows.rows) {
            const auto hash = rows.text(row, tags.keeps);
            const auto name = "files/" + hash;
            if (!folder.holds(name)) {
                folder.copy(name, data.files.path_of(hash));
                ++count;
            }
            csv += csv_line({hash, csv_text(rows.text(row, "name")), std::to_string(rows.number(row, "size")), tags.name,
                             tags.of.empty() ? "" : rows.text(row, tags.of.front().second)});
        }
    }
    folder.write("files.csv", csv);
    return count;
}

// What each column holds, what it refers to, and what its numbers stand for.
std::string describe_columns(const Tables& tables, const Shapes& shapes) {
    auto csv = csv_line({"table", "column", "holds", "refers_to", "numbers"});
    for (const auto& tags : db::tagged_tables()) {
        if (!tags.is_carried) continue;
        for (const auto& column : tables.at(tags.name).columns) {
            std::string refers, numbers;
            for (const auto& reference : shapes.at(tags.name).references)
                if (reference.columns.back() == column.name) refers = reference.table;
            for (const auto& [whole, by] : tags.of)
                if (by == column.name && refers != whole) refers += (refers.empty() ? "" : " or ") + whole;
            const auto tagged = std::ranges::find(tags.columns, column.name, &db::TaggedColumn::name);
            for (int number = tagged->first; const auto& word : tagged->words)
                numbers += fmt::format("{}{} {}", numbers.empty() ? "" : ", ", number++, word);
            const auto* holds = column.is_moment() ? "moment" : column.is_day() ? "day" : column.is_number ? "number" : "text";
            csv += csv_line({tags.name, column.name, holds, refers, numbers});
        }
    }
    return csv;
}

std::string file_name_of(std::string words) {
    for (auto& c : words)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '-') c = '_';
    return words;
}

void write_frameworks(const Tables& tables, Folder& folder) {
    const auto& rows = tables.at("framework");
    for (const auto& row : rows.rows)
        folder.write("frameworks/" + file_name_of(rows.text(row, "id") + "-" + rows.text(row, "version")) + ".json",
                     Json::parse(rows.text(row, "content")).dump(1) + "\n");
}

void write_all(const Data& data, const Tables& tables, const Shapes& shapes, const std::string& organisation, Folder& folder,
               Exported& exported) {
    folder.write("README.txt", web::text(organisation.empty() ? "app.export.readme_all" : "app.export.readme_organisation",
                                         {{"organisation", organisation}}) +
                                   "\n\n" + web::text("app.export.readme"));
    folder.write("touchstone.json", about(tables, organisation).dump(1) + "\n");
    for (const auto& [name, rows] : tables) {
        folder.write("tables/" + name + ".json", as_json(rows));
        folder.write("tables/" + name + ".csv", as_csv(rows));
    }
    folder.write("columns.csv", describe_columns(tables, shapes));
    exported.files = write_files(data, tables, folder);
    write_frameworks(tables, folder);
    for (const auto& page : export_pages(tables)) folder.write("read/" + page.name, page.html);
    folder.write_hashes();
}

}  // namespace

Exported export_all(const Data& data, const std::filesystem::path& target, const std::string& organisation) {
    if (std::filesystem::exists(target)) throw Trouble(target.string() + " exists already");
    const auto shapes = Scratch(data.spool).shapes();
    auto loaded = data.database->reading([&](db::Read& db) { return load_tables(db, shapes); });
    Exported exported;
    exported.sealed = loaded.sealed;
    if (!organisation.empty()) exported.cut = keep_what_belongs_to(organisation, loaded.tables, shapes);
    exported.evaluations = loaded.tables.at("evaluation").rows.size();
    exported.evidence = loaded.tables.at("evidence").rows.size();
    try {
        Folder folder(target);
        write_all(data, loaded.tables, shapes, organisation, folder, exported);
    } catch (...) {
        std::filesystem::remove_all(target);
        throw;
    }
    return exported;
}

}  // namespace touchstone::carrying
