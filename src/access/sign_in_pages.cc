// Signing in, with one factor or two, and out, the first administrator, and stepping in as one of the demonstration's people.
#include "access/sign_in_pages.h"

#include <algorithm>

#include "access/browser.h"
#include "access/factor_store.h"
#include "access/openid_client.h"
#include "access/password.h"
#include "access/password_pages.h"
#include "access/session_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/mail_pages.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/components.h"
#include "web/form_reader.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

constexpr int sign_in_tries_per_minute = 20;

// Only addresses inside this site are gone to.
std::string next_address(const std::string& asked) {
    const bool inside = asked.starts_with('/') && !asked.starts_with("//") && asked.find('\\') == std::string::npos &&
                        asked.find("..") == std::string::npos &&
                        std::ranges::none_of(asked, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
    return inside ? asked : "/";
}

web::Response sign_in_form(const web::Visit& visit, const std::string& email, const std::string& next, const Problems& problems,
                           web::Status status) {
    auto response = web::page(
        "access/sign_in", text("people.sign_in.title"),
        {{"header", web::header("", text("people.sign_in.title"))},
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
         {"is_changed", visit.query.text("changed") == "yes"},
         {"openid", openid() == nullptr ? web::Data(false)
                                        : web::Data(web::link("/sign-in/openid?next=" + web::percent_encoded(next),
                                                              text("people.openid.button", {{"name", openid()->provider().name}})))},
         {"is_demo", visit.settings.is_demo}},
        status);
    response.problems = problems;
    return response;
}

// Whom wrong tries are counted against: a browser in which this account has signed in before, or whoever sends from there. So strangers
// keep out nobody but themselves.
std::string tries_key(const web::Visit& visit, db::Read& db, const std::string& email) {
    const auto device = visit.device.empty() ? std::string() : web::token_hash(visit.device);
    const bool is_known = !device.empty() && is_known_device(db, device, email, visit.now);
    return web::token_hash(email + (is_known ? "\ndevice " + device : "\npeer " + visit.peer));
}

web::Response wait_page(Instant until, Instant now) {
    auto response = web::page("web/error", text("people.sign_in.wait"),
                              {{"title", text("people.sign_in.wait")}, {"what_now", text("people.sign_in.wait_what")}, {"number", false}},
                              web::Status::too_many);
    response.retry_after_s = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(until - now).count());
    return response;
}

web::Response show_sign_in(const web::Visit& visit, db::Read&) {
    return sign_in_form(visit, "", visit.query.text("next"), {}, web::Status::ok);
}

// The id of the account whose password was given; empty when there is none. Takes as long for an unknown address.
std::string check_password(const web::Visit& visit, db::Read& db) {
    const auto account = find_account_by_email(db, email_from(visit.form.text("email")));
    const bool matches = password_matches(account ? account->password_hash : "", typed_password(visit.form, "password"));
    return account && matches && !account->disabled_at ? account->id.text : "";
}

web::Response wrong(const web::Visit& visit) {
    auto response = sign_in_form(visit, visit.form.text("email"), visit.form.text("next"), {{"email", "people.sign_in.wrong"}},
                                 web::Status::unprocessable);
    response.keeps_changes = true;
    return response;
}

web::Response sign_in(const web::Visit& visit, db::Write& db) {
    const auto email = email_from(visit.form.text("email"));
    const auto key = tries_key(visit, db, email);
    if (const auto until = waits_until(db, key, wrong_tries_max, visit.now)) return wait_page(*until, visit.now);
    if (visit.prepared.empty()) {
        const auto account = find_account_by_email(db, email);
        refuse_sign_in(db, key, account ? std::optional(account->id) : std::nullopt, "password", visit.now);
        return wrong(visit);
    }
    return after_first_factor(visit, db, {visit.prepared}, visit.form.text("next"));
}

