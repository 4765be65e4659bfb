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
    const auto text_of = [](const std::optional<Date>& date) { return date ? iso(*date) : std::string(); };
    return nlohmann::json{{"title", action.title},        {"lead", action.lead.name},       {"starts", text_of(action.starts)},
                          {"due", text_of(action.due)},   {"resources", action.resources},  {"budget", typed_budget(action)},
                          {"risks", action.risks},        {"state", name_of(action.state)}, {"reason", action.drop_reason},
                          {"sent_back", action.sent_back}}
        .dump();
}

std::string as_json(const Milestone& milestone) { return nlohmann::json{{"title", milestone.title}, {"due", iso(milestone.due)}}.dump(); }

}  // namespace touchstone::plans
