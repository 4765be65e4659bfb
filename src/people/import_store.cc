#include "people/import_store.h"

namespace touchstone::people {

void keep_import_draft(db::Write& db, const PartnershipId& partnership, const AccountId& account, const ImportDraft& draft) {
    db.run(R"sql(
        insert into import_draft (partnership_id, account_id, id, file_name, content, kept_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (partnership_id, account_id)
            do update set id = excluded.id, file_name = excluded.file_name, content = excluded.content, kept_at = excluded.kept_at)sql",
           partnership, account, draft.id, draft.file_name, as_json(draft.sheet), draft.kept_at);
}

std::optional<ImportDraft> find_import_draft(db::Read& db, const PartnershipId& partnership, const AccountId& account) {
    return db.first(
        [](const db::Row& row) {
            return ImportDraft{row.get<std::string>("id"), row.get<std::string>("file_name"), sheet_from(row.get<std::string>("content")),
                               row.get<Instant>("kept_at")};
        },
        "select id, file_name, content, kept_at from import_draft where partnership_id = $1 and account_id = $2", partnership, account);
}

void discard_import_draft(db::Write& db, const PartnershipId& partnership, const AccountId& account) {
    db.run("delete from import_draft where partnership_id = $1 and account_id = $2", partnership, account);
}

}  // namespace touchstone::people
