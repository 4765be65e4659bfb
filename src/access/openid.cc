#include "access/openid.h"

#include <array>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include "base/bounded_json.h"
#include "base/text.h"

namespace touchstone::access {
namespace {

using Json = nlohmann::json;

constexpr int depth_max = 16;
constexpr std::size_t token_max_bytes = 16 * 1024;

template <class T, void (*release)(T*)>
using Handle = std::unique_ptr<T, decltype([](T* held) { release(held); })>;
using Key = Handle<EVP_PKEY, EVP_PKEY_free>;

// Nothing for what is no JSON, too large, or nested too deep.
std::optional<Json> read_json(const std::string& text) {
    if (text.size() > openid_document_max_bytes || !is_text(text)) return std::nullopt;
    auto json = parse_json<Json>(text, depth_max);
    return json && json->is_object() ? std::move(json) : std::nullopt;
}

std::string text_at(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string base64(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() + 1, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string derived(const std::string& secret, std::string_view purpose) {
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                       reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size());
    return base64(hash.data(), hash.size());
}

std::string challenge_of(const std::string& verifier) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
    return base64(hash.data(), hash.size());
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

Key key_from(const char* type, OSSL_PARAM_BLD* parts) {
    const Handle<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(parts));
    const Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Key(key);
}

Key rsa_key(const Json& jwk) {
    const auto modulus = from_base64(text_at(jwk, "n")), exponent = from_base64(text_at(jwk, "e"));
    if (!modulus || !exponent || modulus->size() < 256 || modulus->size() > 1024 || exponent->empty() || exponent->size() > 8)
        return nullptr;
    const auto number = [](const std::string& bytes) {
        return Handle<BIGNUM, BN_free>(
            BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
    };
    const auto n = number(*modulus), e = number(*exponent);
    const Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
    if (!parts || OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return key_from("RSA", parts.get());
}

Key ec_key(const Json& jwk) {
    const auto x = from_base64(text_at(jwk, "x")), y = from_base64(text_at(jwk, "y"));
    if (text_at(jwk, "crv") != "P-256" || !x || !y || x->size() != 32 || y->size() != 32) return nullptr;
    const auto point = "\x04" + *x + *y;  // uncompressed
    const Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
    if (!parts || OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    return key_from("EC", parts.get());
}

// The key that the token's head names: by `kid` where it has one, and of the kind that the algorithm needs.
Key find_key(const Json& keys, const std::string& kid, const std::string& algorithm) {
    const std::string kind = algorithm == "ES256" ? "EC" : "RSA";
    const auto list = keys.find("keys");
    if (list == keys.end() || !list->is_array()) return nullptr;
    for (const auto& jwk : *list) {
        if (!jwk.is_object() || text_at(jwk, "kty") != kind || (!kid.empty() && text_at(jwk, "kid") != kid)) continue;
        const auto use = text_at(jwk, "use"), meant_for = text_at(jwk, "alg");
        if ((!use.empty() && use != "sig") || (!meant_for.empty() && meant_for != algorithm)) continue;
        if (auto key = kind == "EC" ? ec_key(jwk) : rsa_key(jwk)) return key;
    }
    return nullptr;
}

// JSON web signatures write r and s one after the other; OpenSSL reads them as DER.
std::optional<std::string> der_of(const std::string& signature) {
    if (signature.size() != 64) return std::nullopt;
    const Handle<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
    const auto* bytes = reinterpret_cast<const unsigned char*>(signature.data());
    if (!pair || ECDSA_SIG_set0(pair.get(), BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr)) != 1) return std::nullopt;
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    if (size <= 0) return std::nullopt;
    std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return out;
}

bool is_signed(EVP_PKEY* key, const std::string& algorithm, std::string_view content, std::string signature) {
    if (algorithm == "ES256") {
        const auto der = der_of(signature);
        if (!der) return false;
        signature = *der;
    }
    const Handle<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* settings = nullptr;
    if (!context || EVP_DigestVerifyInit(context.get(), &settings, EVP_sha256(), nullptr, key) != 1) return false;
    if (algorithm == "PS256" && (EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) != 1 ||
                                 EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                            reinterpret_cast<const unsigned char*>(content.data()), content.size()) == 1;
}

bool is_meant_for(const Json& claims, const std::string& client) {
    const auto audience = claims.find("aud");
    if (audience == claims.end()) return false;
    if (audience->is_string()) return audience->get<std::string>() == client;
    if (!audience->is_array()) return false;
    bool named = false;
    for (const auto& one : *audience) named = named || (one.is_string() && one.get<std::string>() == client);
    // Where others are named, too, the token must say that it was given to us.
    return named && (audience->size() == 1 || text_at(claims, "azp") == client);
}

std::optional<Instant> instant_at(const Json& claims, const char* name) {
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number()) return std::nullopt;
    const auto seconds = found->get<double>();
    if (!(seconds > 0 && seconds < 4e9)) return std::nullopt;
    return Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

bool is_in_time(const Json& claims, Instant now) {
    const auto expires = instant_at(claims, "exp"), issued = instant_at(claims, "iat"), from = instant_at(claims, "nbf");
    return expires && issued && *expires + clock_leeway > now && *issued - clock_leeway <= now &&
           (!claims.contains("nbf") || (from && *from - clock_leeway <= now));
}

TokenFault fault_of(const Json& claims, const Provider& provider, const std::string& nonce, Instant now) {
    if (text_at(claims, "iss") != provider.issuer) return TokenFault::issuer;
    if (!is_meant_for(claims, provider.client_id)) return TokenFault::audience;
    if (!is_in_time(claims, now)) return TokenFault::time;
    if (nonce.empty() || text_at(claims, "nonce") != nonce) return TokenFault::nonce;
    return text_at(claims, "sub").empty() || text_at(claims, "sub").size() > 255 ? TokenFault::malformed : TokenFault::none;
}

}  // namespace

Errand errand_from(const std::string& secret) {
    return {derived(secret, "touchstone: openid state"), derived(secret, "touchstone: openid nonce"),
            derived(secret, "touchstone: openid verifier")};
}

bool is_callable(const std::string& address) {
    const bool secure = address.starts_with("https://");
    if (!secure && !address.starts_with("http://")) return false;
    const auto host = address.substr(secure ? 8 : 7, address.find('/', secure ? 8 : 7) - (secure ? 8 : 7));
    if (host.empty() || address.find_first_of("@# \"\\\n\r\t") != std::string::npos) return false;
    return secure || host == "127.0.0.1" || host.starts_with("127.0.0.1:") || host == "localhost" || host.starts_with("localhost:");
}

std::optional<Discovery> discovery_from(const std::string& json, const std::string& issuer) {
    const auto document = read_json(json);
    if (!document || text_at(*document, "issuer") != issuer) return std::nullopt;
    Discovery discovery{text_at(*document, "authorization_endpoint"), text_at(*document, "token_endpoint"), text_at(*document, "jwks_uri")};
    for (const auto* address : {&discovery.authorization, &discovery.token, &discovery.keys})
        if (!is_callable(*address) || (issuer.starts_with("https://") && !address->starts_with("https://"))) return std::nullopt;
    return discovery;
}

std::string authorization_address(const Discovery& discovery, const Provider& provider, const Errand& errand, const std::string& back) {
    return fmt::format(
        "{}{}response_type=code&scope=openid%20email&client_id={}&redirect_uri={}&state={}&nonce={}&code_challenge={}&code_challenge_"
        "method="
        "S256",
        discovery.authorization, discovery.authorization.find('?') == std::string::npos ? "?" : "&", encoded(provider.client_id),
        encoded(back), errand.state, errand.nonce, challenge_of(errand.verifier));
}

std::string token_request(const Provider& provider, const Errand& errand, const std::string& code, const std::string& back) {
    return fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}&client_id={}&client_secret={}",
                       encoded(code), encoded(back), errand.verifier, encoded(provider.client_id), encoded(provider.client_secret));
}

std::optional<std::string> id_token_from(const std::string& json) {
    const auto answer = read_json(json);
    auto token = answer ? text_at(*answer, "id_token") : std::string();
    return token.empty() || token.size() > token_max_bytes ? std::nullopt : std::optional(std::move(token));
}

Believed believe(const std::string& token, const std::string& keys, const Provider& provider, const std::string& nonce, Instant now) {
    const auto parts = split(token, '.');
    if (token.size() > token_max_bytes || parts.size() != 3) return {};
    const auto head_text = from_base64(parts[0]), claims_text = from_base64(parts[1]), signature = from_base64(parts[2]);
    if (!head_text || !claims_text || !signature) return {};
    const auto head = read_json(*head_text), claims = read_json(*claims_text), known = read_json(keys);
    if (!head || !claims || head->contains("crit")) return {};
    const auto algorithm = text_at(*head, "alg");
    if (algorithm != "RS256" && algorithm != "PS256" && algorithm != "ES256") return {TokenFault::algorithm, {}};
    const auto key = known ? find_key(*known, text_at(*head, "kid"), algorithm) : nullptr;
    if (!key) return {TokenFault::unknown_key, {}};
    if (!is_signed(key.get(), algorithm, std::string_view(token).substr(0, parts[0].size() + 1 + parts[1].size()), *signature))
        return {TokenFault::signature, {}};
    if (const auto fault = fault_of(*claims, provider, nonce, now); fault != TokenFault::none) return {fault, {}};
    const auto verified = claims->find("email_verified");
    const bool is_verified = verified != claims->end() && verified->is_boolean() && verified->get<bool>();
    return {TokenFault::none, {provider.issuer, text_at(*claims, "sub"), is_verified ? lowered(tidied(text_at(*claims, "email"))) : ""}};
}

}  // namespace touchstone::access
