#include "people/organisation_words_pages.h"

#include <algorithm>

#include "people/organisation_store.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

template <class Things, class SomeId>
auto* find_in(const Things& things, const SomeId& id) {
    const auto found = std::ranges::find(things, id, &Things::value_type::id);
    return found == things.end() ? nullptr : &*found;
}

}  // namespace

std::string kind_word(const std::string& kind) { return text("people.organisations.kind_" + kind); }
std::string level_word(int level) { return text("evaluations.level." + level_name(level) + ".name"); }
std::string closed_word(const std::optional<Instant>& at) {
    return at ? text("people.organisations.closed", {{"date", in_words(date_of(*at))}}) : text("people.organisations.open");
}
std::string address_of(const Organisation& organisation) { return "/organisations/" + organisation.id.text; }
std::string address_of(const Service& service) { return "/services/" + service.id.text; }

bool may_change(const web::Visit& visit, const OrganisationId& organisation) {
    return visit.actor.seen_by.is_empty() && may_do(visit.actor, Ability::administer, Place{organisation, {}, {}});
}

Everything named_in(const web::Visit& visit, db::Read& db) {
    auto ids = visit.form.ids();
    for (const auto& [hole, id] : visit.path) ids.push_back(id);
    return list_with_above(db, visit.actor.partnership, ids);
}

const Organisation* one_of(const Everything& all, const OrganisationId& id) { return find_in(all.organisations, id); }
const Service* one_of(const Everything& all, const ServiceId& id) { return find_in(all.services, id); }

web::Data plain_input(const std::string& name, const std::string& label, const std::string& value, const Problems& problems,
                      const std::string& hint) {
    return web::text_input(
        {.name = name, .label = label, .hint = hint, .value = value, .type = "text", .autocomplete = "off", .width = "fluid-two-thirds"},
        problems);
}

web::Response organisation_page(std::string view, std::string title, web::Object data, web::Status status) {
    auto response = web::page(std::move(view), std::move(title), std::move(data), status);
    response.crumbs = {{"/people", text("people.list.title")}, {"/organisations", text("people.services.title")}};
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

std::vector<web::Option> working_options() {
    return {{"alone", web::text("people.working.alone"), web::text("people.working.alone_about")},
            {"partners", web::text("people.working.partners"), web::text("people.working.partners_about")}};
}

}  // namespace touchstone::people
