// A questionnaire from a file of another tool, whichever it is.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "voice/imported_form.h"

namespace touchstone::voice {

// An XLSForm workbook, a SurveyJS file or a LimeSurvey export, by what the bytes are, not by the file's name; anything else is refused by
// what it is. Problems are at the field "file".
[[nodiscard]] Outcome<ImportedForm> read_form_file(std::string_view bytes);

// Leaves out themes and outcomes that are none of these, which a file from another Touchstone may name.
void keep_nameable(ImportedForm&, const std::set<std::string>& themes, const std::set<std::string>& outcomes);

}  // namespace touchstone::voice
