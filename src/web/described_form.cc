#include "web/described_form.h"

#include <algorithm>

#include "base/control_characters.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

const FieldShape* described(const Route& route, const std::string& name) {
    const auto is_it = [&](const FieldShape& shape) {
        const auto beginning = std::string_view(shape.name).substr(0, shape.name.size() - 1);
        return shape.is_of_rows() ? name.size() > beginning.size() && name.starts_with(beginning) : name == shape.name;
    };
    const auto found = std::ranges::find_if(route.traits.fields, is_it);
    return found == route.traits.fields.end() ? nullptr : &*found;
}

// What is chosen of a list, the domain looks at.
bool may_hold(const FieldShape& shape, const std::string& value) {
    if (shape.kind == FieldShape::Kind::choices || shape.allowed.empty()) return true;
    return (value.empty() && !shape.is_needed) || std::ranges::find(shape.allowed, value) != shape.allowed.end();
}
bool may_hold(const FieldShape& shape, const Json& value) {
    return !value.is_string() ? shape.allowed.empty() || shape.kind == FieldShape::Kind::choices
                              : may_hold(shape, value.get<std::string>());
}

// Programs are told; what people paste comes in without.
bool holds_control_characters(const Json& value) {
    if (value.is_array()) return std::ranges::any_of(value, holds_control_characters);
    return value.is_string() && has_control_characters(value.get_ref<const std::string&>());
}

const char* problem_with(const FieldShape* field, const Json& value) {
    if (!field) return "web.problems.unknown_field";
    if (value.is_null()) return nullptr;
    if (value.is_array() && field->kind != FieldShape::Kind::choices) return "web.problems.not_a_list";
    if (holds_control_characters(value)) return "web.problems.control_character";
    return may_hold(*field, value) ? nullptr : "web.problems.unknown_value";
}

}  // namespace

bool is_described(const Route& route) { return !route.traits.fields.empty() || route.traits.is_button; }

bool is_edit(const Route& route) { return described(route, "seen_version") != nullptr && !route.pattern.ends_with("/new"); }

bool leaves_out(const Route& route, const Json& sent) {
    return is_edit(route) && std::ranges::any_of(route.traits.fields,
                                                 [&](const FieldShape& shape) { return shape.is_of_rows() || !sent.contains(shape.name); });
}

Json wrong_fields(const Route& route, const Json& sent) {
    auto problems = Json::array();
    const auto add = [&](const std::string& field, const char* key) {
        problems.push_back({{"field", field}, {"key", key}, {"text", text(std::string(key))}});
    };
    for (const auto& [name, value] : sent.items()) {
        if (const auto* key = problem_with(described(route, name), value)) add(name, key);
        const auto seen = "seen_" + name;
        if (described(route, name) && described(route, seen) && !sent.contains(seen)) add(seen, "web.problems.left_out");
    }
    if (is_edit(route) && !sent.contains("seen_version")) add("seen_version", "web.problems.left_out");
    return problems;
}

std::vector<std::string> unknown_choices(const Route& route, const Form& form) {
    std::vector<std::string> unknown;
    for (const auto& shape : route.traits.fields) {
        // Of a form that its page shows several times the page sends longer names, and the domain misses what is not there.
        if (shape.is_of_rows() || (route.traits.is_repeated && !form.fields().contains(shape.name))) continue;
        const auto values = form.list(shape.name);  // of two, whoever reads the field complains
        if (!may_hold(shape, values.empty() ? std::string() : values.front())) unknown.push_back(shape.name);
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
