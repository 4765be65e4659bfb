// One organisation in several partnerships: giving a code away, taking an organisation in with one, and letting it go.
#include "people/joining_pages.h"

#include "people/joining_store.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr int tries_per_minute = 20;

web::Response code_page(const web::Visit& visit, const Organisation& organisation, const std::string& token, const std::string& purpose,
                        const Problems& problems, web::Status status) {
    const auto title = text("people.joining.title", {{"name", organisation.name}});
    auto response = organisation_page(
        "people/joining_code", title,
        {{"header", web::header("", title, text("people.joining.lead"))},
         {"error_summary", web::error_summary(problems)},
         {"csrf", visit.csrf},
         {"action", address_of(organisation) + "/joining-codes"},
         {"token", web::or_false(token)},
         {"until", text("people.joining.until", {{"date", in_words(date_of(visit.now + joining_code_lasts))}})},
         {"purpose", plain_input("purpose", text("people.joining.purpose"), purpose, problems, text("people.joining.purpose_hint"))},
         {"button", web::button(text("people.joining.make"))}},
        status);
    response.who_can_see = text("people.seen_by_administrators");
    response.crumbs.push_back({address_of(organisation), organisation.name});
    return response;
}

web::Response show_code_form(const web::Visit& visit, db::Read& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    return found ? code_page(visit, *found, "", "", {}, web::Status::ok) : web::not_found();
}

// The code is shown on this one answer; only its hash is kept.
web::Response make_code(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    if (!found) return web::not_found();
    const auto purpose = visit.form.text("purpose");
    const auto code = make_joining_code(visit.actor.partnership, *found, purpose, visit.actor.id, visit.now);
    if (!code) return code_page(visit, *found, "", purpose, code.error(), web::Status::unprocessable);
    const auto token = web::new_token();
    keep_joining_code(db, visit.by(), *code, web::token_hash(token));
    return code_page(visit, *found, token, "", {}, web::Status::ok);
}

web::Response join_page(const web::Visit& visit, const std::string& code, const Problems& problems, web::Status status) {
    auto response =
        organisation_page("people/join", text("people.joining.join_title"),
                          {{"header", web::header("", text("people.joining.join_title"), text("people.joining.join_lead"))},
                           {"error_summary", web::error_summary(problems)},
                           {"csrf", visit.csrf},
                           {"code", plain_input("code", text("people.joining.code"), code, problems, text("people.joining.code_hint"))},
                           {"button", web::button(text("people.joining.join"))}},
                          status);
    response.who_can_see = text("people.seen_by_administrators");
    return response;
}

web::Response show_join(const web::Visit& visit, db::Read&) { return join_page(visit, "", {}, web::Status::ok); }

web::Response join(const web::Visit& visit, db::Write& db) {
    const auto typed = visit.form.text("code");
    const auto hash = web::token_hash(typed);
    const auto& here = visit.actor.partnership;
    const auto code = find_joining_code(db, hash, visit.now);
    if (!code) return join_page(visit, typed, {{"code", "people.joining.code_wrong"}}, web::Status::unprocessable);
    auto known = list_organisations(db, here, db::Only({code->organisation.text}));
    for (auto& called : list_organisations_called(db, here, code->organisation_name)) known.push_back(std::move(called));
    const auto problems = joining_problems(*code, here, known);
    if (!problems.empty()) return join_page(visit, typed, problems, web::Status::unprocessable);
    take_in(db, visit.by(), *code, hash, visit.actor.partnership_name);
    return web::see_other("/organisations/" + code->organisation.text);
}

web::Response let_go(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    if (!found) return web::not_found();
    if (!found->is_kept_here() && !found->has_left) leave(db, visit.by(), *found, visit.actor.partnership_name);
    return web::see_other(address_of(*found));
}

}  // namespace

void add_joining_pages(web::Router& router) {
    router.get("/organisations/join", may::administer_partnership, show_join);
    router.post("/organisations/join", may::administer_partnership, join, {.per_minute = tries_per_minute, .takes = "{code}"});
    router.get("/organisations/{organisation}/joining-codes", may::administer, show_code_form);
    router.post("/organisations/{organisation}/joining-codes", may::administer, make_code);
    router.post("/organisations/{organisation}/leave", may::administer_partnership, let_go, {.takes = "{}"});
}

}  // namespace touchstone::people
