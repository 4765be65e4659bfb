#include "base/word_search.h"

#include <algorithm>

#include "base/text.h"

namespace touchstone {
namespace {

// For each byte of the text whether it belongs to one of the words. A key has the text's characters one for one, not its bytes.
std::vector<bool> marks(const std::string& text, const std::vector<std::string>& words) {
    const auto key = search_key(text);
    std::vector<bool> marked(text.size());
    for (const auto& word : words)
        for (auto at = key.find(word); at != std::string::npos; at = key.find(word, at + word.size())) {
            const auto before = characters(std::string_view(key).substr(0, at));
            const auto from = first_characters(text, before).size(), to = first_characters(text, before + characters(word)).size();
            std::fill(marked.begin() + static_cast<std::ptrdiff_t>(from), marked.begin() + static_cast<std::ptrdiff_t>(to), true);
        }
    return marked;
}

}  // namespace

std::vector<std::string> search_words(const std::string& typed) {
    std::vector<std::string> words;
    for (const auto& word : split(search_key(typed), ' '))
        if (!word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(word);
    return words;
}

bool holds_words(const std::string& text, const std::vector<std::string>& words) {
    if (words.empty()) return true;
    const auto key = search_key(text);
    return std::ranges::all_of(words, [&](const std::string& word) { return key.contains(word); });
}

std::vector<Piece> marked(const std::string& text, const std::vector<std::string>& words) {
    const auto is_marked = marks(text, words);
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (pieces.empty() || pieces.back().is_marked != is_marked[i]) pieces.push_back({"", is_marked[i]});
        pieces.back().text += text[i];
    }
    return pieces;
}

}  // namespace touchstone
