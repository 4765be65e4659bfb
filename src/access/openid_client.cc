#include "access/openid_client.h"

#include <memory>

#include <curl/curl.h>
#include <spdlog/spdlog.h>

namespace touchstone::access {
namespace {

constexpr long connect_seconds = 5, whole_seconds = 10;
constexpr std::chrono::hours documents_last{1};
constexpr std::chrono::seconds keys_last{5};            // a token with an unknown key fetches them again, but not more often
constexpr std::chrono::seconds rest_after_failure{10};  // in which nobody waits for a provider that is down

OpenIdClient*& the_client() {
    static OpenIdClient* client = nullptr;
    return client;
}

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& text = *static_cast<std::string*>(to);
    if (text.size() + size * count > openid_document_max_bytes) return 0;
    text.append(bytes, size * count);
    return size * count;
}

// The body of a 200, or nothing. A POST when there is a body to send.
std::optional<std::string> fetch(const std::string& address, const std::string& body = {}) {
    if (!is_callable(address)) return std::nullopt;
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    auto* handle = curl.get();
    std::string answer;
    curl_easy_setopt(handle, CURLOPT_URL, address.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, whole_seconds);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
    if (!body.empty()) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.c_str());
    }
    long status = 0;
    const auto result = curl_easy_perform(handle);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (result == CURLE_OK && status == 200) return answer;
    spdlog::warn("the sign-in provider did not answer as it should: {}",
                 result == CURLE_OK ? "status " + std::to_string(status) : curl_easy_strerror(result));
    return std::nullopt;
}

}  // namespace

OpenIdClient* openid() { return the_client(); }
void use_openid(OpenIdClient* client) { the_client() = client; }

std::optional<Discovery> OpenIdClient::discovery() {
    const std::scoped_lock lock(mutex_);
    const auto now = clock_();
    if (discovery_ && now < discovered_at_ + documents_last) return discovery_;
    if (now < failed_at_ + rest_after_failure) return discovery_;
    const auto document = fetch(provider_.issuer + (provider_.issuer.ends_with('/') ? "" : "/") + ".well-known/openid-configuration");
    const auto fresh = document ? discovery_from(*document, provider_.issuer) : std::nullopt;
    if (document && !fresh) spdlog::error("what the sign-in provider says about itself does not fit its address");
    if (fresh) {
        discovery_ = fresh;
        discovered_at_ = now;
    } else {
        failed_at_ = now;
    }
    return discovery_;  // an earlier one still serves
}

std::string OpenIdClient::keys(bool again) {
    const auto known = discovery();
    const std::scoped_lock lock(mutex_);
    const auto now = clock_();
    const bool is_old = keys_.empty() || now >= keys_at_ + documents_last || (again && now >= keys_at_ + keys_last);
    if (known && is_old) {
        if (auto fresh = fetch(known->keys)) keys_ = std::move(*fresh);
        keys_at_ = now;
    }
    return keys_;
}

std::optional<std::string> OpenIdClient::way_there(const Errand& errand) {
    const auto known = discovery();
    return known ? std::optional(authorization_address(*known, provider_, errand, back_)) : std::nullopt;
}

std::optional<Identity> OpenIdClient::who_came_back(const std::string& code, const Errand& errand) {
    const auto known = discovery();
    const auto answer = known ? fetch(known->token, token_request(provider_, errand, code, back_)) : std::nullopt;
    const auto token = answer ? id_token_from(*answer) : std::nullopt;
    if (!token) return std::nullopt;
    auto believed = believe(*token, keys(false), provider_, errand.nonce, clock_());
    // The provider may have changed its keys, under the same name or another.
    if (believed.fault == TokenFault::unknown_key || believed.fault == TokenFault::signature)
        believed = believe(*token, keys(true), provider_, errand.nonce, clock_());
    if (believed.fault == TokenFault::none) return believed.identity;
    spdlog::warn("a token of the sign-in provider was not believed: fault {}", static_cast<int>(believed.fault));
    return std::nullopt;
}

}  // namespace touchstone::access
