#include "people/sweep_store.h"

#include <fmt/format.h>

#include "people/access_token_store.h"
#include "people/column_tags.h"
#include "people/form_answer_store.h"

namespace touchstone::people {

int sweep(db::Write& db, Instant now) {
    return db.run("delete from session where expires_at <= $1 or created_at > $2", now, now + std::chrono::days{1}) +
           db.run("delete from sign_in_step where expires_at <= $1", now) + db.run("delete from access_token where ends_at <= $1", now) +
           db.run("delete from api_answer where at <= $1", now - api_answer_length) +
           db.run("delete from form_answer where at <= $1", now - form_answer_length) +
           db.run("delete from password_link where expires_at <= $1", now) + db.run("delete from role_offer where expires_at <= $1", now) +
           db.run("delete from mail where coalesce(sent_at, failed_at) <= $1", now - mail_length) +
           db.run("delete from draft where saved_at <= $1", now - draft_length) +
           db.run("delete from import_draft where kept_at <= $1", now - upload_length) +
           db.run("delete from joining_code where expires_at <= $1", now - used_code_length);
}

std::set<std::string> kept_hashes(db::Read& db) {
    std::set<std::string> hashes;
    for (const auto& table : tagged_tables())
        if (!table.keeps.empty())
            db.each([&](const db::Row& row) { hashes.insert(row.get<std::string>("hash")); },
                    fmt::format("select distinct {0} as hash from {1} where {0} is not null", table.keeps, table.name));
    return hashes;
}

}  // namespace touchstone::people
