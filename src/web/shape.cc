#include "web/shape.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace touchstone::web {
namespace {

using Schema = nlohmann::ordered_json;

class ShapeReader {
public:
    explicit ShapeReader(std::string_view text) : rest_(text) {}

    Schema whole() {
        auto schema = shape();
        skip();
        if (!rest_.empty()) fail();
        return schema;
    }

private:
    Schema shape() {
        if (takes('{')) return object();
        if (takes('[')) {
            auto items = shape();
            if (!takes(']')) fail();
            return {{"type", "array"}, {"items", std::move(items)}};
        }
        const auto what = word();
        skip();
        if (rest_.starts_with('|')) return choice(what);
        if (what == "text") return {{"type", "string"}};
        if (what == "number") return {{"type", "integer"}};
        if (what == "decimal") return {{"type", "number"}};
        if (what == "yes_no") return {{"type", "boolean"}};
        if (what == "day") return {{"type", "string"}, {"format", "date"}};
        if (what == "moment") return {{"type", "string"}, {"format", "date-time"}};
        if (what == "anything") return Schema::object();
        fail();
    }

    Schema choice(const std::string& first) {
        auto words = Schema::array({first});
        while (takes('|')) words.push_back(word());
        return {{"type", "string"}, {"enum", std::move(words)}};
    }

    Schema object() {
        auto fields = Schema::object(), required = Schema::array();
        do {
            const auto name = word();
            const bool is_always_there = !takes('?');
            auto schema = takes(':') ? shape() : Schema{{"type", "string"}};
            if (is_always_there) required.push_back(name);
            if (!is_always_there && schema.contains("type")) schema["type"] = {schema["type"], "null"};
            fields[name] = std::move(schema);
        } while (takes(','));
        if (!takes('}')) fail();
        Schema schema{{"type", "object"}, {"properties", std::move(fields)}};
        if (!required.empty()) schema["required"] = std::move(required);
        schema["additionalProperties"] = false;
        return schema;
    }

    std::string word() {
        skip();
        const auto end = std::min(rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"), rest_.size());
        if (end == 0) fail();
        const std::string found(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return found;
    }

    bool takes(char wanted) {
        skip();
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size())); }
    [[noreturn]] void fail() const { throw std::logic_error("no shape of JSON from here on: " + std::string(rest_)); }

    std::string_view rest_;
};

}  // namespace

Schema schema_of(std::string_view shape) { return ShapeReader(shape).whole(); }

Schema schema_of(const std::vector<FieldShape>& shapes, const std::vector<std::string>& required) {
    auto properties = Schema::object(), of_rows = Schema::object();
    for (const auto& shape : shapes) {
        Schema one{{"type", {"string", "null"}}};
        if (shape.kind == FieldShape::Kind::number) one["type"] = {"integer", "string", "null"};
        if (shape.kind == FieldShape::Kind::day) one["format"] = "date";
        if (shape.max > 0) one["maxLength"] = shape.max;
        if (!shape.allowed.empty()) {
            one["enum"] = shape.allowed;
            if (shape.is_needed) one["type"] = "string";
            if (!shape.is_needed && std::ranges::find(shape.allowed, "") == shape.allowed.end()) one["enum"].push_back("");
        }
        if (shape.name == "seen_version")
            one["type"] = shape.kind == FieldShape::Kind::number ? Schema{"integer", "string"} : Schema("string");
        if (shape.kind == FieldShape::Kind::choices) one = {{"type", {"array", "null"}}, {"items", {{"type", "string"}}}};
        if (shape.is_of_rows())
            of_rows["^" + shape.name.substr(0, shape.name.size() - 1)] = std::move(one);
        else
            properties[shape.name] = std::move(one);
    }
    Schema schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!of_rows.empty()) schema["patternProperties"] = std::move(of_rows);
    if (!required.empty()) schema["required"] = required;
    schema["additionalProperties"] = false;
    return schema;
}

}  // namespace touchstone::web
