#include "access/password.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace touchstone::access {

std::string hash_password(const std::string& password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory to hash a password");
    return hash.data();
}

bool password_matches(const std::string& hash, const std::string& password) {
    static const std::string nobody = hash_password("nobody has this password");
    const bool same = crypto_pwhash_str_verify((hash.empty() ? nobody : hash).c_str(), password.data(), password.size()) == 0;
    return same && !hash.empty();
}

}  // namespace touchstone::access
