#include "reports/snapshot.h"

#include <stdexcept>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include "base/bounded_json.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;  // its keys are in order

constexpr std::size_t file_max_bytes = 64 * 1024 * 1024;
constexpr int format = 1;

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string hex(const std::string& bytes) {
    std::string digits(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(digits.data(), digits.size(), bytes_of(bytes), bytes.size());
    digits.pop_back();
    return digits;
}

// Nothing for what we would have written otherwise: capital digits are a changed byte, too.
std::string unhex(const std::string& digits, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t length = 0;
    const bool read =
        digits.size() == size * 2 && sodium_hex2bin(bytes_of(bytes), size, digits.data(), digits.size(), nullptr, &length, nullptr) == 0;
    return read && hex(bytes) == digits ? bytes : "";
}

// What is signed: never mistaken for anything else that a key might sign.
std::string signed_text(const std::string& content) { return "touchstone snapshot 1\n" + content; }

std::optional<SigningKey>& own_key() {
    static std::optional<SigningKey> key;
    return key;
}

Verified broken(std::string fault) {
    Verified found;
    found.fault = std::move(fault);
    return found;
}

bool has_shape(const Json& file) {
    return file.is_object() && file.size() == 5 && file.value("touchstone_snapshot", Json()).is_number_integer() &&
           file.contains("content") && file.value("key", Json()).is_string() && file.value("sha256", Json()).is_string() &&
           file.value("signature", Json()).is_string();
}

std::string text_at(const Json& content, const char* part, const char* key) {
    const auto inner = content.is_object() ? content.value(part, Json()) : Json();
    const auto value = inner.is_object() ? inner.value(key, Json()) : Json();
    return value.is_string() ? value.get<std::string>() : "";
}

}  // namespace

SigningKey::SigningKey(const std::string& seed) : secret_(crypto_sign_SECRETKEYBYTES, '\0') {
    if (seed.size() != seed_bytes) throw std::invalid_argument("a signing key is made of 32 bytes");
    std::string open(crypto_sign_PUBLICKEYBYTES, '\0');
    crypto_sign_seed_keypair(bytes_of(open), bytes_of(secret_), bytes_of(seed));
    public_key_ = hex(open);
}

std::string SigningKey::sign(const std::string& bytes) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(bytes), bytes.size(), bytes_of(secret_));
    return hex(signature);
}

std::string hash_of(const std::string& bytes) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytes_of(hash), bytes_of(bytes), bytes.size());
    return hex(hash);
}

std::string seal(const std::string& content, const SigningKey& key) {
    return Json{{"touchstone_snapshot", format},
                {"content", Json::parse(content)},
                {"key", key.public_key()},
                {"sha256", hash_of(content)},
                {"signature", key.sign(signed_text(content))}}
               .dump() +
           "\n";
}

Verified verify(const std::string& file, const std::string& trusted) {
    if (file.size() > file_max_bytes) return broken("This file is larger than any snapshot.");
    const auto read = parse_json<Json>(file);
    if (!read || !has_shape(*read) || (*read)["touchstone_snapshot"] != format) return broken("This is no snapshot that Touchstone made.");
    const auto& json = *read;
    // One spelling: a byte that changes nothing in the meaning is a changed byte all the same. What cannot be written again was not text.
    std::string content;
    try {
        if (json.dump() + "\n" != file) return broken("This file is not spelt as Touchstone spells it: it was changed.");
        content = json["content"].dump();
    } catch (const Json::exception&) {
        return broken("This file holds bytes that are no text: it was changed.");
    }
    Verified found;
    found.public_key = json["key"];
    found.hash = json["sha256"];
    found.title = text_at(json["content"], "evaluation", "title");
    found.made_at = text_at(json["content"], "version", "made_at");
    if (const auto version = json["content"].is_object() ? json["content"].value("version", Json()) : Json();
        version.is_object() && version.value("number", Json()).is_number_integer())
        found.number = version["number"];
    const auto key = unhex(found.public_key, crypto_sign_PUBLICKEYBYTES);
    const auto signature = unhex(json["signature"], crypto_sign_BYTES);
    const auto text = signed_text(content);
    if (hash_of(content) != found.hash)
        found.fault = "The content does not fit its hash: it was changed.";
    else if (key.empty() || signature.empty() ||
             crypto_sign_verify_detached(bytes_of(signature), bytes_of(text), text.size(), bytes_of(key)) != 0)
        found.fault = "The signature does not fit the content: it was changed, or signed by someone else.";
    else if (!trusted.empty() && trusted != found.public_key)
        found.fault = "The snapshot is whole, but another server signed it.";
    found.is_whole = found.fault.empty();
    return found;
}

std::string content_of(const std::string& sealed) { return Json::parse(sealed).at("content").dump(); }

void use_signing_key(const std::string& seed) { own_key().emplace(seed); }

const SigningKey& signing_key() {
    if (!own_key()) throw std::logic_error("no key to sign with was set");
    return *own_key();
}

}  // namespace touchstone::reports
