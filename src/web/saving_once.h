// The same form from the same page is saved once, however often it is sent.
#pragma once
#include <optional>
#include <string>

#include "db/db.h"
#include "web/router.h"

namespace touchstone::web {

// What the forms of an account were answered. `key` is a hash of all that was sent, `form` of its proof.
struct FormStore {
    std::optional<std::string> (*find_answer)(db::Read&, const AccountId&, const std::string& key, Instant now);
    void (*keep_answer)(db::Write&, const AccountId&, const std::string& key, const std::string& form, const std::string& location,
                        Instant now);
};
// For the whole program, once, at its start.
void use_form_store(FormStore);

// Of a form that is to be saved once; empty for others.
[[nodiscard]] std::string form_key(const Route&, const Visit&);
// The action, unless the form with this key was saved already: then where that led to.
[[nodiscard]] Response saved_once(const Route&, const Visit&, const std::string& key, db::Write&);

}  // namespace touchstone::web
