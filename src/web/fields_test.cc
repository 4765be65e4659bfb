#include "web/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Draft {
    std::string words;
    int seen_version = 0;
};
const Fields<Draft> fields{"evaluations.conflict", {field::lines("words", &Draft::words, 100)}, &Draft::seen_version};

Form form_of(const std::vector<std::pair<std::string, std::string>>& sent) {
    Form form;
    for (const auto& [name, value] : sent) form.add(name, value);
    return form;
}

TEST(Fields, of_one_form_among_many_have_a_suffix_that_programs_leave_out) {
    const auto shown = components(fields, {"Zqx", 2}, with_suffix({{"words", "evaluations.conflict.words_missing"}}, "_5.1"), {}, "_5.1");
    EXPECT_EQ(*shown.at("words").get("name")->text(), "words_5.1");
    EXPECT_FALSE(shown.at("words").get("problem")->is_false());
    for (const auto* name : {"words_5.1", "words"}) {
        const auto draft = read_draft(fields, without_suffix(form_of({{name, "Zqx"}, {"seen_version", "2"}}), "_5.1"));
        EXPECT_EQ(draft.words, "Zqx") << name;
        EXPECT_EQ(draft.seen_version, 2) << name;
    }
    EXPECT_EQ(with_suffix({{"", "evaluations.finished"}}, "_5.1").front().field, "") << "what is wrong with the whole page";
}

TEST(Fields, in_rows_of_a_page_are_one_list_for_programs) {
    EXPECT_THAT(typed_rows(form_of({{"figure_1", ""}, {"figure_2", "b"}, {"figure_9", "i"}}), "figures", "figure", 3), ElementsAre("2/b"));
    EXPECT_THAT(typed_rows(form_of({{"figures", "2/b"}, {"figures", "1/a"}}), "figures", "figure", 3), ElementsAre("2/b", "1/a"));
    EXPECT_THAT(typed_rows({}, "figures", "figure", 3), IsEmpty());
}

TEST(Fields, look_otherwise_where_a_page_says_so) {
    auto shown = components(fields, {"Zqx", 0}, {});
    adjust(shown, "words", {{"rows", "12"}});
    EXPECT_EQ(*shown.at("words").get("rows")->text(), "12");
    EXPECT_EQ(*shown.at("words").get("value")->text(), "Zqx");
}

TEST(Fields, are_the_same_whatever_the_order_of_their_choices) {
    const FieldShape several{"groups", FieldShape::Kind::choices}, words{"why", FieldShape::Kind::words};
    const auto is_same = [](const FieldValue& yours, const FieldValue& theirs) {
        return !compared("evaluations.setup", {yours}, {theirs}, {}).at("fields").list()->front().get("is_same")->is_false();
    };
    EXPECT_TRUE(is_same({several, {"a", "b"}}, {several, {"b", "a"}}));
    EXPECT_FALSE(is_same({several, {"a", "b"}}, {several, {"a"}}));
    EXPECT_FALSE(is_same({words, {"a"}}, {words, {"b"}}));
}

}  // namespace
}  // namespace touchstone::web
