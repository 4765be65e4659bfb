// Second factors and recovery codes in tables.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/factor.h"
#include "base/actor.h"
#include "db/db.h"

namespace touchstone::access {

// What an account has, and what it is setting up.
struct Factors {
    std::string email;
    std::optional<Factor> current, offered;
    int recovery_codes_left = 0;
};
Factors find_factors(db::Read&, const AccountId&, Instant now);
bool has_factor(db::Read&, const AccountId&);

// Beside the one that counts, until it is confirmed.
void offer_factor(db::Write&, const AccountId&, const std::string& secret, Instant now);
// In place of the one before.
// When one's own way of signing in changes, one's other sessions and one's tokens end; in this session, a factor counts from now on, or no
// more.
void confirm_factor(db::Write&, const By&, const std::string& token_hash, const Factor&, const std::vector<std::string>& recovery_codes);
void remove_factor(db::Write&, const By&, const std::string& token_hash);
void renew_recovery_codes(db::Write&, const By&, const std::string& token_hash, const std::vector<std::string>& recovery_codes);
// For somebody who lost phone and codes. Every session ends.
void take_factor_off(db::Write&, const By&, const AccountId&);
// Whether the code is one of the app's or an unused recovery code; from then on it is used.
[[nodiscard]] bool use_code(db::Write&, const AccountId&, const std::string& typed, Instant now);
// Counts a wrong code, and answers how many it has been since the last right one.
inline constexpr int wrong_codes_told = 10;  // after so many, and again after as many more, the owner is told
[[nodiscard]] int note_wrong_code(db::Write&, const AccountId&);

}  // namespace touchstone::access
