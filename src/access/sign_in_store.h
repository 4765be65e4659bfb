// What signing in keeps in tables: sessions as their owner sees them, half-way sign-ins, wrong tries, known devices, links to choose a
// password.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "people/account.h"

namespace touchstone::access {

struct Session {
    std::string token_hash, browser;
    Instant began_at, used_at;
};
// The last used first.
std::vector<Session> list_sessions(db::Read&, const AccountId&, Instant now);
void note_use(db::Write&, const std::string& token_hash, Instant now);
// From now on the session counts as opened with a second factor, or no more.
void mark_factor(db::Write&, const std::string& token_hash, std::optional<Instant> factor_at);
// Why a session begins. Somebody who goes on after a change has been told about already.
enum class Entry { signed_in, stepped_in, set_up, goes_on };
struct Opened {
    std::string token_hash, device_hash, browser;
    bool with_factor = false;
};
void let_in(db::Write&, const By&, Entry, const Opened&);
// One's own. False when it is not.
[[nodiscard]] bool close_session(db::Write&, const By&, const std::string& token_hash);
// All of one's own but this one.
void close_other_sessions(db::Write&, const By&, const std::string& token_hash);
// The same, as part of a change that is told.
void end_other_sessions(db::Write&, const AccountId&, const std::string& token_hash);

// The first factor was right; the second is awaited from the visitor with this cookie.
struct SignInStep {
    AccountId account;
    std::string next;
};
inline constexpr std::chrono::minutes sign_in_step_length{10};
void keep_step(db::Write&, const std::string& visitor_hash, const SignInStep&, Instant now);
std::optional<SignInStep> find_step(db::Read&, const std::string& visitor_hash, Instant now);
// Counts it, and answers how many it has been since the password was given.
inline constexpr int wrong_codes_max = 5;
[[nodiscard]] int count_wrong_code(db::Write&, const std::string& visitor_hash);
void end_step(db::Write&, const std::string& visitor_hash);

// After so many wrong tries the sender has to wait until the time is over. `key` is a hash of the sender and the address that was typed.
inline constexpr int wrong_tries_max = 10;
inline constexpr std::chrono::minutes wrong_tries_within{15};
// Until when; nothing when there is no need to.
std::optional<Instant> waits_until(db::Read&, const std::string& key, int tries_max, Instant now);
void count_try(db::Write&, const std::string& key, Instant now);
// Counts the try and, where there is such an account, writes down there that its "password" or "code" was wrong.
void refuse_sign_in(db::Write&, const std::string& key, const std::optional<AccountId>&, const std::string& what, Instant now);
void forget_tries(db::Write&, const std::string& key);

// Somebody signed in to the account in this browser before.
inline constexpr std::chrono::days device_length{180};
bool is_known_device(db::Read&, const std::string& token_hash, const std::string& email, Instant now);
void remember_device(db::Write&, const std::string& token_hash, const AccountId&, Instant now);

enum class LinkKind { invitation = 1, reset };  // stored: never renumber
struct PasswordLink {
    LinkKind kind = LinkKind::invitation;
    AccountId account;
    std::string email, name;
};
inline constexpr std::chrono::days invitation_length{7};
inline constexpr std::chrono::hours reset_length{1};
void add_link(db::Write&, const std::string& token_hash, const AccountId&, LinkKind, Instant now);
// Nothing when it was used, is too old, or the account is closed.
std::optional<PasswordLink> find_link(db::Read&, const std::string& token_hash, Instant now);
void end_links_of(db::Write&, const AccountId&);

enum class Choosing { by_owner, invited, at_console };
// No link that was sent before opens anything, and nothing stays open behind the changed lock.
void choose_password(db::Write&, const By&, const AccountId&, const std::string& password_hash, Choosing);

}  // namespace touchstone::access
