#include "voice/spoken.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace touchstone::voice {
namespace {

constexpr std::string_view consonants = "bdfghjklmnprstvz", vowels = "aiou";
constexpr std::size_t word_length = 5;

}  // namespace

std::string spoken(std::string_view bytes) {
    std::string words;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto pair = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]) << 8 | static_cast<unsigned char>(bytes[i + 1]));
        if (!words.empty()) words += '-';
        words += consonants[pair >> 12];
        words += vowels[pair >> 10 & 3];
        words += consonants[pair >> 6 & 15];
        words += vowels[pair >> 4 & 3];
        words += consonants[pair & 15];
    }
    return words;
}

std::string as_spoken(std::string_view typed) {
    std::string words;
    std::size_t letters = 0;
    for (const char c : typed) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        if (low < 'a' || low > 'z') continue;
        if (letters > 0 && letters % word_length == 0) words += '-';
        words += low;
        ++letters;
    }
    return words;
}

bool is_decent(std::string_view spoken) {
    static constexpr std::array<std::string_view, 12> bad{"fuk", "fag", "tit", "rap", "sod", "shit",
                                                          "dik", "kok", "pis", "pus", "bum", "nig"};
    return std::ranges::none_of(bad, [&](std::string_view word) { return spoken.find(word) != std::string_view::npos; });
}

}  // namespace touchstone::voice
