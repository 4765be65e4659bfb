#include "records/record_store.h"

#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "events/event_store.h"

namespace touchstone::records {
namespace {

std::string words_part(int version) { return "words/" + std::to_string(version); }

std::string sealed(const Record& record) {
    const auto& [label, title, text] = record.words;
    return privacy::vault().seal(record.id.text, words_part(record.version), nlohmann::json{label, title, text}.dump());
}

std::optional<Words> opened(const Record& record, const std::string& sealed) {
    const auto words = privacy::vault().open(record.id.text, words_part(record.version), sealed);
    if (!words) return std::nullopt;
    const auto parts = nlohmann::json::parse(*words);
    return Words{parts.at(0), parts.at(1), parts.at(2)};
}

std::string opened_or_empty(const RecordId& record, const std::string& part, const std::string& sealed) {
    return privacy::vault().open(record.text, part, sealed).value_or("");
}

Found read_found(const db::Row& row) {
    Found found;
    auto& record = found.record;
    record.id = row.get<RecordId>("id");
    record.evaluation = row.get<EvaluationId>("evaluation_id");
    record.keep_until = row.get<Date>("keep_until");
    record.made_by = row.get<AccountId>("made_by");
    record.made_at = row.get<Instant>("made_at");
    record.version = row.get<int>("version");
    found.kind = row.get<ReaderKind>("kind");
    if (auto words = opened(record, row.get<std::string>("words"))) {
        record.words = std::move(*words);
        found.is_readable = true;
    }
    return found;
}

// What $2 may read at $3, with the most that they may do.
constexpr const char* read_by = R"sql(
          from restricted_record r
          join restricted_reader d on d.partnership_id = r.partnership_id and d.record_id = r.id
         where r.partnership_id = $1 and r.erased_at is null and d.account_id = $2 and d.since <= $3 and (d.until is null or d.until > $3))sql";

std::optional<Seen> look_up(db::Read& db, const Actor& actor, const std::string& id, ReaderKind least, Instant now) {
    if (!may_know_records(actor)) return std::nullopt;
    static const auto sql = std::string("select max(d.kind) as kind") + read_by + " and r.id = $4 group by r.id";
    const auto kind = db.first([](const db::Row& row) { return row.get<ReaderKind>("kind"); }, sql, actor.partnership, actor.id, now, id);
    return kind && *kind >= least ? std::optional(Seen{{}, Extent::all}) : std::nullopt;
}

}  // namespace

std::optional<Seen> look_up_record(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, id, ReaderKind::reader, now);
}

std::optional<Seen> look_up_kept(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, id, ReaderKind::keeper, now);
}

std::optional<Found> find_record(db::Read& db, const Actor& actor, const RecordId& id, const std::string& session_hash, Instant now) {
    static const auto sql = std::string(R"sql(
        select r.id, r.evaluation_id, r.words, r.keep_until, r.made_by, r.made_at, r.version, max(d.kind) as kind,
               (select max(g.at) from restricted_reading g
                 where g.partnership_id = r.partnership_id and g.record_id = r.id and g.account_id = $2 and g.session_hash = $5) as opened_at)sql") +
                            read_by + " and r.id = $4 group by r.partnership_id, r.id";
    return db.first(
        [](const db::Row& row) {
            auto found = read_found(row);
            found.opened_at = row.maybe<Instant>("opened_at");
            return found;
        },
        sql, actor.partnership, actor.id, now, id, session_hash);
}

std::vector<Found> list_records(db::Read& db, const Actor& actor, Instant now) {
    if (!may_know_records(actor)) return {};
    static const auto sql =
        std::string("select r.id, r.evaluation_id, r.words, r.keep_until, r.made_by, r.made_at, r.version, max(d.kind) as kind") + read_by +
        " group by r.partnership_id, r.id";
    auto found = db.all(read_found, sql, actor.partnership, actor.id, now);
    std::ranges::sort(found, {}, [](const Found& one) { return std::tuple(!one.is_readable, one.record.words.label, one.record.id); });
    return found;
}

