#include "web/described_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

using ::testing::ElementsAre;

Route edit(const char* takes = "{title, areas: [text], state?: open|closed, seen_version: number}") {
    Route route;
    route.method = "POST";
    route.pattern = "/things/{thing}/edit";
    route.permission = may::administer;
    route.traits.takes = takes;
    return route;
}

std::vector<std::string> wrong(const Route& route, const char* sent) {
    std::vector<std::string> fields;
    for (const auto& problem : wrong_fields(route, Json::parse(sent))) fields.push_back(problem["field"]);
    return fields;
}

TEST(DescribedForm, takes_an_edit_of_all_its_fields) {
    EXPECT_THAT(wrong(edit(), R"({"title": "A", "areas": [], "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(edit(), R"({"title": "A", "areas": "one", "state": "closed", "seen_version": "1"})"), ElementsAre());
}

TEST(DescribedForm, refuses_an_edit_that_would_empty_what_it_leaves_out) {
    EXPECT_THAT(wrong(edit(), R"({"title": "A", "seen_version": 1})"), ElementsAre("areas"));
    auto making = edit();
    making.pattern = "/things/new";
    EXPECT_THAT(wrong(making, R"({"title": "A"})"), ElementsAre());
}

TEST(DescribedForm, lets_an_edit_with_declared_fields_leave_out_all_but_its_version) {
    auto declared = edit("");
    declared.traits.fields = {{"title", FieldShape::Kind::words, 10, true}, {"seen_version", FieldShape::Kind::number}};
    EXPECT_THAT(wrong(declared, R"({"seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(declared, R"({"title": null, "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(declared, R"({"title": "A"})"), ElementsAre("seen_version"));
    EXPECT_TRUE(leaves_out(declared, Json{{"seen_version", 1}}));
    EXPECT_FALSE(leaves_out(declared, Json{{"title", nullptr}, {"seen_version", 1}}));
}

TEST(DescribedForm, takes_a_field_in_each_row_of_a_table) {
    auto declared = edit("");
    const FieldShape depth{"depth", FieldShape::Kind::choice, 0, false, {"full", "none"}};
    declared.traits.fields = {depth.in_row("*"), {"seen_version", FieldShape::Kind::number}};
    EXPECT_EQ(depth.in_row("5.1").name, "depth_5.1");
    EXPECT_THAT(wrong(declared, R"({"depth_5.1": "full", "depth_5.2": null, "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(declared, R"({"depth_5.1": "deep", "depth_": "full", "width_5.1": "full", "seen_version": 1})"),
                ElementsAre("depth_5.1", "depth_", "width_5.1"));
    EXPECT_TRUE(leaves_out(declared, Json{{"depth_5.1", "full"}, {"seen_version", 1}})) << "there may be other rows";
}

TEST(DescribedForm, names_an_unknown_field_an_unknown_value_and_a_list_for_a_text) {
    EXPECT_THAT(wrong(edit(), R"({"a": 1, "title": ["A"], "areas": [], "state": "rubbish", "seen_version": 1})"),
                ElementsAre("a", "title", "state"));
    EXPECT_THAT(wrong(edit("{}"), R"({"a": 1})"), ElementsAre("a"));
}

TEST(DescribedForm, names_a_field_with_a_control_character) {
    EXPECT_THAT(wrong(edit(), R"({"title": "A\u0001", "areas": ["a", "b\u001b"], "seen_version": 1})"), ElementsAre("title", "areas"));
    EXPECT_THAT(wrong(edit(), R"({"title": "A\tb\nc", "areas": [], "seen_version": 1})"), ElementsAre());
}

TEST(DescribedForm, has_no_other_choice_on_a_page_either) {
    const auto is_unknown = [](const char* state) {
        Form form;
        form.add("state", state);
        return !unknown_choices(edit("{state: finished|under_way}"), form).empty();
    };
    EXPECT_FALSE(is_unknown("finished"));
    EXPECT_TRUE(is_unknown("rubbish"));
    EXPECT_TRUE(is_unknown(""));
    EXPECT_THAT(unknown_choices(edit("{state: finished|under_way}"), {}), ElementsAre("state"));
    EXPECT_THAT(unknown_choices(edit("{confidence: high|low|}"), {}), ElementsAre()) << "it may be empty";
    EXPECT_THAT(unknown_choices(edit(), {}), ElementsAre());
}

TEST(DescribedForm, may_have_a_choice_that_may_be_empty_and_must_be_sent) {
    const auto* takes = "{confidence: high|low|, seen_version: number}";
    EXPECT_THAT(wrong(edit(takes), R"({"confidence": "", "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(edit(takes), R"({"confidence": "rubbish", "seen_version": 1})"), ElementsAre("confidence"));
    EXPECT_THAT(wrong(edit(takes), R"({"seen_version": 1})"), ElementsAre("confidence"));
}

TEST(DescribedForm, is_needed_for_programs_to_write) {
    EXPECT_TRUE(is_for_programs(edit("{}")));
    EXPECT_FALSE(is_for_programs(edit("")));
}

TEST(NoSuchRequest, says_truly_what_the_address_takes) {
    Router router;
    router.word("thing");
    const Action act = [](const Visit&, db::Write&) { return Response{}; };
    const Page page = [](const Visit&, db::Read&) { return Response{}; };
    router.post("/things/{thing}/edit", may::administer, act);
    router.post("/things/{thing}", may::administer, act, {.takes = "{title}"});
    router.api_get("/things", may::read, page, {.summary = "", .returns = ""});
    const auto allow = [&](const char* method, const char* path) {
        const auto answer = no_such_request(router, method, path);
        EXPECT_EQ(answer.media_type, "application/problem+json");
        return answer.status == Status::not_allowed ? answer.headers.at(0).second : "none";
    };
    EXPECT_EQ(allow("POST", "/api/v1/things"), "GET, HEAD");
    EXPECT_EQ(allow("PUT", "/api/v1/things/x"), "POST");
    EXPECT_EQ(allow("POST", "/api/v1/things/x/edit"), "") << "on pages only";
    EXPECT_EQ(allow("GET", "/api/v1/nothing"), "none");
    EXPECT_NE(no_such_request(router, "POST", "/api/v1/things/x/edit").body.find("not described"), std::string::npos);
}

}  // namespace
}  // namespace touchstone::web
