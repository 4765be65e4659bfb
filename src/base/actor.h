// Who is asking, and the roles that he or she holds.
#pragma once
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace touchstone {

// Stored: never renumber.
enum class Role {
    reader = 1,
    evaluator,
    administrator,
    lead,
    contributor,
    moderator,
    inspector,
    action_owner,
    board_member,
};

// What a role is held on. Stored: never renumber.
enum class Reach { partnership = 1, organisation, service, evaluation };

struct Held {
    Role role = Role::reader;
    Reach reach = Reach::partnership;
    std::string on;  // id of what it is held on; a role on a service stands here once for each service below it, too
    auto operator<=>(const Held&) const = default;
};

// An account as it acts in one partnership. Nobody signed in: an actor without an id and without roles.
struct Actor {
    AccountId id;
    std::string name;
    PartnershipId partnership;
    std::vector<Held> roles;
    AccountId seen_by;           // an administrator who looks through this person's eyes, and changes nothing
    bool has_factor = false;     // this session was opened with a second factor
    bool by_token = false;       // a program asks, with a personal access token: never for what only people themselves do
    bool only_reads = false;     // and that token changes nothing
    bool awaits_factor = false;  // holds roles that only count after a second factor, which this session lacks
    Instant used_at;             // when this session was last noted as used: to the hour
    std::string partnership_name;
    bool works_alone = false;                    // the partnership is one organisation by itself
    bool no_day_mail = false;                    // that tells what is waiting
    bool no_shortcuts = false;                   // keys that do something on a page are off
    bool has_closed_guide = false;               // the first steps on the home page
    std::string language, partnership_language;  // that were chosen for the account and for the partnership; mostly empty

    bool is_signed_in() const { return !id.is_empty(); }
};

// Who changes something, where and when: what every verb of a store that writes is given.
struct By {
    PartnershipId partnership;
    AccountId who;  // empty: the system itself
    Instant at;
};

}  // namespace touchstone
