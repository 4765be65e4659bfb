#include "people/sweep_store.h"

#include "people/form_answer_store.h"

namespace touchstone::people {

int sweep(db::Write& db, Instant now) {
    return db.run("delete from form_answer where at <= $1", now - form_answer_length) +
           db.run("delete from mail where coalesce(sent_at, failed_at) <= $1", now - mail_length) +
           db.run("delete from draft where saved_at <= $1", now - draft_length) +
           db.run("delete from import_draft where kept_at <= $1", now - upload_length) +
           db.run("delete from joining_code where expires_at <= $1", now - used_code_length);
}

}  // namespace touchstone::people
