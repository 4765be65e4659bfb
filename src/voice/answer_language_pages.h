// The language that whoever answers is spoken to in. It stands in the address and in the form, and nowhere else.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "voice/translation.h"
#include "web/response.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::voice {

// The fixed words as they ship.
[[nodiscard]] Shipped shipped_words();

struct Speech {
    std::string language;                     // of the questionnaire; empty: the server's, and nothing is chosen
    std::shared_ptr<const web::Texts> words;  // the fixed words in it; for web::SpeakingWords
};
[[nodiscard]] Speech speech_in(const Questionnaire&, const std::string& language);
// Of those that a wave is offered in: the one that was pressed, that of the form or the address, what the browser likes best, the default
// one.
[[nodiscard]] Speech speech_for(const web::Visit&, const Questionnaire&);
// Whether the button of another language was pressed.
[[nodiscard]] bool is_changing_language(const web::Visit&);
// The page in this language, with its words.
[[nodiscard]] web::Response spoken(web::Response, const Speech&);

// For the component "language_choice": links to this address, or buttons of a form where it is empty. False where there are fewer than two.
[[nodiscard]] web::Data language_choice(const std::vector<std::string>& languages, const Speech&, const std::string& address);

// A text of the questionnaire for the language that is spoken; where it is there in another one only, it is shown as that.
[[nodiscard]] web::Data said(const Questionnaire&, const Wording&);
// {lang, dir} of what stands in the questionnaire's own language; false where that is spoken.
[[nodiscard]] web::Data own_language(const Questionnaire&);
// {lang, dir}
[[nodiscard]] web::Object language_marks(const std::string& language);
// What it calls itself, with its language.
[[nodiscard]] web::Data own_name(const std::string& language);

}  // namespace touchstone::voice
