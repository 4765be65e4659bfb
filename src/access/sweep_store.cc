#include "access/sweep_store.h"

#include "access/access_token_store.h"

namespace touchstone::access {

int sweep(db::Write& db, Instant now) {
    return db.run("delete from session where expires_at <= $1 or created_at > $2", now, now + std::chrono::days{1}) +
           db.run("delete from sign_in_step where expires_at <= $1", now) + db.run("delete from access_token where ends_at <= $1", now) +
           db.run("delete from api_answer where at <= $1", now - api_answer_length) +
           db.run("delete from password_link where expires_at <= $1", now) + db.run("delete from role_offer where expires_at <= $1", now);
}

}  // namespace touchstone::access
