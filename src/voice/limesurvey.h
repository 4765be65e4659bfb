// A questionnaire from what LimeSurvey exports as tab-separated values (.txt): what Touchstone can ask is taken, and all else is named with
// its row and column and why; nothing is passed over in silence, except how a question looks. See docs/voice.md.
#pragma once
#include <string_view>

#include "voice/imported_form.h"

namespace touchstone::voice {

// Problems are at the field "file".
[[nodiscard]] Outcome<ImportedForm> read_limesurvey(std::string_view bytes);

}  // namespace touchstone::voice
