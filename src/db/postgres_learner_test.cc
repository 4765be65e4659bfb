#include "db/postgres_learner.h"

#include <chrono>

#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::db {
namespace {

TEST(Learner, looks_at_a_table_once_much_has_been_added) {
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::string> looked_at;
    Learner learner([&](const std::vector<std::string>& tables) {
        const std::scoped_lock lock(mutex);
        looked_at.insert(looked_at.end(), tables.begin(), tables.end());
        wake.notify_all();
    });
    const auto has_looked = [&](std::size_t times) {
        std::unique_lock lock(mutex);
        return wake.wait_for(lock, std::chrono::seconds{60}, [&] { return looked_at.size() >= times; }) && looked_at.size() == times;
    };
    learner.note({{"few", 49}, {"many", 200}});
    ASSERT_TRUE(has_looked(1));
    EXPECT_EQ(looked_at, (std::vector<std::string>{"many"}));
    learner.note({{"many", 99}});
    learner.note({{"many", 1}, {"few", 1}});
    ASSERT_TRUE(has_looked(3));
    EXPECT_EQ(looked_at, (std::vector<std::string>{"many", "few", "many"}));
}

struct Learning : ::testing::TestWithParam<Engine> {};
INSTANTIATE_TEST_SUITE_P(Both, Learning, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

// Only what was committed, and only into tables.
TEST_P(Learning, goes_by_what_was_added) {
    testing::TestDatabase database(GetParam());
    database->script("create table thing (id bigint primary key)");
    if (GetParam() == Engine::sqlite) return;  // it is told by the hour
    database->writing([](Write& db) {
        for (int i = 0; i < 300; ++i) db.run("insert into thing (id) values ($1)", i);
        return true;
    });
    const auto known = [&] {
        return database->reading([](Read& db) {
            return db.first([](const Row& row) { return row.get<std::int64_t>("rows"); },
                            "select cast(reltuples as bigint) as rows from pg_class where relname = 'thing'");
        });
    };
    for (int tries = 0; tries < 600 && known() != 300; ++tries) std::this_thread::sleep_for(std::chrono::milliseconds{100});
    EXPECT_EQ(known(), 300);
}

}  // namespace
}  // namespace touchstone::db
