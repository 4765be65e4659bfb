// One search over everything that is there for the one who asks.
#include "api/api_pages.h"
#include "search/search_store.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using web::Json;

template <class Items, class ToJson>
Json group_json(int total, const Items& items, ToJson to_json) {
    return {{"total", total}, {"items", web::list_of(items, to_json)}};
}

Json titled_json(const auto& one) { return {{"id", one.id.text}, {"title", one.title}}; }

Json indicators_json(const search::Found& found) {
    Json items = Json::array();
    for (const auto& [framework, indicators] : found.indicators)
        for (const auto* indicator : indicators)
            if (items.size() < search::shown_of_each)
                items.push_back({{"framework", framework->id}, {"indicator", indicator->code}, {"title", indicator->title}});
    return {{"total", search::count_of(found.indicators)}, {"items", items}};
}

Json evidence_json(const evidence::EvidenceListed& one) {
    auto json = titled_json(one.evidence);
    web::add_known(json, "in_finding", one.in_finding);
    web::add_known(json, "in_file", one.in_file);
    return json;
}

web::Response everywhere(const web::Visit& visit, db::Read& db) {
    auto found = search::find_everywhere(db, visit.actor, visit.query.text("q"), visit.now);
    const auto people = static_cast<int>(found.people.size());
    if (people > search::shown_of_each) found.people.resize(search::shown_of_each);
    return web::answer(
        {{"evaluations", group_json(found.evaluations.total, found.evaluations.latest,
                                    [](const evaluations::Evaluation& one) { return titled_json(one); })},
         {"indicators", indicators_json(found)},
         {"evidence", group_json(found.evidence.total, found.evidence.items, evidence_json)},
         {"plans", group_json(found.plans.total, found.plans.latest, [](const plans::Plan& one) { return titled_json(one); })},
         {"people", group_json(people, found.people, [](const people::Listed& one) {
              return Json{{"id", one.id.text}, {"name", one.name}, {"job", one.job}};
          })}});
}

const std::string titled = "{total: number, items: [{id, title}]}";

}  // namespace

void add_search_pages(web::Router& router) {
    router.api_get("/search", may::read, everywhere,
                   {"Search",
                    "What holds all the words of q, by kind: the first ten of each, and how many there are",
                    {"q"},
                    false,
                    "{evaluations: " + titled +
                        ", indicators: {total: number, items: [{framework, indicator, title}]}, "
                        "evidence: {total: number, items: [{id, title, in_finding?, in_file?}]}, plans: " +
                        titled + ", people: {total: number, items: [{id, name, job}]}}"});
}

}  // namespace touchstone::api
