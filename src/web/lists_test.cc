#include "web/lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::web {
namespace {

using ::testing::ElementsAre;

TEST(ListedApart, keeps_apart_what_holds_commas) {
    EXPECT_EQ(listed_apart({}), "");
    EXPECT_EQ(listed_apart({"", "a, b"}), "a, b");
    EXPECT_EQ(listed_apart({"a, b", "", "c", "d"}), "a, b; c; d");
}

TEST(SortByLabel, leaves_what_stands_for_no_choice_first) {
    std::vector<Option> options{{"1", "Zebra", {}}, {"", "Choose one", {}}, {"2", "ènd", {}}, {"3", "Egg", {}}, {"4", "end", {}}};
    sort_by_label(options);
    std::vector<std::string> labels;
    for (const auto& option : options) labels.push_back(option.label);
    EXPECT_THAT(labels, ElementsAre("Choose one", "Egg", "end", "ènd", "Zebra"));
}

}  // namespace
}  // namespace touchstone::web
