#include "app/layout.h"

#include "app/help_pages.h"
#include "people/assignment.h"
#include "web/components.h"
#include "web/texts.h"
#include "web/world_languages.h"

namespace touchstone::app {

namespace {

using web::text;

// The place that the page is in: by its address, or by the crumb it starts with.
web::Data navigation(const web::Visit& visit, const web::Response& response) {
    if (!visit.actor.is_signed_in()) return false;
    const auto& place = response.crumbs.empty() ? visit.address : response.crumbs.front().href;
    web::List items;
    for (const auto& [href, key] : {std::pair{"/", "home"},
                                    {"/evaluations", "evaluations"},
                                    {"/evidence", "evidence"},
                                    {"/plans", "plans"},
                                    {"/reports", "reports"},
                                    {"/frameworks", "frameworks"},
                                    {"/people", "people"}}) {
        const std::string address = href;
        const bool current = address == "/" ? place == "/" : place.starts_with(address);
        items.push_back(web::Object{{"href", address}, {"text", text(std::string("app.navigation.") + key)}, {"current", current}});
    }
    return web::Object{{"items", items}};
}

web::Data person(const web::Visit& visit) {
    if (!visit.actor.is_signed_in()) return false;
    const auto role =
        visit.actor.roles.empty() ? std::string() : text("people.roles." + people::name_of(people::foremost(visit.actor.roles)) + ".name");
    const auto& partnership = visit.actor.partnership_name;
    return web::Object{{"name", visit.actor.name},
                       {"role", web::listed({role, partnership})},
                       {"account", "/account"},
                       {"sign_out", "/sign-out"},
                       {"csrf", visit.csrf}};
}

// The way to the page, without the page itself.
web::Data crumbs(const web::Visit& visit, const web::Response& response) {
    web::List items;
    for (const auto& crumb : response.crumbs)
        if (crumb.href != visit.address) items.push_back(web::link(crumb.href, crumb.text));
    return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
}

// What was saved, and the way to what comes next: within an evaluation, its own page says that.
web::Object saved_notice(const web::Visit& visit, const web::Response& response) {
    auto notice = web::notice("success", text("ui.saved." + visit.saved));
    for (const auto& crumb : response.crumbs)
        if (crumb.href.starts_with("/evaluations/") && crumb.href != visit.address)
            notice["link"] = web::link(crumb.href, text("ui.saved_next"));
    return notice;
}

// Somebody whose roles do not all count yet is told so on every page, but for a refusal, which says it itself, and the pages where it is
// put right.
web::List notices(const web::Visit& visit, const web::Response& response) {
    web::List notices;
    if (!visit.saved.empty() && static_cast<int>(response.status) < 400) notices.push_back(saved_notice(visit, response));
    const bool is_said = response.status == web::Status::forbidden || visit.address.starts_with("/account/factor");
    if (!visit.actor.awaits_factor || is_said) return notices;
    auto notice = web::notice("info", text("people.factor.awaited"));
    notice["link"] = web::link("/account/factor", text("people.factor.set_up"));
    notices.push_back(notice);
    return notices;
}

// Somebody who hears a page read out hears first that the form was refused.
std::string window_title(const web::Response& response) {
    const web::SpeakingWords words(response.words);
    return response.problems.empty() ? response.title : text("ui.refused", {{"title", response.title}});
}

const char* direction_of(const std::string& language) { return web::is_right_to_left(language) ? "rtl" : "ltr"; }

}  // namespace

web::Object layout(const web::Visit& visit, const web::Response& response, const web::StaticFiles& files) {
    const auto page_language = response.language.empty() ? web::language_tag() : response.language;
    web::List footer;
    if (visit.actor.is_signed_in()) footer.push_back(web::link("/concerns", text("app.footer.concern")));
    if (may::read.holds(visit.actor)) {
        footer.push_back(web::link("/duties", text("app.footer.duties")));
        footer.push_back(web::link("/standards", text("standards.list.title")));
        footer.push_back(web::link("/good-practice", text("app.footer.practice")));
        footer.push_back(web::link("/questionnaires", text("app.footer.questionnaires")));
        footer.push_back(web::link("/measures", text("app.footer.measures")));
    }
    footer.push_back(web::link("/frameworks", text("app.footer.frameworks")));
    footer.push_back(web::link(help_about(visit, response), text("help.title")));
    footer.push_back(web::link("/about", text("app.footer.about")));
    return {
        {"lang", page_language},
        {"dir", direction_of(page_language)},
        {"frame", page_language == web::language_tag()
                      ? web::Data(false)
                      : web::Data(web::Object{{"lang", web::language_tag()}, {"dir", direction_of(web::language_tag())}})},
        {"title", window_title(response)},
        {"css", files.address("touchstone.css")},
        {"js", response.is_first_visit ? web::Data(false) : web::Data(files.address("touchstone.js"))},
        {"icon", files.address("favicon.svg")},
        {"home", "/"},
        {"strapline", visit.settings.is_demo ? web::Data(text("app.demonstration")) : web::Data(false)},
        {"navigation", navigation(visit, response)},
        {"search", may::read.holds(visit.actor) ? web::Data(web::Object{{"words", visit.address == "/search" ? visit.query.text("q") : ""}})
                                                : web::Data(false)},
        {"person", person(visit)},
        {"sign_in", visit.actor.is_signed_in() ? web::Data(false) : web::Data(visit.settings.is_demo ? "/step-in" : "/sign-in")},
        {"crumbs", crumbs(visit, response)},
        {"who_can_see", web::or_false(response.who_can_see)},
        {"seen_as", visit.actor.seen_by.is_empty()
                        ? web::Data(false)
                        : web::Data(web::Object{{"text", text("app.seen_as", {{"name", visit.actor.name}})}, {"csrf", visit.csrf}})},
        {"notices", notices(visit, response)},
        {"no_shortcuts", visit.actor.no_shortcuts},
        {"contact", contact_of(visit.settings)},
        {"footer", footer}};
}

}  // namespace touchstone::app
