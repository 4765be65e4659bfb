// Questions to begin with, for the themes of a framework, each as it stands and in plainer words. They travel in the program, in the
// framework's folder, as questions.yaml (docs/framework-packs.md).
#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/outcome.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {

// Whom questions are worded for.
inline const std::vector<std::string> audiences{"children", "young_people", "parents", "staff", "community"};

inline constexpr const char* library_language = "en";

struct Suggestion {
    std::string key;
    std::vector<std::string> audiences, themes, outcomes;  // themes as "2.1/2"
    Question question;  // in the language of the library; nameless, and without themes and outcomes, until it is added
    std::string plain;  // the same in plainer words
};

// In the order of the file; none where the program has no such file. Throws std::logic_error when one is unsound.
[[nodiscard]] const std::vector<Suggestion>& suggestions(const std::string& framework_id);

// With the suggestions of these keys at its end, as questions with names of their own. A key that is none is left out.
[[nodiscard]] Questionnaire with_suggestions(const Questionnaire&, const std::vector<std::string>& keys, bool is_plain,
                                             const std::string& framework_id);

inline constexpr const char* as_they_stand = "as_they_stand";
inline constexpr const char* in_plain_words = "in_plain_words";
struct SuggestionsDraft {
    std::vector<std::string> suggestions;  // keys
    std::string wording;
    int seen_version = 0;
};
[[nodiscard]] const Fields<SuggestionsDraft>& suggestions_fields();
[[nodiscard]] Outcome<Questionnaire> with_chosen(const Questionnaire&, const SuggestionsDraft&, const std::string& framework_id);

}  // namespace touchstone::voice
