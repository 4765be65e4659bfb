#include "@things@/@thing@.h"

#include <gtest/gtest.h>

namespace touchstone::@things@ {
namespace {

TEST(Set@Thing@, keeps_what_the_form_does_not_say) {
    const @Thing@ before{@Thing@Id{"one"}, "Before", AccountId{"morag"}, {}, 3};
    const auto after = set_@thing@(before, {"After", 3});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->title, "After");
    EXPECT_EQ(after->id, before.id);
    EXPECT_EQ(after->added_by, before.added_by);
}

TEST(Set@Thing@, wants_a_title_that_is_not_too_long) {
    for (const auto& title : {std::string(), std::string(title_max_characters + 1, 'x')}) {
        const auto after = set_@thing@({}, {title, 0});
        ASSERT_FALSE(after) << title.size();
        EXPECT_EQ(after.error().front().field, "title");
    }
}

}  // namespace
}  // namespace touchstone::@things@
