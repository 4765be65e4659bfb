#include "web/template.h"

#include <gtest/gtest.h>

#include "web/texts.h"

namespace touchstone::web {
namespace {

std::string filled(const std::string& source, const Object& object) { return Template(source).fill(object); }

TEST(Template, puts_values_in_their_places) {
    EXPECT_EQ(filled("{{a}} and {{{a}}}", {{"a", "<b> & 'c'"}}), "&lt;b&gt; &amp; &apos;c&apos; and <b> & 'c'");
    EXPECT_EQ(filled("{{a.b}}{{! not shown }}", {{"a", Object{{"b", "deep"}}}}), "deep");
    EXPECT_EQ(filled("{{a}}", {{"a", "bell\a and page\fbreak"}}), "bell and page\nbreak") << "no control character goes out";
    EXPECT_EQ(filled("{{t.ui.skip}}", {}), text("ui.skip"));
}

TEST(Template, shows_words_in_another_language_as_that) {
    EXPECT_EQ(filled("{{a}}", {{"a", SaidIn{"<Dè>", "gd", false}}}), "<span lang=\"gd\" dir=\"ltr\">&lt;Dè&gt;</span>");
    EXPECT_EQ(filled("{{#a}}<p>{{.}}</p>{{/a}}", {{"a", SaidIn{"نعم\a", "ar\"", true}}}),
              "<p><span lang=\"ar&quot;\" dir=\"rtl\">نعم</span></p>");
}

TEST(Template, repeats_a_section_for_each_item_and_looks_outwards_for_names) {
    const Object page{{"all", List{Object{{"name", "x"}}, Object{{"name", "y"}}}}, {"who", "z"}, {"words", List{"m", "n"}}};
    EXPECT_EQ(filled("{{#all}}{{name}}{{who}} {{/all}}{{#words}}{{.}}{{/words}}", page), "xz yz mn");
    EXPECT_EQ(filled("{{#no}}a{{/no}}{{^no}}b{{/no}}{{#none}}c{{/none}}{{^none}}d{{/none}}", {{"no", false}, {"none", List()}}), "bd");
    EXPECT_EQ(filled("{{#a}}{{#b}}{{c}}{{/b}}{{/a}}", {{"a", true}, {"b", Object{{"c", "in"}}}}), "in");
}

TEST(Template, leaves_no_line_where_a_line_holds_nothing_but_sections) {
    EXPECT_EQ(filled("a\n{{#yes}}\nb\n{{/yes}}\nc\n", {{"yes", true}}), "a\nb\nc\n");
    EXPECT_EQ(filled("a\n  {{#yes}}{{/yes}}  \nc", {{"yes", true}}), "a\nc");
    EXPECT_EQ(filled("a\n{{#yes}}x{{/yes}}\nc", {{"yes", true}}), "a\nx\nc");
}

TEST(Template, takes_a_misspelt_name_and_a_section_left_open_for_errors) {
    EXPECT_THROW(filled("{{nmae}}", {{"name", "x"}}), std::logic_error);
    EXPECT_THROW(filled("{{a.c}}", {{"a", Object{{"b", "x"}}}}), std::logic_error);
    EXPECT_THROW(filled("{{t.no.such.text}}", {}), std::logic_error);
    for (const auto* source : {"{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a", "{{{a}}"})
        EXPECT_THROW(Template{source}, std::logic_error) << source;
}

TEST(Object, keeps_the_first_of_two_values_for_a_name) {
    Object object{{"a", "1"}, {"a", "2"}};
    object.emplace("a", "3");
    EXPECT_EQ(*object.at("a").text(), "1");
    object["a"] = "4";
    EXPECT_EQ(*object.at("a").text(), "4");
    EXPECT_FALSE(object.contains("b"));
}

}  // namespace
}  // namespace touchstone::web
