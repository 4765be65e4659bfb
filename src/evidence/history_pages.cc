// What happened to an evaluation, and to an item of evidence.
#include <nlohmann/json.hpp>

#include "evaluations/evaluation_words_pages.h"
#include "events/event_store.h"
#include "events/event_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/pages.h"
#include "people/history_store.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using web::text;

constexpr int history_length = 200;

// Why something was taken back.
std::string reason_given(const events::Happened& happened) {
    if (!happened.event.verb.starts_with("withdrew_")) return {};
    const auto after = nlohmann::json::parse(happened.event.after, nullptr, false);
    return after.is_object() ? after.value("reason", std::string()) : std::string();
}

web::List entries_of(db::Read& db, const PartnershipId& partnership, const std::string& kind, const std::string& id) {
    web::List entries;
    for (const auto& happened : people::list_events(db, partnership, kind, id, history_length)) {
        const auto before = events::kept_in_words(kind, happened.event.before), reason = reason_given(happened);
        std::string more = reason.empty() ? "" : text("evaluations.history.because", {{"words", reason}});
        if (!before.empty()) more += (more.empty() ? "" : " ") + text("evaluations.history.before", {{"words", before}});
        entries.push_back(web::Object{{"when", in_words(happened.event.at)},
                                      {"machine_time", iso(happened.event.at)},
                                      {"who", happened.actor_name},
                                      {"what", text("app.happened." + happened.event.verb, {{"part", happened.event.part}})},
                                      {"reason", web::or_false(more)}});
    }
    return entries;
}

web::Response evidence_history(const web::Visit& visit, db::Read& db) {
    const auto whole = evidence_at(visit);
    if (!whole) return web::not_found();
    const auto& item = whole->evidence;
    auto response =
        web::page("evidence/history", text("evaluations.history.title"),
                  {{"header", web::header(item.title, text("evaluations.history.title"), text("evaluations.history.evidence_lead"))},
                   {"entries", entries_of(db, visit.actor.partnership, "evidence", item.id.text)}});
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + item.id.text, item.title}};
    response.who_can_see = seen_by(whole->owner_name);
    return response;
}

web::Response history(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    auto entries = entries_of(db, visit.actor.partnership, "evaluation", evaluation->id.text);
    return evaluation_page("evidence/history", text("evaluations.history.title"), *evaluation,
                           {{"header", web::header(evaluation->title, text("evaluations.history.title"), text("evaluations.history.lead"))},
                            {"entries", entries}});
}

}  // namespace

void add_history_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/history", may::read, history);
    router.get("/evidence/{evidence}/history", may::read, evidence_history);
}

}  // namespace touchstone::evidence
