// Passwords are kept as argon2id hashes. Each of these calls takes a noticeable time, on purpose. A letter that can be typed in several
// ways is one letter (Unicode's NFKC, as RFC 8265 asks), so that somebody gets in from another keyboard.
#pragma once
#include <string>

namespace touchstone::access {

[[nodiscard]] std::string hash_password(const std::string& password);
// Also when it was hashed exactly as it was typed, before letters were made one. With an empty hash it takes as long and answers false: an
// unknown account looks like a wrong password.
[[nodiscard]] bool password_matches(const std::string& hash, const std::string& password);

}  // namespace touchstone::access
