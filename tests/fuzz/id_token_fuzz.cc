// What another server may answer when somebody signs in with it: its description, its keys and its token. Nobody is believed without a
// signature, and none of these can have a right one. An input is lines: the token's head, its claims and its signature in plain letters,
// and the keys; an input that begins with "=" is a token as it comes, and keys.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sodium.h>

#include "access/openid.h"
#include "base/text.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

std::string encoded(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

std::string_view line_of(std::string_view& rest) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone::access;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const std::string whole(rest);
    if (const auto found = discovery_from(whole, "https://sign-in.example.org"))
        for (const auto& address : {found->authorization, found->token, found->keys}) demand(is_callable(address));
    (void)id_token_from(whole);
    std::string token;
    if (rest.starts_with('=')) {
        rest.remove_prefix(1);
        token = line_of(rest);
    } else {
        const auto head = line_of(rest), claims = line_of(rest), signature = line_of(rest);
        token = encoded(head) + "." + encoded(claims) + "." + encoded(signature);
    }
    const Provider provider{"https://sign-in.example.org", "touchstone", "secret", "Sign-in"};
    const auto believed = believe(token, std::string(rest), provider, "nonce", touchstone::Instant{std::chrono::seconds{1'800'000'000}});
    demand(believed.fault != TokenFault::none);
    return 0;
}
