// Every claim and every byte of a token that could be wrong, in turn.
#include "access/openid.h"

#include <functional>
#include <memory>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <sodium.h>

namespace touchstone::access {
namespace {

using Json = nlohmann::json;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const Provider provider{"https://sign-in.example.org", "touchstone", "secret", "Example"};
const std::string nonce = "n-once";

std::string base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

std::string number(const BIGNUM* value, int size) {
    std::string bytes(static_cast<std::size_t>(size), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), size);
    return bytes;
}

// A pair of keys, as its owner has it and as it is published.
struct Signer {
    std::string algorithm, kid;
    std::shared_ptr<EVP_PKEY> key;

    Signer(std::string with, std::string name)
        : algorithm(std::move(with)),
          kid(std::move(name)),
          key(algorithm == "ES256" ? EVP_EC_gen("prime256v1") : EVP_RSA_gen(2048), EVP_PKEY_free) {}

    Json published() const {
        const auto part = [&](const char* name, int size) {
            BIGNUM* value = nullptr;
            EVP_PKEY_get_bn_param(key.get(), name, &value);
            const auto bytes = number(value, size > 0 ? size : BN_num_bytes(value));
            BN_free(value);
            return base64(bytes);
        };
        if (algorithm == "ES256") return {{"kty", "EC"}, {"crv", "P-256"}, {"kid", kid}, {"x", part("qx", 32)}, {"y", part("qy", 32)}};
        return {{"kty", "RSA"}, {"kid", kid}, {"n", part("n", 0)}, {"e", part("e", 0)}};
    }

    std::string signature_of(const std::string& content) const {
        EVP_PKEY_CTX* settings = nullptr;
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        EVP_DigestSignInit(context.get(), &settings, EVP_sha256(), nullptr, key.get());
        if (algorithm == "PS256") {
            EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST);
        }
        std::string bytes(512, '\0');
        auto size = bytes.size();
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(bytes.data()), &size,
                       reinterpret_cast<const unsigned char*>(content.data()), content.size());
        bytes.resize(size);
        if (algorithm != "ES256") return bytes;
        const auto* der = reinterpret_cast<const unsigned char*>(bytes.data());
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(size)),
                                                                         ECDSA_SIG_free);
        return number(ECDSA_SIG_get0_r(pair.get()), 32) + number(ECDSA_SIG_get0_s(pair.get()), 32);
    }

    std::string token(const Json& claims, Json head = {}) const {
        if (head.is_null()) head = {{"alg", algorithm}, {"kid", kid}};
        const auto content = base64(head.dump()) + "." + base64(claims.dump());
        return content + "." + base64(signature_of(content));
    }
};

const Signer& rsa() {
    static const Signer signer("RS256", "one");
    return signer;
}
std::string keys_of(const Signer& signer) { return Json{{"keys", {signer.published()}}}.dump(); }
Json good_claims() {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return {{"iss", provider.issuer}, {"sub", "42"},    {"aud", provider.client_id},    {"exp", seconds + 300},
            {"iat", seconds},         {"nonce", nonce}, {"email", " Nia@Example.org "}, {"email_verified", true}};
}
TokenFault fault_of(const std::string& token, const std::string& keys) { return believe(token, keys, provider, nonce, now).fault; }

TEST(OpenId, believes_what_is_signed_in_each_of_three_ways) {
    for (const auto* algorithm : {"RS256", "PS256", "ES256"}) {
        const Signer signer(algorithm, "k");
        const auto believed = believe(signer.token(good_claims()), keys_of(signer), provider, nonce, now);
        EXPECT_EQ(believed.fault, TokenFault::none) << algorithm;
        EXPECT_EQ(believed.identity.subject, "42");
        EXPECT_EQ(believed.identity.email, "nia@example.org");
    }
}

TEST(OpenId, takes_no_address_that_is_not_verified) {
    for (const Json& verified : {Json(false), Json("true"), Json(1), Json()}) {
        auto claims = good_claims();
        claims["email_verified"] = verified;
        EXPECT_EQ(believe(rsa().token(claims), keys_of(rsa()), provider, nonce, now).identity.email, "") << verified;
    }
}

TEST(OpenId, refuses_each_wrong_claim) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const std::vector<std::tuple<std::string, Json, TokenFault>> wrong{
        {"iss", "https://elsewhere.example.org", TokenFault::issuer},
        {"iss", provider.issuer + "/", TokenFault::issuer},
        {"aud", "another", TokenFault::audience},
        {"aud", Json::array({"touchstone", "another"}), TokenFault::audience},
        {"aud", Json::array(), TokenFault::audience},
        {"aud", 7, TokenFault::audience},
        {"exp", seconds - 61, TokenFault::time},
        {"exp", "soon", TokenFault::time},
        {"exp", 1e300, TokenFault::time},
        {"iat", seconds + 61, TokenFault::time},
        {"nbf", seconds + 61, TokenFault::time},
        {"nbf", "later", TokenFault::time},
        {"nonce", "another", TokenFault::nonce},
        {"nonce", 1, TokenFault::nonce},
        {"sub", "", TokenFault::malformed},
        {"sub", std::string(256, 'x'), TokenFault::malformed}};
    for (const auto& [name, value, fault] : wrong) {
        auto claims = good_claims();
        claims[name] = value;
        EXPECT_EQ(fault_of(rsa().token(claims), keys_of(rsa())), fault) << name << " " << value;
    }
    for (const auto* name : {"iss", "aud", "exp", "iat", "nonce", "sub"}) {
        auto claims = good_claims();
        claims.erase(name);
        EXPECT_NE(fault_of(rsa().token(claims), keys_of(rsa())), TokenFault::none) << name;
    }
    auto shared = good_claims();
    shared["aud"] = Json::array({"touchstone", "another"});
    shared["azp"] = "touchstone";
    EXPECT_EQ(fault_of(rsa().token(shared), keys_of(rsa())), TokenFault::none);
    EXPECT_EQ(believe(rsa().token(good_claims()), keys_of(rsa()), provider, "", now).fault, TokenFault::nonce) << "no nonce is no proof";
}

