#include "app/help_pages.h"

#include <algorithm>
#include <array>

#include "people/account.h"
#include "people/account_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::app {
namespace {

using web::text;

constexpr std::array topics{"home", "evaluations", "evidence", "desk", "plans", "reports", "people", "keyboard"};

web::Response show_all(const web::Visit& visit, db::Read&) {
    web::List items;
    for (const auto* topic : topics) {
        const auto key = "help.topic." + std::string(topic);
        items.push_back(
            web::Object{{"href", std::string("/help/") + topic}, {"text", text(key + ".title")}, {"about", text(key + ".lead")}});
    }
    const bool may_open_guide = may::own.holds(visit.actor) && visit.actor.has_closed_guide;
    return web::page(
        "app/help_all", text("help.title"),
        {{"header", web::header("", text("help.title"), text("help.lead"))},
         {"items", items},
         {"contact", contact_of(visit.settings)},
         {"guide", may_open_guide ? web::Data(web::Object{{"button", web::button(text("help.guide.open"), "guide", "open", true)}})
                                  : web::Data(false)},
         {"csrf", visit.csrf}});
}

web::Response show(const web::Visit& visit, db::Read&) {
    const auto& asked = visit.path.at("topic");
    if (std::ranges::find(topics, asked) == topics.end()) return web::not_found();
    const auto key = "help.topic." + asked;
    auto response = web::page("app/help", text(key + ".title"),
                              {{"header", web::header(text("help.title"), text(key + ".title"), text(key + ".lead"))},
                               {"paragraphs", web::paragraphs(text(key + ".text"))},
                               {"is_keyboard", asked == "keyboard"},
                               {"contact", contact_of(visit.settings)}});
    response.crumbs = {{"/help", text("help.title")}};
    return response;
}

web::Response change_guide(const web::Visit& visit, db::Write& db) {
    if (visit.form.text("guide") == "open")
        people::open_own_guide(db, visit.by());
    else
        people::close_own_guide(db, visit.by());
    return web::see_other("/");
}

}  // namespace

std::string help_about(const web::Visit& visit, const web::Response& response) {
    const auto& place = response.crumbs.empty() ? visit.address : response.crumbs.front().href;
    if (visit.address.starts_with("/evaluations/") && visit.path.contains("indicator")) return "/help/desk";
    for (const auto* topic : {"evaluations", "evidence", "plans", "reports", "people"})
        if (place.starts_with("/" + std::string(topic))) return "/help/" + std::string(topic);
    return "/help";
}

web::Data contact_of(const web::Settings& settings) {
    const auto& contact = settings.contact;
    if (contact.empty()) return false;
    const bool is_web = contact.starts_with("https://");
    const auto href = people::is_email(contact) ? "mailto:" + contact : is_web ? contact : std::string();
    return web::Object{{"text", contact}, {"href", web::or_false(href)}};
}

void add_help_pages(web::Router& router) {
    router.word("topic");
    router.get("/help", may::anyone, show_all);
    router.get("/help/{topic}", may::anyone, show);
    router.post("/account/guide", may::own, change_guide);
}

}  // namespace touchstone::app
