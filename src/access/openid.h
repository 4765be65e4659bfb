// Signing in with OpenID Connect (Core 1.0 and Discovery 1.0; RFC 7636 for PKCE): what is sent, and what is believed of what comes back.
// Pure: no network, no database. The authorization code flow, with PKCE (S256), state and nonce; nothing else.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace touchstone::access {

// What the operator said about the provider.
struct Provider {
    std::string issuer;  // "https://sign-in.example.org", as it stands in every token
    std::string client_id, client_secret;
    std::string name;  // for the button: "Sign in with {name}"

    bool is_set() const { return !issuer.empty(); }
};

// What the provider says about itself. Every address has the issuer's scheme.
struct Discovery {
    std::string authorization, token, keys;
};

// Somebody whom the provider vouches for.
struct Identity {
    std::string issuer, subject;
    std::string email;  // lower case; empty where the provider has not verified it
};

// What one visit to the provider goes by. All of it is made from one secret in the visitor's cookie, so that the server keeps nothing.
struct Errand {
    std::string state, nonce, verifier;
};
[[nodiscard]] Errand errand_from(const std::string& secret);

// Nothing when the document is not one, names another issuer, lacks something, or names an address that is not https where the issuer's is.
[[nodiscard]] std::optional<Discovery> discovery_from(const std::string& json, const std::string& issuer);

// Where the visitor is sent.
[[nodiscard]] std::string authorization_address(const Discovery&, const Provider&, const Errand&, const std::string& back);
// The body of the request for the token.
[[nodiscard]] std::string token_request(const Provider&, const Errand&, const std::string& code, const std::string& back);
// The ID token in the provider's answer.
[[nodiscard]] std::optional<std::string> id_token_from(const std::string& json);

enum class TokenFault { none, malformed, algorithm, unknown_key, signature, issuer, audience, time, nonce };
struct Believed {
    TokenFault fault = TokenFault::malformed;
    Identity identity;  // when there is no fault
};
// `keys` is the provider's set of JSON web keys. RS256, PS256 and ES256 only: never "none", never a shared secret.
[[nodiscard]] Believed believe(const std::string& token, const std::string& keys, const Provider&, const std::string& nonce, Instant now);

// Whether an address may be called: https, or http on the loopback. No user, no fragment.
[[nodiscard]] bool is_callable(const std::string& address);

inline constexpr std::size_t openid_document_max_bytes = 256 * 1024;
inline constexpr std::chrono::seconds clock_leeway{60};

}  // namespace touchstone::access
