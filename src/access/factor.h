// The second factor: codes of an authenticator app (RFC 6238: HMAC-SHA-1, 6 figures, 30 seconds) and recovery codes for a lost phone.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace touchstone::access {

struct Factor {
    std::string secret;          // 160 bits in base 32, as apps read it
    std::int64_t last_step = 0;  // of the last code that was accepted: it and those before are not accepted again
};

inline constexpr std::chrono::minutes set_up_factor_within{10};
inline constexpr int recovery_codes = 10;

[[nodiscard]] std::string new_factor_secret();
// Which 30 seconds since 1970.
[[nodiscard]] std::int64_t step_at(Instant);
[[nodiscard]] std::string code_at(const std::string& secret, std::int64_t step);
// The step whose code this is: the one now, before or after, and later than the last that was used.
[[nodiscard]] std::optional<std::int64_t> step_of(const Factor&, const std::string& code, Instant now);
// What the app scans.
[[nodiscard]] std::string factor_address(const std::string& secret, const std::string& email);

// Each works once. 80 bits: "ABCD-EFGH-IJKL-MNOP".
[[nodiscard]] std::vector<std::string> new_recovery_codes();
// A code as it is compared: without spaces and hyphens, in capitals.
[[nodiscard]] std::string bare_code(const std::string& typed);
// How a recovery code is stored. Of 80 random bits nothing can be guessed, so that no slow hash is needed.
[[nodiscard]] std::string recovery_code_hash(const std::string& code);

}  // namespace touchstone::access
