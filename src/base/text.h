// Plain text at the edges: is it text at all, and in what shape do we keep it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

// Well-formed UTF-8 without NUL: the only text that is let in.
[[nodiscard]] bool is_text(std::string_view bytes);
// Without white space and what cannot be seen at both ends, and empty when nothing in it can be seen; line ends become "\n", and letters
// are composed (Unicode's NFC).
[[nodiscard]] std::string tidied(std::string_view text);
// How many characters (code points) a person counts, given well-formed UTF-8.
[[nodiscard]] std::size_t characters(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
// Lower-cases ASCII letters and leaves the rest.
[[nodiscard]] std::string lowered(std::string_view text);

// Two texts with one key are the same to a reader: composed, every space one space, what cannot be seen away, quotation marks straight,
// case folded.
[[nodiscard]] std::string reader_key(std::string_view text);
[[nodiscard]] bool is_same_to_a_reader(std::string_view, std::string_view);

// For looking words up: without case and accents, everything but letters and digits a space. Character by character, so what is found in
// the key stands at the same place in the text.
[[nodiscard]] std::string search_key(std::string_view text);
// At most so many characters from the front of well-formed UTF-8; of a last character that is cut in two, nothing.
[[nodiscard]] std::string first_characters(std::string_view text, std::size_t most);
// From ISO 8859-1, in which every sequence of bytes is text.
[[nodiscard]] std::string from_latin1(std::string_view bytes);

// For `like` on a search key: what holds these words, in this order.
[[nodiscard]] std::string pattern_of(const std::string& words);

}  // namespace touchstone
