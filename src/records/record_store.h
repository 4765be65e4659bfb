// Restricted records in tables. The only place that seals and opens what they say: everything secret goes through the vault on its way in
// and out. Every query but those of the erasure names the reader, too.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "privacy/vault.h"
#include "records/record.h"

namespace touchstone::records {

// For the router's guard: there for its readers, and `look_up_kept` for its keepers only.
std::optional<Seen> look_up_record(db::Read&, const Actor&, const std::string& id, Instant now);
std::optional<Seen> look_up_kept(db::Read&, const Actor&, const std::string& id, Instant now);

// A record as one of its readers finds it.
struct Found {
    Record record;
    bool is_readable = false;  // its words could be opened on this server
    ReaderKind kind = ReaderKind::reader;
    std::optional<Instant> opened_at;  // by this reader, in this session, the last time

    bool is_open_at(Instant now) const { return opened_at && now < *opened_at + reading_time; }
};
std::optional<Found> find_record(db::Read&, const Actor&, const RecordId&, const std::string& session_hash, Instant now);
// By label; those that cannot be opened last.
std::vector<Found> list_records(db::Read&, const Actor&, Instant now);

// What happens to a record is told without a word of it.
// The record's key must be there.
void add_record(db::Write&, const By&, const Record&, const Reader& first_keeper);
// False, and nothing changes, when someone else saved after this one's version was shown, or it was erased.
[[nodiscard]] bool save_record(db::Write&, const By&, const Record&);

struct NamedReader {
    Reader reader;
    std::string name, given_by_name;
};
// Those who may read now first.
std::vector<NamedReader> list_readers(db::Read&, const PartnershipId&, const RecordId&, Instant now);
void add_reader(db::Write&, const By&, const RecordId&, const Reader&);
void save_ended(db::Write&, const By&, const RecordId&, const Reader&);

struct NamedReading {
    Reading reading;
    std::string name;
};
// The latest first.
std::vector<NamedReading> list_readings(db::Read&, const PartnershipId&, const RecordId&);
void add_reading(db::Write&, const By&, const RecordId&, const Reading&, const std::string& session_hash);

struct RecordFile {
    FileId id;
    std::string name;
    std::int64_t size = 0;
    std::string hash;  // of the sealed bytes
    AccountId added_by;
    Instant added_at;
};
std::vector<RecordFile> list_files(db::Read&, const PartnershipId&, const RecordId&);
void add_files(db::Write&, const By&, const RecordId&, const std::vector<RecordFile>&);

// Takes away every sealed word. False when it is not there or was erased already. Key and kept files follow once this is committed.
[[nodiscard]] bool erase_record(db::Write&, const By&, const RecordId&);
// The rows of the files; answers the kept files, which belong to nothing else.
std::vector<std::string> forget_files(db::Write&, const PartnershipId&, const RecordId&);

}  // namespace touchstone::records
