// What the pages about questionnaires and waves share: what the address names, as the store has it.
#pragma once
#include <optional>
#include <vector>

#include "evaluations/owner_pages.h"
#include "voice/wave_store.h"

namespace touchstone::voice {

inline constexpr const char* import_address = "/questionnaires/import/file";

[[nodiscard]] std::optional<KeptQuestionnaire> kept_at(const web::Visit&, db::Read&);
// A wave, or that of a wall.
[[nodiscard]] std::optional<WaveFound> wave_at(const web::Visit&, db::Read&);
[[nodiscard]] WaveId wave_id_at(const web::Visit&);
[[nodiscard]] bool may_write(const web::Visit&);
// Whether this person is named to read what people write in it first.
[[nodiscard]] bool reads_words(const web::Visit&, const Wave&);

}  // namespace touchstone::voice
