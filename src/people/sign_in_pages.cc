// Signing in and out, the first administrator, and stepping in as one of the demonstration's people.
#include "people/sign_in_pages.h"

#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/event_store.h"
#include "people/organisation_store.h"
#include "people/password.h"
#include "web/components.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr int sign_in_tries_per_minute = 20;

// Only addresses inside this site are gone to.
std::string next_address(const std::string& asked) {
    const bool inside = asked.starts_with('/') && !asked.starts_with("//") && asked.find('\\') == std::string::npos &&
                        asked.find("..") == std::string::npos;
    return inside ? asked : "/";
}

web::Response sign_in_form(const web::Visit& visit, const std::string& email, const std::string& next, const Problems& problems,
                           web::Status status) {
    return web::page("people/sign_in", text("people.sign_in.title"),
                     {{"header", web::header("", text("people.sign_in.title"))},
                      {"error_summary", web::error_summary(problems)},
                      {"csrf", visit.csrf},
                      {"next", next},
                      {"email", web::text_input({.name = "email",
                                                 .label = text("people.account.email"),
                                                 .hint = {},
                                                 .value = email,
                                                 .type = "email",
                                                 .autocomplete = "username",
                                                 .width = "fluid-half"},
                                                problems)},
                      {"password", web::text_input({.name = "password",
                                                    .label = text("people.account.password"),
                                                    .hint = {},
                                                    .value = {},
                                                    .type = "password",
                                                    .autocomplete = "current-password",
                                                    .width = "fluid-half"},
                                                   problems)},
                      {"button", web::button(text("people.sign_in.button"))},
                      {"is_demo", visit.settings.is_demo}},
                     status);
}

web::Response show_sign_in(const web::Visit& visit, db::Read&) {
    return sign_in_form(visit, "", visit.query.text("next"), {}, web::Status::ok);
}

// The id of the account whose password was given; empty when there is none. Takes as long for an unknown address.
std::string check_password(const web::Visit& visit, db::Read& db) {
    const auto account = find_account_by_email(db, email_from(visit.form.text("email")));
    const bool matches = password_matches(account ? account->password_hash : "", visit.form.text("password"));
    return account && matches && !account->disabled_at ? account->id.text : "";
}

web::Response sign_in(const web::Visit& visit, db::Write& db) {
    const AccountId account{visit.prepared};
    const auto partnership = account.is_empty() ? std::nullopt : find_partnership_of(db, account, visit.now);
    if (!partnership)
        return sign_in_form(visit, visit.form.text("email"), visit.form.text("next"), {{"email", "people.sign_in.wrong"}},
                            web::Status::unprocessable);
    return with_session(visit, db, account, *partnership, "signed_in", visit.form.text("next"), true);
}

web::Response sign_out(const web::Visit& visit, db::Write& db) {
    if (visit.actor.is_signed_in()) {
        end_session(db, web::token_hash(visit.session_token));
        record(db, {visit.actor.partnership, visit.now, visit.actor.id, "signed_out", "account", visit.actor.id.text, "", "", ""});
    }
    auto response = web::see_other("/");
    response.cookies.push_back(web::set_cookie(web::session_cookie_name(visit.is_secure), "", visit.is_secure, -1));
    return response;
}

web::Response set_up_form(const web::Visit& visit, const web::Form& typed, const Problems& problems, web::Status status) {
    const auto input = [&](const std::string& name, const std::string& type, const std::string& autocomplete,
                           const std::string& hint = {}) {
        return web::text_input({.name = name,
                                .label = text("people.set_up." + name),
                                .hint = hint,
                                .value = type == "password" ? "" : typed.text(name),
                                .type = type,
                                .autocomplete = autocomplete,
                                .width = "fluid-two-thirds"},
                               problems);
    };
    return web::page("people/set_up", text("people.set_up.title"),
                     {{"header", web::header("", text("people.set_up.title"), text("people.set_up.lead"))},
                      {"error_summary", web::error_summary(problems)},
                      {"csrf", visit.csrf},
                      {"secret", input("secret", "text", "off", text("people.set_up.secret_hint"))},
                      {"partnership", input("partnership", "text", "organization", text("people.set_up.partnership_hint"))},
                      {"area", input("area", "text", "off")},
                      {"name", input("name", "text", "name")},
                      {"email", input("email", "email", "username")},
                      {"password", input("password", "password", "new-password", text("people.account.password_hint"))},
                      {"button", web::button(text("people.set_up.button"))}},
                     status);
}

