#include "plans/picture_pages.h"

#include <algorithm>

#include "charts/progress.h"
#include "charts/timeline.h"
#include "plans/plan_words_pages.h"
#include "web/calendar.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::plans {
namespace {

using charts::Stage;
using web::text;

Stage stage_of(const ActionPoint& action, Priority priority, Instant now) {
    if (action.state == ActionState::dropped) return Stage::dropped;
    if (awaits_verification(action, priority)) return Stage::awaiting;
    if (action.state == ActionState::done) return Stage::done;
    if (is_overdue(action, date_of(now))) return Stage::overdue;
    return action.state == ActionState::under_way ? Stage::under_way : Stage::not_started;
}

std::string stage_word(Stage stage) {
    constexpr const char* keys[] = {"not_started", "under_way", "awaiting", "done", "overdue", "dropped"};
    return text(std::string("plans.picture.stage.") + keys[charts::index_of(stage)]);
}

// "2 done, 1 overdue": what there is none of is not said.
std::string in_words(const charts::ByStage<int>& counts) {
    std::vector<std::string> words;
    for (const auto stage : charts::all_stages)
        if (const int count = counts[charts::index_of(stage)]; count > 0)
            words.push_back(text("plans.picture.count", {{"count", web::in_figures(count)}, {"stage", stage_word(stage)}}));
    return web::listed(words);
}

web::List legend() {
    web::List rows;
    for (const auto stage : charts::all_stages)
        rows.push_back(web::Object{{"shape", charts::legend_shape(stage)}, {"text", stage_word(stage)}});
    return rows;
}

web::Object figure(const std::string& id, const std::string& title, const std::string& sentence, std::string svg,
                   const charts::TableText& said) {
    web::Table table{.id = id + "_table", .caption = title, .heads = {}, .rows = {}, .is_sortable = true, .csv = id + ".csv"};
    for (const auto& head : said.heads) table.heads.push_back({head, {}});
    for (const auto& row : said.rows) {
        table.rows.emplace_back();
        for (const auto& cell : row) table.rows.back().push_back({cell, {}});
    }
    return {{"id", id},
            {"title", title},
            {"sentence", sentence},
            {"picture", std::move(svg)},
            {"legend", legend()},
            {"table_head", text("plans.picture.table")},
            {"is_open", false},
            {"table", web::table(table)}};
}

bool has_actions(const Content& content) {
    return std::ranges::any_of(content.objectives, [](const auto& whole) { return !whole.actions.empty(); });
}

}  // namespace

web::Data timeline_of(const Content& content, Instant now) {
    if (!has_actions(content)) return false;
    charts::Timeline chart{.id = "timeline_picture",
                           .title = text("plans.picture.timeline"),
                           .description = {},
                           .today = date_of(now),
                           .words = {text("plans.picture.head.objective"), text("plans.picture.head.action"),
                                     text("plans.picture.head.start"), text("plans.picture.head.due"), text("plans.picture.head.done"),
                                     text("plans.picture.head.state"), text("plans.picture.head.milestones"), text("plans.picture.today"),
                                     text("plans.picture.no_date"), text("plans.picture.reached"), text("plans.picture.not_reached")},
                           .rows = {}};
    for (const auto& whole : content.objectives)
        for (const auto& action : whole.actions) {
            const auto stage = stage_of(action, whole.objective.priority, now);
            charts::TimelineRow row{whole.objective.title,
                                    action.title,
                                    action.starts,
                                    action.due,
                                    action.done_at ? std::optional(date_of(*action.done_at)) : std::nullopt,
                                    stage,
                                    stage_word(stage),
                                    {}};
            for (const auto& milestone : action.milestones)
                row.milestones.push_back({milestone.due, milestone.title, milestone.reached_at.has_value()});
            chart.rows.push_back(std::move(row));
        }
    chart.description = in_words(charts::stages_of(chart));
    return figure("timeline", chart.title, chart.description, charts::timeline_svg(chart), charts::timeline_table(chart));
}

web::Data progress_of(const Content& content, Instant now) {
    if (!has_actions(content)) return false;
    charts::Progress chart{.id = "progress_picture",
                           .title = text("plans.picture.progress"),
                           .description = {},
                           .label = text("plans.picture.head.organisation"),
                           .all = text("plans.picture.head.all"),
                           .words = {},
                           .rows = {}};
    for (const auto stage : charts::all_stages) chart.words[charts::index_of(stage)] = stage_word(stage);
    charts::ByStage<int> all{};
    for (const auto& organisation : content.organisations) {
        charts::ProgressRow row{organisation.name};
        int led = 0;
        for (const auto& whole : content.objectives)
            for (const auto& action : whole.actions) {
                if (action.lead.id != organisation.id) continue;
                const auto stage = charts::index_of(stage_of(action, whole.objective.priority, now));
                ++row.counts[stage];
                ++all[stage];
                ++led;
            }
        if (led > 0) chart.rows.push_back(std::move(row));
    }
    chart.description = in_words(all);
    return figure("progress", chart.title, chart.description, charts::progress_svg(chart), charts::progress_table(chart));
}

std::string calendar_of(const Content& content, const std::string& base_url, Instant now) {
    std::vector<web::CalendarEvent> events;
    for (const auto& whole : content.objectives)
        for (const auto& action : whole.actions) {
            const bool is_over = !action.is_open();
            if (action.due)
                events.push_back(
                    {action.id.text, action.title, whole.objective.title, *action.due, base_url + address_of(action.id), is_over});
            for (const auto& milestone : action.milestones)
                events.push_back({milestone.id.text, milestone.title, action.title, milestone.due, base_url + address_of(action.id),
                                  is_over || milestone.reached_at.has_value()});
        }
    return web::calendar(content.plan.title, events, now);
}

}  // namespace touchstone::plans
