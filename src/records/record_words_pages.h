// What the pages of this slice share.
#pragma once
#include <string>

#include "db/db.h"
#include "records/record_store.h"
#include "web/components.h"
#include "web/response.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::records {

[[nodiscard]] std::string address_of(const RecordId&);
// A page about one record. Window and history of the browser name none.
[[nodiscard]] web::Response record_page(const std::string& view, web::Object data, web::Status = web::Status::ok);
// One that only its keepers see.
[[nodiscard]] web::Response kept_page(const std::string& view, web::Object data, web::Status = web::Status::ok);
// Its key is not here, or what is sealed was changed.
[[nodiscard]] web::Response cannot_open();
// The session, as readings name it.
[[nodiscard]] std::string session_of(const web::Visit&);
// The record that the address names under this kind, as this visit finds it.
[[nodiscard]] std::optional<Found> find_asked(const web::Visit&, db::Read&, const std::string& kind);

}  // namespace touchstone::records
