// Choosing a password through an address that came by mail: as one invited, or after forgetting the old one.
#include "access/password_pages.h"

#include "access/password.h"
#include "access/session_store.h"
#include "access/sign_in_pages.h"
#include "access/sign_in_store.h"
#include "people/account_store.h"
#include "people/mail_pages.h"
#include "web/components.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

constexpr int tries_per_minute = 20;
constexpr int resets_max = 3;  // mails to one address, within the time that wrong tries are counted

// The address with a fresh link in it.
std::string open_link(db::Write& db, const std::string& base_url, const AccountId& account, LinkKind kind, Instant now) {
    const auto token = web::new_token();
    add_link(db, web::token_hash(token), account, kind, now);
    return base_url + "/choose-password?link=" + token;
}

web::Response reset_page(const web::Visit& visit, const Problems& problems, web::Status status) {
    const bool is_sent = visit.query.text("sent") == "yes";
    auto response =
        web::page("access/reset", text("people.reset.title"),
                  {{"header", web::header("", text("people.reset.title"), text("people.reset.lead"))},
                   {"sent", is_sent ? web::Data(web::notice("success", text("people.reset.sent"), text("people.reset.sent_detail")))
                                    : web::Data(false)},
                   {"csrf", visit.csrf},
                   {"email", web::text_input({.name = "email",
                                              .label = text("people.account.email"),
                                              .hint = {},
                                              .value = visit.form.text("email"),
                                              .type = "email",
                                              .autocomplete = "username",
                                              .width = "fluid-half"},
                                             problems)},
                   {"button", web::button(text("people.reset.button"))}},
                  status);
    response.problems = problems;
    return response;
}

web::Response show_reset(const web::Visit& visit, db::Read&) { return reset_page(visit, {}, web::Status::ok); }

// The answer is the same whether there is such an account or not, and something is written either way.
web::Response ask_for_reset(const web::Visit& visit, db::Write& db) {
    const auto email = email_from(visit.form.text("email"));
    if (!is_email(email)) return reset_page(visit, {{"email", "people.account.email_wrong"}}, web::Status::unprocessable);
    const auto key = web::token_hash(email + "\nreset");
    const bool is_enough = waits_until(db, key, resets_max, visit.now).has_value();
    count_try(db, key, visit.now);
    const auto account = find_account_by_email(db, email);
    const auto partnership =
        account && !account->disabled_at && !is_enough ? find_partnership_of(db, account->id, visit.now) : std::nullopt;
    if (partnership) {
        const auto address = open_link(db, visit.settings.base_url, account->id, LinkKind::reset, visit.now);
        write_mail(db, *partnership, email, "reset", {{"name", account->name}, {"address", address}}, visit.now, account->id);
    }
    return web::see_other("/reset?sent=yes");
}

web::Response choose_page(const web::Visit& visit, const std::string& token, const PasswordLink& link, const Problems& problems,
                          web::Status status) {
    const std::string kind = link.kind == LinkKind::invitation ? "people.choose.invited" : "people.choose.forgot";
    auto response = web::page("access/choose_password", text(kind + ".title"),
                              {{"header", web::header("", text(kind + ".title"), text(kind + ".lead"))},
                               {"csrf", visit.csrf},
                               {"link", token},
                               {"email", link.email},
                               {"password", web::text_input({.name = "password",
                                                             .label = text("people.own.password"),
                                                             .hint = text("people.account.password_hint"),
                                                             .value = {},
                                                             .type = "password",
                                                             .autocomplete = "new-password",
                                                             .width = "fluid-half"},
                                                            problems)},
                               {"button", web::button(text(kind + ".button"))}},
                              status);
    response.problems = problems;
    return response;
}

web::Response old_link_page() {
    return web::page("access/old_link", text("people.choose.old"),
                     {{"header", web::header("", text("people.choose.old"), text("people.choose.old_what"))}}, web::Status::not_found);
}

web::Response show_choose(const web::Visit& visit, db::Read& db) {
    const auto token = visit.query.text("link");
    const auto link = find_link(db, web::token_hash(token), visit.now);
    return link ? choose_page(visit, token, *link, {}, web::Status::ok) : old_link_page();
}

std::string hash_chosen(const web::Visit& visit, db::Read& db) {
    const bool is_open = find_link(db, web::token_hash(visit.form.text("one_time_link")), visit.now).has_value();
    const auto password = typed_password(visit.form, "password");
    return is_open && password_problems(password, "").empty() ? hash_password(password) : "";
}

web::Response choose(const web::Visit& visit, db::Write& db) {
    const auto token = visit.form.text("one_time_link");
    const auto link = find_link(db, web::token_hash(token), visit.now);
    if (!link) return old_link_page();
    const auto problems = password_problems(typed_password(visit.form, "password"), link->email);
    if (!problems.empty()) return choose_page(visit, token, *link, problems, web::Status::unprocessable);
    const auto partnership = find_partnership_of(db, link->account, visit.now);
    const bool is_invited = link->kind == LinkKind::invitation;
    choose_password(db, {partnership.value_or(PartnershipId{}), link->account, visit.now}, link->account, visit.prepared,
                    is_invited ? Choosing::invited : Choosing::by_owner);
    if (is_invited) return after_first_factor(visit, db, link->account, "/");
    if (partnership) write_mail(db, *partnership, link->email, "password_changed", {{"name", link->name}}, visit.now);
    return web::see_other("/sign-in?changed=yes");
}

}  // namespace

std::string send_invitation(db::Write& db, const std::string& base_url, const PartnershipId& partnership, const Account& account,
                            const std::string& partnership_name, const std::string& inviter, Instant now) {
    const auto address = open_link(db, base_url, account.id, LinkKind::invitation, now);
    write_mail(db, partnership, account.email, "invitation",
               {{"name", account.name}, {"partnership", partnership_name}, {"inviter", inviter}, {"address", address}}, now, account.id);
    return address;
}

std::string typed_password(const web::Form& form, const std::string& field) {
    (void)form.text(field);  // that a field comes twice is complained of there
    const auto found = form.fields().find(field);
    if (found == form.fields().end()) return {};
    const auto& typed = found->second.front();
    constexpr std::string_view space = " \t\r\n";
    const auto first = typed.find_first_not_of(space);
    return first == std::string::npos ? "" : typed.substr(first, typed.find_last_not_of(space) - first + 1);
}

void add_password_pages(web::Router& router) {
    router.get("/reset", may::anyone, show_reset);
    router.post("/reset", may::anyone, ask_for_reset, {.per_minute = tries_per_minute});
    router.get("/choose-password", may::anyone, show_choose);
    router.post("/choose-password", may::anyone, choose, {.per_minute = tries_per_minute, .prepare = hash_chosen});
}

}  // namespace touchstone::access
