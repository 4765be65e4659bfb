// Who may do what: every rule about roles stands here, as plain predicates over an actor and a place. What somebody may see is asked of
// the database with a Sight, so that lists and counts hold nothing else.
#pragma once
#include <any>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/actor.h"
#include "base/time.h"

namespace touchstone {

enum class Ability {
    see,         // at least what an owner shares of it
    read,        // all of it
    contribute,  // add evidence and findings
    evaluate,    // scope, gather and judge
    moderate,    // validate what others judged
    inspect,     // judge independently, from outside
    lead,        // set up, share, conclude
    administer,  // people, roles, organisations
};

// How much of an object somebody may see. Stored with a share: never renumber.
enum class Extent { nothing = 0, summary, levels, all };
[[nodiscard]] std::string name_of(Extent);
// Not "nothing": nobody shares that.
[[nodiscard]] std::optional<Extent> extent_from(const std::string& name);

// Where a thing stands: whose it is and what it is about.
struct Place {
    OrganisationId owner;             // empty: the whole partnership's
    std::vector<ServiceId> services;  // that it looks at, all within one owner
    EvaluationId evaluation;          // that it is or belongs to
};

// What the guard found out about an object that an address names.
struct Seen {
    Place place;
    Extent extent = Extent::nothing;
    std::any object = {};  // as its slice knows it, so that pages need not ask again; may be empty
};

[[nodiscard]] bool does(Role, Ability);
// What a role does where it is held: an inspector on an inspectorate evaluates for it and shares what was found, and on one evaluation only
// reads.
[[nodiscard]] bool grants(const Held&, Ability);
// Whether one of the actor's roles has the ability, wherever it is held.
[[nodiscard]] bool may_somewhere(const Actor&, Ability);
// Whether one of the actor's roles has the ability there. A role on the whole partnership reaches what is the partnership's own, not what
// is an organisation's; administration alone reaches every organisation of the partnership.
[[nodiscard]] bool may_do(const Actor&, Ability, const Place&);
// The same for an object that was looked up: doing anything needs the whole of it, seeing needs any part.
[[nodiscard]] bool may_do(const Actor&, Ability, const Seen&);
// Whether somebody with a role on the partnership, an organisation or a service, not only on one evaluation. Inspectors are no members:
// they see what they were given.
[[nodiscard]] bool is_member(const Actor&);
// Whether the role only counts after a second factor.
[[nodiscard]] bool needs_factor(Role);
// Nobody gives more than they hold, and nobody gives anything to themselves. `place` is what the role would be held on.
[[nodiscard]] bool may_give(const Actor&, const AccountId& to, Role, Reach, const Place& place);
// What a role may be held on.
[[nodiscard]] bool fits(Role, Reach);

// Whether restricted records are there at all for this actor: only for people themselves, not for a program
// with a token, and only in a session with a second factor.
[[nodiscard]] bool may_know_records(const Actor&);
// The actor with no role but lead: about restricted records administration gives nothing.
[[nodiscard]] Actor as_lead(Actor);

// What an actor may see, as queries ask for it: lists of ids as ",id,id,".
struct Sight {
    PartnershipId partnership;
    bool member = false;
    std::string organisations, services, evaluations;
    Instant now;
    AccountId account;

    // $1 partnership, $2 member, $3 organisations, $4 services, $5 evaluations, $6 now: the first six arguments of every query that sees.
    auto arguments() const { return std::tie(partnership, member, organisations, services, evaluations, now); }
};
[[nodiscard]] Sight sight_of(const Actor&, Instant now);
// What whoever runs the server sees at its console: everything that these organisations and the partnership own.
[[nodiscard]] Sight sight_of_everything(const PartnershipId&, const std::vector<OrganisationId>&, Instant now);

// One named question about an actor, and about each object that an address names. A route without one cannot be registered.
struct Permission {
    std::string name;
    bool (*holds)(const Actor&) = nullptr;
    Ability on_object = Ability::see;
};

namespace may {
template <Ability ability>
bool somewhere(const Actor& actor) {
    return may_somewhere(actor, ability);
}
inline const Permission anyone{"anyone", [](const Actor&) { return true; }};
inline const Permission see{"see", somewhere<Ability::see>, Ability::see};
inline const Permission read{"read", somewhere<Ability::read>, Ability::read};
inline const Permission contribute{"contribute", somewhere<Ability::contribute>, Ability::contribute};
inline const Permission evaluate{"evaluate", somewhere<Ability::evaluate>, Ability::evaluate};
inline const Permission signed_in{"signed_in", [](const Actor& actor) { return actor.is_signed_in(); }};
// One's own account and drafts: not for an administrator who looks through somebody's eyes, and not for a program.
inline const Permission own{"own", [](const Actor& actor) { return actor.is_signed_in() && actor.seen_by.is_empty() && !actor.by_token; }};
// Who leads anywhere may give roles; which, and to whom, is decided by may_give.
inline const Permission give_roles{"give_roles", somewhere<Ability::lead>, Ability::read};
inline const Permission moderate{"moderate", somewhere<Ability::moderate>, Ability::moderate};
// Who leads anywhere may make a restricted record; who opens one is decided by the readers named on it.
inline const Permission make_records{"make_records",
                                     [](const Actor& actor) { return may_know_records(actor) && !as_lead(actor).roles.empty(); }};
inline const Permission lead{"lead", somewhere<Ability::lead>, Ability::lead};
inline const Permission lead_partnership{"lead_partnership", [](const Actor& actor) { return may_do(actor, Ability::lead, Place{}); },
                                         Ability::lead};
// Of the partnership itself, not of one organisation in it.
inline const Permission administer_partnership{
    "administer_partnership", [](const Actor& actor) { return may_do(actor, Ability::administer, Place{}); }, Ability::administer};
inline const Permission administer{"administer", somewhere<Ability::administer>, Ability::administer};
}  // namespace may

}  // namespace touchstone
