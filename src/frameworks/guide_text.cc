#include "frameworks/guide_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t longest_word = 100;
constexpr std::string_view soft_hyphen = "\xC2\xAD";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
// Letters beyond ASCII count as letters by their bytes.
bool is_letter(char c) { return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_word_part(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '\''; }

bool is_space(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}
bool is_dropped(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == '*' || c == 0x200B || c == 0x2060 || c == 0xFEFF || is_footnote_mark(c);
}

std::string_view ligature(char32_t c) {
    constexpr std::array<std::string_view, 5> letters{"ff", "fi", "fl", "ffi", "ffl"};
    return c >= 0xFB00 && c <= 0xFB04 ? letters[c - 0xFB00] : std::string_view();
}

std::string_view without_hyphens(std::string_view word) {
    while (word.starts_with('-') || word.starts_with('\'')) word.remove_prefix(1);
    while (word.ends_with('-') || word.ends_with('\'')) word.remove_suffix(1);
    return word;
}

// What is longer than any word is cut.
std::string_view last_word(std::string_view text) {
    auto start = text.size();
    while (start > 0 && text.size() - start < longest_word && is_word_part(text[start - 1])) --start;
    return text.substr(start);
}

std::string_view first_word(std::string_view text) {
    text = text.substr(0, longest_word);
    return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_word_part) - text.begin()));
}

void drop_end(std::string& text, std::string_view end) {
    if (text.ends_with(end)) text.resize(text.size() - end.size());
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string take_number(std::string_view& text) {
    constexpr std::size_t most_digits = 4;
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    if (end > most_digits) return {};
    std::string number(text.substr(0, end));
    text.remove_prefix(end);
    return number;
}

char32_t take_character(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t character = size == 1 ? first : first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size && i < text.size(); ++i) character = (character << 6) | (byte(i) & 0x3FU);
    text.remove_prefix(std::min(size, text.size()));
    return character;
}

bool is_bullet_glyph(char32_t c) {
    constexpr std::u32string_view glyphs =
        U"\u2022\u00B7\u25AA\u25AB\u25A0\u25A1\u25CF\u25CB\u25E6\u2023\u2043\u2219\u25BA\u25B8\u27A2\uFFFD";
    return glyphs.find(c) != std::u32string_view::npos || (c >= 0xE000 && c <= 0xF8FF);
}

bool is_footnote_mark(char32_t c) { return c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079); }

Vocabulary vocabulary_of(std::string_view text) {
    Vocabulary words;
    while (!text.empty()) {
        const auto start = static_cast<std::size_t>(std::ranges::find_if(text, is_word_part) - text.begin());
        text.remove_prefix(start);
        const auto word = first_word(text);
        text.remove_prefix(word.size());
        if (const auto bare = without_hyphens(word); !bare.empty()) words.emplace(bare);
    }
    return words;
}

std::string cleaned(std::string_view text) {
    std::string clean;
    const auto end_word = [&] {
        if (clean.ends_with(" >") || clean == ">") clean.pop_back();
        if (!clean.empty() && !clean.ends_with(' ')) clean += ' ';
    };
    while (!text.empty()) {
        const auto before = text;
        const auto character = take_character(text);
        const auto bytes = before.substr(0, before.size() - text.size());
        if (is_space(character) || is_bullet_glyph(character))
            end_word();
        else if (character == 0xAD)
            clean += text.empty() ? bytes : std::string_view();
        else if (const auto letters = ligature(character); !letters.empty())
            clean += letters;
        else if (!is_dropped(character))
            clean += bytes;
    }
    end_word();
    if (clean.ends_with(' ')) clean.pop_back();
    return clean;
}

void join(std::string& text, std::string_view after, const Vocabulary& words) {
    if (text.ends_with(soft_hyphen)) {
        drop_end(text, soft_hyphen);
    } else if (const auto first_half = last_word(text), second_half = first_word(after);
               first_half.size() > 1 && first_half.ends_with('-') && !second_half.empty() && is_letter(second_half.front())) {
        const auto start = std::string(without_hyphens(first_half)), end = std::string(second_half);
        if (!words.contains(start + "-" + end) && words.contains(start + end)) text.pop_back();
    } else if (!text.empty() && !after.empty()) {
        text += ' ';
    }
    text += after;
}

std::string without_misread_bullet(std::string_view text, const Vocabulary& words) {
    if (text.size() < 3 || text.front() != 'P') return std::string(text);
    if (text[1] == ' ' && is_lower(text[2])) return std::string(text.substr(2));
    const auto word = first_word(text);
    const auto rest = word.substr(1);
    if (rest.empty() || !is_lower(rest.front()) || !words.contains(rest) || words.contains("p" + std::string(rest)))
        return std::string(text);
    return std::string(text.substr(1));
}

std::string without_list_end(std::string_view text) {
    std::string bare(trimmed(text));
    for (const auto* conjunction : {"; and", ", and", "; or", ", or"})
        if (bare.ends_with(conjunction)) drop_end(bare, conjunction);
    while (!bare.empty() && std::string_view(".,;: ").find(bare.back()) != std::string_view::npos) bare.pop_back();
    return bare;
}

bool ends_sentence(std::string_view text) {
    for (bool goes_on = true; goes_on;) {
        goes_on = false;
        for (const std::string_view closing : {"\"", "'", ")", "]", "\u2019", "\u201D"})
            if (text.ends_with(closing)) {
                text.remove_suffix(closing.size());
                goes_on = true;
            }
    }
    return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with("\u2026");
}

bool begins_in_lower_case(std::string_view text) {
    for (bool goes_on = true; goes_on;) {
        goes_on = false;
        for (const std::string_view opening : {"\"", "'", "(", "[", "\u2018", "\u201C"})
            if (text.starts_with(opening)) {
                text.remove_prefix(opening.size());
                goes_on = true;
            }
    }
    return !text.empty() && is_lower(text.front());
}

std::string in_sentence_case(std::string_view text) {
    if (std::ranges::any_of(text, is_lower)) return std::string(text);
    return capitalised(lowered(text));
}

std::string capitalised(std::string_view text) {
    std::string capital(text);
    if (!capital.empty() && is_lower(capital.front())) capital.front() = static_cast<char>(capital.front() - 'a' + 'A');
    return capital;
}

std::string key_from(std::string_view title) {
    constexpr std::size_t most_characters = 60;
    std::string key;
    for (const char c : lowered(title)) {
        if (is_lower(c) || (is_digit(c) && !key.empty()))
            key += c;
        else if (c != '\'' && !key.empty() && key.back() != '_')
            key += '_';
    }
    if (key.size() > most_characters) key.resize(std::min(key.rfind('_', most_characters), most_characters));
    while (key.ends_with('_')) key.pop_back();
    return key;
}

int number_from_word(std::string_view word) {
    constexpr std::array<std::string_view, 11> numbers{"two",   "three", "four", "five",   "six",   "seven",
                                                       "eight", "nine",  "ten",  "eleven", "twelve"};
    const auto at = std::ranges::find(numbers, word);
    return at == numbers.end() ? 0 : static_cast<int>(at - numbers.begin()) + 2;
}

}  // namespace touchstone::frameworks
