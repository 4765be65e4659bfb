// PostgreSQL through libpq: serializable writes that are tried again, and a pool of connections. What hangs is given up in time.
#include <atomic>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "base/child.h"
#include "db/database.h"
#include "db/health.h"
#include "db/postgres_check.h"
#include "db/postgres_connection.h"
#include "db/postgres_learner.h"

namespace touchstone::db {
namespace {

using postgres::Postgres;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int tries_max = 12;
constexpr std::size_t idle_connections_max = 16;
constexpr milliseconds turn_max{5'000};     // a writer's wait for the writers before it
constexpr milliseconds breath{1'000};       // after a connection that could not be made, before the next is tried
constexpr milliseconds others_max{10'000};  // for the last server's connections to end
constexpr std::int64_t our_lock = 8'370'174'155'301;

const char* opening_of(Commit commit) {
    switch (commit) {
        case Commit::here:
            return "begin transaction isolation level serializable; set local synchronous_commit = local";
        case Commit::soon:
            return "begin transaction isolation level serializable; set local synchronous_commit = off";
        case Commit::everywhere:
            break;
    }
    return "begin transaction isolation level serializable";
}

class PostgresDatabase : public Database {
public:
    explicit PostgresDatabase(std::string url) : url_(std::move(url)) { give_back(connected()); }

    Engine engine() const override { return Engine::postgres; }

    void read(const std::function<void(Read&)>& work) override {
        transact("begin transaction isolation level repeatable read read only", [&](Postgres& connection) {
            Read db(connection);
            work(db);
            return false;  // there is nothing to keep
        });
    }

    // Whether it can write is known from the last who tried.
    void write(const std::function<bool(Write&)>& work, Commit commit) override {
        try {
            if (write_in_turn(work, commit) && commit == Commit::everywhere) note_write(true);
        } catch (const Away&) {
            note_write(false);
            throw;
        } catch (const Unsure&) {
            note_write(false);
            throw;
        }
    }

    // True when something was kept.
    bool write_in_turn(const std::function<bool(Write&)>& work, Commit commit) {
        for (int attempt = 1;; ++attempt) {
            try {
                std::unique_lock turn(writing_, std::defer_lock);
                if (!turn.try_lock_for(commit == Commit::soon ? milliseconds{0} : turn_max)) {
                    if (commit == Commit::soon) return false;
                    throw Overloaded("writers wait for too long");
                }
                stay_alone();
                return transact(opening_of(commit), [&](Postgres& connection) {
                    Write db(connection);
                    return work(db);
                });
            } catch (const TryAgain&) {
                if (attempt == tries_max) throw Overloaded("other writers were in the way too often");
                std::this_thread::sleep_for(milliseconds{(1 << std::min(attempt, 6)) + attempt});
            }
        }
    }

    // A killed server's connection ends a moment after it.
    void keep_others_out() override {
        const auto until = steady_clock::now() + others_max;
        sole_ = connected();
        while (!is_locked(*sole_)) {
            if (steady_clock::now() > until) throw Failure("another server is using this database");
            std::this_thread::sleep_for(milliseconds{100});
        }
    }

    void learn_sizes() override { script("analyze"); }

    void script(const std::string& sql) override {
        auto connection = unhurried();
        connection->script(sql, std::nullopt);
    }

    void copy_to(const std::filesystem::path& target) override {
        run_child({"pg_dump", "--format=custom", "--no-owner", "--file=" + target.string(), "--dbname=" + url_}, std::chrono::minutes{30});
    }

    // Each table is written anew; old files of it are gone. The write-ahead log is the administrator's to keep or to drop.
    void wipe(const std::vector<std::string>& tables) override {
        auto connection = unhurried();
        for (const auto& table : tables) connection->script("vacuum (full) " + table, std::nullopt);
    }

    std::string check() override { return postgres::problems_in(*unhurried()); }
    std::string unchecked() override { return postgres::unchecked_in(*unhurried()); }

    std::string plan_of(const std::string& sql) override {
        int arguments = 0;
        while (sql.find(fmt::format("${}", arguments + 1)) != std::string::npos) ++arguments;
        const auto connection = unhurried();
        connection->script("set plan_cache_mode = force_generic_plan; prepare shown as " + sql);
        std::string nothing, plan;
        for (int i = 0; i < arguments; ++i) nothing += i == 0 ? "(null" : ", null";
        connection->run_unhurried("explain execute shown" + nothing + (arguments == 0 ? "" : ")"),
                                  [&](const Row& row) { plan += row.get<std::string>("QUERY PLAN") + "\n"; });
        return plan;
    }

private:
    template <class Work>
    bool transact(const char* opening, Work work) {
        auto connection = opened(opening);
        bool is_kept = false;
        try {
            is_kept = work(*connection);
            if (is_kept) {
                connection->commit();
                learner_.note(connection->take_added());
            } else {
                connection->script("rollback");
                connection->take_added();
            }
        } catch (...) {
            const auto reason = std::current_exception();
            try {
                connection->script("rollback");
                connection->take_added();
                give_back(std::move(connection));
            } catch (const Failure&) {
                connection.reset();  // lost: the next one is opened afresh
            }
            std::rethrow_exception(reason);
        }
        give_back(std::move(connection));
        return is_kept;
    }

    // In a transaction that has begun. Where a connection that lay idle is lost, so are most likely the others: all of them are let go, and
    // a fresh one is tried once.
    std::unique_ptr<Postgres> opened(const char* opening) {
        if (auto connection = idle()) {
            try {
                connection->script(opening, postgres::opening_max);
                return connection;
            } catch (const Away&) {
                const std::scoped_lock lock(mutex_);
                idle_.clear();
            }
        }
        auto connection = connected();
        connection->script(opening);
        return connection;
    }

    std::unique_ptr<Postgres> idle() {
        const std::scoped_lock lock(mutex_);
        if (idle_.empty()) return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    // Not everybody waits for a database that has just been found to be away.
    std::unique_ptr<Postgres> connected() {
        if (steady_clock::now() < away_until_.load()) throw Away("the database was away a moment ago");
        try {
            return std::make_unique<Postgres>(url_);
        } catch (const Away&) {
            away_until_ = steady_clock::now() + breath;
            throw;
        }
    }

    std::unique_ptr<Postgres> unhurried() {
        auto connection = connected();
        connection->script("set statement_timeout = 0; set lock_timeout = 0");
        return connection;
    }

    void give_back(std::unique_ptr<Postgres> connection) {
        const std::scoped_lock lock(mutex_);
        if (connection->is_sound() && idle_.size() < idle_connections_max) idle_.push_back(std::move(connection));
    }

    static bool is_locked(Postgres& connection) {
        bool taken = false;
        connection.run("select case when pg_try_advisory_lock($1) then 1 else 0 end as taken", {our_lock},
                       [&](const Row& row) { taken = row.get<bool>("taken"); });
        return taken;
    }

    // The lock ends with its connection. With a new one it is ours again, unless somebody was faster.
    void stay_alone() {
        if (!sole_ || sole_->is_connected()) return;
        auto fresh = connected();
        if (!is_locked(*fresh)) throw Away("another server has taken over this database");
        sole_ = std::move(fresh);
    }

    const std::string url_;
    // Writers of one server take turns: each adds to its partnership's chain of events, so they would only be in one another's way.
    std::timed_mutex writing_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Postgres>> idle_;
    std::unique_ptr<Postgres> sole_;  // holds the lock that keeps other servers out, where there is one
    std::atomic<steady_clock::time_point> away_until_{};
    Learner learner_{[this](const std::vector<std::string>& tables) {
        auto connection = unhurried();
        for (const auto& table : tables) connection->script("analyze " + table, std::nullopt);
    }};  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url) { return std::make_unique<PostgresDatabase>(url); }

}  // namespace touchstone::db
