#include "web/described_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

using ::testing::ElementsAre;

using Kind = FieldShape::Kind;

const FieldShape title{"title", Kind::words, 10, true}, areas{"areas", Kind::choices}, seen{"seen_version", Kind::number};
const FieldShape state{"state", Kind::choice, 0, false, {"open", "closed"}};

Route edit(std::vector<FieldShape> fields = {title, areas, state, seen}) {
    Route route;
    route.method = "POST";
    route.pattern = "/things/{thing}/edit";
    route.permission = may::administer;
    route.traits.fields = std::move(fields);
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

TEST(DescribedForm, lets_an_edit_leave_out_all_but_its_version) {
    EXPECT_THAT(wrong(edit(), R"({"seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(edit(), R"({"title": null, "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(edit(), R"({"title": "A"})"), ElementsAre("seen_version"));
    EXPECT_TRUE(leaves_out(edit(), Json{{"seen_version", 1}}));
    EXPECT_FALSE(leaves_out(edit({title, seen}), Json{{"title", nullptr}, {"seen_version", 1}}));
    auto making = edit();
    making.pattern = "/things/new";
    EXPECT_THAT(wrong(making, R"({"title": "A"})"), ElementsAre());
}

TEST(DescribedForm, asks_what_was_seen_of_each_field_where_each_is_kept_alone) {
    const auto plain = edit({FieldShape{"board", Kind::text}.in_row("*"), FieldShape{"seen_board"}.in_row("*")});
    EXPECT_THAT(wrong(plain, R"({"board_1": "Words", "board_2": null})"), ElementsAre("seen_board_1", "seen_board_2"));
    EXPECT_THAT(wrong(plain, R"({"board_1": "Words", "seen_board_1": "", "seen_board_2": "x"})"), ElementsAre());
}

TEST(DescribedForm, takes_a_field_in_each_row_of_a_table) {
    const FieldShape depth{"depth", Kind::choice, 0, false, {"full", "none"}};
    const auto declared = edit({depth.in_row("*"), seen});
    EXPECT_EQ(depth.in_row("5.1").name, "depth_5.1");
    EXPECT_THAT(wrong(declared, R"({"depth_5.1": "full", "depth_5.2": null, "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(declared, R"({"depth_5.1": "deep", "depth_": "full", "width_5.1": "full", "seen_version": 1})"),
                ElementsAre("depth_5.1", "depth_", "width_5.1"));
    EXPECT_TRUE(leaves_out(declared, Json{{"depth_5.1", "full"}, {"seen_version", 1}})) << "there may be other rows";
}

TEST(DescribedForm, names_an_unknown_field_an_unknown_value_and_a_list_for_a_text) {
    EXPECT_THAT(wrong(edit(), R"({"a": 1, "title": ["A"], "areas": [], "state": "rubbish", "seen_version": 1})"),
                ElementsAre("a", "title", "state"));
    EXPECT_THAT(wrong(edit({}), R"({"a": 1})"), ElementsAre("a"));
}

TEST(DescribedForm, names_a_field_with_a_control_character) {
    EXPECT_THAT(wrong(edit(), R"({"title": "A\u0001", "areas": ["a", "b\u001b"], "seen_version": 1})"), ElementsAre("title", "areas"));
    EXPECT_THAT(wrong(edit(), R"({"title": "A\tb\nc", "areas": [], "seen_version": 1})"), ElementsAre());
}

TEST(DescribedForm, has_no_other_choice_on_a_page_either) {
    const FieldShape needed{"state", Kind::choice, 0, true, {"finished", "under_way"}};
    const auto is_unknown = [&](const char* typed) {
        Form form;
        form.add("state", typed);
        return !unknown_choices(edit({needed}), form).empty();
    };
    EXPECT_FALSE(is_unknown("finished"));
    EXPECT_TRUE(is_unknown("rubbish"));
    EXPECT_TRUE(is_unknown(""));
    EXPECT_THAT(unknown_choices(edit({needed}), {}), ElementsAre("state"));
    Form longer;
    longer.add("state_5.1_1", "finished");
    EXPECT_THAT(unknown_choices(edit({needed}), longer), ElementsAre("state")) << "a longer name stands for nothing";
    auto repeated = edit({needed});
    repeated.traits.is_repeated = true;
    EXPECT_THAT(unknown_choices(repeated, longer), ElementsAre()) << "one of several forms of a page, which the domain looks at";
    EXPECT_THAT(unknown_choices(edit({state}), {}), ElementsAre()) << "it may be empty";
    EXPECT_THAT(wrong(edit(), R"({"state": "", "seen_version": 1})"), ElementsAre());
    EXPECT_THAT(wrong(edit({needed}), R"({"state": ""})"), ElementsAre("state"));
}

TEST(DescribedForm, is_needed_for_programs_to_write) {
    auto button = edit({});
    EXPECT_FALSE(is_for_programs(button));
    button.traits.is_button = true;
    EXPECT_TRUE(is_for_programs(button));
    EXPECT_THAT(wrong(button, "{}"), ElementsAre());
}

TEST(NoSuchRequest, says_truly_what_the_address_takes) {
    Router router;
    router.word("thing");
    const Action act = [](const Visit&, db::Write&) { return Response{}; };
    const Page page = [](const Visit&, db::Read&) { return Response{}; };
    router.post("/things/{thing}/edit", may::administer, act);
    router.post("/things/{thing}", may::administer, act, {.fields = {title}});
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
