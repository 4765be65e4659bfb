#include "plans/history.h"

#include <nlohmann/json.hpp>

namespace touchstone::plans {

std::string as_json(const Plan& plan) {
    return nlohmann::json{{"title", plan.title}, {"from", iso(plan.from)}, {"to", iso(plan.to)}}.dump();
}

std::string as_json(const Signature& signature) { return nlohmann::json{{"edition", std::to_string(signature.edition)}}.dump(); }

std::string as_json(const Objective& objective) {
    return nlohmann::json{{"title", objective.title},
                          {"difference", objective.difference},
                          {"outcomes", objective.outcomes},
                          {"priority", name_of(objective.priority)},
                          {"closing", objective.closing}}
        .dump();
}

std::string as_json(const Target& target) {
    return nlohmann::json{{"measure", target.measure},    {"unit", target.unit}, {"direction", name_of(target.direction)},
                          {"baseline", target.baseline},  {"aim", target.aim},   {"aim_on", iso(target.aim_on)},
                          {"variation", target.variation}}
        .dump();
}

std::string as_json(const Value& value) { return nlohmann::json{{"value", value.value}, {"on", iso(value.on)}}.dump(); }

std::string as_json(const Effect& effect) { return nlohmann::json{{"verdict", name_of(effect.verdict)}, {"words", effect.words}}.dump(); }

std::string as_json(const LevelAnswer& answer) { return nlohmann::json{{"words", answer.words}}.dump(); }

std::string as_json(const ActionPoint& action) {
    auto json = nlohmann::json::parse(as_json(action_fields().values(draft_of(action))));
    for (const auto* id : {"owner", "partners"}) json.erase(id);  // ids tell a reader nothing
    json["lead"] = action.lead.name;
    json["state"] = name_of(action.state);
    json["reason"] = action.drop_reason;
    json["sent_back"] = action.sent_back;
    json["agreed"] = action.agreed_at ? iso(date_of(*action.agreed_at)) : "";  // who did stands with the event, and is erased there
    return json.dump();
}

std::string as_json(const Milestone& milestone) { return nlohmann::json{{"title", milestone.title}, {"due", iso(milestone.due)}}.dump(); }

}  // namespace touchstone::plans
