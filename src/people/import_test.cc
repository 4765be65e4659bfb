#include "people/import.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::people {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

const Everything known{{{{"a"}, "Council", "council_department"},
                        {{"shut"}, "Shut board", "health_board", Instant{}},
                        {{"far"}, "Far away", "police", {}, 0, PartnershipId{"elsewhere"}}},
                       {{{"top"}, {"a"}, {}, "Children", 1, "Council"}}};
const Cells heads{"Organisation", "KIND", "service", "Level", "Part of"};

ImportPlan planned(Rows rows) {
    rows.insert(rows.begin(), heads);
    return plan_import(rows, known, Instant{}).value();
}

TEST(Imports, add_what_is_not_there) {
    const auto plan = planned({{"Harbour", "Voluntary body"},
                               {"Harbour", "", "Nursery", "delivery", "Harbour services"},
                               {"Harbour", "", "Harbour services", "operational"},
                               {"council", "", "Early years", "Operational", "Children"},
                               {"Council", "", "CHILDREN", "strategic"}});
    ASSERT_TRUE(plan.is_ready());
    ASSERT_EQ(plan.organisations.size(), 1U);
    EXPECT_EQ(plan.organisations[0].kind, "voluntary_body");
    ASSERT_EQ(plan.services.size(), 3U);
    EXPECT_EQ(plan.services[0].name, "Harbour services") << "before what is part of it";
    EXPECT_EQ(plan.services[1].parent, plan.services[0].id);
    EXPECT_EQ(plan.services[1].organisation, plan.organisations[0].id);
    EXPECT_EQ(plan.services[2].parent, ServiceId{"top"});
    EXPECT_FALSE(plan.rows[4].adds_service) << "recognised by its name";
}

TEST(Imports, take_the_words_of_the_pages) {
    const auto plan = plan_import({{"Organisation", "Kind", "Service", "Where it works"},
                                   {"Shore School", "School", "Pupil support", "Strategically"},
                                   {"Shore Nursery", "Nursery", "Play", "Operationally"},
                                   {"Shore Friends", "Other", "Outings", "In delivery"},
                                   {"Shore Sailors", "Another kind", "Boats", "Delivery"}},
                                  known, Instant{})
                          .value();
    ASSERT_TRUE(plan.is_ready());
    std::vector<std::string> kinds;
    std::vector<int> levels;
    for (const auto& organisation : plan.organisations) kinds.push_back(organisation.kind);
    for (const auto& service : plan.services) levels.push_back(service.level);
    EXPECT_EQ(kinds, (std::vector<std::string>{"school", "nursery", "other", "other"}));
    EXPECT_EQ(levels, (std::vector{1, 2, 3, 3}));
}

// Written in seven ways that a reader takes for one name.
TEST(Imports, know_a_name_that_is_the_same_to_a_reader) {
    Rows rows;
    for (const auto* name : {"Éilidh House", "E\u0301ilidh House", "éilidh house", "Éilidh House\u00A0", "Éilidh  House",
                             "\u200BÉilidh House", "ÉILIDH HOUSE"})
        rows.push_back({name, "Voluntary body", "Service " + std::to_string(rows.size()), "delivery"});
    EXPECT_EQ(planned(rows).organisations.size(), 1U);
}

TEST(Imports, know_the_names_of_a_reported_file) {
    const auto file = std::filesystem::path(std::getenv("TOUCHSTONE_SHARED") ? std::getenv("TOUCHSTONE_SHARED") : "") /
                      "fixtures/reported/orgs_unicode.csv";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "the shared fixtures are not here";
    std::ifstream in(file, std::ios::binary);
    const auto rows = read_csv(std::string(std::istreambuf_iterator<char>(in), {}));
    ASSERT_TRUE(rows);
    const auto plan = plan_import(rows->rows, known, Instant{}).value();
    EXPECT_EQ(plan.organisations.size() + plan.problems.size(), rows->rows.size() - 1) << "one, and every other row names it again";
    EXPECT_EQ(plan.organisations.size(), 1U);
}

