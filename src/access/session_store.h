// Sessions in tables, and who acts with one.
#pragma once
#include <optional>
#include <string>

#include "base/actor.h"
#include "db/db.h"

namespace touchstone::access {

// Who holds this session now.
Actor find_actor(db::Read&, const std::string& session_token_hash, Instant now);
// The same for a program: who made the access token.
Actor find_actor_by_token(db::Read&, const std::string& token_hash, Instant now);
// The partnership that the account acts in, when it has a role in one now: of several, the one that it worked in last. Where it has none,
// one that offers it a role, which nobody can accept without signing in.
std::optional<PartnershipId> find_partnership_of(db::Read&, const AccountId&, Instant now);

inline constexpr std::chrono::hours session_length{12};
// The browser keeps the token; only its hash is stored. Roles that need a second factor count only in a session that began with one.
void start_session(db::Write&, const AccountId&, const PartnershipId&, const std::string& token_hash, Instant now, bool with_factor,
                   const std::string& browser = {});
// Whose eyes the session looks through.
void look_through(db::Write&, const By&, const std::string& token_hash, const AccountId&);
void stop_looking_through(db::Write&, const By&, const std::string& token_hash, const AccountId&);
// Goes on in another partnership, also when signing in the next time. The event is that partnership's.
void choose_partnership(db::Write&, const By&, const std::string& token_hash);
// The same, told by what led there.
void move_session(db::Write&, const std::string& token_hash, const AccountId&, const PartnershipId&);
void end_session(db::Write&, const By&, const std::string& token_hash);
// Those that wait for a code, too, and every access token.
void end_sessions_of(db::Write&, const AccountId&);

// Ends every session of the account, so that nothing stays open behind a changed lock.
void disable(db::Write&, const By&, const AccountId&);
void enable(db::Write&, const By&, const AccountId&);

// The secret that makes the first administrator.
void keep_setup_secret(db::Write&, const std::string& token_hash, Instant now);
bool is_setup_secret(db::Read&, const std::string& token_hash);
void forget_setup_secrets(db::Write&);

}  // namespace touchstone::access
