#include "frameworks/guide_text.h"

#include <gtest/gtest.h>

#include "frameworks/guide_passages.h"

namespace touchstone::frameworks {
namespace {

TEST(GuideText, is_cleaned_of_what_print_leaves_behind) {
    for (const auto& [raw, clean] : {std::pair<const char*, const char*>{"  a \t b  ", "a b"},
                                     {"\uF0B7 point", "point"},
                                     {"a\u00A0b \u2022 c", "a b c"},
                                     {"*Emphasis*\u00B9 and more\u00B2\u2070", "Emphasis and more"},
                                     {"> first > second 5 > 4", "first second 5 4"},
                                     {"a>b", "a>b"},
                                     {"\uFB01nd o\uFB03ce", "find office"},
                                     {"multi\u00ADple", "multiple"},
                                     {"caf\u00E9 \u2013 na\u00EFve", "caf\u00E9 \u2013 na\u00EFve"},
                                     {"\uFEFF\u200B", ""}})
        EXPECT_EQ(cleaned(raw), clean) << raw;
}

TEST(GuideText, is_joined_at_hyphens_as_the_document_writes_the_word) {
    const auto words = vocabulary_of("A multi-disciplinary team and information about well-being.");
    const auto join_up = [&](std::string before, const char* after) {
        join(before, after, words);
        return before;
    };
    EXPECT_EQ(join_up("in a multi-", "disciplinary way"), "in a multi-disciplinary way");
    EXPECT_EQ(join_up("some infor-", "mation"), "some information");
    EXPECT_EQ(join_up("an un-", "known word"), "an un-known word");
    EXPECT_EQ(join_up("first -", "second"), "first - second");
    EXPECT_EQ(join_up("soft\u00AD", "ware"), "software");
    EXPECT_EQ(join_up("one", "two"), "one two");
}

TEST(GuideText, loses_a_bullet_that_was_read_as_a_letter) {
    const auto words = vocabulary_of("They encourage planning. Staff act. A pact is a plan.");
    for (const auto& [text, expected] : {std::pair<const char*, const char*>{"Pencourage and support", "encourage and support"},
                                         {"P encourage", "encourage"},
                                         {"Planning", "Planning"},
                                         {"Pact of friends", "Pact of friends"},
                                         {"People", "People"},
                                         {"Plan", "Plan"},
                                         {"P", "P"},
                                         {"", ""}})
        EXPECT_EQ(without_misread_bullet(text, words), expected);
}

TEST(GuidePassages, are_mended_only_where_they_are_broken) {
    const auto words = vocabulary_of("");
    const auto texts = [&](std::size_t themes, const std::vector<GuideParagraph>& paragraphs) {
        std::string all;
        for (const auto& passage : passages_for(themes, paragraphs, words)) all += passage.text + "|";
        return all;
    };
    EXPECT_EQ(texts(2, {{1, "One."}, {2, "Two."}}), "One.|Two.|");
    EXPECT_EQ(texts(2, {{1, "One"}, {2, "goes on."}, {3, "Two."}}), "One goes on.|Two.|");
    EXPECT_EQ(texts(1, {{1, "One."}, {2, "then more."}}), "One. then more.|");
    EXPECT_EQ(texts(2, {{1, "One lacks its stop"}, {2, "Two."}}), "One lacks its stop|Two.|");
    EXPECT_EQ(texts(2, {{1, "One"}, {2, "is broken."}}), "");
    EXPECT_EQ(texts(3, {{1, "One."}, {2, "Two."}}), "");
    EXPECT_EQ(texts(1, {{1, "One (in brackets.)"}}), "One (in brackets.)|");
}

}  // namespace
}  // namespace touchstone::frameworks
