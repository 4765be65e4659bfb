#include "web/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/shape.h"

namespace touchstone::web {
namespace {

TEST(Shape, becomes_a_schema) {
    EXPECT_EQ(schema_of("{id, level?: number, themes: [{theme, is_open: yes_no}], at: moment}"), Json::parse(R"({
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "level": {"type": ["integer", "null"]},
            "themes": {"type": "array", "items": {
                "type": "object",
                "properties": {"theme": {"type": "string"}, "is_open": {"type": "boolean"}},
                "required": ["theme", "is_open"],
                "additionalProperties": false}},
            "at": {"type": "string", "format": "date-time"}},
        "required": ["id", "themes", "at"],
        "additionalProperties": false})"));
}

TEST(Shape, is_refused_when_it_is_none) {
    for (const auto* wrong : {"", "{", "{id", "{id,}", "{id: }", "{id: words}", "[text", "{id} more", "{Id}", "{}"})
        EXPECT_THROW((void)schema_of(wrong), std::logic_error) << wrong;
}

const std::vector<FieldShape> judged{{"level", FieldShape::Kind::choice, 0, true},
                                     {"rationale", FieldShape::Kind::text, 40, true},
                                     {"confidence", FieldShape::Kind::choice, 0, true, {"high", "low"}},
                                     {"caveat", FieldShape::Kind::text, 20},
                                     {"services", FieldShape::Kind::choices, 0, true}};

TEST(Shape, of_fields_says_what_may_be_empty) {
    const auto schema = schema_of(judged, {"rationale"});
    EXPECT_EQ(schema["properties"]["rationale"], Json::parse(R"({"type": "string", "minLength": 1, "maxLength": 40})"));
    EXPECT_EQ(schema["properties"]["caveat"], Json::parse(R"({"type": ["string", "null"], "maxLength": 20})"));
    EXPECT_EQ(schema["properties"]["services"]["x-ids-from"], "/api/v1/services");
    EXPECT_EQ(schema["required"], Json::parse(R"(["rationale"])"));
    EXPECT_EQ(schema_of_form(judged)["properties"]["rationale"], Json::parse(R"({"type": "string"})")) << "may be read empty";
}

TEST(Example, leaves_level_and_confidence_to_whoever_judges) {
    const auto example = example_of(judged, {"level", "rationale", "confidence"});
    EXPECT_EQ(example, Json::parse(R"({"rationale": "words"})"));
}

TEST(Json, is_read_as_a_form) {
    const auto form = read_json(R"({"title": " A title ", "version": 3, "themes": ["5.1/1", "5.1/2"], "none": []})");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->form.text("title"), "A title");
    EXPECT_EQ(form->form.number("version"), 3);
    EXPECT_THAT(form->form.list("themes"), ::testing::ElementsAre("5.1/1", "5.1/2"));
    EXPECT_TRUE(form->form.list("none").empty());
    EXPECT_TRUE(read_json(""));
}

TEST(Json, is_refused_when_no_form_could_send_it) {
    for (const auto* wrong : {"[]", "{", "1", "null", R"({"a": true})", R"({"a": 1.5})", R"({"a": {"b": "c"}})", R"({"a": [["b"]]})",
                              R"({"a": "b\u0000c"})", R"({"a\u0000": "b"})", R"({"a": "b", "a": "c"})", "{\"a\": \"\xff\"}"})
        EXPECT_FALSE(read_json(wrong)) << wrong;
}

TEST(Json, is_refused_when_it_is_nested_deeper_than_any_form) {
    const std::size_t depth = 50'000;
    const std::string open(depth, '['), close(depth, ']');
    EXPECT_FALSE(read_json("{\"a\": " + open + close + "}"));
    EXPECT_FALSE(read_json("{\"a\": " + open));
    std::string objects;
    for (std::size_t i = 0; i < depth; ++i) objects += "{\"a\":";
    EXPECT_FALSE(read_json(objects + "1" + std::string(depth, '}')));
}

TEST(Json, is_refused_with_more_fields_than_a_form_may_have) {
    Json many{{"a", std::vector<std::string>(2'000, "b")}};
    EXPECT_TRUE(read_json(many.dump()));
    many["a"].push_back("b");
    EXPECT_FALSE(read_json(many.dump()));
}

TEST(Fingerprint, differs_with_address_and_fields_and_not_with_their_order) {
    const auto print = [](const char* path, const char* body) { return fingerprint(path, read_json(body)->form); };
    EXPECT_EQ(print("/x", R"({"a": "1", "b": "2"})"), print("/x", R"({"b": "2", "a": "1"})"));
    EXPECT_NE(print("/x", R"({"a": "1"})"), print("/y", R"({"a": "1"})"));
    EXPECT_NE(print("/x", R"({"a": "1"})"), print("/x", R"({"a": "2"})"));
    EXPECT_NE(print("/x", R"({"a": ["1", "2"]})"), print("/x", R"({"a": ["2", "1"]})"));
}

TEST(ForPrograms, is_every_action_but_those_left_out) {
    const auto is_in = [](const char* method, const char* pattern, const Permission& permission) {
        Route route;
        route.method = method;
        route.pattern = pattern;
        route.permission = permission;
        route.traits.fields = {FieldShape{"title"}};
        return is_for_programs(route);
    };
    EXPECT_TRUE(is_in("POST", "/evaluations/new", may::evaluate));
    EXPECT_TRUE(is_in("POST", "/recordings", may::evaluate)) << "only begins like /records";
    EXPECT_FALSE(is_in("GET", "/evaluations", may::read));
    EXPECT_FALSE(is_in("POST", "/account/tokens", may::own));
    EXPECT_FALSE(is_in("POST", "/sign-in", may::anyone));
    for (const auto* pattern : {"/records/new", "/concerns/receivers", "/rights", "/people/{account}/see"})
        EXPECT_FALSE(is_in("POST", pattern, may::administer)) << pattern;
}

Response known(const char* tags) { return unless_known(answer({{"a", 1}}), tags); }

TEST(Tag, spares_a_body_that_is_known) {
    const auto fresh = known("");
    ASSERT_EQ(fresh.headers.size(), 1U);
    const auto tag = fresh.headers.front().second;
    EXPECT_EQ(fresh.status, Status::ok);
    for (const auto& tags : {tag, tag.substr(2), "\"other\", " + tag, std::string("*")}) {
        EXPECT_EQ(known(tags.c_str()).status, Status::not_modified) << tags;
        EXPECT_TRUE(known(tags.c_str()).body.empty());
    }
    EXPECT_EQ(known("W/\"other\"").status, Status::ok);
}

}  // namespace
}  // namespace touchstone::web
