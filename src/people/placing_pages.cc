#include "people/placing_pages.h"

#include "people/joining_store.h"
#include "people/organisation_edit_pages.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

std::string asks_words(const AskedPlace& asked) {
    return text("people.placing.asks", {{"service", asked.service_name},
                                        {"organisation", asked.service_organisation},
                                        {"parent", asked.parent_name},
                                        {"date", in_words(date_of(asked.asked_at))}});
}

web::Data ask_form(const Everything& all, const Service& service, const Problems& problems) {
    std::vector<web::Option> places{{"", text("people.services.choose"), {}}};
    for (const auto* place : possible_places(service, all.services))
        places.push_back({place->id.text, place->name + " (" + place->organisation_name + ")", {}});
    if (places.size() == 1) return false;
    return web::Object{{"select", web::select({.name = "place",
                                               .legend = text("people.placing.place"),
                                               .hint = text("people.placing.place_hint"),
                                               .options = places,
                                               .chosen = {}},
                                              problems)},
                       {"button", web::button(text("people.placing.ask"))}};
}

web::Response ask(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* service = one_of(named, visit.id<ServiceId>("service"));
    if (!service) return web::not_found();
    if (visit.form.text("do") == "take_back") {
        // Answered meanwhile: nothing is asked for any more, as was wanted.
        if (const auto asked = find_asked_place(db, visit.actor.partnership, service->id)) (void)take_back_place(db, visit.by(), *asked);
        return web::see_other(address_of(*service));
    }
    const auto after = placed(*service, ServiceId{visit.form.text("place")}, named.services);
    if (!after)
        return service_page(visit, db, list_everything(db, visit.actor.partnership), *service, {{"place", after.error().front().text}},
                            web::Status::unprocessable);
    ask_for_place(db, visit.by(), service->id, *one_of(named, *after->parent));
    return web::see_other(address_of(*service));
}

// Of the service below which another one asks to be placed.
web::Response answer(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* parent = one_of(named, visit.id<ServiceId>("service"));
    if (!parent) return web::not_found();
    const ServiceId asked{visit.form.text("below")};
    const auto* below = one_of(named, asked);
    const auto waiting = find_asked_place(db, visit.actor.partnership, asked);
    if (!below || !waiting || waiting->parent != parent->id)
        return service_page(visit, db, list_everything(db, visit.actor.partnership), *parent, {{"", "people.placing.gone"}},
                            web::Status::conflict);
    if (visit.form.text("do") == "decline") {
        (void)decline_place(db, visit.by(), asked, *parent);
        return web::see_other(address_of(*parent));
    }
    const auto after = placed(*below, parent->id, named.services);
    if (!after || !agree_to_place(db, visit.by(), *below, *after))
        return service_page(visit, db, list_everything(db, visit.actor.partnership), *parent, {{"", "people.placing.not_there"}},
                            web::Status::unprocessable);
    return web::see_other(address_of(*parent));
}

}  // namespace

web::Data placing_data(const web::Visit& visit, db::Read& db, const Everything& all, const Service& service, const Problems& problems) {
    if (!may_change(visit, service.organisation) || service.closed_at || !service.merged_into.is_empty()) return false;
    web::List to_answer;
    web::Data waits = false;
    for (const auto& asked : list_asked_places(db, visit.actor.partnership)) {
        if (asked.parent == service.id) to_answer.push_back(web::Object{{"words", asks_words(asked)}, {"below", asked.service.text}});
        if (asked.service == service.id)
            waits = text(
                "people.placing.waits",
                {{"parent", asked.parent_name}, {"organisation", asked.parent_organisation}, {"date", in_words(date_of(asked.asked_at))}});
    }
    const bool may_ask = service.is_kept_here() && waits.is_false();
    return web::Object{{"action", address_of(service) + "/place"},
                       {"answers", address_of(service) + "/place/answer"},
                       {"to_answer", to_answer},
                       {"waits", waits},
                       {"ask", may_ask ? ask_form(all, service, problems) : web::Data(false)}};
}

web::List places_to_answer(const web::Visit& visit, db::Read& db) {
    web::List list;
    for (const auto& asked : list_asked_places(db, visit.actor.partnership))
        if (may_change(visit, asked.of_parent))
            list.push_back(web::Object{{"href", "/services/" + asked.parent.text}, {"text", asks_words(asked)}});
    return list;
}

void add_placing_pages(web::Router& router) {
    router.post("/services/{service}/place", may::administer, ask, {.takes = "{place?, do?: take_back|}"});
    router.post("/services/{service}/place/answer", may::administer, answer, {.takes = "{below, do: agree|decline}"});
}

}  // namespace touchstone::people
