// Several questions, one way to the database: ask, go, then read the answers.
#pragma once
#include <memory>

#include "db/db.h"

namespace touchstone::db {

template <class T>
struct Coming {
    T value{};
    bool has_come = false;
};

// What a question has been answered with, once its trip has gone. Reading it before throws std::logic_error.
template <class T>
class Answer {
public:
    explicit Answer(std::shared_ptr<Coming<T>> coming) : coming_(std::move(coming)) {}
    T& operator*() const {
        if (!coming_->has_come) throw std::logic_error("an answer is read before its trip has gone");
        return coming_->value;
    }
    T* operator->() const { return &**this; }

private:
    std::shared_ptr<Coming<T>> coming_;
};

// SQLite answers one question after another inside the open transaction; PostgreSQL gets them all in one pipeline and is waited for once.
// The first question that fails throws from go(), and then no answer of the trip has come. A page makes at most two trips, however much it
// shows.
class Trip {
public:
    explicit Trip(Read& db) : db_(db) {}
    Trip(const Trip&) = delete;
    Trip& operator=(const Trip&) = delete;

    // Every row, read with `read`, in the statement's order.
    template <class Reader, class... Args>
    auto all(Reader read, std::string_view sql, const Args&... args) {
        using Rows = std::vector<std::invoke_result_t<Reader, const Row&>>;
        return ask<Rows>([read](Rows& rows, const Row& row) { rows.push_back(read(row)); }, sql, values_of(args...));
    }
    // The first row, if there is one.
    template <class Reader, class... Args>
    auto first(Reader read, std::string_view sql, const Args&... args) {
        using Found = std::optional<std::invoke_result_t<Reader, const Row&>>;
        const auto keep = [read](Found& found, const Row& row) {
            if (!found) found.emplace(read(row));
        };
        return ask<Found>(keep, sql, values_of(args...));
    }
    // The one row that there always is, such as a count.
    template <class Reader, class... Args>
    auto one(Reader read, std::string_view sql, const Args&... args) {
        using Sole = std::invoke_result_t<Reader, const Row&>;
        return ask<Sole>([read](Sole& value, const Row& row) { value = read(row); }, sql, values_of(args...));
    }
    // What is gathered from all rows, by a function of what was gathered so far and the row.
    template <class T, class Gather, class... Args>
    Answer<T> gathered(Gather gather, std::string_view sql, const Args&... args) {
        return ask<T>(gather, sql, values_of(args...));
    }

    void go() {
        if (questions_.empty()) return;
        ++db_.trips_;
        db_.statements_ += static_cast<int>(questions_.size());
        const auto questions = std::exchange(questions_, {});
        const auto arrivals = std::exchange(arrivals_, {});
        db_.connection_.ask(questions);
        for (const auto& arrive : arrivals) arrive();
    }

private:
    template <class T, class Keep>
    Answer<T> ask(Keep keep, std::string_view sql, std::vector<Value> arguments) {
        auto coming = std::make_shared<Coming<T>>();
        questions_.push_back({std::string(sql), std::move(arguments), [coming, keep](const Row& row) { keep(coming->value, row); }});
        arrivals_.push_back([coming] { coming->has_come = true; });
        return Answer<T>(coming);
    }

    Read& db_;
    std::vector<Question> questions_;
    std::vector<std::function<void()>> arrivals_;
};

// The answer to one question that nothing else goes along with.
template <class Ask, class... Args>
auto alone(Read& db, Ask ask, const Args&... args) {
    Trip trip(db);
    auto answer = ask(trip, args...);
    trip.go();
    return std::move(*answer);
}

}  // namespace touchstone::db
