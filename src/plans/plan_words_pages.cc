#include "plans/plan_words_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "events/event_store.h"
#include "measures/measure_words_pages.h"
#include "measures/reading_words_pages.h"
#include "plans/measured.h"

namespace touchstone::plans {

using web::text;

std::string address_of(const PlanId& id) { return "/plans/" + id.text; }
std::string address_of(const ObjectiveId& id) { return "/objectives/" + id.text; }
std::string address_of(const ActionId& id) { return "/action-points/" + id.text; }

std::optional<Content> find_content(const web::Visit& visit, db::Read& db, const std::string& kind) {
    return read_content(db, visit.sight(), visit.path.at(kind), visit.only);
}

const ObjectiveWhole* one_of(const Content& content, const ObjectiveId& id) {
    const auto found = std::ranges::find_if(content.objectives, [&](const ObjectiveWhole& whole) { return whole.objective.id == id; });
    return found == content.objectives.end() ? nullptr : &*found;
}

const Target* one_of(const ObjectiveWhole& whole, const TargetId& id) {
    const auto found = std::ranges::find(whole.targets, id, &Target::id);
    return found == whole.targets.end() ? nullptr : &*found;
}

std::optional<ActionPlace> one_of(const Content& content, const ActionId& id) {
    for (const auto& whole : content.objectives)
        if (const auto found = std::ranges::find(whole.actions, id, &ActionPoint::id); found != whole.actions.end())
            return ActionPlace{&whole, &*found};
    return std::nullopt;
}

web::Response plan_page(const std::string& view, const std::string& title, const Content& content, web::Object data, web::Status status,
                        std::vector<web::Crumb> more) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/plans", text("plans.list.title")}};
    if (!content.plan.title.empty()) response.crumbs.push_back({address_of(content.plan.id), content.plan.title});
    response.crumbs.insert(response.crumbs.end(), more.begin(), more.end());
    response.who_can_see = evaluations::seen_by_owner_only(content.plan.owner_name);
    return response;
}

std::string with_unit(const std::string& number, const Target& target) {
    if (number.empty() || target.unit.empty()) return number;
    return number + (target.unit == "%" ? "" : " ") + target.unit;
}

std::string standing_in_words(const Target& target) { return text("plans.standing." + name_of(standing_of(target))); }

std::string state_in_words(const ActionPoint& action, Priority priority, Instant now) {
    std::vector words{text("plans.action.state." + name_of(action.state))};
    if (is_overdue(action, date_of(now))) words.push_back(text("plans.action.overdue"));
    if (is_stale(action, now)) words.push_back(text("plans.action.stale"));
    if (awaits_verification(action, priority)) words.push_back(text("plans.action.awaits"));
    if (action.verified_at) words.push_back(text("plans.action.verified"));
    if (action.is_open() && !action.agreed_at) words.push_back(text("plans.action.not_agreed", {{"name", asked_to_agree(action)}}));
    return web::listed(words);
}

std::string effect_in_words(const Effect& effect) {
    return text("plans.effect.said", {{"verdict", text("plans.effect.verdict_choice." + name_of(effect.verdict))},
                                      {"name", effect.by_name},
                                      {"when", in_words(date_of(effect.at))}});
}

std::string day_in_words(const std::optional<Date>& day) { return day ? in_words(*day) : text("plans.no_day"); }

std::string outcomes_in_words(const std::vector<frameworks::DesiredOutcome>& outcomes, const std::vector<std::string>& keys) {
    std::vector<std::string> titles;
    for (const auto& outcome : outcomes)
        if (std::ranges::find(keys, outcome.key) != keys.end()) titles.push_back(outcome.title);
    return web::listed(titles);
}

web::List area_rows(const std::vector<Area>& areas) {
    web::List rows;
    for (const auto& area : areas) {
        const auto owner = area.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : area.owner_name;
        rows.push_back(web::Object{
            {"statement", web::or_false(area.statement)},
            {"withdrawn", area.is_there && area.is_withdrawn},
            {"link", area.is_there ? web::Data(web::link("/evidence/" + area.evidence.text, area.evidence_title)) : web::Data(false)},
            {"gap", area.is_there ? web::Data(false) : web::Data(text("plans.area.gap", {{"owner", owner}}))}});
    }
    return rows;
}

web::Object action_table(const std::vector<const ObjectiveWhole*>& wholes, Instant now, bool with_objective) {
    web::Table table{
        .id = "actions", .caption = text("plans.action.table"), .heads = {}, .rows = {}, .is_sortable = false, .csv = "action-points.csv"};
    for (const auto* column : {"action", "state_head", "due", "owner", "lead", "starts", "objective"})
        if (with_objective || std::string_view(column) != "objective")
            table.heads.push_back({text(std::string("plans.action.") + column), {}});
    std::vector<ActionPlace> places;
    for (const auto* whole : wholes)
        for (const auto& action : whole->actions) places.push_back({whole, &action});
    std::ranges::stable_sort(places, {}, [](const ActionPlace& place) {
        const auto& due = place.action->due;
        return std::pair(!due.has_value(), due.value_or(Date{}));
    });
    for (const auto& [whole, action] : places) {
        std::vector<web::Cell> row{{action->title, address_of(action->id)},
                                   {state_in_words(*action, whole->objective.priority, now), {}},
                                   {day_in_words(action->due), {}},
                                   {action->owner_name.empty() ? text("plans.action.nobody") : action->owner_name, {}},
                                   {action->lead.name, {}},
                                   {day_in_words(action->starts), {}}};
        if (with_objective) row.push_back({whole->objective.title, address_of(whole->objective.id)});
        table.rows.push_back(std::move(row));
    }
    return web::table(table);
}

web::Object target_table(const Content& content, const ObjectiveWhole& whole, bool with_links) {
    web::Table table{.id = "targets_" + whole.objective.id.text,
                     .caption = text("plans.target.table"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = false,
                     .csv = ""};
    for (const auto* column : {"measure_head", "was", "now", "to_reach", "standing_head"})
        table.heads.push_back({text(std::string("plans.target.") + column), {}});
    const auto on = [](const std::string& number, const std::optional<Date>& day) {
        return day ? text("plans.target.on_day", {{"number", number}, {"day", in_words(*day)}}) : text("plans.target.unknown");
    };
    for (const auto& target : whole.targets) {
        const auto* reading = reading_of(content, target);
        const auto* latest = target.values.empty() ? nullptr : &target.values.back();
        table.rows.push_back(
            {{target.measure, with_links ? address_of(whole.objective.id) + "/targets/" + target.id.text : std::string()},
             {on(with_unit(target.baseline, target), target.baseline_on), {}},
             {reading  ? measures::latest_in_words(*reading)
              : latest ? on(with_unit(latest->value, target), latest->on)
                       : text("plans.target.unknown"),
              reading ? measures::address_of(reading->id) : std::string()},
             {on(with_unit(target.aim, target), target.aim_on), {}},
             {reading ? measures::verdict_in_words(*reading, verdict_of(*reading, target)) : standing_in_words(target), {}}});
    }
    return web::table(table);
}

}  // namespace touchstone::plans
