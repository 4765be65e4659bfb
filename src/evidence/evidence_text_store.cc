#include "evidence/evidence_text_store.h"

#include "base/text.h"

namespace touchstone::evidence {

void keep_words(db::Write& db, const PartnershipId& partnership, const EvidenceId& evidence, TextOf kind, const std::string& object,
                const std::string& words) {
    db.run(R"sql(
        insert into evidence_text (partnership_id, evidence_id, object_id, kind, state, words_key, words) values ($1, $2, $3, $4, 2, $5, '')
            on conflict (partnership_id, evidence_id, object_id) do update set words_key = excluded.words_key)sql",
           partnership, evidence, object, kind, search_key(words));
}

void forget_words(db::Write& db, const PartnershipId& partnership, const EvidenceId& evidence, const std::string& object) {
    db.run("delete from evidence_text where partnership_id = $1 and evidence_id = $2 and object_id = $3", partnership, evidence, object);
}

void add_unread(db::Write& db, const PartnershipId& partnership, const EvidenceId& evidence, const FileId& file) {
    db.run(
        "insert into evidence_text (partnership_id, evidence_id, object_id, kind, state, words_key, words) values ($1, $2, $3, 3, 1, '', "
        "'')",
        partnership, evidence, file);
}

std::vector<UnreadFile> list_unread_files(db::Read& db, const PartnershipId& partnership, const AccountId& added_by) {
    return db.all(
        [](const db::Row& row) {
            return UnreadFile{row.get<EvidenceId>("evidence_id"), row.get<FileId>("id"), row.get<std::string>("name"),
                              row.get<std::string>("hash")};
        },
        R"sql(
        select f.evidence_id, f.id, f.name, f.hash
          from evidence_text t join evidence_file f on f.partnership_id = t.partnership_id and f.id = t.object_id
         where t.partnership_id = $1 and t.state = 1 and f.scan_state in (0, 2) and f.added_by = $2
         order by f.added_at, f.id)sql",
        partnership, added_by);
}

std::vector<std::pair<PartnershipId, AccountId>> list_people_with_unread_files(db::Read& db) {
    return db.all([](const db::Row& row) { return std::pair(row.get<PartnershipId>("partnership_id"), row.get<AccountId>("added_by")); },
                  R"sql(
        select distinct t.partnership_id, f.added_by
          from evidence_text t join evidence_file f on f.partnership_id = t.partnership_id and f.id = t.object_id
         where t.state = 1 and f.scan_state in (0, 2)
         order by 1, 2)sql");
}

void keep_preview(db::Write& db, const PartnershipId& partnership, const UnreadFile& file, const std::string& hash) {
    db.run(R"sql(
        insert into evidence_preview (partnership_id, evidence_id, file_id, hash)
        select partnership_id, evidence_id, id, $4 from evidence_file where partnership_id = $1 and evidence_id = $2 and id = $3
            on conflict (partnership_id, evidence_id, file_id) do update set hash = excluded.hash)sql",
           partnership, file.evidence, file.file, hash);
}

void save_text(db::Write& db, const PartnershipId& partnership, const UnreadFile& file, TextState state, const std::string& words) {
    db.run(
        "update evidence_text set state = $4, words_key = $5, words = $6 where partnership_id = $1 and evidence_id = $2 and object_id = $3 "
        "and state = 1",
        partnership, file.evidence, file.file, state, search_key(words), words);
}

}  // namespace touchstone::evidence
