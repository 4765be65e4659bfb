#include "voice/surveyjs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "voice/expression.h"
#include "voice/imported_said.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::names_of;
using testing::question;
using testing::said;

ImportedForm read(const std::string& json) {
    auto form = read_surveyjs(json);
    if (!form) throw std::runtime_error(form.error().front().text);
    for (const auto* refusals : {&form->refused, &form->left_out})
        for (const auto& one : *refusals) EXPECT_NE(web::text(one.why, one.values), "") << "its sentence has what it names";
    return std::move(*form);
}
// Of one page with these elements.
ImportedForm read_elements(const std::string& elements) { return read(R"({"locale": "en", "pages": [{"elements": [)" + elements + "]}]}"); }

TEST(SurveyJs, gives_each_type_its_kind) {
    const auto form = read_elements(R"(
        {"type": "html", "name": "hello", "html": "<p>Hello &amp; welcome</p>"},
        {"type": "text", "name": "line", "title": "A line"},
        {"type": "comment", "name": "lines", "title": "Lines", "rows": 5},
        {"type": "text", "name": "count", "title": "How many?", "inputType": "number", "min": 0, "max": 7.5},
        {"type": "text", "name": "day", "title": "When?", "inputType": "date", "max": "2026-12-31"},
        {"type": "radiogroup", "name": "one", "title": "One", "choices": ["a", {"value": 2, "text": "Two"}]},
        {"type": "dropdown", "name": "down", "choices": [1, 2]},
        {"type": "checkbox", "name": "many", "title": "Many", "choices": ["play", "out"]},
        {"type": "tagbox", "name": "tags", "title": "Tags", "choices": ["x"]},
        {"type": "boolean", "name": "ok", "title": "OK?", "labelTrue": "Aye", "isRequired": true},
        {"type": "rating", "name": "rate", "title": "How good?", "rateMax": 3, "minRateDescription": "Bad", "maxRateDescription": "Good"},
        {"type": "rating", "name": "values", "title": "How good?", "rateValues": [{"value": "low", "text": "Low"}, "high"]},
        {"type": "rating", "name": "long", "title": "How much?", "rateMin": 0, "rateMax": 1000},
        {"type": "matrix", "name": "feel", "title": "Feel", "columns": ["yes", "no"], "rows": [{"value": "safe", "text": "I feel safe"}],
         "isRequired": true, "eachRowRequired": true})");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out), ElementsAre("pages[0].elements[12].rateMax: long_range"));
    std::vector<std::pair<std::string, Kind>> kinds;
    for (const auto& one : form.questionnaire.questions) kinds.emplace_back(one.name, one.kind);
    EXPECT_THAT(kinds, ElementsAre(std::pair("hello", Kind::note), std::pair("line", Kind::words), std::pair("lines", Kind::text),
                                   std::pair("count", Kind::number), std::pair("day", Kind::day), std::pair("one", Kind::choice),
                                   std::pair("down", Kind::choice), std::pair("many", Kind::choices), std::pair("tags", Kind::choices),
                                   std::pair("ok", Kind::choice), std::pair("rate", Kind::scale), std::pair("values", Kind::scale),
                                   std::pair("long", Kind::number), std::pair("feel", Kind::grid)));
    EXPECT_EQ(question(form, "hello").label.at("en").text, "Hello & welcome");
    EXPECT_EQ(question(form, "count").constraint, "(. >= 0) and (. <= 7.5)");
    EXPECT_EQ(question(form, "day").constraint, ". <= '2026-12-31'");
    EXPECT_THAT(names_of(question(form, "one").choices), ElementsAre("a", "2"));
    EXPECT_EQ(question(form, "one").choices[0].label.at("en").text, "a");
    EXPECT_EQ(question(form, "one").choices[1].label.at("en").text, "Two");
    EXPECT_EQ(question(form, "down").label.at("en").text, "down") << "SurveyJS shows the name where there is no title";
    EXPECT_THAT(names_of(question(form, "ok").choices), ElementsAre("true", "false"));
    EXPECT_EQ(question(form, "ok").choices[0].label.at("en").text, "Aye");
    EXPECT_TRUE(question(form, "ok").is_needed);
    EXPECT_THAT(names_of(question(form, "rate").choices), ElementsAre("1", "2", "3"));
    EXPECT_EQ(question(form, "rate").choices[0].label.at("en").text, "1 – Bad");
    EXPECT_EQ(question(form, "rate").choices[1].label.at("en").text, "2");
    EXPECT_EQ(question(form, "rate").choices[2].label.at("en").text, "3 – Good");
    EXPECT_THAT(names_of(question(form, "values").choices), ElementsAre("low", "high"));
    EXPECT_EQ(question(form, "long").constraint, ". >= 0 and . <= 1000");
    EXPECT_THAT(names_of(question(form, "feel").rows), ElementsAre("safe"));
    EXPECT_TRUE(question(form, "feel").is_needed);
    EXPECT_EQ(form.types.at("tags"), "tagbox");
}

