// Who sees which plans: the one place that says so.
#pragma once

namespace touchstone::plans {

// An SQL condition over a plan called `p`, for queries whose first arguments are a Sight's: whether it is there for the one who looks.
inline constexpr const char* plan_is_there = "((p.owner_id = '' and $2 = 1) or $3 like '%,' || p.owner_id || ',%')";

}  // namespace touchstone::plans
