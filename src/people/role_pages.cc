// One person: the roles held here, giving and ending them, and looking through this person's eyes.
#include "people/role_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "people/account_store.h"
#include "people/assignment_store.h"
#include "web/components.h"
#include "web/fields.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

std::string address_of(const AccountId& account) { return "/people/" + account.text; }
std::string roles_address(const Person& person) { return address_of(person.id) + "/roles"; }
std::string role_word(Role role) { return text("people.roles." + name_of(role) + ".name"); }

std::string period(const Assignment& assignment, Instant now) {
    const auto since = in_words(date_of(assignment.since));
    if (!assignment.until) return text("people.person.since", {{"since", since}});
    return text(*assignment.until <= now ? "people.person.ended" : "people.person.until",
                {{"since", since}, {"until", in_words(date_of(*assignment.until))}});
}

web::List role_rows(const web::Visit& visit, const Person& person) {
    web::List rows;
    for (const auto& [assignment, on, given_by] : person.roles) {
        const bool may_end = end(assignment, visit.actor, on.place, visit.now).has_value();
        rows.push_back(web::Object{
            {"role", role_word(assignment.role)},
            {"about", text("people.roles." + name_of(assignment.role) + ".about")},
            {"on", on.name},
            {"period", period(assignment, visit.now)},
            {"is_over", assignment.until.has_value() && *assignment.until <= visit.now},
            {"reason", web::or_false(assignment.reason)},
            {"given_by", given_by.empty() ? web::Data(false) : web::Data(text("people.person.given_by", {{"name", given_by}}))},
            {"end", may_end ? web::Data(web::Object{{"href", fmt::format("{}/roles/{}/end", address_of(person.id), assignment.id.text)}})
                            : web::Data(false)}});
    }
    return rows;
}

// What this giver may give at all: a choice that would be refused is not offered.
web::Data form_data(const web::Visit& visit, const Person& person, const std::vector<Holding>& holdings, const AssignmentDraft& draft,
                    const Problems& problems) {
    std::vector<web::Option> roles, places{{"", text("people.invite.choose"), {}}};
    for (const auto role : all_roles())
        if (std::ranges::any_of(holdings, [&](const Holding& on) { return may_give(visit.actor, person.id, role, on.reach, on.place); }))
            roles.push_back({name_of(role), role_word(role), text("people.roles." + name_of(role) + ".about")});
    for (const auto& on : holdings)
        if (std::ranges::any_of(all_roles(), [&](Role role) { return may_give(visit.actor, person.id, role, on.reach, on.place); }))
            places.push_back({text_of(on), text("people.reach." + name_of(on.reach), {{"name", on.name}}), {}});
    if (roles.empty()) return false;
    auto data = web::components(assignment_fields(), draft, problems, {{"role", roles}, {"on", places}});
    data["role"] =
        web::radios({.name = "role", .legend = text("people.giving.role"), .hint = {}, .options = roles, .chosen = {draft.role}}, problems);
    data.merge({{"action", roles_address(person)}, {"button", web::button(text("people.person.give"))}});
    return data;
}

web::Response person_page(const web::Visit& visit, db::Read& db, const Person& person, const AssignmentDraft& draft,
                          const Problems& problems, web::Status status) {
    const bool may_give_some = may::give_roles.holds(visit.actor) && person.id != visit.actor.id && visit.actor.seen_by.is_empty();
    const bool may_look = may::administer.holds(visit.actor) && visit.may(Ability::administer, "account") && person.id != visit.actor.id;
    auto form = may_give_some ? form_data(visit, person, list_holdings(db, visit.actor, visit.now), draft, problems) : web::Data(false);
    const bool is_shown = !form.is_false();
    auto response = web::page(
        "people/person", person.name,
        {{"header", web::header("", person.name, person.job)},
         {"csrf", visit.csrf},
         {"email", person.email},
         {"is_own", person.id == visit.actor.id},
         {"closed", person.is_disabled ? web::Data(web::notice("info", text("people.person.closed"))) : web::Data(false)},
         {"rows", role_rows(visit, person)},
         {"form", std::move(form)},
         {"see", may_look && !person.is_disabled ? web::Data(web::Object{{"action", address_of(person.id) + "/see"}}) : web::Data(false)}},
        status);
    response.problems = problems;
    if (is_shown) response.forms = {{roles_address(person), web::form_now(assignment_fields(), draft)}};
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

std::optional<Person> asked_for(const web::Visit& visit, db::Read& db) {
    return find_person(db, visit.actor.partnership, visit.id<AccountId>("account"));
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto person = asked_for(visit, db);
    return person ? person_page(visit, db, *person, {}, {}, web::Status::ok) : web::not_found();
}

web::Response give_one(const web::Visit& visit, db::Write& db) {
    const auto person = asked_for(visit, db);
    if (!person) return web::not_found();
    const auto draft = web::read_draft(assignment_fields(), visit.form);
    if (person->is_disabled) return person_page(visit, db, *person, draft, {{"role", "people.person.closed"}}, web::Status::unprocessable);
    const auto holdings = list_holdings(db, visit.actor, visit.now, db::Only(visit.form.ids()));
    const auto given = give(visit.actor, person->id, draft, holdings, visit.now);
    if (!given) return person_page(visit, db, *person, draft, given.error(), web::Status::unprocessable);
    give_role(db, visit.by(), *given, {role_word(given->role), std::ranges::find(holdings, given->on, &Holding::id)->name});
    return web::see_other(address_of(person->id));
}

web::Response end_one(const web::Visit& visit, db::Write& db) {
    const auto person = asked_for(visit, db);
    if (!person) return web::not_found();
    const auto found =
        std::ranges::find(person->roles, visit.id<AssignmentId>("assignment"), [](const auto& role) { return role.assignment.id; });
    if (found == person->roles.end()) return web::not_found();
    const auto after = end(found->assignment, visit.actor, found->on.place, visit.now);
    if (!after) return person_page(visit, db, *person, {}, after.error(), web::Status::unprocessable);
    // Ended by somebody else meanwhile: what was wanted is so already.
    (void)end_role(db, visit.by(), found->assignment, *after, {role_word(after->role), found->on.name});
    return web::see_other(address_of(person->id));
}

}  // namespace

void add_role_pages(web::Router& router) {
    router.object("account", look_up_account);
    router.word("assignment");
    router.get("/people/{account}", may::read, show);
    router.post("/people/{account}/roles", may::give_roles, give_one,
                {.fields = web::taken(assignment_fields()), .form_at = "/people/{account}"});
    router.post("/people/{account}/roles/{assignment}/end", may::give_roles, end_one, {.is_button = true});
}

}  // namespace touchstone::people
