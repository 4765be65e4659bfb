// Is this the head of a request as a browser would send it? Checked strictly, on the bytes as they came (docs/decisions/0002-http-head.md).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "web/server.h"

namespace touchstone::web {

inline constexpr std::size_t head_max_bytes = 16 * 1024;
inline constexpr std::size_t target_max_bytes = 4 * 1024;
inline constexpr std::size_t headers_max = 100;
inline constexpr std::size_t cookie_max_bytes = 8 * 1024;

struct HeadVerdict {
    // 0: nothing wrong so far. Anything else: refuse with this status, at once.
    int status = 0;
    // Bytes of the whole head with its closing empty line; 0 while more must be read.
    std::size_t length = 0;
    // Refused for its framing only: a path that nobody serves is refused for that first.
    bool is_framing = false;
};

// Called again each time more bytes have come, with everything since the start of the request.
[[nodiscard]] HeadVerdict examine_head(std::string_view bytes);

struct Head {
    Request request;  // without what only the connection knows: peer, is_secure, number
    std::uint64_t body_length = 0;
    bool stays_open = false;       // more requests may follow on the connection
    bool awaits_continue = false;  // the body comes only when it is asked for
};

// `whole` is a head that has been examined: HeadVerdict::length bytes, with nothing wrong but perhaps its framing.
[[nodiscard]] Head read_head(std::string_view whole);

// The end of the last header of that name: what a proxy wrote there itself, behind anything that the client had written. Empty when there
// is none.
[[nodiscard]] std::string last_word(const Request&, std::string_view name);

}  // namespace touchstone::web
