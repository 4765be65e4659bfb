// Is this the head of a request as a browser would send it? Checked strictly, on the bytes as they came, before any parser sees them: the
// library's parser accepts folded lines, two hosts, odd framings and more.
#pragma once
#include <cstddef>
#include <string_view>

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

}  // namespace touchstone::web
