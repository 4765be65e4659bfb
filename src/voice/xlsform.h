// A questionnaire from an XLSForm workbook (https://xlsform.org): what Touchstone can ask is taken, and all else is named with where it
// stands and why. Nothing is passed over in silence, except how a question looks. See docs/voice.md.
#pragma once
#include <string_view>

#include "base/outcome.h"
#include "voice/imported_form.h"

namespace touchstone::voice {

// Bytes of a workbook. Problems are at the field "file".
[[nodiscard]] Outcome<ImportedForm> read_xlsform(std::string_view bytes);

}  // namespace touchstone::voice
