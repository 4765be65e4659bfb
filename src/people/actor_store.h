// Who acts, with the roles that he or she holds now.
#pragma once
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/trip.h"

namespace touchstone::jobs {
struct Job;
}

namespace touchstone::people {

// What a visitor's column by_token says.
inline constexpr int by_no_token = 0, by_reading_token = 1, by_writing_token = 2;

// One statement, at each request, so that sign-out, closing an account and roles take effect at once. `visitor` selects the row of whoever
// comes with the key, which is $1, at $2: partnership_id, account_id, seen_by, factor_at, used_at and by_token.
Actor find_visitor(db::Read&, const std::string& visitor, const std::string& key, Instant now);
// For work that is done when no session is at hand: whoever asked for it, with the roles that he or she holds now and no more than the
// session or token could.
Actor find_asker(db::Read&, const jobs::Job&, Instant now);
// The same at the server's console, where the whole folder lies open: that stands for a second factor.
Actor find_actor_at_console(db::Read&, const AccountId&, const PartnershipId&, Instant now);
// Everybody who holds a role in the partnership, by account.
db::Answer<std::vector<Actor>> ask_actors_at_console(db::Trip&, const PartnershipId&, Instant now);

}  // namespace touchstone::people
