#include "web/session.h"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "web/opened_by.h"

namespace touchstone::web {
namespace {

using Proof = std::array<unsigned char, 16>;

std::string base64(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();  // sodium counts the closing zero
    return text;
}

template <std::size_t size>
std::array<unsigned char, size> hashed(std::string_view text, std::string_view purpose) {
    std::array<unsigned char, size> hash{};
    crypto_generichash(hash.data(), size, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size());
    return hash;
}

Proof proof_of(std::string_view secret) { return hashed<16>(secret, "touchstone: form token"); }

}  // namespace

std::string new_token() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64(bytes.data(), bytes.size());
}

std::string token_hash(std::string_view token) {
    const auto hash = hashed<32>(token, "touchstone: stored token");
    return base64(hash.data(), hash.size());
}

std::string csrf_token(std::string_view secret) {
    std::array<unsigned char, 32> masked{};
    randombytes_buf(masked.data(), 16);
    const auto proof = proof_of(secret);
    for (std::size_t i = 0; i < proof.size(); ++i) masked[16 + i] = static_cast<unsigned char>(proof[i] ^ masked[i]);
    return base64(masked.data(), masked.size());
}

bool csrf_matches(std::string_view secret, std::string_view token) {
    token = unstamped(token);
    std::array<unsigned char, 32> masked{};
    std::size_t size = 0;
    if (secret.empty() ||
        sodium_base642bin(masked.data(), masked.size(), token.data(), token.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        size != masked.size())
        return false;
    Proof given{};
    for (std::size_t i = 0; i < given.size(); ++i) given[i] = static_cast<unsigned char>(masked[i] ^ masked[16 + i]);
    return sodium_memcmp(given.data(), proof_of(secret).data(), given.size()) == 0;
}

std::optional<std::string> cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto end = std::min(header.find(';'), header.size());
        auto pair = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return std::string(pair.substr(name.size() + 1));
    }
    return std::nullopt;
}

std::string session_cookie_name(bool is_secure) { return is_secure ? "__Host-session" : "session"; }
std::string visitor_cookie_name(bool is_secure) { return is_secure ? "__Host-visitor" : "visitor"; }
std::string device_cookie_name(bool is_secure) { return is_secure ? "__Host-device" : "device"; }

std::string errand_cookie_name(bool is_secure) { return is_secure ? "__Host-errand" : "errand"; }
std::string saved_cookie_name(bool is_secure) { return is_secure ? "__Host-saved" : "saved"; }
std::string language_cookie_name(bool is_secure) { return is_secure ? "__Host-language" : "language"; }

std::string set_cookie(const std::string& name, const std::string& value, bool is_secure, int age_seconds) {
    auto line = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", name, value);
    if (is_secure) line += "; Secure";
    if (age_seconds != 0) line += fmt::format("; Max-Age={}", std::max(age_seconds, 0));
    return line;
}

}  // namespace touchstone::web
