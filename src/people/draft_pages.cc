// Autosave: the page's script keeps what is being typed. Only the one who typed it ever sees it.
#include "people/draft_pages.h"

#include <nlohmann/json.hpp>

#include "people/draft_store.h"
#include "people/form_answer_store.h"
#include "web/session.h"

namespace touchstone::people {
namespace {

constexpr std::size_t key_max = 300;
constexpr std::size_t fields_max_bytes = 256 * 1024;

web::Response show(const web::Visit& visit, db::Read& db) {
    auto drafts = nlohmann::json::array();
    for (const auto& draft : list_drafts(db, visit.actor.id, visit.query.text("address")))
        drafts.push_back({{"key", draft.key}, {"fields", nlohmann::json::parse(draft.fields)}, {"saved_at", iso(draft.saved_at)}});
    return web::json(nlohmann::json{{"drafts", drafts}}.dump());
}

// Whether the form that was sent with this proof has been saved: only then the browser forgets its own copy.
web::Response show_saved(const web::Visit& visit, db::Read& db) {
    const bool is_saved = is_form_saved(db, visit.actor.id, web::token_hash(visit.query.text("form")));
    return web::json(nlohmann::json{{"saved", is_saved}}.dump());
}

web::Response keep(const web::Visit& visit, db::Write& db) {
    const auto key = visit.form.text("key");
    const auto fields = visit.form.text("fields");
    if (key.empty() || key.size() > key_max || fields.size() > fields_max_bytes || !nlohmann::json::accept(fields))
        return web::json(R"({"problem":"not kept"})", web::Status::unprocessable);
    if (fields == "{}")
        discard_draft(db, visit.actor.id, key);  // everything is as the page has it
    else
        keep_draft(db, visit.actor.id, key, fields, visit.now);
    return web::json(nlohmann::json{{"saved_at", iso(visit.now)}}.dump());
}

web::Response discard(const web::Visit& visit, db::Write& db) {
    discard_draft(db, visit.actor.id, visit.form.text("key"));
    return web::json("{}");
}

}  // namespace

void add_draft_pages(web::Router& router) {
    router.get("/drafts", may::own, show);
    router.get("/drafts/saved", may::own, show_saved);
    router.post("/drafts", may::own, keep);
    router.post("/drafts/discard", may::own, discard);
}

void forget_draft(const web::Visit& visit, db::Write& db) {
    if (const auto key = visit.form.text("draft_key"); !key.empty()) discard_draft(db, visit.actor.id, key);
}

}  // namespace touchstone::people
