#include "db/database.h"

#include <atomic>
#include <cstdlib>
#include <thread>

#include <gtest/gtest.h>

#include "base/text.h"
#include "db/migrate.h"
#include "db/slow.h"
#include "db/trouble.h"
#include "tests/site.h"

namespace touchstone::db {
namespace {

class Engines : public ::testing::TestWithParam<Engine> {
protected:
    Engines() : database(GetParam()) { database->script("create table thing (id text not null primary key, number bigint, words text)"); }
    int count() {
        return database->reading(
            [](Read& db) { return *db.first([](const Row& row) { return row.get<int>("n"); }, "select count(*) as n from thing"); });
    }
    testing::TestDatabase database;
};

INSTANTIATE_TEST_SUITE_P(Both, Engines, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Engines, read_back_exactly_what_was_written) {
    const std::string words = "Sgoil na Mara: £5 \xF0\x9F\x90\x9F 'quoted' \"twice\"\nnew line";
    const std::int64_t big = 9'007'199'254'740'993;  // more than a double can hold
    database->writing(
        [&](Write& db) { return db.run("insert into thing (id, number, words) values ($1, $2, $3)", std::string("a"), big, words); });
    const auto found = database->reading([](Read& db) {
        return db.first([](const Row& row) { return std::pair(row.get<std::int64_t>("number"), row.get<std::string>("words")); },
                        "select number, words from thing where id = $1", std::string("a"));
    });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->first, big);
    EXPECT_EQ(found->second, words);
}

TEST_P(Engines, go_on_as_before_after_learning_how_large_tables_are) {
    database->script("create table sized (id bigint primary key)");
    database->writing([](db::Write& db) { return db.run("insert into sized (id) values (1), (2)"); });
    database->learn_sizes();
    int rows = 0;
    database->read([&](db::Read& db) { db.each([&](const db::Row&) { ++rows; }, "select id from sized"); });
    EXPECT_EQ(rows, 2);
}

TEST_P(Engines, never_turn_null_into_a_value) {
    database->writing(
        [](Write& db) { return db.run("insert into thing (id, number) values ($1, $2)", std::string("a"), std::optional<int>()); });
    database->read([](Read& db) {
        db.each(
            [](const Row& row) {
                EXPECT_FALSE(row.maybe<int>("number"));
                EXPECT_THROW(row.get<int>("number"), std::logic_error);
                EXPECT_THROW(row.get<int>("no such column"), std::logic_error);
            },
            "select number from thing");
    });
}

TEST_P(Engines, keep_nothing_of_work_that_says_no) {
    database->write([](Write& db) {
        db.run("insert into thing (id) values ($1)", std::string("a"));
        return false;
    });
    EXPECT_EQ(count(), 0);
}

TEST_P(Engines, keep_nothing_of_work_that_throws) {
    EXPECT_THROW(database->write([](Write& db) -> bool {
        db.run("insert into thing (id) values ($1)", std::string("a"));
        throw std::runtime_error("broken off");
    }),
                 std::runtime_error);
    EXPECT_EQ(count(), 0);
    database->writing([](Write& db) { return db.run("insert into thing (id) values ($1)", std::string("b")); });
    EXPECT_EQ(count(), 1) << "the next one is not harmed";
}

TEST_P(Engines, count_every_one_of_many_writers) {
    constexpr int writers = 8;
    constexpr int each = 25;
    database->writing([](Write& db) { return db.run("insert into thing (id, number) values ('n', 0)"); });
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < each; ++k)
                for (bool done = false; !done;) {
                    try {
                        database->writing([](Write& db) { return db.run("update thing set number = number + 1 where id = 'n'"); });
                        done = true;
                    } catch (const Overloaded&) {
                    }
                }
        });
    for (auto& thread : threads) thread.join();
    const auto number = database->reading(
        [](Read& db) { return *db.first([](const Row& row) { return row.get<int>("number"); }, "select number from thing"); });
    EXPECT_EQ(number, writers * each);
}

TEST_P(Engines, do_not_let_a_reader_write) {
    database->read([](Read& db) { EXPECT_THROW(db.each([](const Row&) {}, "insert into thing (id) values ('x')"), Failure); });
    EXPECT_EQ(count(), 0);
}

TEST_P(Engines, refuse_a_second_row_with_the_same_key_without_harm_to_others) {
    database->writing([](Write& db) { return db.run("insert into thing (id) values ('a')"); });
    EXPECT_THROW(database->writing([](Write& db) { return db.run("insert into thing (id) values ('a')"); }), Failure);
    EXPECT_EQ(count(), 1);
}

TEST_P(Engines, say_how_they_go_about_a_statement) {
    EXPECT_NE(database->plan_of("select number from thing where id = $1 and words = $2").find("thing"), std::string::npos);
    EXPECT_NE(database->plan_of("select id from thing").find("thing"), std::string::npos);
    EXPECT_THROW(static_cast<void>(database->plan_of("select nothing of the kind")), Failure);
}

TEST_P(Engines, note_statements_that_take_long_without_what_they_were_given) {
    const std::string slow =
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000000) select max(i) as id from n where i <> $1";
    database->read([&](Read& db) { db.each([](const Row&) {}, slow, 123'456'789); });
    const auto noted = slow_statements();
    const auto found = std::ranges::find(noted, slow, &SlowStatement::sql);
    ASSERT_NE(found, noted.end());
    EXPECT_GE(found->longest, slow_from);
}