TEST(SurveyJs, has_pages_panels_and_conditions) {
    const auto form = read(R"({"title": "Our nursery", "description": "All of us", "locale": "en", "pages": [
        {"name": "first", "elements": [{"type": "checkbox", "name": "likes", "title": "Likes?", "choices": ["play", "eat out"]}]},
        {"name": "second", "title": "More", "visibleIf": "{likes} contains 'eat out'", "elements": [
            {"type": "panel", "name": "inner", "title": "Playing", "description": "Where and with whom", "visibleIf": "{likes} notempty", "elements": [
                {"type": "text", "name": "where", "title": "Where?"},
                {"type": "matrix", "name": "feel", "title": "Feel?", "columns": [1, 2], "rows": ["at home"]}]},
            {"type": "text", "name": "who", "title": "Who?", "visibleIf": "{where} = 'park' and {feel.at home} = 2"}]}]})");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out),
                ElementsAre("pages[0].elements[0].choices: values_renamed", "pages[1].elements[0].elements[1].rows: values_renamed"));
    EXPECT_EQ(form.questionnaire.title, "Our nursery");
    EXPECT_THAT(names_of(form), ElementsAre("introduction", "likes", "second", "page_title", "inner", "where", "feel", "who"));
    EXPECT_EQ(question(form, "introduction").label.at("en").text, "All of us");
    EXPECT_EQ(question(form, "second").kind, Kind::page);
    EXPECT_THAT(names_of(question(form, "likes").choices), ElementsAre("play", "eat_out"));
    EXPECT_EQ(question(form, "page_title").relevant, "selected(${likes}, 'eat_out')");
    EXPECT_EQ(question(form, "inner").hint.at("en").text, "Where and with whom");
    EXPECT_EQ(question(form, "where").relevant, "(selected(${likes}, 'eat_out')) and (${likes} != '')");
    EXPECT_EQ(question(form, "who").relevant, "(selected(${likes}, 'eat_out')) and (${where} = 'park' and ${feel.at_home} = 2)");
    EXPECT_THAT(problems_of(form.questionnaire), IsEmpty());
}

TEST(SurveyJs, has_languages) {
    const auto form = read(R"({"title": {"default": "Sgoil", "en": "School"}, "locale": "gd", "elements": [
        {"type": "text", "name": "a", "title": {"default": "Ciamar?", "en": "How?", "ar": "كيف؟"}},
        {"type": "text", "name": "b", "title": {"default": "English", "gd": "Gàidhlig"}},
        {"type": "text", "name": "c", "title": {"en": "Only English"}}]})");
    EXPECT_EQ(form.questionnaire.title, "Sgoil");
    EXPECT_EQ(form.questionnaire.default_language, "gd");
    EXPECT_THAT(form.questionnaire.languages, ElementsAre("gd", "en", "ar"));
    EXPECT_THAT(said(form.left_out), ElementsAre("title: title_languages"));
    EXPECT_THAT(said(form.refused), ElementsAre("elements[2].title: no_label"));
    const auto& a = question(form, "a");
    EXPECT_EQ(a.label.at("gd").text, "Ciamar?");
    EXPECT_EQ(a.label.at("ar").text, "كيف؟");
    EXPECT_EQ(a.label.at("ar").of_text, "Ciamar?");
    EXPECT_EQ(question(form, "b").label.at("gd").text, "Gàidhlig");
    EXPECT_EQ(question(form, "b").label.at("en").text, "English");
    const auto unnamed = read(R"({"elements": [{"type": "text", "name": "a", "title": "Ay"}]})");
    EXPECT_EQ(unnamed.questionnaire.default_language, unnamed_language);
}

TEST(SurveyJs, adds_what_else_can_be_chosen) {
    const auto form =
        read_elements(R"({"type": "radiogroup", "name": "colour", "title": "Colour?", "choices": ["red"], "showNoneItem": true,
        "showOtherItem": true, "otherText": "Another one"}, {"type": "text", "name": "why", "title": "Why?", "visibleIf": "{colour-Comment} notempty"})");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(names_of(form), ElementsAre("colour", "colour_other", "why"));
    EXPECT_THAT(names_of(question(form, "colour").choices), ElementsAre("red", "none", "other"));
    EXPECT_EQ(question(form, "colour").choices[2].label.at("en").text, "Another one");
    EXPECT_EQ(question(form, "colour_other").relevant, "selected(${colour}, 'other')");
    EXPECT_EQ(question(form, "why").relevant, "${colour_other} != ''");
    const auto gaelic = read(R"({"locale": "gd", "elements": [{"type": "boolean", "name": "ok", "title": "Ceart?"}]})");
    EXPECT_THAT(said(gaelic.left_out), ElementsAre("elements[0].labelTrue: english_words", "elements[0].labelFalse: english_words"));
}

