#include "db/ask_by.h"

#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::db {
namespace {

class AskBy : public ::testing::TestWithParam<Engine> {};

INSTANTIATE_TEST_SUITE_P(Both, AskBy, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(AskBy, gives_each_thing_its_rows_in_their_order) {
    testing::TestDatabase database(GetParam());
    database->script("create table leaf (id text not null primary key, twig bigint not null)");
    database->script("insert into leaf (id, twig) values ('a', 1), ('b', 2), ('c', 1)");
    database->read([](Read& db) {
        Trip trip(db);
        const auto read = [](const Row& row) { return row.get<std::string>("id"); };
        const auto leaves = ask_by<int>(trip, "twig", read, "select twig, id from leaf where id <> $1 order by id desc", std::string("d"));
        trip.go();
        EXPECT_EQ(*leaves, (std::map<int, std::vector<std::string>>{{1, {"c", "a"}}, {2, {"b"}}}));
    });
}

}  // namespace
}  // namespace touchstone::db
