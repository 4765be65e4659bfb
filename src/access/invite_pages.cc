// Inviting people: a role now, and a mail with which they choose their own password. Who has an account that belongs to other partnerships
// is offered the role.
#include "access/invite_pages.h"

#include "access/password_pages.h"
#include "access/role_offer_pages.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/mail_pages.h"
#include "people/organisation_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

// What roles may be given on here by this person.
std::vector<Holding> places_to_give(const web::Visit& visit, db::Read& db, const Partnership& partnership) {
    const auto& giver = visit.actor;
    std::vector<Holding> places{{Reach::partnership, partnership.id.text, partnership.name, {}}};
    for (const auto& organisation : list_organisations(db, giver.partnership, visit.only))
        places.push_back({Reach::organisation, organisation.id.text, organisation.name, {.owner = organisation.id}});
    std::erase_if(places, [&](const Holding& place) { return !may_give(giver, {}, Role::reader, place.reach, place.place); });
    return places;
}

web::Data role_choice(const Actor& giver, const std::vector<Holding>& places, const std::string& chosen, const Problems& problems) {
    std::vector<web::Option> options;
    for (const auto role : all_roles())
        if (std::ranges::any_of(places, [&](const Holding& place) { return may_give(giver, {}, role, place.reach, place.place); }))
            options.push_back(
                {name_of(role), text("people.roles." + name_of(role) + ".name"), text("people.roles." + name_of(role) + ".about")});
    return web::radios({.name = "role", .legend = text("people.account.role"), .hint = {}, .options = options, .chosen = {chosen}},
                       problems);
}

web::Response invite_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto partnership = find_partnership(db, visit.actor.partnership).value();
    const auto places = places_to_give(visit, db, partnership);
    const auto input = [&](const std::string& name, const std::string& type) {
        return web::text_input({.name = name,
                                .label = text("people.account." + name),
                                .hint = {},
                                .value = visit.form.text(name),
                                .type = type,
                                .autocomplete = "off",
                                .width = "fluid-two-thirds"},
                               problems);
    };
    std::vector<web::Option> on{{"", text("people.invite.choose"), {}}};
    for (const auto& place : places) on.push_back({text_of(place), place.name, {}});
    auto response = web::page(
        "access/invite", text("people.invite.title"),
        {{"header", web::header("", text("people.invite.title"), text("people.invite.lead"))},
         {"error_summary", web::error_summary(problems)},
         {"csrf", visit.csrf},
         {"name", input("name", "text")},
         {"email", input("email", "email")},
         {"job", input("job", "text")},
         {"role", role_choice(visit.actor, places, visit.form.text("role"), problems)},
         {"on",
          web::select({.name = "on", .legend = text("people.invite.where"), .hint = {}, .options = on, .chosen = {visit.form.text("on")}},
                      problems)},
         {"until", web::date_input({.name = "until",
                                    .legend = text("people.invite.until"),
                                    .hint = text("people.invite.until_hint"),
                                    .value = web::typed_date(visit.form, "until")},
                                   problems)},
         {"reason", input("reason", "text")},
         {"button", web::button(text("people.invite.button"))}},
        status);
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.invite.seen_by");
    return response;
}

web::Response show_invite(const web::Visit& visit, db::Read& db) { return invite_page(visit, db, {}, web::Status::ok); }

// Who has a password already is told of the role; who has none yet is sent a link, afresh each time. The inviter sees no difference.
void tell_invited(const web::Visit& visit, db::Write& db, const Partnership& partnership, const Account& account, Role role) {
    if (account.password_hash.empty()) {
        send_invitation(db, visit.settings.base_url, partnership.id, account, partnership.name, visit.actor.name, visit.now);
    } else {
        const web::Speaking speaking(language_of_mail(db, partnership.id, account.email));
        write_mail(db, partnership.id, account.email, "role_given",
                   {{"name", account.name},
                    {"partnership", partnership.name},
                    {"inviter", visit.actor.name},
                    {"role", text("people.roles." + name_of(role) + ".name")},
                    {"address", visit.settings.base_url}},
                   visit.now);
    }
}

web::Response send_one(const web::Visit& visit, db::Write& db) {
    const auto partnership = find_partnership(db, visit.actor.partnership).value();
    const auto drafted = invite_account({visit.form.text("email"), visit.form.text("name"), visit.form.text("job"), ""}, visit.now);
    const auto known = find_account_by_email(db, email_from(visit.form.text("email")));
    const auto to = known ? known->id : drafted ? drafted->id : AccountId{};
    const auto given = give(
        visit.actor, to, {visit.form.text("role"), visit.form.text("on"), web::typed_date(visit.form, "until"), visit.form.text("reason")},
        places_to_give(visit, db, partnership), visit.now);
    Problems problems = drafted ? Problems() : drafted.error();
    if (!given) problems.insert(problems.end(), given.error().begin(), given.error().end());
    if (!problems.empty()) return invite_page(visit, db, problems, web::Status::unprocessable);

    if (!known && !add_account(db, *drafted)) throw std::logic_error("an address was free and taken within one transaction");
    if (known && !is_known_in(db, partnership.id, known->id)) {
        offer_role(visit, db, partnership.id, *given, {drafted->email, drafted->name, drafted->job, ""});
    } else {
        invite(db, visit.by(), *given);
        tell_invited(visit, db, partnership, known ? *known : *drafted, given->role);
    }
    return web::see_other("/people?invited=yes");
}

}  // namespace

void add_invite_pages(web::Router& router) {
    router.get("/people/invite", may::lead, show_invite);
    router.post("/people/invite", may::lead, send_one,
                {.per_minute = 30, .takes = "{name, email, job, role, on, until: day, reason}", .reads_named = true});
}

}  // namespace touchstone::access