TEST(Imports, add_nothing_the_second_time) {
    Everything all = known;
    const Rows rows{heads, {"Council", "", "Nursery", "delivery", "Children"}, {"Harbour", "police"}};
    const auto first = plan_import(rows, all, Instant{}).value();
    all.organisations.push_back(first.organisations[0]);
    all.services.push_back(first.services[0]);
    const auto second = plan_import(rows, all, Instant{}).value();
    EXPECT_TRUE(second.problems.empty());
    EXPECT_FALSE(second.is_ready());
}

TEST(Imports, say_what_is_wrong_where) {
    const struct {
        Rows rows;
        RowProblem problem;
    } cases[] = {
        {{{"", "", "Nursery", "delivery"}}, {2, "organisation", "people.import.organisation_missing", ""}},
        {{{"New", "circus"}}, {2, "kind", "people.import.kind_unknown", "circus"}},
        {{{"Council", "", "New", ""}}, {2, "level", "people.import.level_missing", ""}},
        {{{"Council", "", "New", "high"}}, {2, "level", "people.import.level_unknown", "high"}},
        {{{"Council", "", "", "delivery"}}, {2, "service", "people.import.service_missing", ""}},
        {{{"Council", "", "New", "delivery", "Nowhere"}}, {2, "part_of", "people.import.parent_missing", "Nowhere"}},
        {{{"Council", "", "New", "delivery", "New"}}, {2, "part_of", "people.import.circle", "New"}},
        {{{"Council", "", "X", "delivery", "Y"}, {"Council", "", "Y", "delivery", "X"}}, {3, "part_of", "people.import.circle", "X"}},
        {{{"Council", "", "New", "delivery"}, {}, {"Council", "", "new", "delivery"}}, {4, "service", "people.import.twice", "new"}},
        {{{"New"}, {"new"}}, {3, "organisation", "people.import.twice", "new"}},
        {{{"B", "", "Same", "delivery"}, {"C", "", "Same", "delivery"}, {"Council", "", "New", "delivery", "Same"}},
         {4, "part_of", "people.import.parent_elsewhere", "Same"}},
        {{{"New", "police", "Unit", "delivery", "Children"}}, {2, "part_of", "people.import.parent_elsewhere", "Children"}},
        {{{std::string(151, 'x')}}, {2, "organisation", "people.import.too_long", std::string(40, 'x')}},
        {{{"=1+1"}}, {2, "organisation", "people.import.formula", "=1+1"}},
        {{{"A\nB"}}, {2, "organisation", "people.import.odd_characters", "A\nB"}},
        {{{"Shut board", "", "New", "delivery"}}, {2, "organisation", "people.import.organisation_closed", "Shut board"}},
        {{{"Far away", "", "New", "delivery"}}, {2, "organisation", "people.import.organisation_closed", "Far away"}},
    };
    for (const auto& [rows, problem] : cases) {
        const auto plan = planned(rows);
        EXPECT_THAT(plan.problems, Contains(problem)) << problem.text;
        EXPECT_FALSE(plan.is_ready());
    }
}

TEST(Imports, read_text_that_was_marked_as_no_formula) { EXPECT_EQ(planned({{"'+Vision"}}).organisations[0].name, "+Vision"); }

TEST(Imports, name_columns_that_they_do_not_read) {
    const auto plan = plan_import({{"organisation", "State", "Manager"}, {"New", "Open", "X"}}, known, Instant{}).value();
    EXPECT_TRUE(plan.is_ready());
    EXPECT_THAT(plan.unknown_columns, ElementsAre("State", "Manager"));
    EXPECT_EQ(plan_import({{"service"}}, known, Instant{}).error(), (Problems{{"file", "people.import.column_missing"}}));
    EXPECT_EQ(plan_import({{"organisation", "Organisation"}}, known, Instant{}).error(),
              (Problems{{"file", "people.import.column_twice"}}));
}

}  // namespace
}  // namespace touchstone::people
