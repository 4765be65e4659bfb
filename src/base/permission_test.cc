// Tables of cases: what each role may do where, and what may be given by whom.
#include "base/permission.h"

#include <gtest/gtest.h>

namespace touchstone {
namespace {

const OrganisationId a{"a"}, b{"b"};
const ServiceId school{"school"}, nursery{"nursery"};
const EvaluationId ours{"ours"};
const Place joint{}, of_a{a, {}, {}}, of_b{b, {}, {}}, at_school{a, {school}, {}}, at_both{a, {school, nursery}, {}},
    evaluation{a, {}, ours};

Actor with(std::vector<Held> roles) { return {AccountId{"me"}, "Me", PartnershipId{"p"}, std::move(roles), {}, true, false}; }
Actor with(Role role, Reach reach, const std::string& on) { return with({{role, reach, on}}); }

struct RoleCase {
    Role role;
    const char* may;  // contribute, evaluate, moderate, inspect, lead, administer: "x" where the role has it
};

TEST(Roles, have_these_abilities_and_no_others) {
    const Ability abilities[] = {Ability::contribute, Ability::evaluate, Ability::moderate,
                                 Ability::inspect,    Ability::lead,     Ability::administer};
    for (const auto& [role, may] : {RoleCase{Role::administrator, "xxx-xx"},
                                    {Role::lead, "xxx-x-"},
                                    {Role::evaluator, "xx----"},
                                    {Role::contributor, "x-----"},
                                    {Role::moderator, "--x---"},
                                    {Role::inspector, "---x--"},
                                    {Role::action_owner, "------"},
                                    {Role::board_member, "------"},
                                    {Role::reader, "------"}}) {
        EXPECT_TRUE(does(role, Ability::read));
        for (int i = 0; i < 6; ++i) EXPECT_EQ(does(role, abilities[i]), may[i] == 'x') << static_cast<int>(role) << " " << i;
    }
}

TEST(Reaching, stops_at_what_the_role_is_held_on) {
    const auto evaluates = [](const Actor& actor, const Place& place) { return may_do(actor, Ability::evaluate, place); };
    const auto wide = with(Role::evaluator, Reach::partnership, "p");
    EXPECT_TRUE(evaluates(wide, joint));
    EXPECT_FALSE(evaluates(wide, of_a)) << "what an organisation owns is its own";
    const auto in_a = with(Role::evaluator, Reach::organisation, "a");
    EXPECT_TRUE(evaluates(in_a, of_a));
    EXPECT_TRUE(evaluates(in_a, at_both));
    EXPECT_FALSE(evaluates(in_a, of_b));
    EXPECT_FALSE(evaluates(in_a, joint));
    const auto at_one = with(Role::evaluator, Reach::service, "school");
    EXPECT_TRUE(evaluates(at_one, at_school));
    EXPECT_FALSE(evaluates(at_one, at_both)) << "one of the services looked at is somebody else's";
    EXPECT_FALSE(evaluates(at_one, of_a));
    EXPECT_FALSE(evaluates(at_one, Place({}, {school}, {}))) << "a joint evaluation that looks at the school is not the school's";
    EXPECT_TRUE(evaluates(with({{Role::evaluator, Reach::service, "school"}, {Role::evaluator, Reach::service, "nursery"}}), at_both));
    EXPECT_FALSE(evaluates(with({{Role::evaluator, Reach::service, "school"}, {Role::reader, Reach::service, "nursery"}}), at_both));
    const auto on_one = with(Role::evaluator, Reach::evaluation, "ours");
    EXPECT_TRUE(evaluates(on_one, evaluation));
    EXPECT_FALSE(evaluates(on_one, of_a));
    EXPECT_FALSE(is_member(on_one));
    EXPECT_TRUE(may_do(with(Role::administrator, Reach::partnership, "p"), Ability::administer, of_a))
        << "administration reaches everywhere";
    EXPECT_FALSE(may_do(with(Role::administrator, Reach::partnership, "p"), Ability::lead, of_a)) << "but nothing else of it does";
}

TEST(Seeing, needs_all_of_a_thing_to_do_anything_with_it) {
    const auto in_a = with(Role::lead, Reach::organisation, "a");
    for (const auto extent : {Extent::summary, Extent::levels}) {
        EXPECT_TRUE(may_do(in_a, Ability::see, Seen{of_a, extent}));
        EXPECT_FALSE(may_do(in_a, Ability::read, Seen{of_a, extent}));
        EXPECT_FALSE(may_do(in_a, Ability::lead, Seen{of_a, extent}));
    }
    EXPECT_TRUE(may_do(in_a, Ability::lead, Seen{of_a, Extent::all}));
    EXPECT_FALSE(may_do(in_a, Ability::see, Seen{of_a, Extent::nothing}));
}

struct GivingCase {
    Actor giver;
    Role role;
    Reach reach;
    Place place;
    bool may;
    const char* why;
};

TEST(Giving, is_never_more_than_the_giver_holds) {
    const auto administrator = with(Role::administrator, Reach::partnership, "p"),
               of_one = with(Role::administrator, Reach::organisation, "a"), lead = with(Role::lead, Reach::partnership, "p"),
               lead_of_a = with(Role::lead, Reach::organisation, "a"), evaluator = with(Role::evaluator, Reach::partnership, "p"),
               head = with(Role::lead, Reach::service, "school");
    for (const auto& each : {
             GivingCase{administrator, Role::administrator, Reach::partnership, joint, true, "sets up another"},
             {administrator, Role::lead, Reach::organisation, of_a, true, "sets up an organisation"},
             {administrator, Role::inspector, Reach::evaluation, evaluation, true, "commissions"},
             {administrator, Role::inspector, Reach::partnership, joint, false, "inspectors see what they were given"},
             {administrator, Role::administrator, Reach::service, at_school, false, "there is none for a service"},
             {of_one, Role::administrator, Reach::organisation, of_a, true, "in one's own house"},
             {of_one, Role::evaluator, Reach::organisation, of_b, false, "not in another's"},
             {of_one, Role::reader, Reach::partnership, joint, false, "not for everybody"},
             {lead, Role::evaluator, Reach::partnership, joint, true, "builds a team"},
             {lead, Role::administrator, Reach::partnership, joint, false, "is no administrator"},
             {lead, Role::reader, Reach::organisation, of_a, false, "does not reach into an organisation"},
             {lead_of_a, Role::contributor, Reach::service, at_school, true, "a service of the organisation"},
             {lead_of_a, Role::inspector, Reach::evaluation, evaluation, true, "asks an inspector in"},
             {evaluator, Role::reader, Reach::partnership, joint, false, "gives nothing"},
             {head, Role::contributor, Reach::service, at_school, true, "a head teacher's own school"},
             {head, Role::contributor, Reach::organisation, of_a, false, "not the whole organisation"},
             {head, Role::contributor, Reach::partnership, joint, false, "not the partnership"},
         }) {
        EXPECT_EQ(may_give(each.giver, AccountId{"you"}, each.role, each.reach, each.place), each.may) << each.why;
        EXPECT_FALSE(may_give(each.giver, AccountId{"me"}, each.role, each.reach, each.place)) << "nobody gives anything to themselves";
    }
}

TEST(Sights, list_ids_so_that_no_part_of_one_matches) {
    const auto sight = sight_of(with({{Role::reader, Reach::organisation, "a"}, {Role::reader, Reach::organisation, "b"}}), {});
    EXPECT_EQ(sight.organisations, ",a,b,");
    EXPECT_EQ(sight.services, "");
    EXPECT_TRUE(sight.member);
}

}  // namespace
}  // namespace touchstone
