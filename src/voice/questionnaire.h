// Voice: what children, families, staff and communities say when they are asked (the guide's third source, part 3.6). A questionnaire is
// written here or read from a file, frozen when it is published, and answered in a wave of days; what a closed wave tells becomes
// evidence. It knows no judgement.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace touchstone::voice {

// One text in one language. It is a suggestion until somebody approves it, and out of date when the text that it says in another language
// has changed since.
struct Translated {
    std::string text;
    bool is_approved = true;
    std::string of_text = {};  // the default language's text when this was written; empty: it is the default language's
    bool operator==(const Translated&) const = default;
};
// One text in each language, by code ("en", "gd", "ar"). Never holds an empty text.
using Wording = std::map<std::string, Translated>;

// A text for whoever reads one language: the approved one of exactly this code, else of its language ("en-GB": "en"), else the default one.
struct InLanguage {
    std::string text, language;  // the language that it is really in
};
[[nodiscard]] InLanguage in_language(const Wording&, const std::string& language, const std::string& default_language);

enum class TextState { missing, suggested, approved, source_changed };
[[nodiscard]] TextState state_of(const Wording&, const std::string& language, const std::string& default_language);

enum class Kind { note, page, choice, choices, scale, grid, words, text, number, day };

struct Choice {
    std::string name;  // what is stored; is_choice_name
    Wording label;
    bool operator==(const Choice&) const = default;
};

struct Question {
    std::string name;  // is_name; unique in its questionnaire
    Kind kind = Kind::note;
    Wording label, hint;
    std::vector<Choice> choices;  // of choice, choices and scale, in order; the columns of a grid
    std::vector<Choice> rows;     // of a grid: its statements
    bool is_needed = false;
    std::string relevant;               // asked only where this holds (voice/expression.h); empty: always
    std::string constraint;             // what an answer has to fulfil, as "."; empty: nothing
    Wording constraint_message;         // what is said of one that does not
    std::vector<std::string> themes;    // "2.1/2"
    bool is_observed = false;           // what the answerer saw or did; else what they think or feel
    std::vector<std::string> outcomes;  // keys of the outcomes for children
    bool is_sensitive = false;          // shown from ten answers on
    bool makes_groups = false;          // answers to the others may be shown by its choices
    bool operator==(const Question&) const = default;
};

struct Questionnaire {
    std::string title;                            // for those who own it
    std::string default_language = "en";          // in which every text stands
    std::vector<std::string> languages = {"en"};  // in which it is offered; the default one first
    std::vector<Question> questions;              // in the order in which they are asked
    Wording titles = {};                          // the title in other languages than the default one
    std::map<std::string, Wording> words = {};    // the fixed words of answering (voice/answer_words.h) in the languages that need them
    bool operator==(const Questionnaire&) const = default;
};

// A letter or "_", then letters, digits, "_", "-", "."; at most 100 characters.
[[nodiscard]] bool is_name(std::string_view);
// Anything without spaces, at most 100 characters.
[[nodiscard]] bool is_choice_name(std::string_view);

inline constexpr std::size_t questions_max = 200;
inline constexpr std::size_t choices_max = 100;
inline constexpr std::size_t label_max = 1'000;
inline constexpr std::size_t questionnaire_title_max = 150;

// Everything that keeps it from being published, each at the question's name: an unsound or double name, a choice without choices, a
// double choice, no text in the default language, too long a text, a condition or constraint that cannot be read or that names a question
// that does not come before. At no name: no question at all, or too many.
[[nodiscard]] Problems problems_of(const Questionnaire&);

// The wording, kind, choices and scale of a question in each language, as SHA-256 in hex. Equal hashes are the same question.
[[nodiscard]] std::string hash_of(const Question&);
// The same as whoever answers in this one language reads it.
[[nodiscard]] std::string hash_of(const Question&, const std::string& language, const std::string& default_language);

// What a second wave may say of each question beside the one before. Results are of all languages together, so the default language
// decides.
enum class Comparison { comparable, changed, is_new };
[[nodiscard]] std::map<std::string, Comparison> compared(const Questionnaire& now, const Questionnaire& before);
// Of the questions that are comparable, the other languages in which both were asked and that read otherwise now.
[[nodiscard]] std::map<std::string, std::vector<std::string>> changed_in(const Questionnaire& now, const Questionnaire& before);

// As it is kept, exported and hashed: the same text for the same questionnaire.
[[nodiscard]] std::string as_json(const Questionnaire&);
[[nodiscard]] Questionnaire questionnaire_from(const std::string& json);

[[nodiscard]] std::string name_of(Kind);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view);

}  // namespace touchstone::voice
