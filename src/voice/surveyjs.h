// A questionnaire as a SurveyJS file (JSON, https://surveyjs.io): read from one, and written as one. What Touchstone can ask is taken, and
// all else is named with its path in the file and why; nothing is passed over in silence, except how a question looks. See docs/voice.md.
#pragma once
#include <string>
#include <string_view>

#include "voice/imported_form.h"

namespace touchstone::voice {

// Problems are at the field "file".
[[nodiscard]] Outcome<ImportedForm> read_surveyjs(std::string_view bytes);

// Read again it is the same questionnaire, as far as nothing keeps it from being published. What SurveyJS has no place for stands in
// properties that begin with "touchstone_".
[[nodiscard]] std::string as_surveyjs(const Questionnaire&);

}  // namespace touchstone::voice
