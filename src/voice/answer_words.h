// The fixed words of answering: what buttons, problems and notes say around the questions. They ship in English; in every other language
// they are texts of the questionnaire, and a language is offered only when all of them are there.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "voice/questionnaire.h"

namespace touchstone::voice {

// Keys of texts, in the order in which somebody meets them.
[[nodiscard]] const std::vector<std::string>& answer_words();

inline constexpr const char* shipped_language = "en";
// "en", "en-GB" …
[[nodiscard]] bool is_shipped(std::string_view language);

// How many are not there yet, or not approved; 0 for a language in which they ship.
[[nodiscard]] int answer_words_missing(const Questionnaire&, const std::string& language);
// Its languages in which all are there.
[[nodiscard]] std::vector<std::string> offered_languages(const Questionnaire&);

// What stands in braces and is filled in: "{day}" gives "day".
[[nodiscard]] std::set<std::string> holes_in(std::string_view text);

}  // namespace touchstone::voice
