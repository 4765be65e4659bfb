#include "base/ids.h"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <sys/random.h>

namespace touchstone {

std::string new_id_text(Instant now) {
    constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    std::array<std::uint8_t, 10> noise{};
    if (getrandom(noise.data(), noise.size(), 0) != static_cast<ssize_t>(noise.size())) throw std::runtime_error("no random numbers");
    auto time = static_cast<std::uint64_t>(now.time_since_epoch().count());
    std::string text(26, '0');
    for (int i = 9; i >= 0; --i, time >>= 5) text[static_cast<std::size_t>(i)] = alphabet[time & 31];
    // 80 bits are exactly sixteen digits of five bits
    std::uint32_t bits = 0;
    int held = 0;
    std::size_t at = 10;
    for (const auto byte : noise) {
        bits = (bits << 8) | byte;
        for (held += 8; held >= 5; held -= 5) text[at++] = alphabet[(bits >> (held - 5)) & 31];
    }
    return text;
}

}  // namespace touchstone
