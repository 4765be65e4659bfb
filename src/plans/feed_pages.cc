// One's own calendar of action points: its address is shown once, can be made anew and ended.
#include "evaluations/evaluation_words_pages.h"
#include "plans/feed_store.h"
#include "plans/plan_pages.h"
#include "plans/plan_words_pages.h"
#include "tasks/task_words_pages.h"
#include "web/calendar.h"
#include "web/session.h"

namespace touchstone::plans {
namespace {

using web::text;

constexpr int readings_per_minute = 60;

web::Response feed_page(const web::Visit& visit, const std::optional<Instant>& made_at, const std::string& token) {
    auto response =
        web::page("plans/feed", text("plans.feed.title"),
                  {{"header", web::header("", text("plans.feed.title"), text("plans.feed.lead"))},
                   {"csrf", visit.csrf},
                   {"address", token.empty() ? web::Data(false) : web::Data(visit.settings.base_url + "/calendar/" + token)},
                   {"made", made_at && token.empty() ? web::Data(text("plans.feed.made", {{"when", in_words(date_of(*made_at))}}))
                                                     : web::Data(false)},
                   {"make", web::button(text(made_at ? "plans.feed.make_anew" : "plans.feed.make"), "do", "make", made_at.has_value())},
                   {"end", made_at ? web::Data(web::button(text("plans.feed.end"), "do", "end", true)) : web::Data(false)}});
    response.crumbs = {{"/account", text("people.own.title")}};
    response.who_can_see = text("plans.feed.seen_by");
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    return feed_page(visit, find_feed(db, visit.actor.partnership, visit.actor.id), {});
}

web::Response change(const web::Visit& visit, db::Write& db) {
    if (visit.form.text("do") == "end") {
        end_feed(db, visit.by());
        return web::see_other("/account/calendar");
    }
    const auto token = web::new_token();
    keep_feed(db, visit.by(), web::token_hash(token));
    return feed_page(visit, visit.now, token);
}

// Whoever has the address reads it: calendars cannot sign in.
web::Response show_feed(const web::Visit& visit, db::Read& db) {
    const auto feed = read_feed(db, web::token_hash(visit.path.at("feed")), visit.now);
    if (!feed) return web::not_found();
    const web::Speaking speaking(web::spoken_to(feed->works_alone, {feed->language, feed->partnership_language}));
    std::vector<web::CalendarEvent> events;
    for (const auto& day : feed->days)
        events.push_back({day.id, day.title, day.within, day.due, visit.settings.base_url + day.address, false});
    for (const auto& [task, evaluation] : feed->tasks)
        events.push_back({task.id.text, tasks::short_words(task), evaluation, task.due,
                          visit.settings.base_url + evaluations::address_of(task.evaluation) + "/tasks", false});
    return web::download_of(web::calendar(text("plans.feed.name"), events, visit.now), "touchstone.ics", web::calendar_media_type);
}

}  // namespace

void add_feed_pages(web::Router& router) {
    router.word("feed");
    router.get("/account/calendar", may::own, show);
    router.post("/account/calendar", may::own, change);
    router.get("/calendar/{feed}", may::anyone, show_feed, {.per_minute = readings_per_minute});
}

}  // namespace touchstone::plans
