// What the pages of evidence share.
#pragma once
#include <optional>

#include "db/db.h"
#include "evidence/evidence_store.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::evidence {

// Whoever came from an evaluation, and perhaps to write about a theme on its desk, goes on with that in the address:
// "?evaluation=…&on=5.1/2".
[[nodiscard]] std::string asked_from(const web::Visit&);
[[nodiscard]] std::string on_theme_of(const web::Visit&, char before);
// The desk's place for the theme.
[[nodiscard]] std::string desk_address_of(const EvaluationId&, const ThemeRef&);
// The page that comes before a new item within an evaluation: perhaps it is there already. Nothing where nothing is there.
[[nodiscard]] std::optional<web::Response> already_gathered(const web::Visit&, db::Read&);
// The files that came with the form, as files of this item.
void keep_files(const web::Visit&, db::Write&, const EvidenceId&, const FileId& replaces = {});
// Asks for the work that files which were just added need.
void ask_for_file_work(const web::Visit&, db::Write&);
[[nodiscard]] ScanState first_scan_state(const web::Visit&);
// What an item that belongs to no evaluation yet is described with: by all the frameworks on offer.
[[nodiscard]] frameworks::Framework words_of_all(db::Read&, const EvidenceOffers&);
// The files of an item, the latest version of each first, older ones below it, with the other items that hold the same.
[[nodiscard]] web::List file_rows(const EvidenceWhole&);
// Which file an added one is a newer version of; false when there is none yet.
inline const FieldShape replaces_shape{"replaces", FieldShape::Kind::choice};
[[nodiscard]] web::Data replaces_choice(const EvidenceWhole&);

}  // namespace touchstone::evidence
