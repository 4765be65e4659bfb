// Saving costs the same however much is there: each form is sent to a partnership that holds 100 of everything, and to one that holds
// 10,000, and takes as many statements, rows and steps of SQLite in both.
#include "tests/journeys/saving.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "people/account_store.h"

namespace touchstone {
namespace {

using testing::Effort;
using testing::Full;
using testing::Watching;
using testing::operator+;

// What one statement of the larger partnership took beyond the smaller one's, the worst first.
std::string worst_of(const Effort& few, const Effort& many) {
    const auto more = [&](const auto& one) {
        const auto found = few.steps_of.find(one.first);
        return one.second - (found == few.steps_of.end() ? 0 : found->second);
    };
    const auto worst = std::ranges::max_element(many.steps_of, {}, more);
    return fmt::format("{} more steps in {}", more(*worst), worst->first);
}

bool costs_the_same(const Effort& few, const Effort& many) {
    return many.statements == few.statements && many.rows <= few.rows + 2 && many.steps <= few.steps + few.steps / 2 + 500;
}

TEST(Saving, costs_the_same_with_a_hundred_items_and_with_ten_thousand) {
    const Watching watching;
    Full small(100), large(10'000);
    for (auto* full : {&small, &large}) {
        testing::save_evaluation(*full);
        testing::save_registers(*full);
        testing::save_places(*full);
        testing::save_people(*full);
    }
    ASSERT_EQ(small.spent.size(), large.spent.size());
    for (std::size_t i = 0; i < small.spent.size(); ++i) {
        const auto& [name, few] = small.spent[i];
        const auto& many = large.spent[i].second;
        EXPECT_TRUE(costs_the_same(few, many)) << fmt::format("{}: {} and {} statements, {} and {} rows, {} and {} steps\n", name,
                                                              few.statements, many.statements, few.rows, many.rows, few.steps, many.steps)
                                               << worst_of(few, many);
    }
    const auto reads_everybody = [](Full& full) {
        return Watching::during([&] {
            full.site.database().write(
                [&](db::Write& db) { return people::list_accounts(db, full.site.partnership(), full.site.now).empty(); });
        });
    };
    EXPECT_FALSE(costs_the_same(reads_everybody(small), reads_everybody(large))) << "a write that reads a list is not found";
}

TEST(Saving, asks_for_a_service_where_there_is_one_though_the_form_names_none) {
    Full full(50);
    const auto answer = full.site.post(
        "/evaluations/new",
        testing::Fields{
            {"title", "Nurture"}, {"kind", "self_evaluation"}, {"why", "To know."}, {"level", "strategic"}, {"children", "Under six"}} +
            testing::day("from", 2026, 8, 1) + testing::day("to", 2026, 10, 31));
    EXPECT_EQ(answer.status, web::Status::unprocessable);
}

}  // namespace
}  // namespace touchstone
