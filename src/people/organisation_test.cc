#include "people/organisation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::people {
namespace {

using ::testing::Contains;

const std::vector<Organisation> organisations{{{"a"}, "Council", "council_department", {}, 1},
                                              {{"b"}, "Board", "health_board", Instant{}, 1}};
const std::vector<Service> services{{{"top"}, {"a"}, {}, "Children", 1, "Council", {}, 1},
                                    {{"middle"}, {"a"}, ServiceId{"top"}, "Schools", 2, "Council", {}, 1},
                                    {{"leaf"}, {"a"}, ServiceId{"middle"}, "One school", 3, "Council", {}, 1},
                                    {{"shut"}, {"a"}, {}, "Shut", 3, "Council", Instant{}, 1}};

Outcome<Service> described(const ServiceDraft& draft, const Service& before = services[1]) {
    return describe(before, draft, organisations, services);
}

TEST(Services, are_part_of_any_but_what_lies_below_them) {
    EXPECT_TRUE(described({"a", "Schools", "operational", "top", 1}));
    EXPECT_FALSE(described({"a", "Schools", "operational", "", 1})->parent);
    for (const auto* below : {"middle", "leaf"})
        EXPECT_THAT(described({"a", "Schools", "operational", below, 1}).error(),
                    Contains(Problem{"parent", "people.services.parent_below"}));
    for (const auto* wrong : {"shut", "nowhere"})
        EXPECT_THAT(described({"a", "Schools", "operational", wrong, 1}).error(),
                    Contains(Problem{"parent", "people.services.parent_missing"}));
}

TEST(Services, are_not_placed_below_a_service_of_another_organisation) {
    const std::vector<Organisation> both{{{"a"}, "Council", "council_department", {}, 1}, {{"b"}, "Board", "health_board", {}, 1}};
    auto all = services;
    all.push_back({{"clinic"}, {"b"}, {}, "Clinic", 3, "Board", {}, 1});
    const Problem elsewhere{"parent", "people.services.parent_elsewhere"};
    const auto placed = describe(all.back(), {"b", "Clinic", "delivery", "top", 1}, both, all);
    ASSERT_FALSE(placed);
    EXPECT_THAT(placed.error(), Contains(elsewhere));
    const auto moved = describe(all[1], {"b", "Schools", "operational", "top", 1}, both, all);
    ASSERT_FALSE(moved) << "nor does it stay there when it goes to another";
    EXPECT_THAT(moved.error(), Contains(elsewhere));
    all.back().parent = ServiceId{"top"};
    EXPECT_TRUE(describe(all.back(), {"b", "New name", "delivery", "top", 1}, both, all)) << "one that stands so can still be renamed";
}

TEST(Services, say_everything_that_is_wrong_at_once) {
    EXPECT_EQ(described({"b", "", "global", "nowhere", 1}).error().size(), 4U) << "a closed organisation is not offered either";
    EXPECT_THAT(described({"a", std::string(151, 'x'), "delivery", "", 1}).error(),
                Contains(Problem{"name", "people.services.name_too_long"}));
}

TEST(Organisations, have_names_of_their_own) {
    Organisation fresh;
    fresh.id = OrganisationId{"c"};
    EXPECT_THAT(describe(fresh, {"council", "other", 0}, organisations).error(),
                Contains(Problem{"name", "people.organisations.name_taken"}));
    EXPECT_TRUE(describe(organisations[0], {"Council", "other", 1}, organisations)) << "it may keep its own";
    EXPECT_THAT(describe(fresh, {"New", "circus", 0}, organisations).error(),
                Contains(Problem{"kind", "people.organisations.kind_missing"}));
}

TEST(Trees, put_each_service_below_the_one_it_is_part_of) {
    const auto tree = as_tree(services, OrganisationId{"a"});
    ASSERT_EQ(tree.size(), 4U);
    EXPECT_EQ(tree[2].service->name, "One school");
    EXPECT_EQ(tree[2].depth, 2);
    EXPECT_TRUE(as_tree(services, OrganisationId{"b"}).empty());
}

}  // namespace
}  // namespace touchstone::people
