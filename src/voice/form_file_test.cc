#include "voice/form_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sheet.h"
#include "voice/imported_said.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using testing::names_of;
using testing::said;

TEST(FormFiles, are_told_by_their_bytes) {
    const auto json = read_form_file("\xEF\xBB\xBF \r\n{\"elements\": [{\"type\": \"text\", \"name\": \"a\"}]}");
    ASSERT_TRUE(json);
    EXPECT_THAT(names_of(*json), ElementsAre("a"));
    const auto tsv = read_form_file("\xEF\xBB\xBFid\tclass\ttype/scale\tname\ttext\r\n1\tQ\tS\ta\tAy\r\n");
    ASSERT_TRUE(tsv);
    EXPECT_THAT(names_of(*tsv), ElementsAre("a"));
    EXPECT_EQ(tsv->types.at("a"), "S");
}

TEST(FormFiles, of_another_kind_are_refused_by_what_they_are) {
    const auto why = [](std::string_view bytes) {
        const auto form = read_form_file(bytes);
        return form ? "" : form.error().front().text;
    };
    EXPECT_EQ(why(""), "people.sheet.empty");
    EXPECT_EQ(why(std::string(sheet_max_bytes + 1, ' ')), "people.sheet.too_large");
    EXPECT_EQ(why("type,name\ntext,a"), "voice.form.file.no_form");
    EXPECT_EQ(why("   "), "voice.form.file.no_form");
    EXPECT_EQ(why("%PDF-1.7"), "voice.form.file.pdf");
    EXPECT_EQ(why("<?xml version=\"1.0\"?><h:html/>"), "voice.form.file.xml");
    EXPECT_EQ(why("\xEF\xBB\xBF<?xml version=\"1.0\"?><document><LimeSurveyDocType>Survey"), "voice.form.file.limesurvey_xml");
    EXPECT_EQ(why("\xFF\xFE{\0"sv), "voice.form.file.utf_16");
    EXPECT_EQ(why("PK\x03\x04"), "people.sheet.not_a_workbook");
    EXPECT_EQ(why("\xD0\xCF\x11\xE0 and more"), "voice.form.file.old_workbook");
    EXPECT_EQ(why("\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv), "voice.form.file.protected");
    EXPECT_EQ(why("{\"a\": 1}"), "voice.form.file.no_survey_json");
    EXPECT_EQ(why("{\"a\": "), "voice.form.file.no_json");
    EXPECT_EQ(web::text("voice.form.file.old_workbook"), "This is an old Excel workbook (.xls). Save it as .xlsx and try again.");
}

TEST(FormFiles, keep_only_themes_that_can_be_named_here) {
    ImportedForm form;
    form.questionnaire.questions = {{.name = "a", .themes = {"2.1/2", "9.9/9"}, .outcomes = {"safe", "rich"}}, {.name = "b"}};
    keep_nameable(form, {"2.1/2"}, {"safe"});
    EXPECT_THAT(form.questionnaire.questions[0].themes, ElementsAre("2.1/2"));
    EXPECT_THAT(form.questionnaire.questions[0].outcomes, ElementsAre("safe"));
    EXPECT_THAT(said(form.left_out), ElementsAre(" 0 : unknown_theme", " 0 : unknown_outcome"));
    EXPECT_EQ(form.left_out[0].name, "a");
    keep_nameable(form, {"2.1/2"}, {"safe"});
    EXPECT_EQ(form.left_out.size(), 2U);
}

}  // namespace
}  // namespace touchstone::voice
