// Open action points and who owns them, of all partnerships.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "plans/action.h"

namespace touchstone::plans {

// An open action point of somebody who can see it.
struct Owing {
    PartnershipId partnership;
    AccountId owner;
    ActionId action;
    std::string title, plan_title;
    std::optional<Date> due;
};
// Of one owner in one partnership together, by day. One statement.
std::vector<Owing> list_owing(db::Read&, Instant now);

}  // namespace touchstone::plans
