// A questionnaire in another language: every text beside its source, with how far it is, and what a translator makes of them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/outcome.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {

// A text and its source: the default language's, or the English of a fixed word.
struct Translation {
    std::string key;       // "title", "q1/label", "q1/hint", "q1/choice/c2", "q1/row/r1"; of a fixed word its text: "voice.answer.next"
    std::string question;  // its name, where it belongs to one
    std::string source;
    Translated said;  // empty where it is missing
    TextState state = TextState::missing;
};
using Translations = std::vector<Translation>;

// In the order in which they are read. A language has none of the first kind where it is the default one, nor of the second where they
// ship. `shipped`: the fixed words as they ship, by key.
using Shipped = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] Translations question_translations(const Questionnaire&, const std::string& language);
[[nodiscard]] Translations word_translations(const Questionnaire&, const std::string& language, const Shipped& shipped);
[[nodiscard]] Translations all_translations(const Questionnaire&, const std::string& language, const Shipped& shipped);
[[nodiscard]] int count_in(const Translations&, TextState);
// "missing", "suggested", "approved", "source_changed"
[[nodiscard]] std::string name_of(TextState);

// What was typed of one text: none takes it away. Approved says that it fits the source as it is now.
struct TypedText {
    std::string text;
    bool is_approved = false;
};
using TypedTexts = std::map<std::string, TypedText>;  // by key; what is not there stays as it is

// Problems stand at "text_<key>".
[[nodiscard]] Outcome<Questionnaire> translate(const Questionnaire&, const std::string& language, const TypedTexts&,
                                               const Shipped& shipped);

// A row of a file that a translator brings back.
struct BroughtText {
    std::string key, source, text;
};
struct Brought {
    Questionnaire after;
    int taken = 0;     // that are new or say something else; suggestions until somebody approves them
    int left_out = 0;  // that belong to no text there is now
};
// What is empty or the same changes nothing. Problems stand at the field "file".
[[nodiscard]] Outcome<Brought> bring_in(const Questionnaire&, const std::string& language, const std::vector<BroughtText>&,
                                        const Shipped& shipped);

inline constexpr std::size_t languages_max = 30;
// `known`: the tags that may be chosen.
[[nodiscard]] Outcome<Questionnaire> with_language(const Questionnaire&, const std::string& language,
                                                   const std::vector<std::string>& known);
// Its texts go with it. The default language stays.
[[nodiscard]] Outcome<Questionnaire> without_language(const Questionnaire&, const std::string& language);
[[nodiscard]] bool has_language(const Questionnaire&, const std::string& language);

// The title as a text of its own.
[[nodiscard]] Wording title_of(const Questionnaire&);

}  // namespace touchstone::voice
