// XLSForms that other people made, against what pyxform makes of them.
#include <memory>
#include <set>

#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statistics/shared_vectors.h"
#include "voice/expression.h"
#include "voice/form_file.h"
#include "voice/imported_said.h"
#include "voice/xlsform.h"

namespace touchstone::voice {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::names_of;
using ::testing::Not;
using testing::question;
using testing::said;

// Of a form that pyxform made: what its body asks, and the conditions of its binds.
struct XForm {
    struct Control {
        std::string kind, label;
        std::vector<std::string> choices;
    };
    std::map<std::string, std::string> relevant;  // by name
    std::vector<std::pair<std::string, Control>> controls;
    std::map<std::string, std::vector<std::string>> lists;

    std::string list, path, text;  // where the reading stands
};

std::string last_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

XForm xform_from(const std::string& xml) {
    XForm form;
    const auto begin = [](void* to, const XML_Char* element, const XML_Char** attributes) {
        auto& into = *static_cast<XForm*>(to);
        const std::string name = element;
        const auto given = [&](const std::string& wanted) -> std::string {
            for (const auto* at = attributes; *at; at += 2)
                if (at[0] == wanted) return at[1];
            return {};
        };
        into.text.clear();
        into.path += "/" + name;
        if (name == "instance") into.list = given("id");
        if (name == "bind") into.relevant[last_of(given("nodeset"))] = given("relevant");
        if (name == "input" || name == "select1" || name == "select") into.controls.push_back({last_of(given("ref")), {name, "", {}}});
        if (name == "itemset") {
            const auto nodeset = given("nodeset");
            const auto open = nodeset.find('\'') + 1;
            into.controls.back().second.choices = into.lists[nodeset.substr(open, nodeset.find('\'', open) - open)];
        }
    };
    const auto end = [](void* to, const XML_Char* element) {
        auto& into = *static_cast<XForm*>(to);
        const std::string name = element;
        if (into.path.ends_with("/root/item/name")) into.lists[into.list].push_back(into.text);
        const auto is_of_control =
            into.path.ends_with("/input/label") || into.path.ends_with("/select1/label") || into.path.ends_with("/select/label");
        if (is_of_control) into.controls.back().second.label = into.text;
        into.path.resize(into.path.size() - name.size() - 1);
        into.text.clear();
    };
    const auto take = [](void* to, const XML_Char* text, int size) {
        static_cast<XForm*>(to)->text.append(text, static_cast<std::size_t>(size));
    };
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
    XML_SetUserData(parser.get(), &form);
    XML_SetElementHandler(parser.get(), begin, end);
    XML_SetCharacterDataHandler(parser.get(), take);
    EXPECT_EQ(XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1), XML_STATUS_OK);
    return form;
}

struct SharedForms : statistics::testing::SharedVectors {
    [[nodiscard]] ImportedForm form(const std::string& file) const { return read_xlsform(content("xlsform/" + file)).value(); }
};

TEST_F(SharedForms, or_other_is_what_pyxform_makes_of_it) {
    const auto ours = form("pyxform_or_other.xlsx");
    const auto theirs = xform_from(content("xlsform/pyxform_or_other.expected.xform.xml"));
    EXPECT_THAT(ours.refused, IsEmpty());
    ASSERT_EQ(theirs.controls.size(), 3U);
    ASSERT_EQ(ours.questionnaire.questions.size(), theirs.controls.size());
    for (std::size_t i = 0; i < theirs.controls.size(); ++i) {
        const auto& [name, control] = theirs.controls[i];
        const auto& one = ours.questionnaire.questions[i];
        EXPECT_EQ(one.name, name);
        EXPECT_EQ(one.label.at(unnamed_language).text, control.label);
        EXPECT_EQ(ours.types.at(name), control.kind == "input" ? "text" : "select_one");
        EXPECT_EQ(names_of(one.choices), control.choices);
        const auto& relevant = theirs.relevant.at(name);
        EXPECT_EQ(one.relevant.empty(), relevant.empty());
        if (relevant.empty()) continue;
        const auto mine = Expression::read(one.relevant), its = Expression::read(relevant);
        EXPECT_EQ(mine->names(), its->names());
        for (const auto* answer : {"other", "red", ""})
            EXPECT_EQ(mine->holds({{"fav_color", {answer}}}), its->holds({{"fav_color", {answer}}}));
    }
    EXPECT_THAT(names_of(question(ours, "fav_color").choices), ElementsAre("red", "green", "blue", "mauve", "apricot", "other"));
    EXPECT_THAT(said(ours.left_out), ElementsAre("survey 3 choice_filter: choice_filter"));
}

TEST_F(SharedForms, a_group_is_read) {
    const auto ours = form("pyxform_group.xlsx");
    EXPECT_THAT(ours.refused, IsEmpty());
    EXPECT_THAT(ours.left_out, IsEmpty());
    EXPECT_THAT(names_of(ours), ElementsAre("family_name", "father", "phone_number", "age"));
    EXPECT_EQ(ours.questionnaire.default_language, "en");
    EXPECT_EQ(ours.types.at("age"), "integer");
}

TEST_F(SharedForms, a_survey_in_two_languages_is_read_without_its_repeats) {
    const auto ours = form("socio-economic-survey-v20240515.xlsx");
    EXPECT_THAT(said(ours.refused), IsEmpty());
    EXPECT_EQ(ours.questionnaire.title, "Socio-economic Survey");
    EXPECT_THAT(ours.questionnaire.languages, ElementsAre("en", "fr"));
    std::set<std::string> in_repeat;
    for (const auto& one : ours.left_out)
        if (one.why == "voice.form.left_out.repeat") in_repeat.insert(one.name);
    EXPECT_THAT(in_repeat, ::testing::UnorderedElementsAre("familyMembers", "firstNameFM", "gender", "healthVisit", "healthFacility",
                                                           "reasonForNoHealthVisit", "diseases"));
    EXPECT_THAT(names_of(ours), Not(Contains("gender")));
    EXPECT_EQ(question(ours, "internetType").relevant, "${internetHH} = 1");
    EXPECT_EQ(question(ours, "comments").label.at("fr").text, "Autres commentaires") << "what the workbook computed last";
    EXPECT_EQ(question(ours, "comments").kind, Kind::text);
    EXPECT_EQ(question(ours, "district").choices.size(), 32U);
    // All that the compiled form asks outside the repeat, but for the one that is computed.
    const auto theirs = xform_from(content("xlsform/socio-economic-survey-v20240515.xform.xml"));
    for (const auto& [name, control] : theirs.controls)
        if (!in_repeat.contains(name) && name != "SEClass") {
            EXPECT_THAT(names_of(ours), Contains(name));
        }
    EXPECT_THAT(problems_of(ours.questionnaire), IsEmpty());
}

TEST_F(SharedForms, a_bad_calculation_is_refused_where_it_stands) {
    const auto ours = form("bad_calc.xlsx");
    EXPECT_THAT(said(ours.refused), ElementsAre("survey 2 calculation: unexpected"));
    EXPECT_EQ(ours.refused.front().name, "badcalc");
}

TEST_F(SharedForms, an_old_workbook_is_refused_by_what_it_is) {
    const auto old = read_form_file(content("xlsform/pyxform_table-list.xls"));
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().front().text, "voice.form.file.old_workbook");
}

}  // namespace
}  // namespace touchstone::voice
