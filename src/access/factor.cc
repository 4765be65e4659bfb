#include "access/factor.h"

#include <array>
#include <span>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

namespace touchstone::access {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648
constexpr std::chrono::seconds step_length{30};
constexpr std::int64_t drift_steps = 1;

// `bytes` are a multiple of 5, so nothing is padded.
std::string base32(std::span<const unsigned char> bytes) {
    std::string text;
    unsigned buffer = 0, bits = 0;
    for (const auto byte : bytes)
        for (buffer = buffer << 8U | byte, bits += 8; bits >= 5; bits -= 5) text += alphabet[buffer >> (bits - 5) & 31U];
    return text;
}

std::vector<unsigned char> from_base32(const std::string& text) {
    std::vector<unsigned char> bytes;
    unsigned buffer = 0, bits = 0;
    for (const char c : text) {
        buffer = buffer << 5U | static_cast<unsigned>(alphabet.find(c));
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<unsigned char>(buffer >> bits & 0xffU));
    }
    return bytes;
}

template <std::size_t size>
std::string random_base32() {
    std::array<unsigned char, size> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base32(bytes);
}

}  // namespace

std::string new_factor_secret() { return random_base32<20>(); }

std::int64_t step_at(Instant at) { return at.time_since_epoch() / step_length; }

std::string code_at(const std::string& secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * (counter.size() - 1 - i)) & 0xffU);
    const auto key = from_base32(secret);
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), hash.data(), &size);
    const std::size_t at = hash[size - 1] & 0xfU;
    const unsigned number = (hash[at] & 0x7fU) << 24U | static_cast<unsigned>(hash[at + 1]) << 16U |
                            static_cast<unsigned>(hash[at + 2]) << 8U | static_cast<unsigned>(hash[at + 3]);
    return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> step_of(const Factor& factor, const std::string& code, Instant now) {
    std::optional<std::int64_t> found;
    for (auto step = step_at(now) - drift_steps; step <= step_at(now) + drift_steps; ++step) {
        const auto expected = code_at(factor.secret, step);
        const bool same = expected.size() == code.size() && sodium_memcmp(expected.data(), code.data(), code.size()) == 0;
        if (same && step > factor.last_step && !found) found = step;
    }
    return found;
}

std::string factor_address(const std::string& secret, const std::string& email) {
    std::string label;
    for (const char c : email)
        label += isalnum(static_cast<unsigned char>(c)) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return fmt::format("otpauth://totp/Touchstone:{}?secret={}&issuer=Touchstone", label, secret);
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        const auto bare = random_base32<10>();
        codes.push_back(fmt::format("{}-{}-{}-{}", bare.substr(0, 4), bare.substr(4, 4), bare.substr(8, 4), bare.substr(12)));
    }
    return codes;
}

std::string bare_code(const std::string& typed) {
    std::string bare;
    for (const char c : typed)
        if (c != ' ' && c != '-') bare += 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return bare;
}

std::string recovery_code_hash(const std::string& code) {
    const auto bare = bare_code(code);
    std::array<unsigned char, 20> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bare.data()), bare.size(), nullptr, 0);
    return base32(hash);
}

}  // namespace touchstone::access
