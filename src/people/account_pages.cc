// The people of a partnership, and one's own account.
#include "people/account_pages.h"

#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/event_store.h"
#include "people/organisation_store.h"
#include "people/password.h"
#include "people/sign_in_pages.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

std::string role_and_place(const ListedRole& held) {
    const auto role = text("people.roles." + name_of(held.role) + ".name");
    if (held.reach == Reach::partnership) return text("people.list.role_on_partnership", {{"role", role}});
    if (held.reach == Reach::evaluation) return text("people.list.role_on_evaluation", {{"role", role}});
    return text("people.list.role_on", {{"role", role}, {"on", held.on_name}});
}

web::Data people_table(const std::vector<Listed>& people) {
    web::Table table{
        .id = "people", .caption = text("people.list.caption"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "people.csv"};
    for (const auto* column : {"name", "job", "role", "email", "state"})
        table.heads.push_back({text(std::string("people.list.") + column), {}});
    for (const auto& person : people) {
        std::string roles;
        for (const auto& held : person.roles) roles += (roles.empty() ? "" : ", ") + role_and_place(held);
        table.rows.push_back({{person.name, "/people/" + person.id.text},
                              {person.job, {}},
                              {roles, {}},
                              {person.email, {}},
                              {text(person.is_disabled ? "people.list.disabled" : "people.list.active"), {}}});
    }
    return web::table(table);
}

web::Response people_page(const web::Visit& visit, db::Read& db, const web::Form& typed, const Problems& problems, web::Status status) {
    const auto people = list_accounts(db, visit.actor.partnership, visit.now);
    const auto input = [&](const std::string& name, const std::string& type, const std::string& hint = {}) {
        return web::text_input({.name = name,
                                .label = text("people.account." + name),
                                .hint = hint,
                                .value = type == "password" ? "" : typed.text(name),
                                .type = type,
                                .autocomplete = "off",
                                .width = "fluid-two-thirds"},
                               problems);
    };
    std::vector<web::Option> roles;
    for (const auto role : all_roles())
        roles.push_back({name_of(role), text("people.roles." + name_of(role) + ".name"), text("people.roles." + name_of(role) + ".about")});
    web::Data form = false;
    if (may::administer_partnership.holds(visit.actor))
        form = web::Object{
            {"error_summary", web::error_summary(problems)},
            {"name", input("name", "text")},
            {"email", input("email", "email")},
            {"job", input("job", "text")},
            {"role",
             web::radios(
                 {.name = "role", .legend = text("people.account.role"), .hint = {}, .options = roles, .chosen = {typed.text("role")}},
                 problems)},
            {"password", input("password", "password", text("people.account.first_password_hint"))},
            {"button", web::button(text("people.list.add_button"))}};
    auto response = web::page("people/people", text("people.list.title"),
                              {{"header", web::header("", text("people.list.title"), text("people.list.lead"))},
                               {"csrf", visit.csrf},
                               {"table", people_table(people)},
                               {"form", form}},
                              status);
    response.who_can_see = text("people.seen_by_partnership");
    return response;
}

web::Response show_people(const web::Visit& visit, db::Read& db) { return people_page(visit, db, {}, {}, web::Status::ok); }

std::string hash_new_password(const web::Visit& visit, db::Read&) {
    const auto password = visit.form.text("password");
    return password_problems(password, "").empty() ? hash_password(password) : "";
}

web::Response add_person(const web::Visit& visit, db::Write& db) {
    const auto opened =
        open_account({visit.form.text("email"), visit.form.text("name"), visit.form.text("job"), visit.form.text("password")},
                     visit.prepared, visit.now);
    const auto role = role_from(visit.form.text("role"));
    if (opened && !role)
        return people_page(visit, db, visit.form, {{"role", "people.assignment.role_missing"}}, web::Status::unprocessable);
    if (!opened) return people_page(visit, db, visit.form, opened.error(), web::Status::unprocessable);
    if (!add_account(db, *opened))
        return people_page(visit, db, visit.form, {{"email", "people.account.email_taken"}}, web::Status::unprocessable);
    add_assignment(db, visit.actor.partnership, on_partnership(visit.actor.partnership, opened->id, *role, visit.now));
    record(db, {visit.actor.partnership, visit.now, visit.actor.id, "added_person", "account", opened->id.text, "", "", ""});
    return web::see_other("/people");
}

web::Response own_page(const web::Visit& visit, const Problems& problems, bool changed, web::Status status) {
    std::string roles;
    for (const auto& held : visit.actor.roles) roles += (roles.empty() ? "" : ", ") + text("people.roles." + name_of(held.role) + ".name");
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
    auto response = web::page("people/own", text("people.own.title"),
                              {{"header", web::header("", visit.actor.name, roles)},
                               {"error_summary", web::error_summary(problems)},
                               {"changed", changed ? web::Data(web::notice("success", text("people.own.changed"))) : web::Data(false)},
                               {"csrf", visit.csrf},
                               {"current", input("current", "current-password")},
                               {"password", input("password", "new-password", text("people.account.password_hint"))},
                               {"button", web::button(text("people.own.button"))}},
                              status);
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response show_own(const web::Visit& visit, db::Read&) {
    return own_page(visit, {}, visit.query.text("changed") == "yes", web::Status::ok);
}

// The new hash when the current password was right and the new one will do.
std::string check_and_hash(const web::Visit& visit, db::Read& db) {
    const auto hash = find_password_hash(db, visit.actor.id);
    if (!password_matches(hash, visit.form.text("current"))) return "";
    const auto fresh = hash_new_password(visit, db);
    return fresh.empty() ? "too short" : fresh;
}

web::Response change_own(const web::Visit& visit, db::Write& db) {
    Problems problems;
    if (visit.prepared.empty()) problems.push_back({"current", "people.own.current_wrong"});
    const auto about_new = password_problems(visit.form.text("password"), "");
    problems.insert(problems.end(), about_new.begin(), about_new.end());
    if (!problems.empty()) return own_page(visit, problems, false, web::Status::unprocessable);
    change_password(db, visit.actor.id, visit.prepared);
    end_sessions_of(db, visit.actor.id);
    return with_session(visit, db, visit.actor.id, visit.actor.partnership, "changed_password", "/account?changed=yes",
                        visit.actor.has_factor);
}

}  // namespace

void add_account_pages(web::Router& router) {
    router.get("/people", may::read, show_people);
    router.post("/people", may::administer_partnership, add_person, {.prepare = hash_new_password});
    router.get("/account", may::own, show_own);
    router.post("/account", may::own, change_own, {.per_minute = 20, .prepare = check_and_hash});
}

}  // namespace touchstone::people
