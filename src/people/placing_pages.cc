#include "people/placing_pages.h"

#include "people/joining_store.h"
#include "people/organisation_edit_pages.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/fields.h"
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

// One form asks for a place, or takes back what was asked for; another answers.
const FieldShape place_shape{"place", FieldShape::Kind::choice}, take_back_shape{"do", FieldShape::Kind::choice, 0, false, {"take_back"}};
const FieldShape below_shape{"below", FieldShape::Kind::choice, 0, true},
    answer_shape{"do", FieldShape::Kind::choice, 0, true, {"agree", "decline"}};

std::string place_address(const Service& service) { return address_of(service) + "/place"; }
std::string answer_address(const Service& service) { return address_of(service) + "/place/answer"; }

web::Data ask_form(const web::Visit& visit, const Everything& all, const Service& service, const Problems& problems) {
    std::vector<web::Option> places{{"", text("people.services.choose"), {}}};
    for (const auto* place : possible_places(service, all.services))
        places.push_back({place->id.text, place->name + " (" + place->organisation_name + ")", {}});
    if (places.size() == 1) return false;
    const FieldValue typed{place_shape, {visit.form.text(place_shape.name)}};
    return web::Object{{"select", web::component("people.placing", typed, problems, {{"place", places}}).data},
                       {"button", web::button(text("people.placing.ask"))}};
}

web::Response ask(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* service = one_of(named, visit.id<ServiceId>("service"));
    if (!service) return web::not_found();
    if (visit.form.text(take_back_shape.name) == "take_back") {
        // Answered meanwhile: nothing is asked for any more, as was wanted.
        if (const auto asked = find_asked_place(db, visit.actor.partnership, service->id)) (void)take_back_place(db, visit.by(), *asked);
        return web::see_other(address_of(*service));
    }
    const auto after = placed(*service, ServiceId{visit.form.text(place_shape.name)}, named.services);
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
    const ServiceId asked{visit.form.text(below_shape.name)};
    const auto* below = one_of(named, asked);
    const auto waiting = find_asked_place(db, visit.actor.partnership, asked);
    if (!below || !waiting || waiting->parent != parent->id)
        return service_page(visit, db, list_everything(db, visit.actor.partnership), *parent, {{"", "people.placing.gone"}},
                            web::Status::conflict);
    if (visit.form.text(answer_shape.name) == "decline") {
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

Placing placing_of(const web::Visit& visit, db::Read& db, const Everything& all, const Service& service, const Problems& problems) {
    if (!may_change(visit, service.organisation) || service.closed_at || !service.merged_into.is_empty()) return {false, {}};
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
    auto ask = may_ask ? ask_form(visit, all, service, problems) : web::Data(false);
    std::map<std::string, web::FormNow> forms;
    if (!to_answer.empty()) forms[answer_address(service)] = {{{below_shape, {""}}, {answer_shape, {""}}}, {}};
    if (!ask.is_false() || !waits.is_false()) forms[place_address(service)] = {{{place_shape, {""}}, {take_back_shape, {""}}}, {}};
    return {web::Object{{"action", place_address(service)},
                        {"answers", answer_address(service)},
                        {"to_answer", to_answer},
                        {"waits", waits},
                        {"ask", std::move(ask)}},
            std::move(forms)};
}

web::List places_to_answer(const web::Visit& visit, db::Read& db) {
    web::List list;
    for (const auto& asked : list_asked_places(db, visit.actor.partnership))
        if (may_change(visit, asked.of_parent))
            list.push_back(web::Object{{"href", "/services/" + asked.parent.text}, {"text", asks_words(asked)}});
    return list;
}

void add_placing_pages(web::Router& router) {
    router.post("/services/{service}/place", may::administer, ask,
                {.fields = {place_shape, take_back_shape}, .form_at = "/services/{service}"});
    router.post("/services/{service}/place/answer", may::administer, answer,
                {.fields = {below_shape, answer_shape}, .form_at = "/services/{service}"});
}

}  // namespace touchstone::people
