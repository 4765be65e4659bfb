#include "carrying/record_keys.h"

#include "db/on_disk.h"
#include "privacy/erasure_store.h"
#include "privacy/vault.h"
#include "voice/wave_store.h"

namespace touchstone::carrying {
namespace {

using std::filesystem::path;

// What is there already stays.
void copy_keys(const path& from, const path& to) {
    const auto keys = to / privacy::key_folder;
    std::filesystem::create_directories(keys);
    for (const auto& folder : {to, keys}) std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    const auto add = [](const path& key, const path& target) {
        if (!std::filesystem::exists(target)) db::copy_whole(key, target);
    };
    add(from / privacy::server_key_file, to / privacy::server_key_file);
    for (const auto& entry : std::filesystem::directory_iterator(from / privacy::key_folder))
        if (!entry.path().filename().string().starts_with(db::unnamed)) add(entry.path(), keys / entry.path().filename());
}

}  // namespace

void copy_record_keys(const Data& data, const path& copy) {
    const auto ours = data.folder / privacy::server_key_file, theirs = copy / privacy::server_key_file;
    if (!std::filesystem::exists(ours)) throw Trouble(ours.string() + " is missing: bring it back");
    if (std::filesystem::exists(theirs) ? db::sha256_of(ours) != db::sha256_of(theirs)
                                        : std::filesystem::exists(copy) && !std::filesystem::is_empty(copy))
        throw Trouble(copy.string() + " is not a copy of the keys of this server");
    copy_keys(data.folder, copy);
    for (const auto& tombstone : data.database->reading([](db::Read& db) { return privacy::list_all_tombstones(db); }))
        if (tombstone.kind == privacy::record_kind) privacy::destroy_key(copy, tombstone.id);
    for (const auto& wave : data.database->reading(voice::list_waves_without_answers)) privacy::destroy_key(copy, wave.text);
}

void bring_back_record_keys(const path& copy, const path& data_folder) {
    if (!std::filesystem::exists(copy / privacy::server_key_file)) throw Trouble(copy.string() + " holds no keys of records");
    copy_keys(copy, data_folder);
}

bool has_record_keys(const Data& data) { return !std::filesystem::is_empty(data.folder / privacy::key_folder); }

}  // namespace touchstone::carrying
