// Text as it comes out of a published document: glyphs, footnote marks, hyphens at line ends, bullets misread as letters.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::frameworks {

// The words of a document, as they are spelt in it; "multi-disciplinary" is one.
using Vocabulary = std::set<std::string, std::less<>>;
[[nodiscard]] Vocabulary vocabulary_of(std::string_view text);

// Without bullet glyphs, private-use characters, footnote marks, emphasis asterisks and control characters; ligatures as letters;
// every run of white space one space, none at the ends. A soft hyphen stays at the very end, for join().
[[nodiscard]] std::string cleaned(std::string_view);

// Puts the second piece of a text, broken by a line or page end, behind the first. A hyphen at the break stays when the document
// writes the word with one elsewhere, goes when it writes it without, and stays in doubt.
void join(std::string& text, std::string_view after, const Vocabulary&);

// "Pencourage" was a bullet and "encourage", if the document knows the one word and not the other.
[[nodiscard]] std::string without_misread_bullet(std::string_view, const Vocabulary&);

// An entry of a list without what ends it: full stop, colon, semicolon, "; and".
[[nodiscard]] std::string without_list_end(std::string_view);

[[nodiscard]] bool ends_sentence(std::string_view);
[[nodiscard]] bool begins_in_lower_case(std::string_view);
// "IMPACT ON STAFF" as "Impact on staff". Leaves a text alone that has lower-case letters.
[[nodiscard]] std::string in_sentence_case(std::string_view);
[[nodiscard]] std::string capitalised(std::string_view);
// "Respected and responsible" as "respected_and_responsible".
[[nodiscard]] std::string key_from(std::string_view title);
// "seven" is 7; 0 for any other word than "two" to "twelve".
[[nodiscard]] int number_from_word(std::string_view);
[[nodiscard]] bool is_digit(char);
// The number at the front, of at most four digits, taken off `text`; empty when there is none.
[[nodiscard]] std::string take_number(std::string_view& text);

// One character of well-formed UTF-8, taken off the front.
[[nodiscard]] char32_t take_character(std::string_view& text);
[[nodiscard]] bool is_bullet_glyph(char32_t);
[[nodiscard]] bool is_footnote_mark(char32_t);

}  // namespace touchstone::frameworks
