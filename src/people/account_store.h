// Accounts and their roles in tables.
#pragma once
#include <optional>
#include <vector>

#include "db/only.h"
#include "db/trip.h"
#include "db/words.h"
#include "people/account.h"
#include "people/assignment.h"
#include "people/organisation.h"

namespace touchstone::people {

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
// Those of them whose names hold all the words.
db::Answer<std::vector<Listed>> ask_accounts_named(db::Trip&, const PartnershipId&, Instant now, const db::Words&);
bool has_any_account(db::Read&);
// Those in which the account has a role now.
std::vector<Partnership> list_partnerships_of(db::Read&, const AccountId&, Instant now);
// Those that the account is a member of (is_member): what is shared with the whole of one is there for it.
std::vector<Partnership> list_memberships(db::Read&, const AccountId&, bool has_factor, Instant now);

// False, and nothing changes, when the address is taken.
[[nodiscard]] bool add_account(db::Write&, const Account&);
// What happened to an account, in the history of the partnership. An account that belongs to none, where that is empty, has no history.
void note_on_account(db::Write&, const By&, const char* verb, const AccountId&, const std::string& part = {});
// One's own; empty: none.
void choose_own_language(db::Write&, const By&, const std::string& language);
void choose_own_shortcuts(db::Write&, const By&, bool are_on);
// Whether a mail once a day tells what is waiting.
void choose_own_day_mail(db::Write&, const By&, bool is_on);
// The first steps on the home page.
void close_own_guide(db::Write&, const By&);
void open_own_guide(db::Write&, const By&);
struct Languages {
    std::string own, partnership;  // that were chosen; mostly empty
    bool works_alone = false;
};
// Those of whoever has this address, and of the partnership.
Languages find_languages(db::Read&, const PartnershipId&, const std::string& email);
// The row alone, for stores that say in their own words what happened to it. An account that is closed already stays so since then.
void keep_password_hash(db::Write&, const AccountId&, const std::string& hash);
void close_account(db::Write&, const AccountId&, Instant at);
void open_account(db::Write&, const AccountId&);
// The partnership in which it begins the next time.
void work_in(db::Write&, const AccountId&, const PartnershipId&);
// Without name and address, and closed: what an erasure leaves.
void make_former(db::Write&, const AccountId&, const std::string& former_name, Instant now);

}  // namespace touchstone::people