TEST(SurveyJs, has_rules_for_answers) {
    const auto form = read_elements(R"(
        {"type": "text", "name": "n", "title": "N", "inputType": "number",
         "validators": [{"type": "numeric", "text": "Too small", "minValue": 3}, {"type": "expression", "expression": "{n} <> 5"}]},
        {"type": "text", "name": "post", "title": "Post", "maxLength": 8, "validators": [{"type": "regex", "regex": "^[A-Z]+$"}]},
        {"type": "checkbox", "name": "m", "title": "M", "choices": ["a", "b", "c"], "minSelectedChoices": 1, "maxSelectedChoices": 2},
        {"type": "text", "name": "mail", "title": "Mail", "validators": [{"type": "email"}, {"type": "regex", "regex": "a|b"}]})");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out),
                ElementsAre("pages[0].elements[3].validators[0].type: validator", "pages[0].elements[3].validators[1].regex: pattern"));
    EXPECT_EQ(question(form, "n").constraint, "(. >= 3) and (. != 5)");
    EXPECT_EQ(question(form, "n").constraint_message.at("en").text, "Too small");
    EXPECT_EQ(question(form, "post").constraint, "(string-length(.) <= 8) and (regex(., '^[A-Z]+$'))");
    EXPECT_EQ(question(form, "m").constraint, "(count-selected(.) >= 1) and (count-selected(.) <= 2)");
    EXPECT_TRUE(Expression::read(question(form, "m").constraint)->holds({}, "a b"));
    EXPECT_FALSE(Expression::read(question(form, "m").constraint)->holds({}, "a b c"));
}

TEST(SurveyJs, names_what_is_left_out) {
    const auto form = read(R"({"locale": "en", "completedHtml": "Thanks", "showProgressBar": "top", "triggers": [], "pages": [{"elements": [
        {"type": "text", "name": "a b", "title": "Hello {who}", "defaultValue": "x", "readOnly": false, "enableIf": "{z} = 1", "width": "50%"},
        {"type": "paneldynamic", "name": "children", "templateElements": []},
        {"type": "expression", "name": "sum", "expression": "1 + 1"},
        {"type": "text", "name": "never", "visible": false},
        {"type": "text", "name": "seen", "readOnly": true},
        {"type": "text", "name": "at", "title": "At?", "inputType": "time", "fancy": 1},
        {"type": "matrix", "name": "g", "title": "G", "columns": ["1"], "rows": ["a"], "isRequired": true},
        {"type": "html", "name": "h", "html": "See <a href='x'>here</a>"},
        {"type": "radiogroup", "name": "r", "title": "R", "choices": [{"value": "1", "text": "One", "visibleIf": "{g} = 1"}], "hasComment": true}
        ]}]})");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out),
                ElementsAre("pages[0].elements[0].name: renamed", "pages[0].elements[0].title: answer_in_text",
                            "pages[0].elements[0].defaultValue: default", "pages[0].elements[0].enableIf: enabled",
                            "pages[0].elements[1]: repeated", "pages[0].elements[2]: computed", "pages[0].elements[3].visible: hidden",
                            "pages[0].elements[4].readOnly: read_only", "pages[0].elements[5].inputType: moment",
                            "pages[0].elements[5].fancy: unknown_property", "pages[0].elements[6].isRequired: needed_in_one_row",
                            "pages[0].elements[7].html: more_than_text", "pages[0].elements[8].choices[0].visibleIf: choice_filter",
                            "pages[0].elements[8].hasComment: comment", "completedHtml: unknown_property", "triggers: trigger"));
    EXPECT_EQ(form.left_out.front().name, "a b");
    EXPECT_THAT(names_of(form), ElementsAre("a_b", "at", "g", "h", "r"));
    EXPECT_FALSE(question(form, "g").is_needed);
}

