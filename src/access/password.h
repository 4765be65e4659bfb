// Passwords are kept as argon2id hashes. Each of these calls takes a noticeable time, on purpose.
#pragma once
#include <string>

namespace touchstone::access {

[[nodiscard]] std::string hash_password(const std::string& password);
// With an empty hash it takes as long and answers false: an unknown account looks like a wrong password.
[[nodiscard]] bool password_matches(const std::string& hash, const std::string& password);

}  // namespace touchstone::access
