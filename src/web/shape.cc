#include "web/shape.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "web/api_words.h"

namespace touchstone::web {
namespace {

using Schema = nlohmann::ordered_json;

class ShapeReader {
public:
    explicit ShapeReader(std::string_view text) : rest_(text) {}

    Schema whole() {
        auto all = Schema::array({shape()});
        for (skip(); rest_.starts_with("or "); skip()) {
            rest_.remove_prefix(3);
            all.push_back(shape());
        }
        if (!rest_.empty()) fail();
        return all.size() == 1 ? all.front() : Schema{{"anyOf", all}};
    }

private:
    Schema shape() {
        if (takes('{')) return takes('*') ? map() : object();
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

    Schema map() {
        if (!takes(':')) fail();
        auto each = shape();
        if (!takes('}')) fail();
        return {{"type", "object"}, {"additionalProperties", std::move(each)}};
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

const char* const version_seen = "seen_version";

Schema type_of(const FieldShape& shape) {
    using Kind = FieldShape::Kind;
    if (shape.name == version_seen) return shape.kind == Kind::number ? Schema{"integer", "string"} : Schema("string");
    if (shape.kind == Kind::choices) return shape.is_needed ? Schema("array") : Schema{"array", "null"};
    if (shape.kind == Kind::number) return shape.is_needed ? Schema{"integer", "string"} : Schema{"integer", "string", "null"};
    return shape.is_needed ? Schema("string") : Schema{"string", "null"};
}

Schema one_of(const FieldShape& shape, bool may_be_empty) {
    auto values = Schema(shape.allowed);
    if (may_be_empty && std::ranges::find(shape.allowed, "") == shape.allowed.end()) values.push_back("");
    return values;
}

// What may be sent; of a list each item.
Schema taken(const FieldShape& shape) {
    Schema one{{"type", type_of(shape)}};
    if (const auto meaning = meaning_of(shape); !meaning.empty()) one["description"] = meaning;
    if (const auto list = ids_from(shape); !list.empty()) one["x-ids-from"] = "/api/v1" + list;
    if (shape.kind == FieldShape::Kind::choices) {
        one["items"] = {{"type", "string"}};
        if (!shape.allowed.empty()) one["items"]["enum"] = shape.allowed;
        if (shape.is_needed) one["minItems"] = 1;
        return one;
    }
    if (shape.kind == FieldShape::Kind::day) one["format"] = "date";
    if (shape.kind == FieldShape::Kind::link) one["format"] = "uri";
    if (shape.is_needed && one["type"] == "string" && shape.allowed.empty()) one["minLength"] = 1;
    if (shape.max > 0) one["maxLength"] = shape.max;
    if (!shape.allowed.empty()) one["enum"] = one_of(shape, !shape.is_needed);
    return one;
}

Schema read(const FieldShape& shape) {
    if (shape.name == version_seen && shape.kind == FieldShape::Kind::number) return {{"type", "integer"}};
    if (shape.kind == FieldShape::Kind::choices) return {{"type", "array"}, {"items", {{"type", "string"}}}};
    return {{"type", "string"}};
}

Schema fields_as(const std::vector<FieldShape>& shapes, Schema (*as)(const FieldShape&)) {
    auto properties = Schema::object(), of_rows = Schema::object();
    for (const auto& shape : shapes)
        if (shape.is_of_rows())
            of_rows["^" + shape.name.substr(0, shape.name.size() - 1)] = as(shape);
        else
            properties[shape.name] = as(shape);
    Schema schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!of_rows.empty()) schema["patternProperties"] = std::move(of_rows);
    return schema;
}

bool is_for_who_judges(const FieldShape& shape) {
    return shape.name == "confidence" || (shape.name == "level" && shape.allowed.empty());  // a level of services has its few words
}

Schema example_of(const FieldShape& shape) {
    using Kind = FieldShape::Kind;
    Schema one = shape.allowed.empty() ? Schema(shape.name == "source" ? "views" : "words") : Schema(shape.allowed.front());
    if (one.is_string() && one.get<std::string>().empty() && shape.allowed.size() > 1) one = shape.allowed[1];
    if (shape.kind == Kind::number) return 1;
    if (shape.kind == Kind::day) return shape.name == "from" ? "2027-01-01" : "2027-03-31";
    if (shape.kind == Kind::link) return "https://example.org/survey";
    if (shape.name == "themes") one = "5.1/2";
    if (shape.name == "email") return "kirsty.munro@example.org";
    if (!ids_from(shape).empty()) one = "01jd8z6q4m2x7r5t9v3w1y0c8k";
    return shape.kind == Kind::choices ? Schema::array({one}) : one;
}

}  // namespace

Schema schema_of(std::string_view shape) { return ShapeReader(shape).whole(); }

Schema schema_of(const std::vector<FieldShape>& shapes, const std::vector<std::string>& required) {
    auto schema = fields_as(shapes, taken);
    if (!required.empty()) schema["required"] = required;
    schema["additionalProperties"] = false;
    return schema;
}

Schema schema_of_form(const std::vector<FieldShape>& shapes) {
    auto schema = fields_as(shapes, read);
    schema["additionalProperties"] = false;
    return schema;
}

Schema example_of(const std::vector<FieldShape>& shapes, const std::vector<std::string>& names) {
    auto example = Schema::object();
    for (const auto& shape : shapes)
        if (std::ranges::find(names, shape.name) != names.end() && !is_for_who_judges(shape)) example[shape.name] = example_of(shape);
    return example;
}

}  // namespace touchstone::web
