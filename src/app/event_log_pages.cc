// What happened in the partnership, for its administrators: who, when and of what kind; the words where the object is there for the reader.
#include "app/event_log_pages.h"

#include <algorithm>

#include "app/event_log_store.h"
#include "events/event_words_pages.h"
#include "web/components.h"
#include "web/form_reader.h"
#include "web/texts.h"

namespace touchstone::app {

namespace {

using web::text;

std::string what_happened(const events::Event& event, bool is_there) {
    if (!is_there && event.kind != "record") {  // what happens to restricted records is told without words
        const auto kind = "people.audit.elsewhere_" + event.kind;
        return text(web::has_text(kind) ? kind : "people.audit.elsewhere");
    }
    const auto key = "app.happened." + event.verb;
    return web::has_text(key) ? text(key, {{"part", event.part}}) : event.verb;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    EventFilter filter{visit.query.text("who"), visit.query.text("kind"), std::clamp(visit.query.number("page"), 1, 100'000)};
    const auto found = search_events(db, sight_of(visit.actor, visit.now), filter);
    web::List rows;
    for (const auto& [happened, is_there] : found.events) {
        const auto& [event, actor_name] = happened;
        rows.push_back(web::Object{{"when", in_words(event.at)},
                                   {"machine_time", iso(event.at)},
                                   {"who", actor_name.empty() ? text("people.audit.system") : actor_name},
                                   {"what", what_happened(event, is_there)},
                                   {"reason", false},
                                   {"before", web::or_false(events::kept_in_words(event.kind, event.before))},
                                   {"after", web::or_false(events::kept_in_words(event.kind, event.after))}});
    }
    std::vector<web::Option> kinds{{"", text("people.audit.all_kinds"), {}}};
    for (const auto* kind : {"evaluation", "evidence", "plan", "account", "organisation", "service", "record"})
        kinds.push_back({kind, text(std::string("people.audit.kind_") + kind), {}});
    const auto query = "/audit?who=" + web::percent_encoded(filter.who) + "&kind=" + web::percent_encoded(filter.kind);
    auto response = web::page(
        "app/event_log", text("people.audit.title"),
        {{"header", web::header("", text("people.audit.title"), text("people.audit.lead"))},
         {"who", web::text_input({.name = "who",
                                  .label = text("people.audit.who"),
                                  .hint = {},
                                  .value = filter.who,
                                  .type = "text",
                                  .autocomplete = "off",
                                  .width = "fluid-half"})},
         {"kind",
          web::select({.name = "kind", .legend = text("people.audit.kind"), .hint = {}, .options = kinds, .chosen = {filter.kind}})},
         {"button", web::button(text("people.audit.find"))},
         {"reading", web::counted("people.audit.found", found.total)},
         {"rows", rows},
         {"pagination",
          web::pagination(text("people.audit.pages"), query, filter.page, (found.total + events_per_page - 1) / events_per_page)}});
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.audit.seen_by");
    return response;
}

}  // namespace

void add_event_log_pages(web::Router& router) { router.get("/audit", may::administer_partnership, show); }

}  // namespace touchstone::app
