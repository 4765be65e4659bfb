// One organisation in several partnerships: giving a code away, taking an organisation in with one, and letting it go.
#include "people/joining_pages.h"

#include "people/joining_store.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/fields.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr int tries_per_minute = 20;

web::Response code_page(const web::Visit& visit, const Organisation& organisation, const std::string& token, const JoiningCodeDraft& draft,
                        const Problems& problems, web::Status status) {
    const auto title = text("people.joining.title", {{"name", organisation.name}});
    auto data = web::components(joining_code_fields(), draft, problems);
    data.merge({{"header", web::header("", title, text("people.joining.lead"))},
                {"csrf", visit.csrf},
                {"action", address_of(organisation) + "/joining-codes"},
                {"token", web::or_false(token)},
                {"until", text("people.joining.until", {{"date", in_words(date_of(visit.now + joining_code_lasts))}})},
                {"button", web::button(text("people.joining.make"))}});
    auto response = organisation_page("people/joining_code", title, std::move(data), status);
    response.problems = problems;
    response.who_can_see = text("people.seen_by_administrators");
    response.crumbs.push_back({address_of(organisation), organisation.name});
    return response;
}

web::Response show_code_form(const web::Visit& visit, db::Read& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    return found ? code_page(visit, *found, "", {}, {}, web::Status::ok) : web::not_found();
}

// The code is shown on this one answer; only its hash is kept.
web::Response make_code(const web::Visit& visit, db::Write& db) {
    const auto named = named_in(visit, db);
    const auto* found = one_of(named, visit.id<OrganisationId>("organisation"));
    if (!found) return web::not_found();
    const auto draft = web::read_draft(joining_code_fields(), visit.form);
    const auto code = make_joining_code(visit.actor.partnership, *found, draft, visit.actor.id, visit.now);
    if (!code) return code_page(visit, *found, "", draft, code.error(), web::Status::unprocessable);
    const auto token = web::new_token();
    keep_joining_code(db, visit.by(), *code, web::token_hash(token));
    return code_page(visit, *found, token, {}, {}, web::Status::ok);
}

web::Response join_page(const web::Visit& visit, const JoiningDraft& draft, const Problems& problems, web::Status status) {
    auto data = web::components(joining_fields(), draft, problems);
    data.merge({{"header", web::header("", text("people.joining.join_title"), text("people.joining.join_lead"))},
                {"csrf", visit.csrf},
                {"button", web::button(text("people.joining.join"))}});
    auto response = organisation_page("people/join", text("people.joining.join_title"), std::move(data), status);
    response.problems = problems;
    response.forms = {{"/organisations/join", web::form_now(joining_fields(), draft)}};
    response.who_can_see = text("people.seen_by_administrators");
    return response;
}

web::Response show_join(const web::Visit& visit, db::Read&) { return join_page(visit, {}, {}, web::Status::ok); }

web::Response join(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(joining_fields(), visit.form);
    const auto hash = web::token_hash(draft.code);
    const auto& here = visit.actor.partnership;
    const auto code = find_joining_code(db, hash, visit.now);
    if (!code) return join_page(visit, draft, {{"code", "people.joining.code_wrong"}}, web::Status::unprocessable);
    auto known = list_organisations(db, here, db::Only({code->organisation.text}));
    for (auto& called : list_organisations_called(db, here, code->organisation_name)) known.push_back(std::move(called));
    const auto problems = joining_problems(*code, here, known);
    if (!problems.empty()) return join_page(visit, draft, problems, web::Status::unprocessable);
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
    router.post("/organisations/join", may::administer_partnership, join,
                {.per_minute = tries_per_minute, .fields = web::taken(joining_fields())});
    router.get("/organisations/{organisation}/joining-codes", may::administer, show_code_form);
    router.post("/organisations/{organisation}/joining-codes", may::administer, make_code);
    router.post("/organisations/{organisation}/leave", may::administer_partnership, let_go, {.is_button = true});
}

}  // namespace touchstone::people
