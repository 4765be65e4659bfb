// What people have a right to: a copy of what is held about them, and its erasure, which needs two administrators.
#include "privacy/rights_pages.h"

#include "jobs/job_store.h"
#include "privacy/erasure_store.h"
#include "privacy/rights_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::privacy {

using namespace people;
namespace {

using web::text;

web::Response to_job(const std::optional<JobId>& job, const char* otherwise) {
    return web::see_other(job ? "/jobs/" + job->text : otherwise);
}

web::Response copy_page(const web::Visit& visit, const Problems& problems, web::Status status) {
    auto response = web::page("privacy/copy", text("people.copy.title"),
                              {{"header", web::header("", text("people.copy.title"), text("people.copy.lead"))},
                               {"error_summary", web::error_summary(problems)},
                               {"csrf", visit.csrf},
                               {"button", web::button(text("people.copy.button"))}},
                              status);
    response.crumbs = {{"/account", text("people.own.title")}};
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response show_copy(const web::Visit& visit, db::Read&) { return copy_page(visit, {}, web::Status::ok); }

web::Response ask_for_copy(const web::Visit& visit, db::Write& db) {
    const auto job = jobs::ask(db, visit.actor, "own_copy", visit.actor.id.text, visit.now);
    if (!job) return copy_page(visit, {{"", "people.rights.too_many"}}, web::Status::unprocessable);
    note_copy(db, visit.by());
    return to_job(job, "/account/copy");
}

web::List waiting_data(const web::Visit& visit, const std::vector<ListedRequest>& requests) {
    web::List rows;
    for (const auto& [request, name, email, asked_by_name] : requests)
        rows.push_back(web::Object{{"name", name},
                                   {"email", email},
                                   {"reason", text("people.rights.reason." + name_of(request.reason) + ".name")},
                                   {"asked", text("people.rights.asked", {{"name", asked_by_name}, {"when", in_words(request.asked_at)}})},
                                   {"href", "/rights/erasures/" + request.id.text},
                                   {"may_approve", may_approve(visit.actor, request)},
                                   {"csrf", visit.csrf}});
    return rows;
}

// Accounts: restricted records are nothing that administrators look after.
web::Data erased_table(const std::vector<ListedTombstone>& tombstones) {
    web::Table table{.id = "erased", .caption = text("people.rights.erased"), .heads = {}, .rows = {}, .is_sortable = false, .csv = ""};
    for (const auto* column : {"number", "day", "why", "asked_by", "approved_by"})
        table.heads.push_back({text(std::string("people.rights.") + column), {}});
    for (const auto& [tombstone, asked_by_name, approved_by_name] : tombstones) {
        if (tombstone.kind == record_kind) continue;
        table.rows.push_back({{former_name(tombstone.number), {}},
                              {in_words(date_of(tombstone.erased_at)), {}},
                              {text("people.rights.reason." + name_of(tombstone.reason) + ".name"), {}},
                              {asked_by_name, {}},
                              {approved_by_name, {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Response rights_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto requests = list_requests(db, visit.actor.partnership);
    std::vector<web::Option> reasons;
    for (const auto reason : {ErasureReason::asked, ErasureReason::not_needed, ErasureReason::unlawful})
        reasons.push_back({name_of(reason), text("people.rights.reason." + name_of(reason) + ".name"),
                           text("people.rights.reason." + name_of(reason) + ".about")});
    auto response =
        web::page("privacy/rights", text("people.rights.title"),
                  {{"header", web::header("", text("people.rights.title"), text("people.rights.lead"))},
                   {"error_summary", web::error_summary(problems)},
                   {"csrf", visit.csrf},
                   {"waiting", requests.empty() ? web::Data(false) : web::Data(web::Object{{"rows", waiting_data(visit, requests)}})},
                   {"email", web::text_input({.name = "email",
                                              .label = text("people.rights.email"),
                                              .hint = text("people.rights.email_hint"),
                                              .value = visit.form.text("email"),
                                              .type = "email",
                                              .autocomplete = "off",
                                              .width = "fluid-half"},
                                             problems)},
                   {"reason", web::radios({.name = "reason",
                                           .legend = text("people.rights.reason_legend"),
                                           .hint = {},
                                           .options = reasons,
                                           .chosen = {visit.form.text("reason")}},
                                          problems)},
                   {"button", web::button(text("people.rights.ask"))},
                   {"erased", erased_table(list_tombstones(db, visit.actor.partnership))}},
                  status);
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.audit.seen_by");
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) { return rights_page(visit, db, {}, web::Status::ok); }

web::Response ask(const web::Visit& visit, db::Write& db) {
    const auto subject = find_subject(db, visit.actor.partnership, email_from(visit.form.text("email")));
    const auto request = ask_for_erasure(visit.actor, subject, visit.form.text("reason"), visit.now);
    if (!request) return rights_page(visit, db, request.error(), web::Status::unprocessable);
    add_request(db, visit.by(), *request);
    return web::see_other("/rights");
}

web::Response approve(const web::Visit& visit, db::Write& db) {
    const auto request = find_request(db, visit.actor.partnership, visit.id<ErasureId>("erasure"));
    if (!request) return web::not_found();
    if (!may_approve(visit.actor, *request))
        return rights_page(visit, db, {{"", "people.rights.second_person"}}, web::Status::unprocessable);
    const auto job = jobs::ask(db, visit.actor, "erasure", request->account.text, visit.now);
    if (!job) return rights_page(visit, db, {{"", "people.rights.too_many"}}, web::Status::unprocessable);
    const auto number = next_number(db, visit.actor.partnership);
    if (!erase_account(db, tombstone_of(*request, number, visit.actor.id, visit.now), former_name(number), visit.now))
        return web::not_found();
    return to_job(job, "/rights");
}

web::Response turn_down(const web::Visit& visit, db::Write& db) {
    const auto request = find_request(db, visit.actor.partnership, visit.id<ErasureId>("erasure"));
    if (!request) return web::not_found();
    turn_down_request(db, visit.by(), *request);
    return web::see_other("/rights");
}

}  // namespace

std::string former_name(int number) { return text("people.rights.former", {{"number", std::to_string(number)}}); }

void add_rights_pages(web::Router& router) {
    router.object("erasure", look_up_request);
    router.get("/account/copy", may::own, show_copy);
    router.post("/account/copy", may::own, ask_for_copy);
    router.get("/rights", may::administer_partnership, show);
    router.post("/rights", may::administer_partnership, ask);
    router.post("/rights/erasures/{erasure}/approve", may::administer_partnership, approve);
    router.post("/rights/erasures/{erasure}/turn-down", may::administer_partnership, turn_down);
}

}  // namespace touchstone::privacy
