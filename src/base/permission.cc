#include "base/permission.h"

#include <algorithm>

#include "base/left_out.h"
#include "base/named.h"

namespace touchstone {
namespace {

const Names<Extent> extents{{Extent::nothing, "nothing"}, {Extent::summary, "summary"}, {Extent::levels, "levels"}, {Extent::all, "all"}};

bool reaches(const Held& held, Ability ability, const Place& place) {
    switch (held.reach) {
        case Reach::partnership:
            return !guards("reach") || place.owner.is_empty() || ability == Ability::administer;
        case Reach::organisation:
            return held.on == place.owner.text;
        case Reach::evaluation:
            return held.on == place.evaluation.text && !place.evaluation.is_empty();
        case Reach::service:
            return false;  // one alone says nothing: see may_do
    }
    return false;
}

// Everything that the thing looks at lies within services on which the actor holds such a role.
bool serves_all(const Actor& actor, Ability ability, const Place& place) {
    if (place.services.empty() || place.owner.is_empty()) return false;
    return std::ranges::all_of(place.services, [&](const ServiceId& service) {
        return std::ranges::any_of(actor.roles, [&](const Held& held) {
            return held.reach == Reach::service && held.on == service.text && grants(held, ability);
        });
    });
}

void list_in(std::string& ids, const std::string& id) { ids += (ids.empty() ? "," : "") + id + ","; }

std::string listed(const Actor& actor, Reach reach) {
    std::string ids;
    for (const auto& held : actor.roles)
        if (held.reach == reach) list_in(ids, held.on);
    return ids;
}

// Every ability of `given` is one of `holder`'s, and the holder's are about people, too.
bool covers(Role holder, Role given) {
    if (holder == Role::administrator) return true;
    if (holder != Role::lead) return false;
    return given != Role::administrator;
}

}  // namespace

std::string name_of(Extent extent) { return name_in(extents, extent); }
std::optional<Extent> extent_from(const std::string& name) { return name == "nothing" ? std::nullopt : value_in(extents, name); }

bool does(Role role, Ability ability) {
    switch (ability) {
        case Ability::see:
        case Ability::read:
            return true;
        case Ability::contribute:
            return role == Role::contributor || role == Role::evaluator || role == Role::lead || role == Role::administrator;
        case Ability::evaluate:
            return role == Role::evaluator || role == Role::lead || role == Role::administrator;
        case Ability::moderate:
            return role == Role::moderator || role == Role::lead || role == Role::administrator;
        case Ability::inspect:
            return role == Role::inspector;
        case Ability::lead:
            return role == Role::lead || role == Role::administrator;
        case Ability::administer:
            return role == Role::administrator;
    }
    return false;
}

bool grants(const Held& held, Ability ability) {
    const bool inspects_for = held.role == Role::inspector && held.reach == Reach::organisation;
    return does(held.role, ability) || (inspects_for && ability != Ability::administer);
}

bool may_somewhere(const Actor& actor, Ability ability) {
    return std::ranges::any_of(actor.roles, [&](const Held& held) { return grants(held, ability); });
}

bool may_do(const Actor& actor, Ability ability, const Place& place) {
    return serves_all(actor, ability, place) ||
           std::ranges::any_of(actor.roles, [&](const Held& held) { return grants(held, ability) && reaches(held, ability, place); });
}

bool may_do(const Actor& actor, Ability ability, const Seen& seen) {
    if (ability == Ability::see) return seen.extent > Extent::nothing;
    if (seen.extent != Extent::all) return false;
    return ability == Ability::read || may_do(actor, ability, seen.place);
}

bool is_member(const Actor& actor) {
    return std::ranges::any_of(actor.roles,
                               [](const Held& held) { return held.reach != Reach::evaluation && held.role != Role::inspector; });
}

bool needs_factor(Role role) { return role == Role::administrator || role == Role::inspector; }

bool fits(Role role, Reach reach) {
    switch (role) {
        case Role::inspector:
            return reach == Reach::evaluation ||
                   reach == Reach::organisation;  // to what they were given, or for the inspectorate that they work for
        case Role::administrator:
            return reach == Reach::partnership || reach == Reach::organisation;
        case Role::board_member:
            return reach == Reach::partnership || reach == Reach::organisation;
        default:
            return true;
    }
}

bool may_give(const Actor& actor, const AccountId& to, Role role, Reach reach, const Place& place) {
    if (to == actor.id || !fits(role, reach)) return false;
    return std::ranges::any_of(actor.roles, [&](const Held& held) {
        if (!covers(held.role, role)) return false;
        if (held.reach == Reach::partnership) return held.role == Role::administrator || place.owner.is_empty();
        if (held.reach == Reach::service) return reach != Reach::partnership && may_do(actor, Ability::lead, place);
        return reach != Reach::partnership && reaches(held, Ability::lead, place);
    });
}

bool may_know_records(const Actor& actor) {
    return actor.is_signed_in() && actor.has_factor && actor.seen_by.is_empty() && !actor.by_token;
}

Actor as_lead(Actor actor) {
    std::erase_if(actor.roles, [](const Held& held) { return held.role != Role::lead; });
    return actor;
}

Sight sight_of(const Actor& actor, Instant now) {
    return {actor.partnership,
            is_member(actor),
            listed(actor, Reach::organisation),
            listed(actor, Reach::service),
            listed(actor, Reach::evaluation),
            now,
            actor.id};
}

Sight sight_of_everything(const PartnershipId& partnership, const std::vector<OrganisationId>& owners, Instant now) {
    Sight sight{partnership, true, {}, {}, {}, now, {}};
    for (const auto& owner : owners) list_in(sight.organisations, owner.text);
    return sight;
}

}  // namespace touchstone
