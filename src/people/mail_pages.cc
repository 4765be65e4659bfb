// What mail says, and the mail that waits where no mail server is set.
#include "people/mail_pages.h"

#include "people/account_store.h"
#include "people/mail_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr int shown_max = 50;
constexpr const char* role_offered = "role_offered";  // opens nothing without the account's own password

// What whoever looks after the partnership reads of a mail: links that they hand on. A link to an account that belongs elsewhere, too, goes
// by mail only, and so does what is written to one person: action points, concerns, what happened to an account.
web::Data body_for_others(const Mail& mail) {
    const bool is_handed_on = mail.about == role_offered || (mail.opens && !mail.opens_elsewhere);
    if (is_handed_on) return web::paragraphs(mail.body);
    return web::paragraphs(text(mail.opens ? "people.outbox.by_mail_only" : "people.outbox.for_receiver"));
}

// Mail holds links that open accounts, so only those see it who look after the whole partnership.
web::Response show_outbox(const web::Visit& visit, db::Read& db) {
    if (visit.settings.sends_mail || !may_do(visit.actor, Ability::administer, Place{})) return web::not_found();
    web::List letters;
    for (const auto& mail : list_waiting_mail(db, visit.actor.partnership, shown_max))
        letters.push_back(web::Object{{"id", mail.id.text},
                                      {"to", mail.to},
                                      {"subject", mail.subject},
                                      {"when", in_words(mail.made_at)},
                                      {"paragraphs", body_for_others(mail)}});
    const auto nothing = letters.empty() ? web::Data(web::empty_state(text("people.outbox.nothing"), text("people.outbox.nothing_what"),
                                                                      text("people.outbox.nothing_why")))
                                         : web::Data(false);
    auto response = web::page(
        "people/outbox", text("people.outbox.title"),
        {{"header", web::header("", text("people.outbox.title"), text("people.outbox.lead"))}, {"nothing", nothing}, {"letters", letters}});
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.outbox.seen_by");
    return response;
}

}  // namespace

std::string language_of_mail(db::Read& db, const PartnershipId& partnership, const std::string& to) {
    const auto found = find_languages(db, partnership, to);
    return web::spoken_to(found.works_alone, {found.own, found.partnership});
}

void write_mail(db::Write& db, const PartnershipId& partnership, const std::string& to, const std::string& about,
                const std::map<std::string, std::string>& values, Instant now, const std::optional<AccountId>& opens) {
    const web::Speaking speaking(language_of_mail(db, partnership, to));
    const auto key = "people.mail." + about;
    add_mail(db, {.partnership = partnership,
                  .id = MailId::make(now),
                  .to = to,
                  .subject = text(key + ".subject"),
                  .body = text(key + ".body", values),
                  .made_at = now,
                  .about = about,
                  .opens = opens});
}

void tell_owner(const web::Visit& visit, db::Write& db, const std::string& about) {
    if (const auto account = find_account(db, visit.actor.id))
        write_mail(db, visit.actor.partnership, account->email, about, {{"name", account->name}}, visit.now);
}

void add_mail_pages(web::Router& router) { router.get("/outbox", may::administer_partnership, show_outbox); }

}  // namespace touchstone::people
