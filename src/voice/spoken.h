// Random bytes that people can read out and type: two bytes are five letters, consonant and vowel in turn, "lusab" (Wilkerson 2009,
// "Proquints", arXiv:0901.4016).
#pragma once
#include <string>
#include <string_view>

namespace touchstone::voice {

// An even number of bytes, as words joined by "-".
[[nodiscard]] std::string spoken(std::string_view bytes);
// The same however it was typed: capitals, spaces, full stops and hyphens do not count.
[[nodiscard]] std::string as_spoken(std::string_view typed);
// Nothing in it that one would not read out to a class.
[[nodiscard]] bool is_decent(std::string_view spoken);

}  // namespace touchstone::voice