web::Response show_set_up(const web::Visit& visit, db::Read&) { return set_up_form(visit, visit.query, {}, web::Status::ok); }

std::string hash_typed_password(const web::Visit& visit, db::Read&) {
    return password_problems(visit.form.text("password"), "").empty() ? hash_password(visit.form.text("password")) : "";
}

web::Response set_up(const web::Visit& visit, db::Write& db) {
    Problems problems;
    if (!is_setup_secret(db, web::token_hash(visit.form.text("secret")))) problems.push_back({"secret", "people.set_up.secret_wrong"});
    if (visit.form.text("partnership").empty()) problems.push_back({"partnership", "people.set_up.partnership_missing"});
    if (visit.form.text("area").empty()) problems.push_back({"area", "people.set_up.area_missing"});
    const auto opened = open_account(
        {visit.form.text("email"), visit.form.text("name"), text("people.roles.administrator.name"), visit.form.text("password")},
        visit.prepared, visit.now);
    if (!opened) problems.insert(problems.end(), opened.error().begin(), opened.error().end());
    if (!problems.empty()) return set_up_form(visit, visit.form, problems, web::Status::unprocessable);

    const Partnership partnership{PartnershipId::make(visit.now), visit.form.text("partnership"), visit.form.text("area"), ""};
    add_partnership(db, partnership);
    if (!add_account(db, *opened))
        return set_up_form(visit, visit.form, {{"email", "people.account.email_taken"}}, web::Status::unprocessable);
    add_assignment(db, partnership.id, on_partnership(partnership.id, opened->id, Role::administrator, visit.now));
    forget_setup_secrets(db);
    return with_session(visit, db, opened->id, partnership.id, "set_up", "/", true);
}

// The organisation that somebody holds a role on, where there is one.
std::string employer(const Listed& person) {
    for (const auto& role : person.roles)
        if (role.reach == Reach::organisation) return role.on_name;
    return {};
}

web::Response show_step_in(const web::Visit& visit, db::Read& db) {
    if (!visit.settings.is_demo) return web::not_found();
    web::List people;
    for (const auto& person : list_everybody(db, visit.now))
        people.push_back(web::Object{{"value", person.id.text},
                                     {"name", person.name},
                                     {"job", person.job},
                                     {"organisation", employer(person)},
                                     {"text", text("people.roles." + name_of(foremost(person.roles)) + ".about")}});
    return web::page("people/step_in", text("people.step_in.title"),
                     {{"header", web::header(text("people.step_in.label"), text("people.step_in.title"), text("people.step_in.lead"))},
                      {"csrf", visit.csrf},
                      {"action", "/step-in"},
                      {"people", people}});
}

web::Response step_in(const web::Visit& visit, db::Write& db) {
    if (!visit.settings.is_demo) return web::not_found();
    const AccountId account{visit.form.text("person")};
    const auto partnership = find_partnership_of(db, account, visit.now);
    if (!partnership) return web::not_found();
    return with_session(visit, db, account, *partnership, "stepped_in", "/", true);
}

}  // namespace

web::Response with_session(const web::Visit& visit, db::Write& db, const AccountId& account, const PartnershipId& partnership,
                           const std::string& verb, const std::string& next, bool with_factor) {
    const auto token = web::new_token();
    start_session(db, account, partnership, web::token_hash(token), visit.now, with_factor);
    record(db, {partnership, visit.now, account, verb, "account", account.text, "", "", ""});
    auto response = web::see_other(next_address(next));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(session_length).count();
    response.cookies.push_back(
        web::set_cookie(web::session_cookie_name(visit.is_secure), token, visit.is_secure, static_cast<int>(seconds)));
    return response;
}

void add_sign_in_pages(web::Router& router) {
    router.get("/sign-in", may::anyone, show_sign_in);
    router.post("/sign-in", may::anyone, sign_in, {.per_minute = sign_in_tries_per_minute, .prepare = check_password});
    router.post("/sign-out", may::anyone, sign_out);
    router.get("/set-up", may::anyone, show_set_up);
    router.post("/set-up", may::anyone, set_up, {.per_minute = sign_in_tries_per_minute, .prepare = hash_typed_password});
    router.get("/step-in", may::anyone, show_step_in);
    router.post("/step-in", may::anyone, step_in);
}

}  // namespace touchstone::people
