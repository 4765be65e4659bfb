// Merging one organisation or service into another: what moves is shown before it is done, and the name of what goes is typed.
#include "people/merge_pages.h"

#include "people/joining_store.h"
#include "people/merge_store.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

std::vector<web::Option> choices(const Everything& all, const Organisation& from) {
    std::vector<web::Option> options{{"", text("people.merge.choose"), {}}};
    for (const auto& into : all.organisations)
        if (can_take_in(into, from)) options.push_back({into.id.text, into.name, {}});
    web::sort_by_label(options);
    return options;
}
std::vector<web::Option> choices(const Everything& all, const Service& from) {
    std::vector<web::Option> options{{"", text("people.merge.choose"), {}}};
    for (const auto& into : all.services)
        if (can_take_in(into, from, all.services)) options.push_back({into.id.text, into.name, {}});
    web::sort_by_label(options);
    return options;
}

template <class Thing>
web::Response merge_page(const web::Visit& visit, db::Read& db, const Everything& all, const Thing& from, const MergeDraft& draft,
                         const Problems& problems, web::Status status) {
    web::List moves;
    for (const auto& [what, count] : count_referring(db, visit.actor.partnership, from.id))
        moves.push_back(web::counted("people.merge." + what, count));
    const auto title = text("people.merge.title", {{"name", from.name}});
    const auto action = address_of(from) + "/merge";
    auto data = web::components(merge_fields(), draft, problems, {{"into", choices(all, from)}});
    data["typed_name"] = plain_input("typed_name", text("people.merge.typed_name"), draft.typed_name, problems,
                                     text("people.merge.typed_name_hint", {{"name", from.name}}));
    data.merge({{"header", web::header("", title, text("people.merge.lead"))},
                {"csrf", visit.csrf},
                {"action", action},
                {"moves", moves},
                {"button", web::button(text("people.merge.button"))}});
    auto response = organisation_page("people/merge", title, std::move(data), status);
    response.problems = problems;
    response.forms = {{action, web::form_now(merge_fields(), draft)}};
    response.who_can_see = text("people.seen_by_administrators");
    response.crumbs.push_back({address_of(from), from.name});
    return response;
}

web::Response show_organisation_merge(const web::Visit& visit, db::Read& db) {
    const auto all = list_everything(db, visit.actor.partnership);
    const auto* from = one_of(all, visit.id<OrganisationId>("organisation"));
    return from ? merge_page(visit, db, all, *from, {}, {}, web::Status::ok) : web::not_found();
}

web::Response merge_organisation(const web::Visit& visit, db::Write& db) {
    const auto& here = visit.actor.partnership;
    const auto named = named_in(visit, db);
    const auto* from = one_of(named, visit.id<OrganisationId>("organisation"));
    if (!from) return web::not_found();
    const auto draft = web::read_draft(merge_fields(), visit.form);
    auto after = merge(*from, draft, named.organisations, visit.now);
    // The other partnerships know nothing of what it would become a part of.
    if (after && !list_partnerships_with(db, here, from->id).empty()) after = refuse({{"", "people.merge.is_elsewhere"}});
    if (!after) return merge_page(visit, db, list_everything(db, here), *from, draft, after.error(), web::Status::unprocessable);
    if (!merge(db, visit.by(), *from, *after, one_of(named, after->merged_into)->name))
        return merge_page(visit, db, list_everything(db, here), *from, draft, {{"", "people.organisations.overtaken"}},
                          web::Status::conflict);
    return web::see_other(address_of(*from));
}

web::Response show_service_merge(const web::Visit& visit, db::Read& db) {
    const auto all = list_everything(db, visit.actor.partnership);
    const auto* from = one_of(all, visit.id<ServiceId>("service"));
    return from ? merge_page(visit, db, all, *from, {}, {}, web::Status::ok) : web::not_found();
}

web::Response merge_service(const web::Visit& visit, db::Write& db) {
    const auto& here = visit.actor.partnership;
    const auto named = named_in(visit, db);
    const auto* from = one_of(named, visit.id<ServiceId>("service"));
    if (!from) return web::not_found();
    const auto draft = web::read_draft(merge_fields(), visit.form);
    const auto after = merge(*from, draft, named.services, visit.now);
    if (!after) return merge_page(visit, db, list_everything(db, here), *from, draft, after.error(), web::Status::unprocessable);
    if (!merge(db, visit.by(), *from, *after, one_of(named, after->merged_into)->name))
        return merge_page(visit, db, list_everything(db, here), *from, draft, {{"", "people.organisations.overtaken"}},
                          web::Status::conflict);
    return web::see_other(address_of(*from));
}

}  // namespace

void add_merge_pages(web::Router& router) {
    router.get("/organisations/{organisation}/merge", may::administer_partnership, show_organisation_merge);
    router.post("/organisations/{organisation}/merge", may::administer_partnership, merge_organisation,
                {.fields = web::taken(merge_fields())});
    router.get("/services/{service}/merge", may::administer, show_service_merge);
    router.post("/services/{service}/merge", may::administer, merge_service, {.fields = web::taken(merge_fields())});
}

}  // namespace touchstone::people
