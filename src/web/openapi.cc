#include "web/openapi.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/api_words.h"
#include "web/described_form.h"
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
    for (const auto* status : statuses) responses[status] = ref("responses", status);
    return responses;
}

Json reading_refusals() {
    auto responses = refusals({"400", "401", "403", "404", "429", "503"});
    responses["304"] = {{"description", "Nothing has changed since"}};
    return responses;
}

Json read_well(const char* what, Json content) {
    return {{"description", what}, {"headers", {{"ETag", {{"schema", {{"type", "string"}}}}}}}, {"content", std::move(content)}};
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

Json answer_content(const Reads& reads) {
    if (reads.files.empty()) return content("application/json", answer_schema(reads));
    auto files = Json::object();
    for (const auto& media_type : reads.files) files[media_type] = Json::object();
    return files;
}

Json reading(const Route& route, const std::string& pattern) {
    const auto& reads = *route.reads;
    auto responses = reading_refusals();
    responses["200"] = read_well(reads.returns, answer_content(reads));
    return {{"operationId", operation_id("get", pattern)},
            {"tags", {tag_of(pattern)}},
            {"summary", reads.summary},
            {"description", "Permission: " + route.permission.name + "."},
            {"parameters", parameters_of(route)},
            {"responses", std::move(responses)}};
}

// Of what is altered the version that was seen must be there, and what is left out stays as it is; else the needed fields.
std::vector<std::string> required_of(const Route& route) {
    const bool is_altered = is_edit(route);
    std::vector<std::string> required;
    for (const auto& shape : route.traits.fields)
        if (!shape.is_of_rows() && (is_altered ? shape.name == "seen_version" : shape.is_needed)) required.push_back(shape.name);
    return required;
}

// What must be there; of what is altered also what must not be empty.
Json example_of(const Route& route) {
    auto names = required_of(route);
    for (const auto& shape : route.traits.fields)
        if (is_edit(route) && shape.is_needed && !shape.is_of_rows()) names.push_back(shape.name);
    return touchstone::web::example_of(route.traits.fields, names);
}

// A table that is looked at and not kept is one file.
Json with_files(const Route& route, Json schema) {
    const Json file{{"type", "string"}, {"contentMediaType", "application/octet-stream"}};
    const bool is_table = !route.traits.keeps_files;
    schema["properties"][is_table ? "file" : "files"] = is_table ? file : Json{{"type", "array"}, {"items", file}};
    return schema;
}

Json body_of(const Route& route) {
    const auto required = required_of(route);
    auto schema = schema_of(route.traits.fields, required);
    Json taken{{"application/json", {{"schema", schema}, {"example", example_of(route)}}}};
    if (route.traits.takes_files) taken["multipart/form-data"] = {{"schema", with_files(route, std::move(schema))}};
    return {{"required", !required.empty()}, {"content", std::move(taken)}};
}

// Without it the description is not sound: tests/api/run_api.py.
std::string summary_of(const Route& route) {
    const auto deed = route.traits.deed;
    return deed.empty() ? route.pattern : deed;
}

// The form as it stands, to be changed and sent back.
Json form_reading(const Route& route) {
    auto responses = reading_refusals();
    responses["200"] = read_well("What the form holds now", content("application/json", schema_of_form(route.traits.fields)));
    auto parameters = Json::array();
    for (auto& parameter : parameters_of(route))
        if (parameter.value("in", "") == "path") parameters.push_back(std::move(parameter));
    parameters.push_back(ref("parameters", "if_none_match"));
    return {{"operationId", operation_id("get", route.pattern)},
            {"tags", {tag_of(route.pattern)}},
            {"summary", "Form: " + summary_of(route)},
            {"description", "All that a POST here takes, as it is now. Permission: " + route.permission.name + "."},
            {"parameters", std::move(parameters)},
            {"responses", std::move(responses)}};
}

Json writing(const Route& route) {
    auto responses = refusals({"400", "401", "403", "404", "409", "413", "415", "422", "429", "503", "507"});
    const auto done = Json{{"description", "Done"}, {"content", content("application/json", ref("schemas", "done"))}};
    responses["200"] = done;
    if (route.pattern.ends_with("/new")) responses["201"] = done;
    return {{"operationId", operation_id("post", route.pattern)},
            {"tags", {tag_of(route.pattern)}},
            {"summary", summary_of(route)},
            {"description", "Permission: " + route.permission.name + "."},
            {"parameters", parameters_of(route)},
            {"requestBody", body_of(route)},
            {"responses", std::move(responses)}};
}

Json refusal(const char* why, const char* schema = "problem") {
    return {{"description", why}, {"content", content("application/problem+json", ref("schemas", schema))}};
}

Json refusal_to_wait(const char* why) {
    auto waiting = refusal(why);
    waiting["headers"] = {{"Retry-After", {{"description", "In so many seconds"}, {"schema", {{"type", "integer"}}}}}};
    return waiting;
}

Json responses_that_refuse() {
    return {{"400", refusal("The request cannot be read")},
            {"401", refusal("There is no token, or it has ended")},
            {"403", refusal("This token may not do that")},
            {"404", refusal("It is not there, or not for you")},
            {"409", refusal("Somebody else saved meanwhile, or it is no longer possible", "overtaken")},
            {"413", refusal("The body is too large")},
            {"415", refusal("A body of this kind is not taken here")},
            {"422", refusal("Fields are wrong: each by name", "wrong_fields")},
            {"429", refusal_to_wait("So many requests in a minute are too many")},
            {"503", refusal_to_wait("Not now: nothing was saved, unless detail says that nobody knows")},
            {"507", refusal("There is no room for it")}};
}

Json problem_schemas() {
    const Json text{{"type", "string"}}, number{{"type", "integer"}};
    const Json problems{{"type", "array"},
                        {"items",
                         {{"type", "object"},
                          {"required", {"field", "key", "text"}},
                          {"properties",
                           {{"field", {{"type", "string"}, {"description", "Its name; empty where it is about the whole"}}},
                            {"key", {{"type", "string"}, {"description", "What is wrong; it stays the same"}}},
                            {"text", {{"type", "string"}, {"description", "What is wrong, as a sentence"}}}}}}}};
    const auto with = [&](const Json& properties, Json required) {
        Json all{{"type", text}, {"title", text}, {"status", number}, {"detail", text}};
        all.update(properties);
        for (const auto* name : {"type", "title", "status"}) required.push_back(name);
        return Json{{"type", "object"}, {"required", std::move(required)}, {"properties", std::move(all)}};
    };
    return {{"problem", with(Json::object(), Json::array())},
            {"wrong_fields", with({{"problems", problems}}, {"problems"})},
            {"overtaken",
             with({{"problems", problems}, {"theirs", {{"type", "integer"}, {"description", "The version that someone else saved"}}}},
                  Json::array())}};
}

Json schemas() {
    const Json object{{"type", "object"}, {"additionalProperties", true}};
    Json all{{"object", object},
             {"page", page_of(ref("schemas", "object"))},
             {"done",
              {{"type", "object"},
               {"properties",
                {{"page", {{"type", "string"}, {"description", "Where a person sees it"}}},
                 {"location", {{"type", "string"}, {"description", "Where a program reads it"}}}}}}}};
    all.update(problem_schemas());
    return all;
}

Json components() {
    const Json text{{"type", "string"}};
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
            {"responses", responses_that_refuse()},
            {"schemas", schemas()}};
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
