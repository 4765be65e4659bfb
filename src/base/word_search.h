// Words that somebody looks for, and where they stand in what was found.
#pragma once
#include <string>
#include <vector>

namespace touchstone {

inline constexpr std::size_t search_words_max = 8;

// Each once, as a search key has them: "Nurture groups" is "nurture" and "groups".
[[nodiscard]] std::vector<std::string> search_words(const std::string& typed);

// Whether each of the words stands somewhere in the text.
[[nodiscard]] bool holds_words(const std::string& text, const std::vector<std::string>& words);

struct Piece {
    std::string text;
    bool is_marked = false;
};
// The text in pieces, of which those are marked that one looks for.
[[nodiscard]] std::vector<Piece> marked(const std::string& text, const std::vector<std::string>& words);

}  // namespace touchstone
