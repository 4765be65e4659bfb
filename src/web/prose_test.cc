// What people type is kept as they typed it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/components.h"

namespace touchstone::web {
namespace {

// As the component prose would show it, shortened: "p(one|two) u(a,b) o(c)".
std::string shape(const std::string& words) {
    std::string shown;
    const auto lines = [](const Data& of) {
        auto text = *of.object()->at("first").text();
        for (const auto& more : *of.object()->at("more").list()) text += "|" + *more.text();
        return text;
    };
    for (const auto& piece : paragraphs(words)) {
        const auto& object = *piece.object();
        if (!object.at("paragraph").is_false()) shown += "p(" + lines(object.at("paragraph")) + ") ";
        for (const auto& [key, name] : {std::pair<const char*, const char*>{"bullets", "u"}, {"numbers", "o"}}) {
            if (object.at(key).is_false()) continue;
            std::string items;
            for (const auto& item : *object.at(key).object()->at("items").list()) items += (items.empty() ? "" : ",") + lines(item);
            shown += std::string(name) + "(" + items + ") ";
        }
    }
    return shown;
}

TEST(Prose, keeps_lines_paragraphs_and_lists) {
    EXPECT_EQ(shape(""), "");
    EXPECT_EQ(shape("One\ntwo\n\n\nThree"), "p(One|two) p(Three) ");
    EXPECT_EQ(shape("We saw:\n- a\n- b\n  more of b\nThen"), "p(We saw:) u(a,b|more of b) p(Then) ");
    EXPECT_EQ(shape("1. First\n2. Second\n\n3. Third"), "o(First,Second,Third) ");
    EXPECT_EQ(shape("- a\n1. b\n- c"), "u(a) o(b) u(c) ");
}

TEST(Prose, takes_no_sentence_for_a_list) {
    EXPECT_EQ(shape("In the year\n2019. It was"), "p(In the year|2019. It was) ");
    EXPECT_EQ(shape("4. Fourth alone"), "p(4. Fourth alone) ");
    EXPECT_EQ(shape("-5 degrees\n1.5 hours\n- "), "p(-5 degrees|1.5 hours|- ) ");
}

}  // namespace
}  // namespace touchstone::web
