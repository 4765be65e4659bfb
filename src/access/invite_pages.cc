// Inviting people: a role now, and a mail with which they choose their own password. Who has an account that belongs to other partnerships
// is offered the role.
#include "access/invite_pages.h"

#include "access/invitation.h"
#include "access/password_pages.h"
#include "access/role_offer_pages.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/mail_pages.h"
#include "people/organisation_store.h"
#include "web/fields.h"
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

std::vector<web::Option> roles_to_give(const Actor& giver, const std::vector<Holding>& places) {
    std::vector<web::Option> options;
    for (const auto role : all_roles())
        if (std::ranges::any_of(places, [&](const Holding& place) { return may_give(giver, {}, role, place.reach, place.place); }))
            options.push_back(
                {name_of(role), text("people.roles." + name_of(role) + ".name"), text("people.roles." + name_of(role) + ".about")});
    return options;
}

web::Response invite_page(const web::Visit& visit, db::Read& db, const InvitationDraft& draft, const Problems& problems,
                          web::Status status) {
    const auto places = places_to_give(visit, db, find_partnership(db, visit.actor.partnership).value());
    const auto roles = roles_to_give(visit.actor, places);
    std::vector<web::Option> on{{"", text("people.invite.choose"), {}}};
    for (const auto& place : places) on.push_back({text_of(place), place.name, {}});
    auto data = web::components(invitation_fields(), draft, problems, {{"role", roles}, {"on", on}});
    web::adjust(data, "email", {{"type", "email"}, {"width", "fluid-two-thirds"}});
    data["role"] =
        web::radios({.name = "role", .legend = text("people.invite.role"), .hint = {}, .options = roles, .chosen = {draft.role}}, problems);
    data.merge({{"header", web::header("", text("people.invite.title"), text("people.invite.lead"))},
                {"csrf", visit.csrf},
                {"button", web::button(text("people.invite.button"))}});
    auto response = web::page("access/invite", text("people.invite.title"), std::move(data), status);
    response.problems = problems;
    response.forms = {{"/people/invite", web::form_now(invitation_fields(), draft)}};
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.invite.seen_by");
    return response;
}

web::Response show_invite(const web::Visit& visit, db::Read& db) { return invite_page(visit, db, {}, {}, web::Status::ok); }

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
    const auto draft = web::read_draft(invitation_fields(), visit.form);
    const auto drafted = invite_account(draft.account(), visit.now);
    const auto known = find_account_by_email(db, email_from(draft.email));
    const auto to = known ? known->id : drafted ? drafted->id : AccountId{};
    const auto given = give(visit.actor, to, draft.assignment(), places_to_give(visit, db, partnership), visit.now);
    Problems problems = drafted ? Problems() : drafted.error();
    if (!given) problems.insert(problems.end(), given.error().begin(), given.error().end());
    if (!problems.empty()) return invite_page(visit, db, draft, problems, web::Status::unprocessable);

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
    router.post("/people/invite", may::lead, send_one, {.per_minute = 30, .fields = web::taken(invitation_fields()), .reads_named = true});
}

}  // namespace touchstone::access
