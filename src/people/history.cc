#include "people/history.h"

#include <nlohmann/json.hpp>

namespace touchstone::people {
namespace {

std::string state_of(const std::optional<Instant>& closed_at) { return closed_at ? iso(date_of(*closed_at)) : "open"; }

}  // namespace

std::string as_json(const Organisation& organisation) {
    return nlohmann::json{{"name", organisation.name},
                          {"kind", organisation.kind},
                          {"state", state_of(organisation.closed_at)},
                          {"merged_into", organisation.merged_into.text}}
        .dump();
}

std::string as_json(const Service& service) {
    return nlohmann::json{{"name", service.name},
                          {"organisation", service.organisation_name},
                          {"level", level_name(service.level)},
                          {"part_of", service.parent ? service.parent->text : ""},
                          {"state", state_of(service.closed_at)},
                          {"merged_into", service.merged_into.text}}
        .dump();
}

std::string as_json(const AccessToken& token) {
    return nlohmann::json{{"name", token.name}, {"access", token.may_write ? "write" : "read"}, {"ends", iso(date_of(token.ends_at))}}
        .dump();
}

std::string as_json(const Assignment& assignment, const std::string& role, const std::string& on) {
    return nlohmann::json{
        {"role", role}, {"on", on}, {"until", assignment.until ? iso(date_of(*assignment.until)) : ""}, {"reason", assignment.reason}}
        .dump();
}

}  // namespace touchstone::people
