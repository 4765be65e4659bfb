// Looking through somebody's eyes.
#include "access/see_as_pages.h"

#include "access/session_store.h"
#include "people/assignment_store.h"
#include "web/session.h"

namespace touchstone::access {

using namespace people;
namespace {

// Looking only: the guard lets nothing be changed. It is written down, and the person can read it.
web::Response see_as(const web::Visit& visit, db::Write& db) {
    const auto person = find_person(db, visit.actor.partnership, visit.id<AccountId>("account"));
    if (!person || person->is_disabled || person->id == visit.actor.id) return web::not_found();
    look_through(db, visit.by(), web::token_hash(visit.session_token), person->id);
    return web::see_other("/");
}

web::Response end_see_as(const web::Visit& visit, db::Write& db) {
    if (visit.actor.seen_by.is_empty()) return web::see_other("/");
    stop_looking_through(db, {visit.actor.partnership, visit.actor.seen_by, visit.now}, web::token_hash(visit.session_token),
                         visit.actor.id);
    return web::see_other("/people/" + visit.actor.id.text);
}

}  // namespace

void add_see_as_pages(web::Router& router) {
    router.post("/people/{account}/see", may::administer, see_as);
    router.post("/see-as/end", may::anyone, end_see_as);
}

}  // namespace touchstone::access