TEST(OpenId, refuses_unsigned_tokens_and_the_public_key_as_a_secret) {
    for (const auto* algorithm : {"none", "None", "", "HS256", "RS384", "EdDSA"})
        EXPECT_EQ(fault_of(rsa().token(good_claims(), {{"alg", algorithm}, {"kid", "one"}}), keys_of(rsa())), TokenFault::algorithm)
            << algorithm;
    const auto content = base64(R"({"alg":"HS256","kid":"one"})") + "." + base64(good_claims().dump());
    const auto secret = keys_of(rsa());
    std::string mac(32, '\0');
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(content.data()),
         content.size(), reinterpret_cast<unsigned char*>(mac.data()), nullptr);
    EXPECT_EQ(fault_of(content + "." + base64(mac), keys_of(rsa())), TokenFault::algorithm);
}

TEST(OpenId, refuses_the_signature_of_another_key_and_every_changed_byte) {
    const Signer other("RS256", "one"), curve("ES256", "one");
    EXPECT_EQ(fault_of(other.token(good_claims()), keys_of(rsa())), TokenFault::signature);
    EXPECT_EQ(fault_of(curve.token(good_claims()), keys_of(rsa())), TokenFault::unknown_key) << "of another kind";
    EXPECT_EQ(fault_of(rsa().token(good_claims(), {{"alg", "RS256"}, {"kid", "two"}}), keys_of(rsa())), TokenFault::unknown_key);
    EXPECT_EQ(fault_of(rsa().token(good_claims(), {{"alg", "PS256"}, {"kid", "one"}}), keys_of(rsa())), TokenFault::signature);
    const auto token = rsa().token(good_claims());
    for (std::size_t i = 0; i < token.size(); i += 7) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        if (changed != token) {
            EXPECT_NE(fault_of(changed, keys_of(rsa())), TokenFault::none) << i;
        }
    }
    auto for_encryption = rsa().published();
    for_encryption["use"] = "enc";
    EXPECT_EQ(fault_of(token, Json{{"keys", {for_encryption}}}.dump()), TokenFault::unknown_key);
}

TEST(OpenId, survives_what_is_no_token) {
    const auto good = rsa().token(good_claims());
    std::string deep(20'000, '[');
    for (const auto& token : {std::string(), std::string("."), std::string(".."), std::string("a.b.c"), good.substr(0, good.size() / 2),
                              good + ".x", std::string(20'000, 'A'), base64(deep) + "." + base64(deep) + ".",
                              base64("{\"alg\":\"RS256\",\"crit\":[\"x\"]}") + "." + base64("{}") + "."})
        EXPECT_NE(fault_of(token, keys_of(rsa())), TokenFault::none) << token.substr(0, 40);
    for (const auto& keys :
         {std::string(), std::string("[]"), std::string(R"({"keys":7})"), std::string(R"({"keys":[7,null,{"kty":"RSA"}]})"),
          std::string(R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]})"),
          std::string(R"({"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]})")})
        EXPECT_EQ(fault_of(good, keys), TokenFault::unknown_key) << keys;
}

TEST(OpenId, reads_only_a_discovery_document_of_this_issuer) {
    const Json good{{"issuer", provider.issuer},
                    {"authorization_endpoint", provider.issuer + "/auth"},
                    {"token_endpoint", provider.issuer + "/token"},
                    {"jwks_uri", provider.issuer + "/keys"}};
    EXPECT_TRUE(discovery_from(good.dump(), provider.issuer));
    for (const auto& [name, value] : std::vector<std::pair<std::string, Json>>{{"issuer", "https://elsewhere.example.org"},
                                                                               {"token_endpoint", "http://sign-in.example.org/token"},
                                                                               {"token_endpoint", "file:///etc/passwd"},
                                                                               {"token_endpoint", "http://127.0.0.1/token"},
                                                                               {"jwks_uri", "https://user@sign-in.example.org/keys"},
                                                                               {"jwks_uri", "https://"},
                                                                               {"authorization_endpoint", 7}}) {
        auto wrong = good;
        wrong[name] = value;
        EXPECT_FALSE(discovery_from(wrong.dump(), provider.issuer)) << name << " " << value;
    }
}

TEST(OpenId, makes_everything_of_an_errand_from_one_secret) {
    const auto errand = errand_from("a secret"), other = errand_from("another");
    EXPECT_EQ(errand.state, errand_from("a secret").state);
    for (const auto& [a, b] : {std::pair{errand.state, other.state},
                               {errand.nonce, other.nonce},
                               {errand.verifier, other.verifier},
                               {errand.state, errand.nonce},
                               {errand.nonce, errand.verifier}})
        EXPECT_NE(a, b);
    EXPECT_EQ(errand.verifier.size(), 43U) << "RFC 7636 wants 43 to 128 characters";
    const auto address = authorization_address({"https://x/auth?a=b", "", ""}, provider, errand, "https://us/back");
    EXPECT_NE(address.find("https://x/auth?a=b&response_type=code&"), std::string::npos);
    EXPECT_EQ(address.find(errand.verifier), std::string::npos) << "the provider sees it only with the code";
}

}  // namespace
}  // namespace touchstone::access