TEST(SurveyJs, is_refused_with_path_and_reason) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"({"type": "ranking", "name": "q", "choices": ["a"]})", "[1].type: rank"},
        {R"({"type": "file", "name": "q"})", "[1].type: file"},
        {R"({"type": "multipletext", "name": "q"})", "[1].type: not_asked"},
        {R"({"type": "hologram", "name": "q"})", "[1].type: unknown_type"},
        {R"({"name": "q"})", "[1]: type_missing"},
        {R"({"type": "text"})", "[1].name: name_missing"},
        {R"({"type": "text", "name": "first"})", "[1].name: name_twice_at"},
        {R"("text")", "[1]: wrong_kind"},
        {R"({"type": "text", "name": "q", "title": 5, "isRequired": "yes"})", "[1].isRequired: wrong_kind"},
        {R"({"type": "text", "name": "q", "title": ["Q"]})", "[1].title: wrong_kind"},
        {R"({"type": "text", "name": "q", "title": {"gd": "Q"}})", "[1].title: no_label"},
        {R"({"type": "text", "name": "q", "title": ")" + std::string(label_max + 1, 'a') + R"("})", "[1].title: text_too_long"},
        {R"({"type": "text", "name": "q", "visibleIf": "{later} = 1"})", "[1].visibleIf: asks_about"},
        {R"({"type": "text", "name": "q", "visibleIf": "{first} ="})", "[1].visibleIf: ends_early"},
        {R"({"type": "text", "name": "q", "visibleIf": ["{first} = 1"]})", "[1].visibleIf: wrong_kind"},
        {R"({"type": "radiogroup", "name": "q", "choices": {"a": 1}})", "[1].choices: wrong_kind"},
        {R"({"type": "radiogroup", "name": "q", "choices": [["a"]]})", "[1].choices[0]: wrong_kind"},
        {R"({"type": "radiogroup", "name": "q", "choices": [{"text": "A"}]})", "[1].choices[0].value: no_value"},
        {R"({"type": "radiogroup", "name": "q", "choices": ["a", "a"]})", "[1].choices[1]: choice_twice_at"},
        {R"({"type": "radiogroup", "name": "q", "choices": ["a"], "choicesByUrl": {"url": "x"}})", "[1].choicesByUrl: choices_elsewhere"},
        {R"({"type": "radiogroup", "name": "q"})", "[1]: no_choices"},
        {R"({"type": "matrix", "name": "q", "columns": [1], "rows": [1], "cellType": "checkbox"})", "[1].cellType: not_asked"},
        {R"({"type": "rating", "name": "q", "rateMin": 5, "rateMax": 1})", "[1].rateMax: rating"},
        {R"({"type": "text", "name": "q", "touchstone_themes": 5})", "[1]: kept_unsound"},
        {R"({"type": "text", "name": "q", "touchstone_label": []})", "[1].touchstone_label: wrong_kind"}};
    for (const auto& [element, expected] : cases)
        EXPECT_THAT(said(read_elements(R"({"type": "text", "name": "first", "title": "First"}, )" + element).refused),
                    Contains("pages[0].elements" + expected))
            << element;
    EXPECT_THAT(said(read(R"({"pages": ["no page"]})").refused), Contains("pages[0]: wrong_kind"));
    EXPECT_THAT(said(read(R"({"pages": []})").refused), ElementsAre(" 0 : no_questions"));
    EXPECT_THAT(said(read(R"({"locale": ["en"], "pages": []})").refused), Contains("locale: wrong_kind"));
}

TEST(SurveyJs, of_any_shape_is_answered) {
    const auto why = [](const std::string& json) {
        const auto form = read_surveyjs(json);
        return form ? std::string("read") : form.error().front().text;
    };
    for (const auto* broken : {"", "{", "[1, 2", R"({"pages": [}])", "{\"pages\": [{\"name\": \"\xC3\x28\"}]}",
                               R"({"pages": [], "pages": []})", R"({"pages": [1e999]})"})
        EXPECT_EQ(why(broken), "voice.form.file.no_json") << broken;
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "[";
    EXPECT_EQ(why(deep), "voice.form.file.no_json");
    EXPECT_EQ(why(R"({"pages": )" + deep), "voice.form.file.no_json");
    for (const auto* other : {"[]", "{}", R"({"pages": 5})", R"({"questions": "all"})"})
        EXPECT_EQ(why(other), "voice.form.file.no_survey_json");
    std::string many = R"({"pages": [{"elements": [{"type": "text", "name": "q0", "title": "Q"})";
    for (int i = 0; i < 5'000; ++i) many += ", {}";
    const auto form = read(many + "]}]}");
    EXPECT_EQ(form.refused.size(), 1'001U) << "as much as somebody can read, and that there is more";
    EXPECT_EQ(form.refused.back().why, "voice.form.refused.too_much");
    std::string long_one = R"({"pages": [{"elements": [{"type": "text", "name": "q0", "title": "Q"})";
    for (int i = 1; i < 1'000; ++i) long_one += R"(, {"type": "text", "name": "q)" + std::to_string(i) + R"("})";
    EXPECT_THAT(said(read(long_one + "]}]}").refused), ElementsAre(" 0 : too_many_questions"));
}

}  // namespace
}  // namespace touchstone::voice
