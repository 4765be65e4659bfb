// Accepting a role in another partnership of this server, and withdrawing what was offered.
#include "access/role_offer_pages.h"

#include "access/sign_in_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/mail_pages.h"
#include "people/organisation_store.h"
#include "web/components.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

std::string role_in_words(const RoleOffer& offer) {
    const auto role = text("people.roles." + name_of(offer.assignment.role) + ".name");
    return offer.assignment.reach == Reach::partnership ? text("people.list.role_on_partnership", {{"role", role}})
                                                        : text("people.list.role_on", {{"role", role}, {"on", offer.on_name}});
}

web::Response no_offer_page() {
    return web::page("access/old_link", text("people.choose.old"),
                     {{"header", web::header("", text("people.choose.old"), text("people.offer.old_what"))}}, web::Status::not_found);
}

// Whoever is signed in with another account learns which one it is for, and nothing else.
web::Response show_offer(const web::Visit& visit, db::Read& db) {
    const auto token = visit.query.text("link");
    const auto offer = find_role_offer(db, web::token_hash(token), visit.now);
    if (!offer) return no_offer_page();
    const bool is_mine = offer->assignment.account == visit.actor.id;
    web::List roles;
    if (is_mine)
        for (const auto& one : list_role_offers(db, offer->partnership, visit.actor.id, visit.now)) roles.push_back(role_in_words(one));
    const auto title = text("people.offer.title", {{"partnership", offer->partnership_name}});
    auto response = web::page("access/role_offer", title,
                              {{"header", web::header("", title,
                                                      is_mine ? text("people.offer.lead", {{"inviter", offer->given_by_name}})
                                                              : text("people.offer.other", {{"email", offer->email}}))},
                               {"csrf", visit.csrf},
                               {"link", token},
                               {"is_mine", is_mine},
                               {"roles", roles}});
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response answer_offer(const web::Visit& visit, db::Write& db) {
    const auto offer = find_role_offer(db, web::token_hash(visit.form.text("one_time_link")), visit.now);
    if (!offer || offer->assignment.account != visit.actor.id) return no_offer_page();
    if (visit.form.text("do") == "accept")
        accept_role_offers(db, {offer->partnership, visit.actor.id, visit.now}, web::token_hash(visit.session_token));
    else
        decline_role_offers(db, offer->partnership, visit.actor.id, visit.now);
    return web::see_other("/");
}

web::Response withdraw(const web::Visit& visit, db::Write& db) {
    const bool administers = may_do(visit.actor, Ability::administer, Place{});
    const RoleOfferId id{visit.form.text(role_offer_shape.name)};
    if (!withdraw_role_offer(db, visit.by(), id, administers ? AccountId{} : visit.actor.id)) return web::not_found();
    return web::see_other("/people");
}

}  // namespace

void offer_role(const web::Visit& visit, db::Write& db, const PartnershipId& partnership, const Assignment& assignment,
                const AccountDraft& typed) {
    const auto token = web::new_token();
    add_role_offer(db, visit.by(), {partnership, RoleOfferId::make(visit.now), assignment, typed.name, typed.job}, web::token_hash(token));
    const web::Speaking speaking(language_of_mail(db, partnership, email_from(typed.email)));
    write_mail(db, partnership, email_from(typed.email), "role_offered",
               {{"name", typed.name},
                {"partnership", visit.actor.partnership_name},
                {"inviter", visit.actor.name},
                {"role", text("people.roles." + name_of(assignment.role) + ".name")},
                {"address", visit.settings.base_url + "/role-offer?link=" + token}},
               visit.now);
}

web::List role_offers_data(const web::Visit& visit, const std::vector<RoleOffer>& offers) {
    const bool administers = may_do(visit.actor, Ability::administer, Place{});
    web::List list;
    for (const auto& offer : offers)
        list.push_back(web::Object{{"role_offer", offer.id.text},
                                   {"name", offer.name},
                                   {"email", offer.email},
                                   {"role", role_in_words(offer)},
                                   {"when", text("people.offer.offered", {{"when", in_words(offer.assignment.since)}})},
                                   {"may_withdraw", administers || offer.assignment.given_by == visit.actor.id}});
    return list;
}

void add_role_offer_pages(web::Router& router) {
    router.get("/role-offer", may::own, show_offer);
    router.post("/role-offer", may::own, answer_offer);
    router.post(role_offer_withdrawal, may::lead, withdraw, {.fields = {role_offer_shape}, .form_at = "/people"});
}

}  // namespace touchstone::access
