// Personal access tokens: a program acts with one as the person who made it, at the API and nowhere else.
#pragma once
#include <optional>
#include <string>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::access {

struct AccessToken {
    std::string token_hash;
    AccountId account;
    PartnershipId partnership;
    std::string name;
    bool may_write = false;
    bool has_factor = false;  // made in a session with a second factor, so roles that need one count
    Instant made_at, ends_at;
    std::optional<Instant> used_at;
};

// As typed: the name, "read" or "write", and the last day as "2026-01-31".
struct AccessTokenDraft {
    std::string name, access, last_day;
};
[[nodiscard]] const Fields<AccessTokenDraft>& access_token_fields();

inline constexpr const char* access_token_prefix = "ts_";  // so that people and scanners know one when they see it
inline constexpr std::chrono::days access_token_longest{366};
inline constexpr int access_tokens_max = 20;

[[nodiscard]] Outcome<AccessToken> make_access_token(const AccessTokenDraft&, std::size_t made_already, Instant now);

// For the history, by field.
[[nodiscard]] std::string as_json(const AccessToken&);

}  // namespace touchstone::access
