// Reports as a place: what has been published for whoever looks, the latest first.
#include "reports/list_pages.h"

#include "reports/publishing_pages.h"
#include "reports/publishing_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using web::text;

web::Table table_of(const std::vector<ListedReport>& reports) {
    web::Table table{
        .id = "reports", .caption = text("reports.list.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "reports.csv"};
    for (const auto* column : {"title_head", "audience", "version", "date", "state"})
        table.heads.push_back({text(std::string("reports.list.") + column), {}, column == std::string("version")});
    for (const auto& report : reports)
        table.rows.push_back({{report.title, "/reports/" + report.id.text},
                              {audience_word(report.audience), {}},
                              {std::to_string(report.number), {}, true},
                              {in_words(date_of(report.published_at)), {}},
                              {text(report.withdrawn_at ? "reports.publishing.withdrawn" : "reports.list.published"), {}}});
    return table;
}

web::Response list(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto reports = ask_reports_listed(trip, visit.sight(), 0);
    const auto has_open = ask_has_open_reports(trip, visit.actor.partnership);
    trip.go();
    const auto open =
        *has_open ? web::Data(web::link("/open/" + visit.actor.partnership.text, text("reports.list.open"))) : web::Data(false);
    const auto nothing = web::empty_state(text("reports.list.nothing"), text("reports.list.nothing_what"), text("reports.list.nothing_why"),
                                          web::link("/evaluations", text("evaluations.list.title")));
    auto response = web::page("reports/list", text("reports.list.title"),
                              {{"header", web::header("", text("reports.list.title"), text("reports.list.lead"))},
                               {"nothing", reports->empty() ? web::Data(nothing) : web::Data(false)},
                               {"table", reports->empty() ? web::Data(false) : web::Data(web::table(table_of(*reports)))},
                               {"open", open}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

}  // namespace

void add_list_pages(web::Router& router) { router.get("/reports", may::read, list); }

}  // namespace touchstone::reports
