// One conversation with PostgreSQL, with a deadline on everything that waits for it: a database that hangs must not hang us.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <libpq-fe.h>

#include "db/postgres_learner.h"
#include "db/trouble.h"

namespace touchstone::db {

// Another transaction was in the way: worth trying again.
struct TryAgain : Failure {
    using Failure::Failure;
};

namespace postgres {

using std::chrono::milliseconds;

inline constexpr milliseconds connecting_max{3'000};
inline constexpr milliseconds opening_max{2'000};     // a transaction on a connection that has lain idle
inline constexpr milliseconds statement_max{10'000};  // a second more than the server itself allows
inline constexpr milliseconds commit_max{5'000};

struct Sent;

class Postgres : public Connection {
public:
    // Throws Away when it cannot be reached in time.
    explicit Postgres(const std::string& url);

    [[nodiscard]] bool is_sound() const;
    // Whether the other side is still there, as far as this side has been told.
    [[nodiscard]] bool is_connected() const;
    // Several statements; without `limit` as long as they take. Throws Away when it passes, and then the connection is of no more use.
    void script(const std::string& sql, std::optional<milliseconds> limit = statement_max);
    // Throws Unsure when it is not known whether all of it is kept, here and on the standbys that were to have it.
    void commit();
    // What was put into tables since this was last asked.
    Added take_added() { return std::exchange(added_, {}); }
    int run(std::string_view sql, const std::vector<Value>& arguments, const EachRow& each) override;
    void ask(const std::vector<Question>& questions) override;
    // One statement without arguments, for as long as it takes.
    void run_unhurried(const std::string& sql, const EachRow& each);

private:
    using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;
    using Deadline = std::optional<std::chrono::steady_clock::time_point>;

    void connect(const std::string& url);
    std::string next_name();
    const std::string& prepare(const std::string& sql, const Sent&);
    void send_off(bool is_sent, const Deadline&);
    std::vector<Result> results_of(const std::vector<bool>& is_question, const Deadline&);
    Result answer_to(bool is_sent, std::optional<milliseconds> limit);
    Result next_result(const Deadline&);
    void wait(short events, const Deadline&);
    Result checked(Result) const;

    std::unique_ptr<PGconn, void (*)(PGconn*)> handle_{nullptr, PQfinish};
    std::unordered_map<std::string, std::string> prepared_;
    int names_ = 0;
    Added added_;
    bool is_warned_ = false;    // since the last commit began
    bool is_given_up_ = false;  // an answer may still come, and would be taken for that to another question
};

}  // namespace postgres
}  // namespace touchstone::db
