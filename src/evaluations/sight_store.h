// Who sees which evaluations: the only place that says so, as a condition for queries whose first six arguments are a Sight. Everything
// that lists, counts, searches or finds goes through it; evidence/sight_store.h says the same of evidence.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"

namespace touchstone::evaluations {

// An SQL expression over an evaluation called `v`: how much of it is there for the one who looks, as an Extent.
[[nodiscard]] const std::string& evaluation_extent();

// The id of the framework that the evaluation $7 is pinned to. Themes and indicators mean something only together with it: a finding can
// speak about themes of several frameworks, and each evaluation hears those of its own.
inline constexpr const char* framework_of_evaluation =
    "(select w.id from evaluation z join framework w on w.hash = z.framework_hash where z.partnership_id = $1 and z.id = $7)";
// For conditions on other things that are shared alike. Whoever belongs to the owner of the object called so.
[[nodiscard]] std::string belongs(const char* object);
// A share `h` of the object called so, of that kind, that holds now and reaches the one who looks.
[[nodiscard]] std::string share_holds(const char* object, int kind);
// A share `h` holds now.
[[nodiscard]] std::string share_is_in_force();

// For the router's guard.
std::optional<Seen> look_up_evaluation(db::Read&, const Actor&, const std::string& id, Instant now);
// Who of these may read all of an evaluation: one trip, a statement for each place where roles are held.
std::vector<Actor> readers_of(db::Read&, const std::vector<Actor>&, const EvaluationId&, Instant now);

}  // namespace touchstone::evaluations