web::Response code_form(const web::Visit& visit, const Problems& problems, web::Status status) {
    auto response = web::page("access/code", text("people.code.title"),
                              {{"header", web::header("", text("people.code.title"), text("people.code.lead"))},
                               {"csrf", visit.csrf},
                               {"code", web::text_input({.name = "code",
                                                         .label = text("people.code.code"),
                                                         .hint = text("people.code.hint"),
                                                         .value = {},
                                                         .type = "text",
                                                         .autocomplete = "one-time-code",
                                                         .width = "fixed-20"},
                                                        problems)},
                               {"button", web::button(text("people.sign_in.button"))}},
                              status);
    response.keeps_changes = true;
    response.problems = problems;
    return response;
}

web::Response show_code(const web::Visit& visit, db::Read& db) {
    return find_step(db, web::token_hash(visit.visitor), visit.now) ? code_form(visit, {}, web::Status::ok) : web::see_other("/sign-in");
}

// Five to a sign-in: then the password is asked for again. Whoever goes on knows the password, which its owner has to learn.
web::Response wrong_code(const web::Visit& visit, db::Write& db, const Account& account, const PartnershipId& partnership,
                         const SignInStep& step) {
    if (note_wrong_code(db, account.id) % wrong_codes_told == 0)
        write_mail(db, partnership, account.email, "wrong_codes", {{"name", account.name}}, visit.now);
    const auto visitor = web::token_hash(visit.visitor);
    if (count_wrong_code(db, visitor) < wrong_codes_max)
        return code_form(visit, {{"code", "people.code.wrong"}}, web::Status::unprocessable);
    end_step(db, visitor);
    auto response = sign_in_form(visit, account.email, step.next, {{"password", "people.code.too_many"}}, web::Status::unprocessable);
    response.keeps_changes = true;
    return response;
}

web::Response give_code(const web::Visit& visit, db::Write& db) {
    const auto visitor = web::token_hash(visit.visitor);
    const auto step = find_step(db, visitor, visit.now);
    const auto account = step ? find_account(db, step->account) : std::nullopt;
    const auto partnership = account && !account->disabled_at ? find_partnership_of(db, account->id, visit.now) : std::nullopt;
    if (!partnership) return web::see_other("/sign-in");
    const auto key = tries_key(visit, db, account->email);
    if (const auto until = waits_until(db, key, wrong_tries_max, visit.now)) return wait_page(*until, visit.now);
    if (!use_code(db, account->id, visit.form.text("code"), visit.now)) {
        refuse_sign_in(db, key, account->id, "code", visit.now);
        return wrong_code(visit, db, *account, *partnership, *step);
    }
    end_step(db, visitor);
    forget_tries(db, key);
    return with_session(visit, db, account->id, *partnership, Entry::signed_in, step->next, true);
}

web::Response sign_out(const web::Visit& visit, db::Write& db) {
    if (visit.actor.is_signed_in()) end_session(db, visit.by(), web::token_hash(visit.session_token));
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
    auto response = web::page("access/set_up", text("people.set_up.title"),
                              {{"header", web::header("", text("people.set_up.title"), text("people.set_up.lead"))},
                               {"csrf", visit.csrf},
                               {"secret", input("secret", "text", "off", text("people.set_up.secret_hint"))},
                               {"working", web::radios({.name = "working",
                                                        .legend = text("people.working.legend"),
                                                        .hint = text("people.working.hint"),
                                                        .options = working_options(),
                                                        .chosen = {typed.text("working")}},
                                                       problems)},
                               {"partnership", input("partnership", "text", "organization", text("people.set_up.partnership_hint"))},
                               {"area", input("area", "text", "off")},
                               {"name", input("name", "text", "name")},
                               {"email", input("email", "email", "username")},
                               {"password", input("password", "password", "new-password", text("people.account.password_hint"))},
                               {"button", web::button(text("people.set_up.button"))}},
                              status);
    response.problems = problems;
    return response;
}

web::Response show_set_up(const web::Visit& visit, db::Read&) { return set_up_form(visit, visit.query, {}, web::Status::ok); }

std::string hash_typed_password(const web::Visit& visit, db::Read&) {
    return password_problems(typed_password(visit.form, "password"), "").empty() ? hash_password(typed_password(visit.form, "password"))
                                                                                 : "";
}

