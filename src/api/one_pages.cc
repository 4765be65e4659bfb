// One objective or action point, with all that hangs on it.
#include <algorithm>

#include "api/api_pages.h"
#include "plans/measured.h"
#include "plans/plan_store.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using web::Json;
using namespace plans;

const std::string action_shape =
    "{id, title, lead, owner?, starts?: day, due?: day, resources, risks, budget_pence?: number, partners: [text], state, done_at?: "
    "moment, "
    "awaits_verification: yes_no, verified_by?, verified_at?: moment, drop_reason?, sent_back?, agreed_by?, agreed_at?: moment, version: "
    "number, "
    "milestones: [{id, title, due: day, reached_at?: moment}]}";

Json as_json(const Milestone& milestone) {
    Json json{{"id", milestone.id.text}, {"title", milestone.title}, {"due", iso(milestone.due)}};
    web::add_known(json, "reached_at", milestone.reached_at);
    return json;
}

Json as_json(const ActionPoint& action, Priority priority) {
    Json json{{"id", action.id.text},
              {"title", action.title},
              {"lead", action.lead.name},
              {"resources", action.resources},
              {"risks", action.risks},
              {"partners", web::list_of(action.partners, [](const Partner& partner) { return partner.name; })},
              {"state", name_of(action.state)},
              {"awaits_verification", awaits_verification(action, priority)},
              {"version", action.version},
              {"milestones", web::list_of(action.milestones, [](const Milestone& one) { return as_json(one); })}};
    web::add_known(json, "owner", action.owner_name);
    web::add_known(json, "starts", action.starts);
    web::add_known(json, "due", action.due);
    if (action.budget) json["budget_pence"] = *action.budget;
    web::add_known(json, "done_at", action.done_at);
    web::add_known(json, "verified_by", action.verified_by_name);
    web::add_known(json, "verified_at", action.verified_at);
    web::add_known(json, "drop_reason", action.drop_reason);
    web::add_known(json, "sent_back", action.sent_back);
    web::add_known(json, "agreed_by", action.agreed_by_name);
    web::add_known(json, "agreed_at", action.agreed_at);
    return json;
}

const std::string target_shape =
    "{id, measure, unit, direction, baseline?, baseline_on?: day, aim, aim_on: day, variation?, standing, read_from?, verdict?, version: "
    "number, "
    "values: [{id, on: day, value, note, by}]}";

// `reading` is null where it is read from no measure, or from one that is not there for the one who asks.
Json as_json(const Target& target, const measures::Reading* reading) {
    Json json{{"id", target.id.text},
              {"measure", target.measure},
              {"unit", target.unit},
              {"direction", name_of(target.direction)},
              {"aim", target.aim},
              {"aim_on", iso(target.aim_on)},
              {"standing", name_of(standing_of(target))},
              {"version", target.version}};
    web::add_known(json, "baseline", target.baseline);
    web::add_known(json, "baseline_on", target.baseline_on);
    web::add_known(json, "variation", target.variation);
    if (reading != nullptr) {
        json["read_from"] = reading->id.text;
        json["verdict"] = name_in(measures::verdicts(), verdict_of(*reading, target));
    }
    json["values"] = web::list_of(target.values, [](const Value& one) {
        return Json{{"id", one.id.text}, {"on", iso(one.on)}, {"value", one.value}, {"note", one.note}, {"by", one.by_name}};
    });
    return json;
}

// What is not there for the one who asks is a gap with its owner's name.
const std::string area_shape = "{is_there: yes_no, owner, statement?, evaluation?, finding?, evidence?, is_withdrawn?: yes_no}";

Json as_json(const Area& area) {
    Json json{{"is_there", area.is_there}, {"owner", area.owner_name}};
    if (!area.is_there) return json;
    json["statement"] = area.statement;
    json["evaluation"] = area.ref.evaluation.text;
    json["finding"] = area.ref.finding.text;
    json["evidence"] = area.evidence.text;
    json["is_withdrawn"] = area.is_withdrawn;
    return json;
}

const std::string objective_shape =
    "{id, title, difference, outcomes: [text], priority, closed_at?: moment, closing?, version: number, areas: [" + area_shape +
    "], targets: [" + target_shape + "], action_points: [" + action_shape + "], effects: [{verdict, words, by, at: moment}]}";

Json as_json(const Content& content, const ObjectiveWhole& whole) {
    const auto& objective = whole.objective;
    Json json{{"id", objective.id.text},
              {"title", objective.title},
              {"difference", objective.difference},
              {"outcomes", objective.outcomes},
              {"priority", name_of(objective.priority)},
              {"version", objective.version}};
    web::add_known(json, "closed_at", objective.closed_at);
    web::add_known(json, "closing", objective.closing);
    json["areas"] = web::list_of(whole.areas, [](const Area& area) { return as_json(area); });
    json["targets"] = web::list_of(whole.targets, [&](const Target& target) { return as_json(target, reading_of(content, target)); });
    json["action_points"] = web::list_of(whole.actions, [&](const ActionPoint& action) { return as_json(action, objective.priority); });
    json["effects"] = web::list_of(whole.effects, [](const Effect& effect) {
        return Json{{"verdict", name_of(effect.verdict)}, {"words", effect.words}, {"by", effect.by_name}, {"at", iso(effect.at)}};
    });
    return json;
}

web::Response objective(const web::Visit& visit, db::Read& db) {
    const auto& id = visit.path.at("objective");
    const auto content = read_content(db, visit.sight(), id);
    if (!content) return web::not_found();
    const auto found = std::ranges::find(content->objectives, id, [](const ObjectiveWhole& one) { return one.objective.id.text; });
    return found == content->objectives.end() ? web::not_found() : web::answer(as_json(*content, *found));
}

web::Response action_point(const web::Visit& visit, db::Read& db) {
    const auto& id = visit.path.at("action");
    const auto content = read_content(db, visit.sight(), id);
    if (!content) return web::not_found();
    for (const auto& one : content->objectives)
        for (const auto& action : one.actions)
            if (action.id.text == id) return web::answer(as_json(action, one.objective.priority));
    return web::not_found();
}

}  // namespace

void add_one_pages(web::Router& router) {
    router.api_get("/objectives/{objective}", may::read, objective,
                   {"An improvement objective", "With areas, targets, action points and effects", {}, false, objective_shape});
    router.api_get("/action-points/{action}", may::read, action_point, {"An action point", "With its milestones", {}, false, action_shape});
    add_register_pages(router);
}

}  // namespace touchstone::api
