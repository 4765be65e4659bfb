// Saving a questionnaire in another language, with what changed in the record.
#pragma once
#include <string>

#include "voice/questionnaire_store.h"
#include "voice/translation.h"

namespace touchstone::voice {

// `verb` is "added_language", "removed_language" or "translated_questionnaire". False, and nothing changes, when someone else saved after
// this one's version was shown.
[[nodiscard]] bool save_translation(db::Write&, const By&, const char* verb, const KeptQuestionnaire& before, const Questionnaire& after,
                                    const std::string& language, const Shipped& shipped);

}  // namespace touchstone::voice
