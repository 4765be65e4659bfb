// A form as a program sends it.
#pragma once
#include <nlohmann/json.hpp>

#include "web/router.h"
#include "web/shape.h"
#include "web/visit.h"

namespace touchstone::testing {

// Every field that the route's description asks for, with what `form` says of it, so that nobody is refused for its fields before the guard
// is asked. What may be absent and is not in `form` is left out.
inline nlohmann::json program_form(const web::Route& route, const web::Form& form) {
    auto sent = nlohmann::json::object();
    const auto schema = web::schema_of(route.traits.fields);
    for (const auto& [name, field] : schema["properties"].items()) {
        const auto type = field.value("type", nlohmann::ordered_json("string"));
        const auto all = form.list(name);
        const auto given = all.empty() ? std::string() : all.front();
        if (type.is_array() && given.empty() && name != "seen_version") continue;
        const auto kind = type.is_array() ? type.front() : type;
        if (field.contains("enum"))
            sent[name] = field["enum"].front();
        else if (kind == "array")
            sent[name] = all;
        else
            sent[name] = kind == "integer" ? "1" : given;
    }
    return sent;
}

}  // namespace touchstone::testing
