// People and who they are together: partnerships of organisations with their services, accounts, roles, sign-in, and the record of what
// everybody did. Domain files are pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::people {

struct Account {
    AccountId id;
    std::string email;  // lower case; unique
    std::string name;
    std::string job;
    std::string password_hash;  // empty: nobody can sign in with a password
    std::optional<Instant> disabled_at;
    Instant created_at;
};

struct AccountDraft {
    std::string email, name, job, password;
};

inline constexpr std::size_t name_max_characters = 100, email_max_characters = 254;
inline constexpr std::size_t password_min_characters = 12;
inline constexpr std::size_t password_max_bytes = 512;

// An account without a password yet: whoever is invited chooses one.
[[nodiscard]] Outcome<Account> invite_account(const AccountDraft&, Instant now);
// `password_hash` has been made from the draft's password; see password.h.
[[nodiscard]] Outcome<Account> open_account(const AccountDraft&, const std::string& password_hash, Instant now);
[[nodiscard]] Problems password_problems(const std::string& password, const std::string& email);

// As addresses are compared: without white space, in lower case.
[[nodiscard]] std::string email_from(const std::string& typed);
[[nodiscard]] bool is_email(const std::string&);

}  // namespace touchstone::people
