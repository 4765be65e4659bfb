#include "web/described_form.h"

#include <algorithm>

#include "base/control_characters.h"
#include "web/shape.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

// Names with their schemas. Those that may be absent have "null" among their types.
struct Described {
    Json fields = Json::object(), of_rows = Json::object();  // of rows by the pattern "^depth_"

    const Json* find(const std::string& name) const {
        if (const auto found = fields.find(name); found != fields.end()) return &*found;
        for (const auto& [pattern, schema] : of_rows.items())
            if (name.size() >= pattern.size() && name.starts_with(pattern.substr(1))) return &schema;
        return nullptr;
    }
};

Described described(const Route& route) {
    if (!is_described(route)) return {};
    const auto schema = route.traits.fields.empty() ? schema_of(route.traits.takes, true) : schema_of(route.traits.fields);
    return {schema.value("properties", Json::object()), schema.value("patternProperties", Json::object())};
}

bool is_among(const Json& choices, const Json& value) { return std::ranges::find(choices, value) != choices.end(); }

bool may_be_absent(const Json& schema) { return schema.contains("type") && schema["type"].is_array() && is_among(schema["type"], "null"); }

bool is_list(const Json& schema) {
    const auto type = schema.value("type", Json());
    return type == "array" || (type.is_array() && type.front() == "array");
}

// Programs are told; what people paste comes in without.
bool holds_control_characters(const Json& value) {
    if (value.is_array()) return std::ranges::any_of(value, holds_control_characters);
    return value.is_string() && has_control_characters(value.get_ref<const std::string&>());
}

// An edit is told by the version it saw.
bool is_edit(const Route& route, const Json& fields) { return fields.contains("seen_version") && !route.pattern.ends_with("/new"); }

}  // namespace

bool is_described(const Route& route) {
    return !route.traits.fields.empty() || (route.traits.takes != nullptr && *route.traits.takes != '\0');
}

bool leaves_out(const Route& route, const Json& sent) {
    const auto [fields, of_rows] = route.traits.fields.empty() ? Described{} : described(route);
    if (!is_edit(route, fields)) return false;
    bool is_whole = of_rows.empty();
    for (const auto& [name, schema] : fields.items()) is_whole = is_whole && sent.contains(name);
    return !is_whole;
}

Json wrong_fields(const Route& route, const Json& sent) {
    auto problems = Json::array();
    const auto add = [&](const std::string& field, const char* key) {
        problems.push_back({{"field", field}, {"key", key}, {"text", text(std::string(key))}});
    };
    const auto all = described(route);
    for (const auto& [name, value] : sent.items()) {
        const auto* field = all.find(name);
        if (!field)
            add(name, "web.problems.unknown_field");
        else if (value.is_null())
            continue;
        else if (value.is_array() && !is_list(*field))
            add(name, "web.problems.not_a_list");
        else if (holds_control_characters(value))
            add(name, "web.problems.control_character");
        else if (field->contains("enum") && !is_among((*field)["enum"], value))
            add(name, "web.problems.unknown_value");
    }
    if (!is_edit(route, all.fields)) return problems;  // of what is made, the action says what is missing
    for (const auto& [name, schema] : all.fields.items())
        if (!sent.contains(name) && !may_be_absent(schema) && (route.traits.fields.empty() || name == "seen_version"))
            add(name, "web.problems.left_out");
    return problems;
}

std::vector<std::string> unknown_choices(const Route& route, const Form& form) {
    std::vector<std::string> unknown;
    const auto all = described(route);
    for (const auto& [name, schema] : all.fields.items()) {
        if (!schema.contains("enum")) continue;
        const auto values = form.list(name);
        const auto value = values.empty() ? std::string() : values.front();  // of two, whoever reads the field complains
        if (!is_among(schema["enum"], value) && !(value.empty() && may_be_absent(schema))) unknown.push_back(name);
    }
    return unknown;
}

Form without_fields(Form form, const std::vector<std::string>& names) {
    Form rest;
    for (const auto& [name, values] : form.fields())
        if (std::ranges::find(names, name) == names.end())
            for (const auto& value : values) rest.add(name, value);
    rest.all_uploads() = std::move(form.all_uploads());
    if (form.has_lost_uploads()) rest.lose_upload();
    return rest;
}

Json sent_in(const Form& form) {
    auto sent = Json::object();
    for (const auto& [name, values] : form.fields()) sent[name] = values.size() == 1 ? Json(values.front()) : Json(values);
    return sent;
}

}  // namespace touchstone::web