TEST_P(Engines, find_a_reference_that_leads_nowhere) {
    database->script(
        "create table parent (id text not null primary key); create table child (id text not null primary key, "
        "parent_id text references parent (id)); insert into parent (id) values ('a'); insert into child values ('b', 'a')");
    EXPECT_EQ(database->check(), "");
    database->script(GetParam() == Engine::sqlite ? "pragma foreign_keys = off; delete from parent"
                                                  : "set session_replication_role = replica; delete from parent");
    EXPECT_NE(database->check().find("a reference leads nowhere in child"), std::string::npos) << database->check();
}

// What only PostgreSQL can do to us: not run where no server is named.
class OnPostgres : public Engines {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OnPostgres);  // where there is no server to ask
std::vector<Engine> postgres_engines() {
    auto named = testing::engines();
    std::erase(named, Engine::sqlite);
    return named;
}
INSTANTIATE_TEST_SUITE_P(There, OnPostgres, ::testing::ValuesIn(postgres_engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(OnPostgres, try_a_fresh_connection_when_those_that_lay_idle_are_lost) {
    database->writing([](Write& db) { return db.run("insert into thing (id) values ('a')"); });
    const auto end_all =
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    database->script(end_all);
    EXPECT_EQ(count(), 1);
    database->script(end_all);
    database->writing([](Write& db) { return db.run("insert into thing (id) values ('b')"); });
    EXPECT_EQ(count(), 2);
}

TEST_P(OnPostgres, do_not_call_saved_what_a_standby_did_not_get) {
    database->script("alter system set synchronous_standby_names = 'nobody'");
    database->script("select pg_reload_conf()");
    std::this_thread::sleep_for(std::chrono::seconds{1});
    const auto insert = [](const char* sql) { return [sql](Write& db) { return db.run(sql) == 1; }; };
    EXPECT_THROW(database->write(insert("insert into thing (id) values ('a')")), Unsure);
    EXPECT_NO_THROW(database->write(insert("insert into thing (id) values ('b')"), Commit::here));
    EXPECT_NO_THROW(database->write(insert("insert into thing (id) values ('c')"), Commit::soon));
    EXPECT_GE(count(), 2);
    database->script("alter system reset synchronous_standby_names");
    database->script("select pg_reload_conf()");
}

TEST_P(OnPostgres, keep_a_second_server_out) {
    const auto address = std::string(std::getenv("TOUCHSTONE_POSTGRES")) + "/postgres";
    auto first = open_postgres(address);
    first->keep_others_out();
    EXPECT_THROW(open_postgres(address)->keep_others_out(), Failure);
    first.reset();
    EXPECT_NO_THROW(open_postgres(address)->keep_others_out());
}

class Migrations : public Engines {};
INSTANTIATE_TEST_SUITE_P(Both, Migrations, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Migrations, are_taken_once_and_after_a_backup) {
    int backups = 0;
    auto steps = known_migrations();
    steps.push_back({9001, "9001_more.sql", "create table more (id text not null primary key, n bigint not null) /* strict */;"});
    EXPECT_EQ(migrate(*database, steps, Instant{}, [&] { ++backups; }), 1);
    EXPECT_EQ(migrate(*database, steps, Instant{}, [&] { ++backups; }), 0);
    EXPECT_EQ(backups, 1);
}

TEST_P(Migrations, refuse_a_newer_schema_and_say_which) {
    auto steps = known_migrations();
    steps.push_back({9001, "9001_more.sql", "create table more (id text not null primary key) /* strict */;"});
    migrate(*database, steps, Instant{}, [] {});
    try {
        migrate(*database, known_migrations(), Instant{}, [] {});
        FAIL() << "was not refused";
    } catch (const WrongSchema& refusal) {
        EXPECT_NE(std::string(refusal.what()).find("9001"), std::string::npos);
    }
}

TEST_P(Migrations, refuse_a_step_whose_text_was_changed) {
    auto steps = known_migrations();
    steps.front().sql += "\n-- changed";
    EXPECT_THROW(migrate(*database, steps, Instant{}, [] {}), WrongSchema);
}

TEST_P(Migrations, of_a_touchstone_of_before_are_refused_with_the_way_to_carry_the_data_over) {
    database->script("update migration set name = '0001_people.sql', checksum = 'x' where number = 1");
    try {
        migrate(*database, known_migrations(), Instant{}, [] {});
        FAIL() << "was not refused";
    } catch (const WrongSchema& refusal) {
        EXPECT_NE(std::string(refusal.what()).find("touchstone import"), std::string::npos);
    }
}

TEST_P(Migrations, leave_no_half_step) {
    auto steps = known_migrations();
    steps.push_back({9001, "9001_broken.sql",
                     "create table half (id text not null primary key) /* strict */;\ncreate table half (id text) /* strict */;"});
    EXPECT_THROW(migrate(*database, steps, Instant{}, [] {}), Failure);
    EXPECT_THROW(database->script("insert into half (id) values ('x')"), Failure) << "the first table must be gone with the second";
    EXPECT_EQ(migrate(*database, known_migrations(), Instant{}, [] {}), 0);
}

}  // namespace
}  // namespace touchstone::db
