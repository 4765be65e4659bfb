#include "web/guard.h"

#include "base/left_out.h"
#include "web/session.h"

namespace touchstone::web {
namespace {

// What of the object with this id is there for the actor.
Verdict see(const Router& router, const Permission& permission, const std::string& kind, const std::string& id, Visit& visit,
            db::Read& db) {
    const auto look_up = router.look_up(kind);
    if (look_up == nullptr) return Verdict::pass;
    const auto seen = look_up(db, visit.actor, id, visit.now);
    if (seen) visit.seen[kind] = *seen;
    if (!seen || seen->extent == Extent::nothing) return guards("object") ? Verdict::absent : Verdict::pass;
    if (!guards("ability") || may_do(visit.actor, permission.on_object, *seen)) return Verdict::pass;
    // What is shared in part has no other pages than those that show the part.
    return seen->extent == Extent::all ? Verdict::forbidden : Verdict::absent;
}

}  // namespace

bool may_enter(const Route& route, const Actor& actor) {
    if (!guards("permission")) return true;
    if (!route.permission.holds(actor)) return false;
    if (guards("only_reads") && actor.only_reads && route.action != nullptr) return false;
    return !guards("only_looks") || actor.seen_by.is_empty() || route.action == nullptr || route.permission.name == may::anyone.name;
}

Verdict guard(const Router& router, const Route& route, Visit& visit, db::Read& db) {
    if (!may_enter(route, visit.actor)) return visit.actor.is_signed_in() ? Verdict::forbidden : Verdict::sign_in;
    for (const auto& [kind, id] : visit.path)
        if (const auto verdict = see(router, route.permission, kind, id, visit, db); verdict != Verdict::pass) return verdict;
    if (guards("form"))
        for (const auto& field : route.traits.ids)
            for (const auto& id : visit.form.list(field))
                if (const auto verdict = see(router, may::see, field, id, visit, db); verdict != Verdict::pass) return verdict;
    return Verdict::pass;
}

// Browsers say where a request comes from; what they call cross-site never changes anything.
bool is_from_elsewhere(const Request& request) {
    const auto site = request.text("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return true;
    const auto origin = request.text("origin");
    if (origin.empty() || origin == "null") return false;  // what our own pages send, since they have no referrer; the token decides
    const auto scheme_end = origin.find("://");
    return scheme_end == std::string::npos || origin.substr(scheme_end + 3) != request.text("host");
}

bool is_own_form(const Request& request, const Visit& visit) {
    if (!guards("proof")) return true;
    const auto given = request.text("x-csrf-token");
    return !is_from_elsewhere(request) && csrf_matches(visit.visitor, given.empty() ? visit.form.text("csrf") : given);
}

}  // namespace touchstone::web
