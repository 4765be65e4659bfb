// Whether a visit may pass: decided in one place, before any page function is called.
#pragma once
#include <string>

#include "db/db.h"
#include "web/router.h"
#include "web/server.h"
#include "web/visit.h"

namespace touchstone::web {

enum class Verdict { pass, sign_in, forbidden, absent };

// Whether the route is open to this actor at all, whatever the object.
[[nodiscard]] bool may_enter(const Route&, const Actor&);
// Asks the route's permission, looks up every object that the address or the form names, and fills in `visit.seen`. An object that the
// actor may not see is as absent as one that was never there.
[[nodiscard]] Verdict guard(const Router&, const Route&, Visit&, db::Read&);
// Whether the browser says that it comes from another site's page: what does so never changes anything.
[[nodiscard]] bool is_from_elsewhere(const Request&);
// Whether a form comes from a page of ours that was shown to this visitor.
// What browsers call cross-site, or of another origin.
[[nodiscard]] bool is_from_elsewhere(const Request&);
[[nodiscard]] bool is_own_form(const Request&, const Visit&);

}  // namespace touchstone::web
