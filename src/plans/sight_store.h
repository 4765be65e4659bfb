// Who sees which plans: the one place that says so.
#pragma once

namespace touchstone::plans {

// An SQL condition over a plan called `p`, for queries whose first arguments are a Sight's: whether it is there for the one who looks.
inline constexpr const char* plan_is_there = "((p.owner_id = '' and $2 = 1) or $3 like '%,' || p.owner_id || ',%')";

// The same for the owner of an action point `k` in it, at the moment $1.
inline constexpr const char* owner_sees_plan =
    "exists (select 1 from assignment g where g.partnership_id = k.partnership_id and g.account_id = k.owner_account_id and g.since <= $1 "
    "and (g.until is null or g.until > $1) and g.role <> 7 and ((p.owner_id = '' and g.reach in (1, 2, 3)) or (g.reach = 2 and g.on_id = "
    "p.owner_id)))";

}  // namespace touchstone::plans
