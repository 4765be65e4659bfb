// PostgreSQL through libpq: serializable writes that are tried again, prepared statements, a pool of connections.
#include <charconv>
#include <mutex>
#include <thread>
#include <unordered_map>

#include <libpq-fe.h>

#include "base/child.h"
#include "db/database.h"

namespace touchstone::db {
namespace {

constexpr int tries_max = 12;
constexpr std::size_t idle_connections_max = 16;
constexpr Oid bigint_type = 20;
constexpr Oid text_type = 25;

// Another transaction was in the way: worth trying again.
struct TryAgain : Failure {
    using Failure::Failure;
};

using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

class PostgresCells : public Cells {
public:
    explicit PostgresCells(const PGresult* result) : result_(result) {}
    void move_to(int row) { row_ = row; }
    int column(std::string_view name) const override {
        for (int i = 0; i < PQnfields(result_); ++i)
            if (name == PQfname(result_, i)) return i;
        return -1;
    }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t integer(int column) const override {
        const auto digits = text(column);
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc{} || end != digits.data() + digits.size())
            throw std::logic_error(std::string(PQfname(result_, column)) + " is not a number");
        return value;
    }
    std::string text(int column) const override {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_ = 0;
};

class Postgres : public Connection {
public:
    explicit Postgres(const std::string& url) : handle_(PQconnectdb(url.c_str()), PQfinish) {
        if (PQstatus(handle_.get()) != CONNECTION_OK)
            throw Failure(std::string("cannot reach the database: ") + PQerrorMessage(handle_.get()));
        PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
        script("set client_encoding = 'UTF8'; set statement_timeout = '30s'; set lock_timeout = '10s'; set synchronous_commit = on");
    }
    bool is_sound() const { return PQstatus(handle_.get()) == CONNECTION_OK && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE; }

    void script(const std::string& sql) { checked({PQexec(handle_.get(), sql.c_str()), PQclear}); }

    int run(std::string_view sql, const std::vector<Value>& arguments, const EachRow& each) override {
        std::vector<std::string> texts(arguments.size());
        std::vector<const char*> values(arguments.size());
        std::vector<int> lengths(arguments.size());
        std::string shape;  // the types are part of a prepared statement's identity
        std::vector<Oid> types(arguments.size());
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const auto* integer = std::get_if<std::int64_t>(&arguments[i]);
            const auto* text = std::get_if<std::string>(&arguments[i]);
            if (integer)
                texts[i] = std::to_string(*integer);
            else if (text)
                texts[i] = *text;
            types[i] = integer ? bigint_type : text ? text_type : 0;
            values[i] = integer || text ? texts[i].c_str() : nullptr;
            lengths[i] = static_cast<int>(texts[i].size());
            shape += integer ? 'i' : text ? 't' : 'n';
        }
        const auto& name = prepare(std::string(sql), shape, types);
        const Result result = checked(
            {PQexecPrepared(handle_.get(), name.c_str(), static_cast<int>(arguments.size()), values.data(), lengths.data(), nullptr, 0),
             PQclear});
        PostgresCells cells(result.get());
        const Row row(cells);
        for (int i = 0; i < PQntuples(result.get()); ++i) {
            cells.move_to(i);
            each(row);
        }
        return std::atoi(PQcmdTuples(result.get()));
    }

private:
    const std::string& prepare(const std::string& sql, const std::string& shape, const std::vector<Oid>& types) {
        auto& name = prepared_[shape + sql];
        if (name.empty()) {
            const auto fresh = "s" + std::to_string(prepared_.size());
            checked({PQprepare(handle_.get(), fresh.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()), PQclear});
            name = fresh;
        }
        return name;
    }

    Result checked(Result result) {
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
        const char* code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        // Without its details: they quote values, and this is logged.
        const char* primary = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
        const std::string why = primary ? primary : "";
        if (code && (std::string_view(code) == "40001" || std::string_view(code) == "40P01")) throw TryAgain(why);
        if (code && std::string_view(code) == "53100") throw NoRoom(why);
        throw Failure(why.empty() ? PQerrorMessage(handle_.get()) : why);
    }

    std::unique_ptr<PGconn, void (*)(PGconn*)> handle_;
    std::unordered_map<std::string, std::string> prepared_;
};

class PostgresDatabase : public Database {
public:
    explicit PostgresDatabase(std::string url) : url_(std::move(url)) { give_back(borrow()); }

    Engine engine() const override { return Engine::postgres; }

    void read(const std::function<void(Read&)>& work) override {
        transact("begin transaction isolation level repeatable read read only", [&](Postgres& connection) {
            Read db(connection);
            work(db);
            return true;
        });
    }

    void write(const std::function<bool(Write&)>& work) override {
        for (int attempt = 1;; ++attempt) {
            try {
                const std::scoped_lock turn(writing_);
                return transact("begin transaction isolation level serializable", [&](Postgres& connection) {
                    Write db(connection);
                    return work(db);
                });
            } catch (const TryAgain&) {
                if (attempt == tries_max) throw Overloaded("other writers were in the way too often");
                std::this_thread::sleep_for(std::chrono::milliseconds{(1 << std::min(attempt, 6)) + attempt});
            }
        }
    }

    void learn_sizes() override { script("analyze"); }

    void script(const std::string& sql) override {
        auto connection = borrow();
        connection->script(sql);
        give_back(std::move(connection));
    }

    void copy_to(const std::filesystem::path& target) override {
        run_child({"pg_dump", "--format=custom", "--no-owner", "--file=" + target.string(), "--dbname=" + url_}, std::chrono::minutes{30});
    }

    // Each table is written anew; old files of it are gone. The write-ahead log is the administrator's to keep or to drop.
    void wipe(const std::vector<std::string>& tables) override {
        Postgres connection(url_);
        connection.script("set statement_timeout = 0");
        for (const auto& table : tables) connection.script("vacuum (full) " + table);
    }

    std::string check() override { return {}; }

private:
    template <class Work>
    void transact(const char* opening, Work work) {
        auto connection = borrow();
        connection->script(opening);
        bool keep = false;
        try {
            keep = work(*connection);
            connection->script(keep ? "commit" : "rollback");
        } catch (...) {
            const auto reason = std::current_exception();
            try {
                connection->script("rollback");
                give_back(std::move(connection));
            } catch (const Failure&) {
                connection.reset();  // lost: the next one is opened afresh
            }
            std::rethrow_exception(reason);
        }
        give_back(std::move(connection));
    }
    std::unique_ptr<Postgres> borrow() {
        {
            const std::scoped_lock lock(mutex_);
            if (!idle_.empty()) {
                auto connection = std::move(idle_.back());
                idle_.pop_back();
                return connection;
            }
        }
        return std::make_unique<Postgres>(url_);
    }
    void give_back(std::unique_ptr<Postgres> connection) {
        const std::scoped_lock lock(mutex_);
        if (connection->is_sound() && idle_.size() < idle_connections_max) idle_.push_back(std::move(connection));
    }

    const std::string url_;
    // Writers of one server take turns: each adds to its partnership's chain of events, so they would only be in one another's way.
    std::mutex writing_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Postgres>> idle_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& url) { return std::make_unique<PostgresDatabase>(url); }

}  // namespace touchstone::db
