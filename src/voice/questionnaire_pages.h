// What the pages about questionnaires and waves share: what the address names, as the store has it.
#pragma once
#include <optional>
#include <vector>

#include "evaluations/owner_pages.h"
#include "voice/wave_store.h"

namespace touchstone::voice {

inline constexpr const char* xlsform_address = "/questionnaires/import/xlsform";

// The partnership and organisations for which this person may ask; what a service asks is its organisation's.
[[nodiscard]] std::vector<evaluations::Owner> owners_offered(const web::Visit&, db::Read&);
[[nodiscard]] std::vector<evaluations::Owner> without_services(std::vector<evaluations::Owner>);

[[nodiscard]] std::optional<KeptQuestionnaire> kept_at(const web::Visit&, db::Read&);
// A wave, or that of a wall.
[[nodiscard]] std::optional<WaveFound> wave_at(const web::Visit&, db::Read&);
[[nodiscard]] std::optional<WaveFound> wave_uncounted_at(const web::Visit&, db::Read&);
[[nodiscard]] bool may_write(const web::Visit&);
// Whether this person is named to read what people write in it first.
[[nodiscard]] bool reads_words(const web::Visit&, const Wave&);

}  // namespace touchstone::voice
