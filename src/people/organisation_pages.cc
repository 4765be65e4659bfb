// The partnership's organisations and the services they provide: a picture, and all services in a table.
#include "people/organisation_pages.h"

#include <algorithm>

#include "base/text.h"
#include "charts/organisation_chart.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "people/placing_pages.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr std::size_t services_in_one_picture = 40;

void draw(charts::OrganisationChart& chart, const Everything& all, const Organisation& organisation, bool with_services, int depth) {
    chart.rows.push_back({depth, organisation.name, kind_word(organisation.kind), 0});
    if (!with_services) return;
    for (const auto& [service, below] : as_tree(all.services, organisation.id))
        if (!service->closed_at) chart.rows.push_back({depth + 1 + below, service->name, level_word(service->level), service->level});
}

// Open ones only; the table has the rest.
std::string picture(const Everything& all, bool with_services) {
    charts::OrganisationChart chart{"organisations", text("people.organisations.chart"), text("people.organisations.chart_about"), {}};
    chart.rows.push_back({0, text("people.organisations.partnership"), "", 0});
    for (const auto& organisation : all.organisations)
        if (!organisation.closed_at) draw(chart, all, organisation, with_services, 1);
    return charts::organisation_chart_svg(chart);
}

// With many services, one picture for each organisation, to be opened.
web::List pictures(const Everything& all) {
    web::List list;
    for (const auto& organisation : all.organisations) {
        const auto services = static_cast<int>(
            std::ranges::count_if(all.services, [&](const Service& one) { return one.organisation == organisation.id && !one.closed_at; }));
        if (organisation.closed_at || services == 0) continue;
        charts::OrganisationChart chart{"chart_" + organisation.id.text, organisation.name, text("people.organisations.chart_about"), {}};
        draw(chart, all, organisation, true, 0);
        list.push_back(web::Object{{"name", organisation.name},
                                   {"count", web::counted("people.services.count", services)},
                                   {"picture", charts::organisation_chart_svg(chart)}});
    }
    return list;
}

bool holds(const std::string& name, const std::string& words) { return search_key(name).find(search_key(words)) != std::string::npos; }

web::Data services_table(const Everything& all, const std::string& words) {
    web::Table table{
        .id = "services", .caption = text("people.services.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "services.csv"};
    for (const auto* head : {"name", "organisation", "level", "part_of", "state"})
        table.heads.push_back({text(std::string("people.services.") + head), {}});
    for (const auto& service : all.services) {
        if (!holds(service.name, words) && !holds(service.organisation_name, words)) continue;
        const auto* parent = service.parent ? one_of(all, *service.parent) : nullptr;
        table.rows.push_back({{service.name, address_of(service)},
                              {service.organisation_name, {}},
                              {level_word(service.level), {}},
                              {parent ? parent->name : "", {}},
                              {closed_word(service.closed_at), {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Data figure(const Everything& all) {
    return web::Object{
        {"id", "organisation_chart"},
        {"title", text("people.organisations.chart")},
        {"sentence", text("people.organisations.reading",
                          {{"organisations", web::counted("people.organisations.count", static_cast<int>(all.organisations.size()))},
                           {"services", web::counted("people.services.count", static_cast<int>(all.services.size()))}})},
        {"legend", web::List()},
        {"picture", picture(all, all.services.size() <= services_in_one_picture)},
        {"table_head", text("people.organisations.as_table")},
        {"table", services_table(all, "")},
        {"is_open", true}};
}

web::List organisation_links(const Everything& all, const std::string& words) {
    web::List list;
    for (const auto& organisation : all.organisations)
        if (holds(organisation.name, words))
            list.push_back(
                web::Object{{"href", address_of(organisation)},
                            {"text", organisation.name},
                            {"kind", kind_word(organisation.kind)},
                            {"closed", organisation.closed_at ? web::Data(closed_word(organisation.closed_at)) : web::Data(false)}});
    return list;
}

// Who has partners already is not alone.
web::Data working_form(const web::Visit& visit, const Everything& all, const Problems& problems) {
    const auto open = std::ranges::count_if(all.organisations, [](const Organisation& one) { return !one.closed_at; });
    if (!may_change(visit, {}) || (open > 1 && !visit.actor.works_alone)) return false;
    return web::Object{{"csrf", visit.csrf},
                       {"choice", web::radios({.name = "working",
                                               .legend = text("people.working.legend"),
                                               .hint = text("people.working.hint"),
                                               .options = working_options(),
                                               .chosen = {visit.actor.works_alone ? "alone" : "partners"}},
                                              problems)},
                       {"button", web::button(text("people.working.save"), {}, {}, true)}};
}

web::Response overview_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    auto all = list_everything(db, visit.actor.partnership);
    std::ranges::stable_sort(all.organisations, web::comes_before, &Organisation::name);
    const auto words = visit.query.text("q");
    const bool is_search = !words.empty(), is_empty = all.organisations.empty();
    const auto links = organisation_links(all, words);
    const auto found = is_search ? services_table(all, words) : web::Data(false);
    web::List fold;
    if (!is_search && all.services.size() > services_in_one_picture) fold = pictures(all);
    auto response = web::page(
        "people/organisations", text("people.services.title"),
        {{"header", web::header("", text("people.services.title"), text("people.services.lead"))},
         {"search",
          is_empty ? web::Data(false)
                   : web::Data(web::Object{
                         {"action", "/organisations"}, {"name", "q"}, {"label", text("people.organisations.search")}, {"value", words}})},
         {"finds_nothing", is_search && found.is_false() && links.empty()},
         {"figure", is_search || is_empty ? web::Data(false) : figure(all)},
         {"found", found},
         {"pictures", fold},
         {"organisations", links},
         {"nothing", is_empty ? web::Data(web::empty_state(text("people.organisations.nothing"), text("people.services.nothing_what"),
                                                           text("people.services.nothing_why")))
                              : web::Data(false)},
         {"to_answer", places_to_answer(visit, db)},
         {"working", working_form(visit, all, problems)},
         {"may_join", may_change(visit, {}) && !visit.actor.works_alone},
         {"may_add", may_change(visit, {})},
         {"may_add_service", may::administer.holds(visit.actor) && visit.actor.seen_by.is_empty() && !is_empty}},
        status);
    response.problems = problems;
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

web::Response overview(const web::Visit& visit, db::Read& db) { return overview_page(visit, db, {}, web::Status::ok); }

web::Response change_working(const web::Visit& visit, db::Write& db) {
    const auto working = visit.form.text("working");
    if (working != "alone" && working != "partners")
        return overview_page(visit, db, {{"working", "people.working.missing"}}, web::Status::unprocessable);
    const auto all = list_everything(db, visit.actor.partnership);
    if (working == "alone" && std::ranges::count_if(all.organisations, [](const Organisation& one) { return !one.closed_at; }) > 1)
        return overview_page(visit, db, {{"working", "people.working.has_partners"}}, web::Status::unprocessable);
    choose_working(db, visit.by(), working == "alone");
    return web::see_other("/organisations", "working");
}

web::Response old_address(const web::Visit&, db::Read&) { return web::see_other("/organisations"); }

}  // namespace

void add_organisation_pages(web::Router& router) {
    router.object("organisation", look_up_organisation);
    router.object("service", look_up_service);
    router.get("/services", may::read, old_address);
    router.get("/organisations", may::read, overview);
    router.post("/organisations/working", may::administer_partnership, change_working,
                {.fields = {{"working", FieldShape::Kind::choice, 0, true, {"alone", "partners"}}}, .form_at = "/organisations"});
}

}  // namespace touchstone::people
