#include "web/openapi.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/shape.h"

namespace touchstone::web {
namespace {

Json ref(const char* kind, const char* name) { return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}}; }

Json content(const char* media_type, Json schema) { return {{media_type, {{"schema", std::move(schema)}}}}; }

// "/evaluations/{evaluation}/scope" as "post_evaluations_evaluation_scope"
std::string operation_id(const std::string& method, const std::string& pattern) {
    std::string id = method;
    for (const char c : pattern) {
        if (c == '/' || c == '-')
            id += '_';
        else if (c != '{' && c != '}')
            id += c;
    }
    return id;
}

// The first word of the pattern: what it is about.
std::string tag_of(const std::string& pattern) {
    const auto end = pattern.find('/', 1);
    return pattern.substr(1, end == std::string::npos ? end : end - 1);
}

Json parameters_of(const Route& route) {
    Json parameters = Json::array();
    for (const auto& part : route.parts)
        if (part.starts_with('{'))
            parameters.push_back(
                {{"name", part.substr(1, part.size() - 2)}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    if (route.reads) {
        for (const auto& name : route.reads->query)
            parameters.push_back({{"name", name}, {"in", "query"}, {"schema", {{"type", "string"}}}});
        if (route.reads->is_paged) parameters.push_back(ref("parameters", "page"));
        parameters.push_back(ref("parameters", "if_none_match"));
    } else {
        parameters.push_back(ref("parameters", "idempotency_key"));
    }
    return parameters;
}

Json refusals(std::initializer_list<const char*> statuses) {
    Json responses = Json::object();
    for (const auto* status : statuses) responses[status] = ref("responses", "refused");
    return responses;
}

Json page_of(Json items) {
    const Json number{{"type", "integer"}};
    return {{"type", "object"},
            {"required", {"items", "total", "page", "pages"}},
            {"properties",
             {{"items", {{"type", "array"}, {"items", std::move(items)}}}, {"total", number}, {"page", number}, {"pages", number}}}};
}

Json answer_schema(const Reads& reads) {
    if (reads.shape.empty()) return ref("schemas", reads.is_paged ? "page" : "object");
    auto schema = schema_of(reads.shape);
    return reads.is_paged ? page_of(std::move(schema)) : schema;
}

Json reading(const Route& route, const std::string& pattern) {
    const auto& reads = *route.reads;
    auto responses = refusals({"401", "403", "404", "429"});
    responses["304"] = {{"description", "Nothing has changed since"}};
    responses["200"] = {{"description", reads.returns},
                        {"headers", {{"ETag", {{"schema", {{"type", "string"}}}}}}},
                        {"content", content("application/json", answer_schema(reads))}};
    return {{"operationId", operation_id("get", pattern)},
            {"tags", {tag_of(pattern)}},
            {"summary", reads.summary},
            {"description", "Permission: " + route.permission.name + "."},
            {"parameters", parameters_of(route)},
            {"responses", std::move(responses)}};
}

// Of what is made the needed fields must be there, of what is altered the version that was seen; what else is left out stays as it is.
Json taken_by(const Route& route) {
    const auto& fields = route.traits.fields;
    std::vector<std::string> required;
    const bool is_made = route.pattern.ends_with("/new");
    for (const auto& shape : fields)
        if (is_made ? shape.is_needed : shape.name == "seen_version") required.push_back(shape.name);
    return schema_of(fields, required);
}

// The form as it stands, to be changed and sent back.
Json form_reading(const Route& route) {
    auto responses = refusals({"401", "403", "404", "429"});
    responses["304"] = {{"description", "Nothing has changed since"}};
    responses["200"] = {{"description", "What the form holds now"},
                        {"headers", {{"ETag", {{"schema", {{"type", "string"}}}}}}},
                        {"content", content("application/json", schema_of(route.traits.fields))}};
    auto parameters = Json::array();
    for (auto& parameter : parameters_of(route))
        if (parameter.value("in", "") == "path") parameters.push_back(std::move(parameter));
    parameters.push_back(ref("parameters", "if_none_match"));
    return {{"operationId", operation_id("get", route.pattern)},
            {"tags", {tag_of(route.pattern)}},
            {"summary", "What the form at " + route.pattern + " holds"},
            {"description", "All that a POST here takes. Permission: " + route.permission.name + "."},
            {"parameters", std::move(parameters)},
            {"responses", std::move(responses)}};
}

Json writing(const Route& route) {
    auto responses = refusals({"400", "401", "403", "404", "409", "413", "415", "422", "429"});
    const auto done = Json{{"description", "Done"}, {"content", content("application/json", ref("schemas", "done"))}};
    responses["200"] = done;
    if (route.pattern.ends_with("/new")) responses["201"] = done;
    auto taken = content("application/json", taken_by(route));
    if (route.traits.takes_files) taken["multipart/form-data"] = {{"schema", ref("schemas", "fields")}};
    return {{"operationId", operation_id("post", route.pattern)},
            {"tags", {tag_of(route.pattern)}},
            {"summary", "What the form at " + route.pattern + " does"},
            {"description", "Takes the fields of that form. Permission: " + route.permission.name + "."},
            {"parameters", parameters_of(route)},
            {"requestBody", {{"required", false}, {"content", std::move(taken)}}},
            {"responses", std::move(responses)}};
}

Json components() {
    const Json text{{"type", "string"}};
    const Json problems{{"type", "array"},
                        {"items", {{"type", "object"}, {"properties", {{"field", text}, {"key", text}, {"text", text}}}}}};
    return {{"securitySchemes",
             {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "A personal access token, made at /account/tokens."}}}}},
            {"parameters",
             {{"page", {{"name", "page"}, {"in", "query"}, {"schema", {{"type", "integer"}, {"minimum", 1}, {"default", 1}}}}},
              {"if_none_match",
               {{"name", "If-None-Match"}, {"in", "header"}, {"description", "The ETag of an earlier answer"}, {"schema", text}}},
              {"idempotency_key",
               {{"name", "Idempotency-Key"},
                {"in", "header"},
                {"description", "The same request under the same key within a day is done once and answered alike"},
                {"schema", {{"type", "string"}, {"maxLength", idempotency_key_max}}}}}}},
            {"responses",
             {{"refused",
               {{"description", "Why it was not done (RFC 9457)"},
                {"content", content("application/problem+json", ref("schemas", "problem"))}}}}},
            {"schemas",
             {{"object", {{"type", "object"}, {"additionalProperties", true}}},
              {"page",
               {{"type", "object"},
                {"required", {"items", "total", "page", "pages"}},
                {"properties",
                 {{"items", {{"type", "array"}, {"items", ref("schemas", "object")}}},
                  {"total", {{"type", "integer"}}},
                  {"page", {{"type", "integer"}}},
                  {"pages", {{"type", "integer"}}}}}}},
              {"fields",
               {{"type", "object"},
                {"description", "Field names with texts, whole numbers, or lists of them. Days are 2027-03-31."},
                {"additionalProperties", {{"type", {"string", "integer", "array"}}}}}},
              {"done",
               {{"type", "object"},
                {"properties",
                 {{"page", {{"type", "string"}, {"description", "Where a person sees it"}}},
                  {"location", {{"type", "string"}, {"description", "Where a program reads it"}}}}}}},
              {"problem",
               {{"type", "object"},
                {"required", {"type", "title", "status"}},
                {"properties",
                 {{"type", text},
                  {"title", text},
                  {"status", {{"type", "integer"}}},
                  {"problems", problems},
                  {"theirs", {{"type", "integer"}, {"description", "The version that someone else saved"}}}}}}}}}};
}

}  // namespace

