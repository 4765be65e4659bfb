#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::@things@ {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;

class @Thing@Pages : public ::testing::TestWithParam<db::Engine> {
protected:
    @Thing@Pages() : site(GetParam()) { site.sign_in(Role::lead); }

    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, @Thing@Pages, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(@Thing@Pages, begin_empty_and_say_how_to_add_one) {
    EXPECT_THAT(site.html("/@things@"), HasSubstr("/@things@/new"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/@things@"), Not(HasSubstr("/@things@/new")));
}

TEST_P(@Thing@Pages, show_what_was_added_as_text) {
    EXPECT_EQ(site.post("/@things@/new", {{"title", "First <b>one</b>"}}).status, Status::see_other);
    EXPECT_THAT(site.html("/@things@"), HasSubstr("First &lt;b&gt;one&lt;/b&gt;"));
}

TEST_P(@Thing@Pages, keep_what_was_typed_and_say_what_is_wrong) {
    const auto long_title = std::string(201, 'x');
    const auto refused = site.post("/@things@/new", {{"title", long_title}});
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_THAT(site.document(refused), HasSubstr(long_title));
}

}  // namespace
}  // namespace touchstone::@things@
