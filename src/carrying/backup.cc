#include "carrying/backup.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/bounded_json.h"
#include "base/child.h"
#include "carrying/audit_key.h"
#include "carrying/erasure_work.h"
#include "carrying/record_keys.h"
#include "carrying/signing_key.h"
#include "carrying/unfinished_folder.h"
#include "db/on_disk.h"

namespace touchstone::carrying {
namespace {

constexpr std::string_view format = "touchstone-backup-1";
// Files of the data folder that belong to the database.
constexpr std::array beside_database{audit_key_file, signing_key_file, erased_list};

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Trouble(file.string() + " cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> files_under(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    if (!std::filesystem::exists(folder)) return found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().size() == 64) found.push_back(entry.path());
    return found;
}

void copy_to_disk(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::create_directories(to.parent_path());
    std::filesystem::copy_file(from, to);
    db::put_on_disk(to);
}

// Opening a database changes it, so it is a copy that is opened.
std::string problems_inside(const std::filesystem::path& database) {
    const auto folder = database.parent_path() / ("check-" + new_id_text(now()));
    copy_to_disk(database, folder / "copy.db");
    auto problems = db::open_sqlite(folder / "copy.db")->check();
    std::filesystem::remove_all(folder);
    return problems;
}

bool is_hash(const nlohmann::json& entry) {
    return entry.is_string() && entry.get_ref<const std::string&>().size() == 64 &&
           entry.get_ref<const std::string&>().find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool is_damage(const nlohmann::json& one) {
    return one.is_object() && one.contains("sha256") && is_hash(one["sha256"]) && one.contains("missing") && one["missing"].is_boolean() &&
           one.contains("of") && one["of"].is_array() &&
           std::ranges::all_of(one["of"], [](const auto& words) { return words.is_string(); });
}

// A manifest may have come from anywhere: it names one of two databases, and files by their hashes, and nothing else.
bool is_manifest(const nlohmann::json& manifest) {
    const auto is_text = [](const nlohmann::json& object, const char* key) { return object.contains(key) && object[key].is_string(); };
    if (!manifest.is_object() || !is_text(manifest, "format") || manifest["format"] != format || !manifest.contains("database") ||
        !manifest.contains("files"))
        return false;
    const auto& database = manifest["database"];
    if (!database.is_object() || !is_text(database, "name") || !is_text(database, "sha256") || !manifest["files"].is_array()) return false;
    if (database["name"] != "touchstone.db" && database["name"] != "touchstone.dump") return false;
    if (manifest.contains("damaged") && !(manifest["damaged"].is_array() && std::ranges::all_of(manifest["damaged"], is_damage)))
        return false;
    return std::ranges::all_of(manifest["files"], is_hash);
}

// What the server that was backed up had not whole itself.
std::vector<Damage> damaged_in(const nlohmann::json& manifest) {
    std::vector<Damage> damaged;
    if (!manifest.contains("damaged")) return damaged;
    for (const auto& one : manifest["damaged"]) damaged.push_back({one["sha256"], one["missing"], one["of"]});
    return damaged;
}

nlohmann::json read_manifest(const std::filesystem::path& backup) {
    if (!std::filesystem::exists(backup / "manifest.json")) throw Trouble(backup.string() + " holds no manifest: it is not a whole backup");
    const auto manifest = parse_json<nlohmann::json>(text_of(backup / "manifest.json")).value_or(nullptr);
    if (!is_manifest(manifest)) throw Trouble("the manifest of " + backup.string() + " cannot be read");
    return manifest;
}

std::filesystem::path file_in(const std::filesystem::path& backup, const std::string& hash) {
    return backup / "files" / hash.substr(0, 2) / hash;
}

// The copy is read again: what could not be copied right is not in the backup.
bool copy_kept(const Data& data, const std::string& hash, const std::filesystem::path& backup) {
    const auto from = data.files.path_of(hash), to = file_in(backup, hash);
    if (!std::filesystem::is_regular_file(from)) return false;
    copy_to_disk(from, to);
    if (db::is_whole(to, hash)) return true;
    std::filesystem::remove(to);
    return false;
}

struct Copied {
    std::set<std::string> files;
    std::vector<Damage> damaged;
};

Copied copy_files(const Data& data, const std::filesystem::path& backup, const Watch& watch) {
    Copied copied;
    const auto kept = files_under(data.files.folder());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto hash = kept[i].filename().string();
        if (copy_kept(data, hash, backup)) copied.files.insert(hash);
        if (watch) watch(i + 1, kept.size() + 1);
    }
    // The rows say what ought to be there, now that what was added or erased meanwhile is in them.
    for (const auto& [hash, of] : list_owners(*data.database))
        if (!copied.files.contains(hash) && copy_kept(data, hash, backup))
            copied.files.insert(hash);
        else if (!copied.files.contains(hash))
            copied.damaged.push_back({hash, !std::filesystem::exists(data.files.path_of(hash)), of});
    return copied;
}

std::string database_problems(const std::filesystem::path& backup, const nlohmann::json& manifest) {
    std::string problems;
    const auto database = backup / manifest["database"].value("name", "");
    if (!db::is_whole(database, manifest["database"].value("sha256", "")))
        problems += "the database was altered or is missing\n";
    else if (database.extension() == ".db")
        problems += problems_inside(database);
    for (const auto* name : beside_database)
        if (manifest.contains("beside") && manifest["beside"].contains(name) &&
            (!std::filesystem::exists(backup / name) || manifest["beside"][name] != db::sha256_of(backup / name)))
            problems += fmt::format("{} was altered or is missing\n", name);
    return problems;
}

void make_backup(const Data& data, const std::filesystem::path& target, const Watch& watch, std::vector<Damage>& damaged) {
    const std::string database = data.database->engine() == db::Engine::sqlite ? "touchstone.db" : "touchstone.dump";
    // The database first: files are only ever added, so each that it refers to is there afterwards.
    data.database->copy_to(target / database);
    const auto copied = copy_files(data, target, watch);
    nlohmann::json beside = nlohmann::json::object(), not_there = nlohmann::json::array();
    for (const auto* name : beside_database) {
        if (!std::filesystem::exists(data.folder / name)) continue;
        copy_to_disk(data.folder / name, target / name);
        beside[name] = db::sha256_of(target / name);
    }
    for (const auto& one : copied.damaged) not_there.push_back({{"sha256", one.hash}, {"missing", one.is_missing}, {"of", one.of}});
    const nlohmann::json manifest{
        {"format", format}, {"made_at", iso(now())}, {"database", {{"name", database}, {"sha256", db::sha256_of(target / database)}}},
        {"beside", beside}, {"files", copied.files}, {"damaged", not_there}};
    db::write_whole(target / "manifest.json", manifest.dump(2) + "\n");
    if (const auto problems = database_problems(target, manifest); !problems.empty()) throw Trouble("the backup is not whole: " + problems);
    damaged = copied.damaged;
}

// Of the files in the backup, those that are as they were kept.
void bring_back_files(const std::filesystem::path& backup, const nlohmann::json& manifest, const std::filesystem::path& folder,
                      const Watch& watch) {
    std::size_t done = 0;
    for (const auto& entry : manifest["files"]) {
        const auto hash = entry.get<std::string>();
        if (const auto file = file_in(backup, hash); db::is_whole(file, hash)) copy_to_disk(file, file_in(folder, hash));
        if (watch) watch(++done, manifest["files"].size() + 1);
    }
}

void bring_back_database(const RestoreOptions& options, const nlohmann::json& manifest, const std::filesystem::path& folder) {
    const auto name = manifest["database"].value("name", "");
    if (options.database_url.empty())
        copy_to_disk(options.backup / name, folder / name);
    else
        run_child({"pg_restore", "--exit-on-error", "--no-owner", "--single-transaction", "--dbname=" + options.database_url,
                   (options.backup / name).string()},
                  std::chrono::minutes{30});
}

void refuse_what_is_damaged(const RestoreOptions& options, const nlohmann::json& manifest) {
    const auto problems = backup_problems(options.backup);
    if (!problems.database.empty()) throw Trouble("this backup is not whole:\n" + problems.database + problems.files);
    if (!problems.files.empty() && !options.accept_damaged)
        throw Trouble("this backup is not whole:\n" + problems.files + "With --accept-damaged all the rest is brought back.");
    if ((manifest["database"].value("name", "") == "touchstone.dump") != !options.database_url.empty())
        throw Trouble(options.database_url.empty() ? "this backup is of a PostgreSQL database: name an empty one with --database"
                                                   : "this backup is of the SQLite inside: leave --database out");
}

}  // namespace

std::vector<Damage> back_up(const Data& data, const std::filesystem::path& target, const Watch& watch) {
    if (std::filesystem::exists(target)) throw Trouble(target.string() + " exists already");
    const std::filesystem::path unfinished = target.string() + ".unfinished";
    std::filesystem::remove_all(unfinished);  // of one that was interrupted
    std::filesystem::create_directories(unfinished);
    std::filesystem::permissions(unfinished, std::filesystem::perms::owner_all);
    std::vector<Damage> damaged;
    try {
        make_backup(data, unfinished, watch, damaged);
        db::put_folders_on_disk(unfinished);
        db::name_whole(unfinished, target);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(unfinished, ignored);
        throw;
    }
    if (watch) watch(1, 1);
    return damaged;
}

BackupProblems backup_problems(const std::filesystem::path& backup) {
    const auto manifest = read_manifest(backup);
    BackupProblems problems{database_problems(backup, manifest), {}};
    for (const auto& entry : manifest["files"])
        if (const auto hash = entry.get<std::string>(); !db::is_whole(file_in(backup, hash), hash))
            problems.files += "file " + hash + " was altered or is missing\n";
    problems.files += lines_of(damaged_in(manifest));
    return problems;
}

std::vector<Damage> restore(const RestoreOptions& options, const Watch& watch) {
    UnfinishedFolder folder(options.folder);
    const auto manifest = read_manifest(options.backup);
    refuse_what_is_damaged(options, manifest);
    bring_back_files(options.backup, manifest, folder.place(), watch);
    for (const auto* each : beside_database)
        if (std::filesystem::exists(options.backup / each)) copy_to_disk(options.backup / each, folder.place() / each);
    if (!options.erased.empty()) add_erased(text_of(options.erased), folder.place());
    if (!options.record_keys.empty()) bring_back_record_keys(options.record_keys, folder.place());
    bring_back_database(options, manifest, folder.place());
    // What is opened is brought up to date, and what was erased since is erased again; it is closed before it gets its name.
    const auto missing = find_damage(open_unfinished_data(folder.place(), options.database_url));
    if (!missing.empty() && !options.accept_damaged)
        throw Trouble("this backup is not whole:\n" + lines_of(missing) + "With --accept-damaged all the rest is brought back.");
    folder.finish();
    if (watch) watch(1, 1);
    return missing;
}

}  // namespace touchstone::carrying
