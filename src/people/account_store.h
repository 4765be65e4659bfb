// Accounts, their roles and their sessions in tables.
#pragma once
#include <optional>
#include <vector>

#include "db/only.h"
#include "db/trip.h"
#include "people/account.h"
#include "people/assignment.h"
#include "people/organisation.h"

namespace touchstone::jobs {
struct Job;
}

namespace touchstone::people {

// Who holds this session now: one statement, at each request, so that sign-out, disabling and roles take effect at once.
Actor find_actor(db::Read&, const std::string& session_token_hash, Instant now);
// The same for a program: who made the access token, with the roles that he or she holds now.
Actor find_actor_by_token(db::Read&, const std::string& token_hash, Instant now);
// The same for work that is done when no session is at hand: whoever asked for it, with the roles that he or she holds now and no more than
// the session or token could.
Actor find_asker(db::Read&, const jobs::Job&, Instant now);
// The same at the server's console, where the whole folder lies open: that stands for a second factor.
Actor find_actor_at_console(db::Read&, const AccountId&, const PartnershipId&, Instant now);

// A role as it is shown in a list. What an evaluation is called is not known here: `on_name` is empty for it and for the partnership.
struct ListedRole {
    AssignmentId id;
    Role role = Role::reader;
    Reach reach = Reach::partnership;
    std::string on, on_name;
    std::optional<Instant> until;
};

struct Listed {
    AccountId id;
    std::string name, job, email;
    std::vector<ListedRole> roles;
    bool is_disabled = false;
};

std::optional<Account> find_account(db::Read&, const AccountId&);
std::string find_password_hash(db::Read&, const AccountId&);
// Everybody with a role, of every partnership: for the demonstration and for the console.
std::vector<Listed> list_everybody(db::Read&, Instant now);
std::optional<Account> find_account_by_email(db::Read&, const std::string& email);
db::Answer<std::vector<Listed>> ask_accounts(db::Trip&, const PartnershipId&, Instant now, const db::Only& = {});
std::vector<Listed> list_accounts(db::Read&, const PartnershipId&, Instant now, const db::Only& = {});
bool has_any_account(db::Read&);
// The partnership that the account acts in, when it has a role in one now: of several, the one that it worked in last. Where it has none,
// one that offers it a role, which nobody can accept without signing in.
std::optional<PartnershipId> find_partnership_of(db::Read&, const AccountId&, Instant now);

// Those in which the account has a role now.
std::vector<Partnership> list_partnerships_of(db::Read&, const AccountId&, Instant now);

// False, and nothing changes, when the address is taken.
[[nodiscard]] bool add_account(db::Write&, const Account&);
// What happened to an account, in the history of the partnership. An account that belongs to none, where that is empty, has no history.
void note_on_account(db::Write&, const By&, const char* verb, const AccountId&, const std::string& part = {});
// One's own; empty: none.
void choose_own_language(db::Write&, const By&, const std::string& language);
struct Languages {
    std::string own, partnership;  // that were chosen; mostly empty
};
// Those of whoever has this address, and of the partnership.
Languages find_languages(db::Read&, const PartnershipId&, const std::string& email);
// Ends every session of the account, so that nothing stays open behind a changed lock.
void disable(db::Write&, const By&, const AccountId&);
void enable(db::Write&, const By&, const AccountId&);

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

// The secret that makes the first administrator.
void keep_setup_secret(db::Write&, const std::string& token_hash, Instant now);
bool is_setup_secret(db::Read&, const std::string& token_hash);
void forget_setup_secrets(db::Write&);

}  // namespace touchstone::people
