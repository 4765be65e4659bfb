#include "@things@/@thing@_store.h"

#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::@things@ {
namespace {

class @Thing@Store : public ::testing::TestWithParam<db::Engine> {
protected:
    @Thing@Store() : site(GetParam()), @thing@{@Thing@Id::make(site.now), "First", site.account(Role::lead), site.now, 0} {
        site.database().writing([&](db::Write& db) {
            add_@thing@(db, site.by(Role::lead), @thing@);
            return true;
        });
    }
    std::optional<@Thing@> found() {
        return site.database().reading([&](db::Read& db) { return find_@thing@(db, site.partnership(), @thing@.id); });
    }
    bool save(const std::string& title, int seen) {
        return site.database().writing(
            [&](db::Write& db) { return save_@thing@(db, site.by(Role::lead), *found_in(db), set_@thing@(*found_in(db), {title, seen}).value()); });
    }
    std::optional<@Thing@> found_in(db::Read& db) { return find_@thing@(db, site.partnership(), @thing@.id); }

    testing::Site site;
    @Thing@ @thing@;
};

INSTANTIATE_TEST_SUITE_P(Both, @Thing@Store, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(@Thing@Store, finds_what_was_added) {
    ASSERT_TRUE(found());
    EXPECT_EQ(found()->title, "First");
    EXPECT_EQ(found()->added_by, @thing@.added_by);
    EXPECT_EQ(site.database().reading([&](db::Read& db) { return list_@things@(db, site.partnership()).size(); }), 1U);
}

TEST_P(@Thing@Store, does_not_overwrite_what_somebody_else_saved) {
    EXPECT_TRUE(save("Second", 1));
    EXPECT_FALSE(save("Third", 1));
    EXPECT_EQ(found()->title, "Second");
}

}  // namespace
}  // namespace touchstone::@things@
