#include "records/record_words_pages.h"

#include "web/session.h"

namespace touchstone::records {

using web::text;

std::string address_of(const RecordId& id) { return "/records/" + id.text; }

web::Response record_page(const std::string& view, web::Object data, web::Status status) {
    auto response = web::page(view, text("records.window"), std::move(data), status);
    response.crumbs = {{"/records", text("records.list.title")}};
    response.who_can_see = text("records.seen_by");
    return response;
}

web::Response kept_page(const std::string& view, web::Object data, web::Status status) {
    auto response = record_page(view, std::move(data), status);
    response.who_can_see = text("records.seen_by_keepers");
    return response;
}

web::Response cannot_open() {
    return record_page("records/cannot_open",
                       {{"header", web::header("", text("records.cannot_open.title"), text("records.cannot_open.lead"))}},
                       web::Status::broken);
}

std::string session_of(const web::Visit& visit) { return web::token_hash(visit.session_token); }

std::optional<Found> find_asked(const web::Visit& visit, db::Read& db, const std::string& kind) {
    return find_record(db, visit.actor, visit.id<RecordId>(kind), session_of(visit), visit.now);
}

}  // namespace touchstone::records
