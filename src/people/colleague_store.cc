#include "people/colleague_store.h"

#include <algorithm>

namespace touchstone::people {
namespace {

bool holds_on_any(const std::vector<Held>& roles, const ListedRole& role) {
    return std::ranges::any_of(roles, [&](const Held& held) { return held.reach == Reach::evaluation && held.on == role.on; });
}

}  // namespace

std::vector<Listed> list_colleagues(db::Read& db, const PartnershipId& partnership, Instant now, const db::Only& only) {
    auto colleagues = list_accounts(db, partnership, now, only);
    std::erase_if(colleagues, [](const Listed& person) { return person.is_disabled; });
    return colleagues;
}

std::vector<Listed> seen_by(const Actor& actor, std::vector<Listed> people) {
    if (is_member(actor)) return people;
    std::vector<Listed> seen;
    for (auto& person : people) {
        if (person.id == actor.id) {
            seen.push_back(person);
            continue;
        }
        std::erase_if(person.roles,
                      [&](const ListedRole& role) { return role.reach != Reach::evaluation || !holds_on_any(actor.roles, role); });
        if (!person.roles.empty()) seen.push_back(person);
    }
    return seen;
}

}  // namespace touchstone::people
