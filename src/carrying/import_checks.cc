#include "carrying/import_checks.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/bounded_json.h"
#include "base/text.h"
#include "carrying/data_folder.h"
#include "carrying/export.h"
#include "db/column_tags.h"
#include "db/migrate.h"
#include "frameworks/framework_json.h"
#include "frameworks/framework_store.h"
#include "reports/snapshot.h"

namespace touchstone::carrying {
namespace {

constexpr const char* sums_file = "SHA256SUMS";

// Nothing that leads out of the folder.
bool is_plain_name(const std::string& name) {
    for (const auto& part : split(name, '/')) {
        if (part.empty() || part.front() == '.') return false;
        if (!std::ranges::all_of(part, [](unsigned char c) { return c < 0x80 && (std::isalnum(c) || c == '.' || c == '-' || c == '_'); }))
            return false;
    }
    return true;
}

std::map<std::string, std::string> read_sums(const std::filesystem::path& source, std::vector<std::string>& problems) {
    std::map<std::string, std::string> sums;
    const auto text = text_in(source / sums_file);
    if (!text) problems.push_back("SHA256SUMS is missing");
    std::istringstream lines(text.value_or(""));
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto hash = line.substr(0, 64), name = line.size() > 66 ? line.substr(66) : std::string();
        if (!is_hash(hash) || line.substr(64, 2) != "  " || !is_plain_name(name))
            problems.push_back(fmt::format("SHA256SUMS, line {}: is no checksum and name of a file inside the folder", number));
        else
            sums[name] = hash;
    }
    return sums;
}

std::string where(const TableRows& rows, std::size_t i) { return fmt::format("tables/{}.json, row {}: ", rows.name, i + 1); }

using Keys = std::map<std::string, std::set<std::string>>;

// Of what the tags say rows go with: not everywhere does the database itself see to it.
void check_wholes(const Tables& tables, const db::TaggedTable& tags, Keys& keys, std::vector<std::string>& problems) {
    const auto& rows = tables.at(tags.name);
    std::map<std::string, std::vector<std::string>> wholes;
    for (const auto& [whole, column] : tags.of) wholes[column].push_back(whole);
    for (const auto& [column, names] : wholes)
        for (std::size_t i = 0; i < rows.rows.size(); ++i) {
            const auto key = key_of(rows, rows.rows[i], {"partnership_id", column});
            const auto has = [&](const std::string& name) { return keys[name].contains(key); };
            if (!key.empty() && std::ranges::none_of(names, has))
                problems.push_back(where(rows, i) + column + " names nothing that is there");
        }
}

void check_kept(const std::filesystem::path& source, const TableRows& rows, const std::string& column, std::set<std::string>& used,
                std::vector<std::string>& problems) {
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const auto& row = rows.rows[i];
        const auto hash = rows.text(row, column), name = rows.text(row, "name");
        if (name.empty() || name.find_first_of(std::string("/\\\0", 3)) != std::string::npos)
            problems.push_back(where(rows, i) + "name is no name of a file");
        if (!is_hash(hash)) {
            problems.push_back(where(rows, i) + column + " is no SHA-256");
            continue;
        }
        used.insert(hash);
        std::error_code none;
        const auto size = std::filesystem::file_size(source / "files" / hash, none);
        if (none)
            problems.push_back(where(rows, i) + "files/" + hash + " is missing");
        else if (size != static_cast<std::uintmax_t>(rows.number(row, "size")))
            problems.push_back(where(rows, i) + "files/" + hash + " has another size");
    }
}

void check_frameworks(const TableRows& rows, std::vector<std::string>& problems) {
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const auto& row = rows.rows[i];
        try {
            const auto framework = frameworks::from_json(rows.text(row, "content"));
            if (frameworks::hash_of(rows.text(row, "content")) != rows.text(row, "hash") || framework.id != rows.text(row, "id") ||
                framework.version != rows.text(row, "version"))
                problems.push_back(where(rows, i) + "hash, id or version is not that of the framework");
        } catch (const std::exception&) {
            problems.push_back(where(rows, i) + "content is no framework");
        }
    }
}

