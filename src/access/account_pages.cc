// The people of a partnership, and one's own account.
#include "access/account_pages.h"

#include <algorithm>

#include "access/password.h"
#include "access/password_pages.h"
#include "access/role_offer_pages.h"
#include "access/sign_in_pages.h"
#include "access/sign_in_store.h"
#include "base/word_search.h"
#include "people/account_store.h"
#include "people/colleague_store.h"
#include "people/mail_pages.h"
#include "web/components.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

constexpr int cookie_lasts_s = 365 * 24 * 60 * 60;

std::string role_and_place(const ListedRole& held) {
    const auto role = text("people.roles." + name_of(held.role) + ".name");
    if (held.reach == Reach::partnership) return text("people.list.role_on_partnership", {{"role", role}});
    if (held.reach == Reach::evaluation) return text("people.list.role_on_evaluation", {{"role", role}});
    return text("people.list.role_on", {{"role", role}, {"on", held.on_name}});
}

// To members with addresses, and with links to pages that only they may open.
web::Data people_table(const std::vector<Listed>& people, bool for_member) {
    web::Table table{
        .id = "people", .caption = text("people.list.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "people.csv"};
    for (const auto* column : {"name", "job", "role", "email", "state"})
        if (for_member || column != std::string("email")) table.heads.push_back({text(std::string("people.list.") + column), {}});
    for (const auto& person : people) {
        std::vector<std::string> roles;
        for (const auto& held : person.roles) roles.push_back(role_and_place(held));
        std::vector<web::Cell> row{
            {person.name, for_member ? "/people/" + person.id.text : std::string()}, {person.job, {}}, {web::listed(roles), {}}};
        if (for_member) row.push_back({person.email, {}});
        row.push_back({text(person.is_disabled ? "people.list.disabled" : "people.list.active"), {}});
        table.rows.push_back(std::move(row));
    }
    return web::table(table);
}

web::Response show_people(const web::Visit& visit, db::Read& db) {
    const bool for_member = is_member(visit.actor);
    auto people = people::seen_by(visit.actor, list_accounts(db, visit.actor.partnership, visit.now));
    const auto wanted = web::narrowed(visit);
    std::erase_if(people, [&](const Listed& person) { return !holds_words(person.name, wanted.words); });
    std::ranges::stable_sort(people, web::comes_before, &Listed::name);
    const bool has_outbox = !visit.settings.sends_mail && may_do(visit.actor, Ability::administer, Place{});
    const bool may_invite = for_member && may::lead.holds(visit.actor);  // an inspector has no role to give
    const auto offers = may_invite ? role_offers_data(visit, list_role_offers(db, visit.actor.partnership, visit.now)) : web::List();
    const auto invited = web::notice("success", text("people.list.invited"),
                                     text(visit.settings.sends_mail ? "people.list.invited_mail" : "people.list.invited_outbox"));
    auto response =
        web::page("access/people", text("people.list.title"),
                  {{"header", web::header("", text("people.list.title"), text(for_member ? "people.list.lead" : "people.list.lead_given"))},
                   {"invited", visit.query.text("invited") == "yes" ? web::Data(invited) : web::Data(false)},
                   {"invite", may_invite ? web::Data(web::link("/people/invite", text("people.invite.title"))) : web::Data(false)},
                   {"has_outbox", has_outbox},
                   {"has_audit", may_do(visit.actor, Ability::administer, Place{})},
                   {"narrowing", web::narrowing(wanted, "/people", text("search.list.people"), static_cast<int>(people.size()))},
                   {"table", people.empty() ? web::Data(false) : people_table(people, for_member)},
                   {"csrf", visit.csrf},
                   {"has_offers", !offers.empty()},
                   {"offers", offers}});
    const bool may_withdraw = std::ranges::any_of(offers, [](const web::Data& offer) { return !offer.get("may_withdraw")->is_false(); });
    if (may_withdraw) response.forms = {{role_offer_withdrawal, {{{role_offer_shape, {""}}}, {}}}};
    response.who_can_see = text(for_member ? "people.seen_by_partnership" : "people.seen_as_given");
    return response;
}

// "Firefox on Windows"
std::string browser_in_words(const std::string& kept) {
    constexpr std::string_view on = " on ";
    const auto at = kept.find(on);
    if (kept.empty()) return text("people.sessions.unknown");
    if (at == std::string::npos) return kept;
    return text("people.sessions.browser", {{"browser", kept.substr(0, at)}, {"system", kept.substr(at + on.size())}});
}

web::List sessions_data(const std::vector<Session>& sessions, const std::string& this_one) {
    web::List list;
    for (const auto& session : sessions)
        list.push_back(web::Object{{"session", session.token_hash},
                                   {"browser", browser_in_words(session.browser)},
                                   {"began", text("people.sessions.began", {{"when", in_words(session.began_at)}})},
                                   {"used", text("people.sessions.used", {{"when", in_words(session.used_at)}})},
                                   {"is_this", session.token_hash == this_one}});
    return list;
}

// A choice where there is one.
web::Data language_form(const web::Visit& visit, const Problems& problems) {
    if (web::languages().size() < 2) return false;
    std::vector<web::Option> options{{"", text("people.own.language_any"), text("people.own.language_any_hint")}};
    for (const auto& language : web::languages()) {
        const web::Speaking speaking(language);
        options.push_back({language, text("web.language.name"), {}});
    }
    return web::Object{
        {"choice",
         web::radios(
             {.name = "language", .legend = text("people.own.language"), .hint = {}, .options = options, .chosen = {visit.actor.language}},
             problems)},
        {"button", web::button(text("people.own.language_button"), "", "", true)}};
}

web::Object shortcuts_form(const web::Visit& visit) {
    return {{"choice", web::radios({.name = "shortcuts",
                                    .legend = text("people.own.shortcuts"),
                                    .hint = text("people.own.shortcuts_hint"),
                                    .options = {{"on", text("people.own.shortcuts_on"), {}}, {"off", text("people.own.shortcuts_off"), {}}},
                                    .chosen = {visit.actor.no_shortcuts ? "off" : "on"}})},
            {"button", web::button(text("people.own.shortcuts_button"), "", "", true)}};
}

web::Object day_mail_form(const web::Visit& visit) {
    return {{"choice", web::radios({.name = "day_mail",
                                    .legend = text("people.own.day_mail"),
                                    .hint = text("people.own.day_mail_hint"),
                                    .options = {{"on", text("people.own.day_mail_on"), {}}, {"off", text("people.own.day_mail_off"), {}}},
                                    .chosen = {visit.actor.no_day_mail ? "off" : "on"}})},
            {"button", web::button(text("people.own.day_mail_button"), "", "", true)}};
}

// What was changed last, or false.
web::Data changed_notice(const std::string& changed) {
    for (const auto& [name, key] : {std::pair{"yes", "people.own.changed"},
                                    {"ended", "people.sessions.ended"},
                                    {"language", "people.own.language_changed"},
                                    {"shortcuts", "people.own.shortcuts_changed"},
                                    {"day_mail", "people.own.day_mail_changed"}})
        if (changed == name) return web::notice("success", text(key));
    return false;
}

web::Response own_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    // An administrator who looks through this person's eyes does not see where the person signs in.
    const auto sessions = list_sessions(db, visit.actor.id, visit.now);
    std::vector<std::string> roles;
    for (const auto& held : visit.actor.roles) roles.push_back(text("people.roles." + name_of(held.role) + ".name"));
    const auto input = [&](const std::string& name, const std::string& autocomplete, const std::string& hint = {}) {
        return web::text_input({.name = name,
                                .label = text("people.own." + name),
                                .hint = hint,
                                .value = {},
                                .type = "password",
                                .autocomplete = autocomplete,
                                .width = "fluid-half"},
                               problems);
    };
    auto response = web::page("access/own", text("people.own.title"),
                              {{"header", web::header("", visit.actor.name, web::listed(roles))},
                               {"changed", changed_notice(visit.query.text("changed"))},
                               {"csrf", visit.csrf},
                               {"language", language_form(visit, problems)},
                               {"shortcuts", shortcuts_form(visit)},
                               {"day_mail", day_mail_form(visit)},
                               {"partnership", text("people.partnership.now", {{"name", visit.actor.partnership_name}})},
                               {"current", input("current", "current-password")},
                               {"password", input("password", "new-password", text("people.account.password_hint"))},
                               {"button", web::button(text("people.own.button"))},
                               {"sessions", sessions_data(sessions, web::token_hash(visit.session_token))},
                               {"has_others", sessions.size() > 1}},
                              status);
    response.who_can_see = text("people.seen_by_you");
    response.problems = problems;
    return response;
}

web::Response show_own(const web::Visit& visit, db::Read& db) { return own_page(visit, db, {}, web::Status::ok); }

// The new hash when the current password was right and the new one will do.
std::string check_and_hash(const web::Visit& visit, db::Read& db) {
    if (check_own_password(visit, db).empty()) return "";
    const auto password = typed_password(visit.form, "password");
    return password_problems(password, "").empty() ? hash_password(password) : "not to be used";
}

web::Response change_own(const web::Visit& visit, db::Write& db) {
    Problems problems;
    if (visit.prepared.empty()) problems.push_back({"current", "people.own.current_wrong"});
    const auto about_new = password_problems(typed_password(visit.form, "password"), "");
    problems.insert(problems.end(), about_new.begin(), about_new.end());
    if (!problems.empty()) return own_page(visit, db, problems, web::Status::unprocessable);
    choose_password(db, visit.by(), visit.actor.id, visit.prepared, Choosing::by_owner);
    tell_owner(visit, db, "password_changed");
    return with_session(visit, db, visit.actor.id, visit.actor.partnership, Entry::goes_on, "/account?changed=yes", visit.actor.has_factor);
}

// The browser keeps it, too, for the pages before signing in.
web::Response change_language(const web::Visit& visit, db::Write& db) {
    const auto wanted = visit.form.text("language");
    const auto known = web::languages();
    if (!wanted.empty() && std::ranges::find(known, wanted) == known.end())
        return own_page(visit, db, {{"language", "people.own.language_missing"}}, web::Status::unprocessable);
    choose_own_language(db, visit.by(), wanted);
    auto response = web::see_other("/account?changed=language");
    response.cookies.push_back(
        web::set_cookie(web::language_cookie_name(visit.is_secure), wanted, visit.is_secure, wanted.empty() ? -1 : cookie_lasts_s));
    return response;
}

web::Response change_day_mail(const web::Visit& visit, db::Write& db) {
    choose_own_day_mail(db, visit.by(), visit.form.text("day_mail") != "off");
    return web::see_other("/account?changed=day_mail");
}

web::Response change_shortcuts(const web::Visit& visit, db::Write& db) {
    choose_own_shortcuts(db, visit.by(), visit.form.text("shortcuts") != "off");
    return web::see_other("/account?changed=shortcuts");
}

web::Response end_sessions(const web::Visit& visit, db::Write& db) {
    const auto which = visit.form.text("session");
    if (which == "others")
        close_other_sessions(db, visit.by(), web::token_hash(visit.session_token));
    else if (!close_session(db, visit.by(), which))
        return web::not_found();
    return web::see_other("/account?changed=ended");
}

}  // namespace

void add_account_pages(web::Router& router) {
    router.get("/people", may::read, show_people);
    router.get("/account", may::own, show_own);
    router.post("/account", may::own, change_own, {.per_minute = 20, .prepare = check_and_hash});
    router.post("/account/language", may::own, change_language);
    router.post("/account/shortcuts", may::own, change_shortcuts);
    router.post("/account/day-mail", may::own, change_day_mail);
    router.post("/account/sessions/end", may::own, end_sessions);
}

}  // namespace touchstone::access
