#include "access/password.h"

#include <array>
#include <stdexcept>

#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace touchstone::access {
namespace {

std::string as_one(const std::string& password) {
    auto fault = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCInstance(fault);
    std::string bytes;
    normalizer->normalize(icu::UnicodeString::fromUTF8(password), fault).toUTF8String(bytes);
    if (U_FAILURE(fault)) throw std::runtime_error("a password could not be normalised");
    return bytes;
}

bool fits(const std::string& hash, const std::string& password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace

std::string hash_password(const std::string& typed) {
    const auto password = as_one(typed);
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error("not enough memory to hash a password");
    return hash.data();
}

bool password_matches(const std::string& hash, const std::string& password) {
    static const std::string nobody = hash_password("nobody has this password");
    const auto& known = hash.empty() ? nobody : hash;
    const auto one = as_one(password);
    const bool same = fits(known, one) || (one != password && fits(known, password));
    return same && !hash.empty();
}

}  // namespace touchstone::access