// Not by a key of the database: what names a framework names all its versions.
void check_named_frameworks(const Tables& tables, std::vector<std::string>& problems) {
    std::set<std::string> there{"generic-2006"};  // built in: every server has it
    const auto& frameworks = tables.at("framework");
    for (const auto& row : frameworks.rows) there.insert(frameworks.text(row, "id"));
    for (const char* name : {"finding_theme", "finding_cause"}) {
        const auto& rows = tables.at(name);
        if (rows.place("framework") < 0) continue;  // of a Touchstone before findings named their frameworks
        for (std::size_t i = 0; i < rows.rows.size(); ++i)
            if (!there.contains(rows.text(rows.rows[i], "framework")))
                problems.push_back(where(rows, i) + "framework names none that is there");
    }
}

void check_snapshots(const TableRows& rows, std::vector<std::string>& problems) {
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
        if (!reports::verify(rows.text(rows.rows[i], "sealed")).is_whole)
            problems.push_back(where(rows, i) + "the published version is not as it was signed");
}

}  // namespace

bool is_hash(const std::string& text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos; }

std::optional<std::string> text_in(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(file)) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

int migration_of(const std::filesystem::path& source) {
    const auto text = text_in(source / "touchstone.json");
    if (!text) throw Trouble(source.string() + " holds no export: touchstone.json is missing");
    const auto about = parse_json<nlohmann::json>(*text).value_or(nullptr);
    const bool is_of_before = about.is_object() && about.contains("format") && about["format"] == export_format_before;
    if (!about.is_object() || !about.contains("format") || (!is_of_before && about["format"] != export_format) ||
        !about.contains("migration") || !about["migration"].is_number_unsigned())
        throw Trouble("touchstone.json is not that of an export in the format " + std::string(export_format));
    const auto steps = db::known_migrations();
    const auto last = about["migration"].get<std::uint64_t>();
    if (is_of_before && last != last_step_before)
        throw Trouble("this export was made by an older Touchstone: import it with the last one that writes " +
                      std::string(export_format_before) + ", and export it again with that");
    if (is_of_before) return same_step_today;
    if (last > static_cast<std::uint64_t>(steps.back().number))
        throw Trouble("this export was made by a newer Touchstone: import it with that");
    if (std::ranges::none_of(steps, [&](const auto& step) { return static_cast<std::uint64_t>(step.number) == last; }))
        throw Trouble("touchstone.json names a migration that there never was");
    return static_cast<int>(last);
}

void check_files(const std::filesystem::path& source, std::vector<std::string>& problems) {
    auto sums = read_sums(source, problems);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
        const auto name = entry.path().lexically_relative(source).generic_string();
        if (entry.is_directory() && !entry.is_symlink()) continue;
        if (entry.is_symlink() || !entry.is_regular_file()) {
            problems.push_back(name + " is no plain file");
            sums.erase(name);
        } else if (const auto sum = sums.find(name); sum != sums.end()) {
            if (db::sha256_of(entry.path()) != sum->second) problems.push_back(name + " was altered");
            if (name.starts_with("files/") && name != "files/" + sum->second) problems.push_back(name + " is not what its name says");
            sums.erase(sum);
        } else if (name != sums_file) {
            problems.push_back(name + " is not in SHA256SUMS");
        }
    }
    for (const auto& [name, sum] : sums) problems.push_back(name + " is missing");
}

void check_rows(const std::filesystem::path& source, const Tables& tables, std::vector<std::string>& problems) {
    Keys keys;
    for (const auto& [name, rows] : tables)
        for (const auto& row : rows.rows) keys[name].insert(key_of(rows, row, {"partnership_id", "id"}));
    std::set<std::string> used;
    for (const auto& tags : db::tagged_tables()) {
        const auto found = tables.find(tags.name);
        if (found == tables.end()) continue;
        check_wholes(tables, tags, keys, problems);
        if (!tags.keeps.empty()) check_kept(source, found->second, tags.keeps, used, problems);
    }
    if (std::filesystem::exists(source / "files"))
        for (const auto& entry : std::filesystem::directory_iterator(source / "files"))
            if (!used.contains(entry.path().filename().string()))
                problems.push_back("files/" + entry.path().filename().string() + " belongs to nothing");
    check_frameworks(tables.at("framework"), problems);
    check_named_frameworks(tables, problems);
    check_snapshots(tables.at("snapshot"), problems);
}

}  // namespace touchstone::carrying
