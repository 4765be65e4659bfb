// Talking to the provider: its own documents, its keys, and the exchange of a code for a token. Only addresses of its discovery document
// are ever called; nothing that a visitor gave.
#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "access/openid.h"

namespace touchstone::access {

class OpenIdClient {
public:
    // `base_url` is this server's own, as the provider knows it.
    OpenIdClient(Provider provider, const std::string& base_url, std::function<Instant()> clock)
        : provider_(std::move(provider)), back_(base_url + "/sign-in/openid/back"), clock_(std::move(clock)) {}

    const Provider& provider() const { return provider_; }
    // Where the visitor is sent; nothing when the provider cannot be reached.
    [[nodiscard]] std::optional<std::string> way_there(const Errand&);
    // Who came back with this code; nothing, and a line in the log that says why, when that is not believed.
    [[nodiscard]] std::optional<Identity> who_came_back(const std::string& code, const Errand&);

private:
    std::optional<Discovery> discovery();
    std::string keys(bool again);

    const Provider provider_;
    const std::string back_;
    const std::function<Instant()> clock_;
    std::mutex mutex_;  // over what follows, and held while it is fetched: one visitor fetches, the others wait for it
    std::optional<Discovery> discovery_;
    std::string keys_;
    Instant discovered_at_, keys_at_, failed_at_;
};

// The server's one client; null when no provider is configured.
[[nodiscard]] OpenIdClient* openid();
// Set once, before anybody is served; null takes it away.
void use_openid(OpenIdClient*);

}  // namespace touchstone::access
