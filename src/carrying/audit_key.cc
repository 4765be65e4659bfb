#include "carrying/audit_key.h"

#include <fstream>

#include <sodium.h>

#include "carrying/data_folder.h"
#include "db/on_disk.h"
#include "events/event_store.h"
#include "events/seal_store.h"
#include "people/organisation_store.h"

namespace touchstone::carrying {

void write_secret(const std::filesystem::path& file, std::size_t bytes) {
    std::string key(bytes, '\0');
    randombytes_buf(key.data(), key.size());
    db::write_whole(file, key);
}

std::string read_secret(const std::filesystem::path& file, std::size_t bytes) {
    std::ifstream in(file, std::ios::binary);
    std::string key{std::istreambuf_iterator<char>(in), {}};
    if (key.size() != bytes) throw Trouble(file.string() + " holds no key: bring it back from a backup");
    return key;
}

void prepare_audit_key(db::Database& database, const std::filesystem::path& data_folder) {
    const auto file = data_folder / audit_key_file;
    const bool is_there = std::filesystem::exists(file);
    if (is_there) events::use_audit_key(read_secret(file, crypto_generichash_KEYBYTES));
    const auto seals = database.reading([](db::Read& db) { return events::find_seals(db); });
    if (is_there && seals.any && !seals.fits)
        throw Trouble("the record of changes was not made with " + file.string() + ", or was remade or removed by someone without it");
    if (is_there && database.reading(events::check_chains) == events::Chained::never_sealed)
        database.writing([](db::Write& db) {
            events::seal_for_the_first_time(db, people::list_partnerships(db).empty());
            return true;
        });
    if (is_there) return;
    // Under another name until the chain is made: a server that is stopped in between goes on from here.
    const auto fresh = data_folder / "audit.key.new";
    if (seals.any) {
        if (!std::filesystem::exists(fresh)) throw Trouble(file.string() + " is missing: bring it back from a backup");
        events::use_audit_key(read_secret(fresh, crypto_generichash_KEYBYTES));
    } else {
        write_secret(fresh, crypto_generichash_KEYBYTES);
        events::use_audit_key(read_secret(fresh, crypto_generichash_KEYBYTES));
        database.writing([](db::Write& db) {
            events::chain_anew(db);
            return true;
        });
    }
    db::name_whole(fresh, file);
}

}  // namespace touchstone::carrying
