#include "people/merge_store.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::people {
namespace {

// A merge has to reach each column that refers to an organisation or a service, also of tables that are yet to come.
TEST(Merging, knows_every_column_that_refers) {
    testing::TestDatabase database(db::Engine::sqlite);
    // A code opens nothing once its organisation is closed; what an evaluation is part of is an evaluation; nobody agrees on a place of
    // what is closed.
    const std::vector<std::string> stay{"joining_code.organisation_id", "evaluation.parent_id", "asked_place.service_id",
                                        "asked_place.parent_id"};
    const auto follow = columns_that_follow();
    database->read([&](db::Read& db) {
        db.each(
            [&](const db::Row& row) {
                const auto column = row.get<std::string>("name");
                EXPECT_TRUE(std::ranges::find(follow, column) != follow.end() || std::ranges::find(stay, column) != stay.end()) << column;
            },
            R"sql(
            select t.name || '.' || c.name as name from sqlite_master t join pragma_table_info(t.name) c
             where t.type = 'table' and c.name in ('organisation_id', 'service_id', 'owner_id', 'with_id', 'on_id', 'parent_id'))sql");
    });
}

}  // namespace
}  // namespace touchstone::people
