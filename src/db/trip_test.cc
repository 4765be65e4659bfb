#include "db/trip.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone::db {
namespace {

std::string id_of(const Row& row) { return row.get<std::string>("id"); }

class Trips : public ::testing::TestWithParam<Engine> {
protected:
    Trips() : database(GetParam()) { database->script("create table thing (id text not null primary key)"); }
    std::size_t count() {
        return database->reading([](Read& db) { return db.all(id_of, "select id from thing").size(); });
    }
    testing::TestDatabase database;
};

INSTANTIATE_TEST_SUITE_P(Both, Trips, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Trips, count_trips_and_statements) {
    database->read([](Read& db) {
        EXPECT_EQ(db.trips(), 0);
        db.each([](const Row&) {}, "select id from thing");
        EXPECT_EQ(db.trips(), 1);
        Trip trip(db);
        trip.all(id_of, "select id from thing");
        trip.first(id_of, "select id from thing");
        trip.go();
        trip.go();  // nothing is asked
        EXPECT_EQ(db.trips(), 2);
        EXPECT_EQ(db.statements(), 3);
    });
}

TEST_P(Trips, answer_several_questions_on_one_trip) {
    database->writing([](Write& db) {
        for (const auto* id : {"a", "b", "c"}) db.run("insert into thing (id) values ($1)", std::string(id));
        return true;
    });
    for (int time = 0; time < 2; ++time)  // what was prepared the first time is used again
        database->read([](Read& db) {
            Trip trip(db);
            const auto all = trip.all(id_of, "select id from thing order by id");
            const auto last = trip.first(id_of, "select id from thing where id > $1 order by id desc", std::string("a"));
            const auto none = trip.first(id_of, "select id from thing where id = $1", std::optional<std::string>());
            const auto same = trip.all(id_of, "select id from thing order by id");
            const auto size = trip.one([](const Row& row) { return row.get<int>("number"); }, "select count(*) as number from thing");
            const auto joined = trip.gathered<std::string>([](std::string& text, const Row& row) { text += id_of(row); },
                                                           "select id from thing order by id desc");
            trip.go();
            EXPECT_EQ(*all, (std::vector<std::string>{"a", "b", "c"}));
            EXPECT_EQ(*same, *all);
            EXPECT_EQ(last->value(), "c");
            EXPECT_FALSE(none->has_value());
            EXPECT_EQ(*size, 3);
            EXPECT_EQ(*joined, "cba");
        });
}

TEST_P(Trips, say_that_an_answer_is_read_too_early) {
    database->read([](Read& db) {
        Trip trip(db);
        const auto all = trip.all(id_of, "select id from thing");
        EXPECT_THROW(*all, std::logic_error);
        trip.go();
        EXPECT_TRUE(all->empty());
    });
}

// The connection is as good as before afterwards.
TEST_P(Trips, keep_no_answer_of_a_trip_that_failed) {
    database->writing([](Write& db) { return db.run("insert into thing (id) values ('a')"); });
    for (const auto* wrong : {"select id from nothing_of_that_name", "select id from thing where abs(-9223372036854775807 - 1) = 1"}) {
        const auto ask = [&](Read& db) {
            Trip trip(db);
            const auto before = trip.all(id_of, "select id from thing");
            trip.all(id_of, wrong);
            const auto after = trip.all(id_of, "select id from thing");
            EXPECT_THROW(trip.go(), Failure) << wrong;
            EXPECT_THROW(*before, std::logic_error);
            EXPECT_THROW(*after, std::logic_error);
        };
        try {
            database->read(ask);
        } catch (const Failure&) {
            ADD_FAILURE() << "the transaction could not be ended";
        }
        EXPECT_EQ(count(), 1);
    }
}

TEST_P(Trips, answer_a_trip_with_more_than_fits_a_socket) {
    database->writing([](Write& db) {
        for (int i = 0; i < 200; ++i) db.run("insert into thing (id) values ($1)", fmt::format("{:05d}{}", i, std::string(5'000, 'x')));
        return true;
    });
    database->read([](Read& db) {
        Trip trip(db);
        std::vector<Answer<std::vector<std::string>>> answers;
        for (int i = 0; i < 20; ++i) answers.push_back(trip.all(id_of, "select id from thing where id <> $1", std::string(100'000, 'y')));
        trip.go();
        for (const auto& answer : answers) EXPECT_EQ(answer->size(), 200u);
    });
}

TEST_P(Trips, survive_a_reader_that_throws) {
    database->writing([](Write& db) { return db.run("insert into thing (id) values ('a')"); });
    database->read([](Read& db) {
        Trip trip(db);
        trip.all([](const Row& row) { return row.get<int>("id"); }, "select id from thing");
        trip.all(id_of, "select id from thing");
        EXPECT_THROW(trip.go(), std::logic_error);
    });
    EXPECT_EQ(count(), 1);
}

}  // namespace
}  // namespace touchstone::db
