#include "app/backup.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "app/audit_key.h"
#include "app/erasure_work.h"
#include "app/signing_key.h"
#include "base/bounded_json.h"
#include "base/child.h"

namespace touchstone::app {
namespace {

constexpr std::string_view format = "touchstone-backup-1";
// Files of the data folder that belong to the database.
constexpr std::array beside_database{audit_key_file, signing_key_file, erased_list};

std::vector<std::filesystem::path> files_under(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    if (!std::filesystem::exists(folder)) return found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().size() == 64) found.push_back(entry.path());
    return found;
}

void put_on_disk(const std::filesystem::path& path, int flags) {
    const int handle = open(path.c_str(), flags | O_CLOEXEC);
    const bool done = handle >= 0 && fsync(handle) == 0;
    if (handle >= 0) close(handle);
    if (!done) throw db::Failure(path.string() + " could not be put on disk");
}

void copy_safely(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::create_directories(to.parent_path());
    std::filesystem::copy_file(from, to);
    put_on_disk(to, O_RDONLY);
}

// Opening a database changes it, so it is a copy that is opened.
std::string problems_inside(const std::filesystem::path& database) {
    const auto folder = database.parent_path() / ("check-" + new_id_text(now()));
    copy_safely(database, folder / "copy.db");
    auto problems = db::open_sqlite(folder / "copy.db")->check();
    std::filesystem::remove_all(folder);
    return problems;
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
    return std::ranges::all_of(manifest["files"], [](const nlohmann::json& entry) {
        return entry.is_string() && entry.get_ref<const std::string&>().size() == 64 &&
               entry.get_ref<const std::string&>().find_first_not_of("0123456789abcdef") == std::string::npos;
    });
}

nlohmann::json read_manifest(const std::filesystem::path& backup) {
    std::ifstream in(backup / "manifest.json");
    if (!in) throw Trouble(backup.string() + " holds no manifest: it is not a whole backup");
    const auto manifest = parse_json<nlohmann::json>(std::string(std::istreambuf_iterator<char>(in), {})).value_or(nullptr);
    if (!is_manifest(manifest)) throw Trouble("the manifest of " + backup.string() + " cannot be read");
    return manifest;
}

}  // namespace

void back_up(const Data& data, const std::filesystem::path& target, const Watch& watch) {
    if (std::filesystem::exists(target)) throw Trouble(target.string() + " exists already");
    std::filesystem::create_directories(target);
    std::filesystem::permissions(target, std::filesystem::perms::owner_all);
    const std::string database = data.database->engine() == db::Engine::sqlite ? "touchstone.db" : "touchstone.dump";
    // The database first: files are only ever added, so each that it refers to is there afterwards.
    data.database->copy_to(target / database);
    nlohmann::json files = nlohmann::json::array();
    const auto kept = files_under(data.files.folder());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto hash = kept[i].filename().string();
        copy_safely(kept[i], target / "files" / hash.substr(0, 2) / hash);
        files.push_back(hash);
        if (watch) watch(i + 1, kept.size() + 1);
    }
    nlohmann::json beside = nlohmann::json::object();
    for (const auto* name : beside_database) {
        if (!std::filesystem::exists(data.folder / name)) continue;
        copy_safely(data.folder / name, target / name);
        beside[name] = db::sha256_of(target / name);
    }
    const nlohmann::json manifest{{"format", format},
                                  {"made_at", iso(now())},
                                  {"database", {{"name", database}, {"sha256", db::sha256_of(target / database)}}},
                                  {"beside", beside},
                                  {"files", files}};
    std::ofstream(target / "manifest.json") << manifest.dump(2) << "\n";
    put_on_disk(target / "manifest.json", O_RDONLY);
    put_on_disk(target, O_RDONLY | O_DIRECTORY);
    if (const auto problems = backup_problems(target); !problems.empty()) throw Trouble("the backup is not whole: " + problems);
    if (watch) watch(kept.size() + 1, kept.size() + 1);
}

void add_erased(const std::filesystem::path& list, const std::filesystem::path& folder) {
    std::ifstream in(list);
    if (!in) throw Trouble(list.string() + " cannot be read");
    std::ofstream(folder / erased_list, std::ios::app) << in.rdbuf();
    put_on_disk(folder / erased_list, O_RDONLY);
}

std::string backup_problems(const std::filesystem::path& backup) {
    const auto manifest = read_manifest(backup);
    std::string problems;
    const auto database = backup / manifest["database"].value("name", "");
    if (!std::filesystem::exists(database) || db::sha256_of(database) != manifest["database"].value("sha256", ""))
        problems += "the database was altered or is missing\n";
    else if (database.extension() == ".db")
        problems += problems_inside(database);
    for (const auto* name : beside_database)
        if (manifest.contains("beside") && manifest["beside"].contains(name) &&
            (!std::filesystem::exists(backup / name) || manifest["beside"][name] != db::sha256_of(backup / name)))
            problems += fmt::format("{} was altered or is missing\n", name);
    for (const auto& entry : manifest["files"]) {
        const auto hash = entry.get<std::string>();
        const auto file = backup / "files" / hash.substr(0, 2) / hash;
        if (!std::filesystem::exists(file) || db::sha256_of(file) != hash) problems += "file " + hash + " was altered or is missing\n";
    }
    return problems;
}

void restore(const std::filesystem::path& backup, const std::filesystem::path& folder, const std::string& database_url,
             const std::filesystem::path& erased, const Watch& watch) {
    if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
        throw Trouble(folder.string() + " is not empty: restore into a new folder");
    if (const auto problems = backup_problems(backup); !problems.empty()) throw Trouble("this backup is not whole:\n" + problems);
    const auto manifest = read_manifest(backup);
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto name = manifest["database"].value("name", "");
    if ((name == "touchstone.dump") != !database_url.empty())
        throw Trouble(database_url.empty() ? "this backup is of a PostgreSQL database: name an empty one with --database"
                                           : "this backup is of the SQLite inside: leave --database out");
    std::size_t done = 0;
    const auto total = manifest["files"].size() + 1;
    for (const auto& entry : manifest["files"]) {
        const auto hash = entry.get<std::string>();
        copy_safely(backup / "files" / hash.substr(0, 2) / hash, folder / "files" / hash.substr(0, 2) / hash);
        if (watch) watch(++done, total);
    }
    for (const auto* each : beside_database)
        if (std::filesystem::exists(backup / each)) copy_safely(backup / each, folder / each);
    if (!erased.empty()) add_erased(erased, folder);
    if (database_url.empty())
        copy_safely(backup / name, folder / name);
    else
        run_child(
            {"pg_restore", "--exit-on-error", "--no-owner", "--single-transaction", "--dbname=" + database_url, (backup / name).string()},
            std::chrono::minutes{30});
    if (watch) watch(total, total);
}

}  // namespace touchstone::app
