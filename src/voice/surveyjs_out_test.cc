#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "voice/imported_said.h"
#include "voice/surveyjs.h"

namespace touchstone::voice {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::question;
using testing::said;

Wording in_english(const std::string& text) { return {{"en", {text}}}; }

Question asked(const std::string& name, Kind kind, const std::string& label, const std::vector<std::string>& choices = {}) {
    Question question{.name = name, .kind = kind, .label = in_english(label)};
    for (const auto& choice : choices) question.choices.push_back({choice, in_english("The " + choice)});
    return question;
}

// Everything that SurveyJS has a place for.
Questionnaire plain() {
    Questionnaire of{"Your school", "en", {"en"}, {}};
    of.questions = {asked("hello", Kind::note, "Hello & welcome\n<b>all</b>"),
                    asked("year", Kind::choice, "Which year?", {"five", "six"}),
                    asked("likes", Kind::choices, "What do you like?", {"play", "out"}),
                    asked("more", Kind::page, ""),
                    asked("safe", Kind::scale, "How safe?", {"1", "2", "3"}),
                    asked("feel", Kind::grid, "How is it?", {"yes", "no"}),
                    asked("line", Kind::words, "In a word?"),
                    asked("lines", Kind::text, "In your own words?"),
                    asked("count", Kind::number, "How many?"),
                    asked("day", Kind::day, "When?")};
    of.questions[3].label.clear();
    of.questions[1].hint = in_english("This school year");
    of.questions[4].is_needed = true;
    of.questions[4].relevant = "${year} = 'six' and selected(${likes}, 'play')";
    of.questions[5].rows = {{"home", in_english("At home")}, {"school", in_english("At school")}};
    of.questions[5].is_needed = true;
    of.questions[6].relevant = "(${feel.home} = 'no' or ${safe} < 2) and not(${likes} = '')";
    of.questions[8].constraint = ". >= 0 and . <= 10";
    of.questions[8].constraint_message = in_english("From 0 to 10");
    return of;
}

// In Arabic first, with one text that is only suggested and one whose source has changed.
Questionnaire in_three_languages() {
    Questionnaire of{"مدرستك", "ar", {"ar", "gd", "en"}, {}};
    auto question = asked("q1", Kind::choice, "", {});
    question.label = {{"ar", {"هل تشعر بالأمان؟"}}, {"en", {"Do you feel safe?", true, "هل تشعر بالأمان؟"}}};
    question.hint = {{"ar", {"في المدرسة"}}, {"en", {"At school", false, "في المدرسة"}}};
    question.choices = {{"yes", {{"ar", {"نعم"}}, {"gd", {"Tha", true, "another source"}}}}, {"no", {{"ar", {"لا"}}}}};
    of.questions = {question};
    return of;
}

// With what only Touchstone knows.
Questionnaire with_ours() {
    auto of = plain();
    of.default_language = unnamed_language;
    of.languages = {unnamed_language};
    for (auto& question : of.questions) {
        const auto named = [](Wording& wording) {
            if (const auto found = wording.extract("en"); !found.empty()) wording = {{unnamed_language, found.mapped()}};
        };
        named(question.label);
        named(question.hint);
        named(question.constraint_message);
        for (auto* choices : {&question.choices, &question.rows})
            for (auto& choice : *choices) named(choice.label);
    }
    of.questions[0].hint = {{unnamed_language, {"A note with a hint"}}};
    of.questions[1].makes_groups = true;
    of.questions[3].relevant = "${year} = 'five'";
    of.questions[4].themes = {"2.1/2", "5.1/1"};
    of.questions[4].outcomes = {"safe"};
    of.questions[4].is_observed = true;
    of.questions[4].is_sensitive = true;
    of.questions[6].relevant = "${likes} = 'play'";
    of.questions[7].relevant = "regex(${year}, 's.x')";
    of.questions[6].constraint = "regex(., '[a-z]+')";
    of.questions[6].constraint_message = {{unnamed_language, {"Small letters"}}};
    of.questions[8].constraint = "int(.) = .";
    return of;
}

Questionnaire page_first() {
    Questionnaire of{"", "en", {"en", "pl"}, {}};
    of.questions = {asked("page1", Kind::page, ""), asked("a.b", Kind::words, "Dotted"), asked("ó_2-x", Kind::words, "Not only ASCII"),
                    asked("p3", Kind::page, ""),    asked("p4", Kind::page, ""),         asked("z", Kind::words, "Last")};
    for (auto& question : of.questions)
        if (question.kind == Kind::page) question.label.clear();
    of.questions[5].relevant = "${a.b}='x'and${ó_2-x}  != 3";
    return of;
}

ImportedForm read_again(const std::string& file) {
    auto form = read_surveyjs(file);
    if (!form) throw std::runtime_error(form.error().front().text);
    return std::move(*form);
}

TEST(SurveyJsFiles, read_again_are_the_same_questionnaire) {
    for (const auto& questionnaire : {plain(), in_three_languages(), with_ours(), page_first()}) {
        ASSERT_THAT(problems_of(questionnaire), IsEmpty());
        const auto file = as_surveyjs(questionnaire);
        const auto form = read_again(file);
        EXPECT_THAT(said(form.refused), IsEmpty()) << file;
        EXPECT_EQ(as_json(form.questionnaire), as_json(questionnaire)) << file;
        EXPECT_EQ(form.questionnaire, questionnaire);
        EXPECT_EQ(as_surveyjs(form.questionnaire), file);
    }
}

TEST(SurveyJsFiles, hold_what_surveyjs_knows_as_surveyjs_has_it) {
    const auto file = as_surveyjs(plain());
    EXPECT_THAT(file, Not(HasSubstr("touchstone_"))) << "SurveyJS has a place for all of it";
    const auto json = nlohmann::json::parse(file);
    EXPECT_EQ(json.at("locale"), "en");
    const auto& first = json.at("pages").at(0).at("elements");
    EXPECT_EQ(first.at(0).at("html"), "Hello &amp; welcome<br>&lt;b&gt;all&lt;/b&gt;");
    EXPECT_EQ(first.at(1).at("type"), "radiogroup");
    EXPECT_EQ(first.at(1).at("choices").at(0).at("value"), "five");
    EXPECT_EQ(first.at(1).at("description"), "This school year");
    EXPECT_EQ(json.at("pages").at(1).at("name"), "more");
    const auto& second = json.at("pages").at(1).at("elements");
    EXPECT_EQ(second.at(0).at("visibleIf"), "{year} = 'six' and {likes} contains 'play'");
    EXPECT_EQ(second.at(1).at("eachRowRequired"), true);
    EXPECT_EQ(second.at(2).at("visibleIf"), "({feel.home} = 'no' or {safe} < 2) and !({likes} empty)");
    EXPECT_EQ(second.at(4).at("inputType"), "number");
    EXPECT_EQ(second.at(4).at("validators").at(0).at("expression"), "{count} >= 0 and {count} <= 10");
    const auto arabic = nlohmann::json::parse(as_surveyjs(in_three_languages()));
    EXPECT_EQ(arabic.at("locale"), "ar");
    EXPECT_EQ(arabic.at("pages").at(0).at("elements").at(0).at("title"),
              (nlohmann::json{{"default", "هل تشعر بالأمان؟"}, {"en", "Do you feel safe?"}}));
}

TEST(SurveyJsFiles, keep_what_surveyjs_has_no_place_for_beside_it) {
    const auto json = nlohmann::json::parse(as_surveyjs(with_ours()));
    const auto& safe = json.at("pages").at(1).at("elements").at(0);
    EXPECT_EQ(safe.at("touchstone_themes"), (nlohmann::json{"2.1/2", "5.1/1"}));
    EXPECT_EQ(safe.at("touchstone_is_observed"), true);
    EXPECT_FALSE(json.at("pages").at(1).at("elements").at(2).contains("visibleIf")) << "SurveyJS would ask something else with it";
}

TEST(SurveyJsFiles, changed_elsewhere_are_taken_as_they_are_now) {
    auto json = nlohmann::json::parse(as_surveyjs(in_three_languages()));
    auto& element = json.at("pages").at(0).at("elements").at(0);
    element["description"]["en"] = "At your school";
    element["touchstone_themes"] = nlohmann::json::array({"1.1/1"});
    const auto form = read_again(json.dump());
    EXPECT_THAT(said(form.left_out), ::testing::ElementsAre("pages[0].elements[0].touchstone_hint: changed_since"));
    EXPECT_EQ(question(form, "q1").hint.at("en").text, "At your school");
    EXPECT_EQ(question(form, "q1").choices, in_three_languages().questions[0].choices);
    EXPECT_THAT(question(form, "q1").themes, ::testing::ElementsAre("1.1/1"));
}

TEST(SurveyJsFiles, of_what_cannot_be_published_can_be_saved) {
    auto of = plain();
    of.questions.push_back(asked("year", Kind::choice, ""));
    of.questions.push_back(asked("later", Kind::words, "Later"));
    of.questions.back().relevant = "${nobody} = 1 and";
    EXPECT_THAT(as_surveyjs(of), AllOf(HasSubstr("Later"), HasSubstr("${nobody} = 1 and")));
    EXPECT_THAT(as_surveyjs({}), HasSubstr("\"pages\""));
}

}  // namespace
}  // namespace touchstone::voice