web::Response set_up(const web::Visit& visit, db::Write& db) {
    Problems problems;
    if (!is_setup_secret(db, web::token_hash(visit.form.text("secret")))) problems.push_back({"secret", "people.set_up.secret_wrong"});
    const auto working = visit.form.text("working");
    if (working != "alone" && working != "partners") problems.push_back({"working", "people.working.missing"});
    if (visit.form.text("partnership").empty()) problems.push_back({"partnership", "people.set_up.partnership_missing"});
    if (visit.form.text("area").empty()) problems.push_back({"area", "people.set_up.area_missing"});
    const auto opened = open_account({visit.form.text("email"), visit.form.text("name"), text("people.roles.administrator.name"),
                                      typed_password(visit.form, "password")},
                                     visit.prepared, visit.now);
    if (!opened) problems.insert(problems.end(), opened.error().begin(), opened.error().end());
    if (!problems.empty()) return set_up_form(visit, visit.form, problems, web::Status::unprocessable);

    const bool alone = working == "alone";
    const Partnership partnership{PartnershipId::make(visit.now), visit.form.text("partnership"), visit.form.text("area"), "", alone};
    if (!add_account(db, *opened))
        return set_up_form(visit, visit.form, {{"email", "people.account.email_taken"}}, web::Status::unprocessable);
    open_partnership(db, {partnership.id, opened->id, visit.now}, partnership, opened->id);
    forget_setup_secrets(db);
    return with_session(visit, db, opened->id, partnership.id, Entry::set_up, "/", true);
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
                                     {"organisation", web::or_false(employer(person))},
                                     {"text", text("people.roles." + name_of(foremost(person.roles)) + ".about")}});
    return web::page("access/step_in", text("people.step_in.title"),
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
    return with_session(visit, db, account, *partnership, Entry::stepped_in, "/", true);
}

}  // namespace

web::Response with_session(const web::Visit& visit, db::Write& db, const AccountId& account, const PartnershipId& partnership, Entry entry,
                           const std::string& next, bool with_factor) {
    const auto token = web::new_token();
    const auto device = visit.device.empty() ? web::new_token() : visit.device;
    let_in(db, {partnership, account, visit.now}, entry,
           {web::token_hash(token), web::token_hash(device), browser_from(visit.user_agent), with_factor});
    auto response = web::see_other(next_address(next));
    const auto cookie = [&](const std::string& name, const std::string& value, std::chrono::seconds length) {
        response.cookies.push_back(web::set_cookie(name, value, visit.is_secure, static_cast<int>(length.count())));
    };
    cookie(web::session_cookie_name(visit.is_secure), token, session_length);
    cookie(web::device_cookie_name(visit.is_secure), device, device_length);
    return response;
}

web::Response after_first_factor(const web::Visit& visit, db::Write& db, const AccountId& id, const std::string& next) {
    const auto account = find_account(db, id);
    const auto partnership = account && !account->disabled_at ? find_partnership_of(db, id, visit.now) : std::nullopt;
    if (!partnership) return wrong(visit);
    if (has_factor(db, id)) {
        keep_step(db, web::token_hash(visit.visitor), {id, next}, visit.now);
        return web::see_other("/sign-in/code");
    }
    forget_tries(db, tries_key(visit, db, account->email));
    return with_session(visit, db, id, *partnership, Entry::signed_in, next, false);
}

std::string check_own_password(const web::Visit& visit, db::Read& db) {
    return password_matches(find_password_hash(db, visit.actor.id), typed_password(visit.form, "current")) ? "yes" : "";
}

void add_sign_in_pages(web::Router& router) {
    router.get("/sign-in", may::anyone, show_sign_in);
    router.post("/sign-in", may::anyone, sign_in, {.per_minute = sign_in_tries_per_minute, .prepare = check_password});
    router.get("/sign-in/code", may::anyone, show_code);
    router.post("/sign-in/code", may::anyone, give_code, {.per_minute = sign_in_tries_per_minute});
    router.post("/sign-out", may::anyone, sign_out);
    router.get("/set-up", may::anyone, show_set_up);
    router.post("/set-up", may::anyone, set_up, {.per_minute = sign_in_tries_per_minute, .prepare = hash_typed_password});
    router.get("/step-in", may::anyone, show_step_in);
    router.post("/step-in", may::anyone, step_in);
}

}  // namespace touchstone::access
