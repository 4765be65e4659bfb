// How the languages of a questionnaire are addressed and spoken of.
#pragma once
#include <string>

#include "voice/translation.h"
#include "voice/wave.h"
#include "web/view.h"

namespace touchstone::voice {

[[nodiscard]] std::string languages_address(const QuestionnaireId&);
[[nodiscard]] std::string language_address(const QuestionnaireId&, const std::string& language);

// Each as {name, own_name (or false where it is the same), state (whether it is offered, and how many questions fall back)}.
[[nodiscard]] web::List languages_of(const Questionnaire&);
// How many are missing, suggested, out of date and approved; none of what there is none of.
[[nodiscard]] web::List counts_of(const Translations&);
// In the reader's language: "English and Scottish Gaelic".
[[nodiscard]] std::string language_names(const Questionnaire&);

}  // namespace touchstone::voice