Json openapi_of(const Router& router) {
    Json paths = Json::object();
    std::vector<std::string> tags;
    for (const auto& route : router.routes()) {
        const bool reads = route.reads.has_value();
        if (!reads && !is_for_programs(route)) continue;
        const auto pattern = reads ? route.pattern.substr(api_root.size()) : route.pattern;
        if (std::ranges::find(tags, tag_of(pattern)) == tags.end()) tags.push_back(tag_of(pattern));
        paths[api_root + pattern][reads ? "get" : "post"] = reads ? reading(route, pattern) : writing(route);
        if (!route.traits.fields.empty()) paths[api_root + pattern]["get"] = form_reading(route);
    }
    Json named = Json::array();
    for (const auto& tag : tags) named.push_back({{"name", tag}, {"description", "Under " + api_root + "/" + tag}});
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Touchstone"},
              {"version", "1"},
              {"description",
               "Whatever people do on pages, programs do here, as the owner of an access token and with that person's permissions."},
              {"license", {{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
            {"servers", {{{"url", "/"}}}},
            {"security", {{{"token", Json::array()}}}},
            {"tags", std::move(named)},
            {"paths", std::move(paths)},
            {"components", components()}};
}

Response openapi_answer(const Router& router) { return json(openapi_of(router).dump(2)); }

}  // namespace touchstone::web
