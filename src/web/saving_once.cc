#include "web/saving_once.h"

#include "web/api.h"
#include "web/session.h"

namespace touchstone::web {
namespace {

FormStore& store() {
    static FormStore one{};
    return one;
}

// A draft is kept as often as it is typed: what was typed first may be typed again.
bool may_repeat(const Route& route) { return route.pattern.starts_with("/drafts"); }

}  // namespace

void use_form_store(FormStore one) { store() = one; }

std::string form_key(const Route& route, const Visit& visit) {
    return visit.is_api || visit.form.text("csrf").empty() || may_repeat(route) ? "" : fingerprint(visit.address, visit.form);
}

Response saved_once(const Route& route, const Visit& visit, const std::string& key, db::Write& db) {
    const auto& forms = store();
    if (key.empty() || forms.find_answer == nullptr || !visit.actor.is_signed_in()) return route.action(visit, db);
    if (const auto before = forms.find_answer(db, visit.actor.id, key, visit.now)) return see_other(*before);
    auto response = route.action(visit, db);
    if (response.status == Status::see_other && response.cookies.empty()) {
        const auto first = visit.form.text("first_sent");
        forms.keep_answer(db, visit.actor.id, key, token_hash(first.empty() ? visit.form.text("csrf") : first), response.location,
                          visit.now);
    }
    return response;
}

}  // namespace touchstone::web