namespace {

void note(db::Write& db, const By& by, const char* verb, const RecordId& record) {
    events::record(db, by, {.verb = verb, .kind = "record", .object = record.text});
}

void insert_reader(db::Write& db, const PartnershipId& partnership, const RecordId& record, const Reader& reader) {
    db.run(R"sql(
        insert into restricted_reader (partnership_id, record_id, id, account_id, kind, since, until, given_by, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
           partnership, record, reader.id, reader.account, reader.kind, reader.since, reader.until, reader.given_by,
           privacy::vault().seal(record.text, "reader/" + reader.id.text, reader.reason));
}

}  // namespace

void add_record(db::Write& db, const By& by, const Record& record, const Reader& first_keeper) {
    db.run(R"sql(
        insert into restricted_record (partnership_id, id, evaluation_id, words, keep_until, made_by, made_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, record.id, record.evaluation, sealed(record), record.keep_until, record.made_by, record.made_at, record.version);
    insert_reader(db, by.partnership, record.id, first_keeper);
    note(db, by, "made_record", record.id);
}

bool save_record(db::Write& db, const By& by, const Record& record) {
    const bool saved = 1 == db.run(R"sql(
        update restricted_record set words = $3, keep_until = $4, version = $5
         where partnership_id = $1 and id = $2 and version = $5 - 1 and erased_at is null)sql",
                                   by.partnership, record.id, sealed(record), record.keep_until, record.version);
    if (saved) note(db, by, "rewrote_record", record.id);
    return saved;
}

std::vector<NamedReader> list_readers(db::Read& db, const PartnershipId& partnership, const RecordId& record, Instant now) {
    return db.all(
        [&](const db::Row& row) {
            const auto id = row.get<ReaderId>("id");
            return NamedReader{
                {id, row.get<AccountId>("account_id"), row.get<ReaderKind>("kind"), row.get<Instant>("since"), row.maybe<Instant>("until"),
                 row.get<AccountId>("given_by"), opened_or_empty(record, "reader/" + id.text, row.get<std::string>("reason"))},
                row.get<std::string>("name"),
                row.get<std::string>("given_by_name")};
        },
        R"sql(
        select d.id, d.account_id, d.kind, d.since, d.until, d.given_by, d.reason, a.name, b.name as given_by_name
          from restricted_reader d
          join account a on a.id = d.account_id
          join account b on b.id = d.given_by
         where d.partnership_id = $1 and d.record_id = $2
         order by case when d.until is null or d.until > $3 then 0 else 1 end, d.kind desc, a.name, d.id)sql",
        partnership, record, now);
}

void add_reader(db::Write& db, const By& by, const RecordId& record, const Reader& reader) {
    insert_reader(db, by.partnership, record, reader);
    note(db, by, "named_reader", record);
}

void save_ended(db::Write& db, const By& by, const RecordId& record, const Reader& reader) {
    db.run("update restricted_reader set until = $4 where partnership_id = $1 and record_id = $2 and id = $3", by.partnership, record,
           reader.id, reader.until);
    note(db, by, "ended_reader", record);
}

std::vector<NamedReading> list_readings(db::Read& db, const PartnershipId& partnership, const RecordId& record) {
    return db.all(
        [&](const db::Row& row) {
            const auto id = row.get<ReadingId>("id");
            return NamedReading{{id, row.get<AccountId>("account_id"), row.get<Instant>("at"), row.get<Purpose>("purpose"),
                                 opened_or_empty(record, "reading/" + id.text, row.get<std::string>("reason"))},
                                row.get<std::string>("name")};
        },
        R"sql(
        select g.id, g.account_id, g.at, g.purpose, g.reason, a.name
          from restricted_reading g join account a on a.id = g.account_id
         where g.partnership_id = $1 and g.record_id = $2 order by g.at desc, g.id desc)sql",
        partnership, record);
}

void add_reading(db::Write& db, const By& by, const RecordId& record, const Reading& reading, const std::string& session_hash) {
    db.run(R"sql(
        insert into restricted_reading (partnership_id, record_id, id, account_id, at, purpose, reason, session_hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, record, reading.id, reading.account, reading.at, reading.purpose,
           privacy::vault().seal(record.text, "reading/" + reading.id.text, reading.reason), session_hash);
    note(db, by, "opened_record", record);
}

std::vector<RecordFile> list_files(db::Read& db, const PartnershipId& partnership, const RecordId& record) {
    return db.all(
        [&](const db::Row& row) {
            const auto id = row.get<FileId>("id");
            return RecordFile{id,
                              opened_or_empty(record, "name/" + id.text, row.get<std::string>("name")),
                              row.get<std::int64_t>("size"),
                              row.get<std::string>("hash"),
                              row.get<AccountId>("added_by"),
                              row.get<Instant>("added_at")};
        },
        "select id, name, size, hash, added_by, added_at from restricted_file where partnership_id = $1 and record_id = $2 order by id",
        partnership, record);
}

void add_files(db::Write& db, const By& by, const RecordId& record, const std::vector<RecordFile>& files) {
    for (const auto& file : files)
        db.run(R"sql(
            insert into restricted_file (partnership_id, record_id, id, name, size, hash, added_by, added_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
               by.partnership, record, file.id, privacy::vault().seal(record.text, "name/" + file.id.text, file.name), file.size, file.hash,
               file.added_by, file.added_at);
    note(db, by, "added_record_files", record);
}

bool erase_record(db::Write& db, const By& by, const RecordId& record) {
    if (0 == db.run("update restricted_record set words = '', erased_at = $3, version = version + 1 where partnership_id = $1 and id = $2 "
                    "and erased_at is null",
                    by.partnership, record, by.at))
        return false;
    db.run("update restricted_reader set reason = '' where partnership_id = $1 and record_id = $2", by.partnership, record);
    db.run("update restricted_reading set reason = '' where partnership_id = $1 and record_id = $2", by.partnership, record);
    db.run("update restricted_file set name = '' where partnership_id = $1 and record_id = $2", by.partnership, record);
    note(db, by, "erased_record", record);
    return true;
}

std::vector<std::string> forget_files(db::Write& db, const PartnershipId& partnership, const RecordId& record) {
    auto hashes = db.all([](const db::Row& row) { return row.get<std::string>("hash"); },
                         "select hash from restricted_file where partnership_id = $1 and record_id = $2", partnership, record);
    db.run("delete from restricted_file where partnership_id = $1 and record_id = $2", partnership, record);
    return hashes;
}

}  // namespace touchstone::records
