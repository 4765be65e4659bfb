// SQLite: WAL, synchronous=FULL, one writer thread with group commit, a pool of readers.
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "db/database.h"
#include "db/health.h"
#include "db/on_disk.h"
#include "db/slow.h"

namespace touchstone::db {
namespace {

constexpr std::size_t waiting_writers_max = 512;
constexpr std::size_t batch_max = 64;
constexpr std::size_t idle_readers_max = 16;
constexpr int log_tries_max = 100;
constexpr std::chrono::seconds pause_between_tries{2};
constexpr std::string_view write_nothing_new = "pragma user_version = 0";  // a page is written, and says what it said before

// A statement that was prepared once, with what never changes about it.
struct Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<std::string> columns;
    std::vector<int> places;  // of $1, $2, …; 0 for one that the text does not have
};

class SqliteCells : public Cells {
public:
    explicit SqliteCells(const Prepared& prepared) : Cells(prepared.columns), statement_(prepared.statement) {}
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override {
        if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) throw std::logic_error(name_of(column) + " is not a number");
        return sqlite3_column_int64(statement_, column);
    }
    std::string text(int column) const override {
        if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) throw std::logic_error(name_of(column) + " is not text");
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3_stmt* statement_;
};

// PostgreSQL's strpos: the place of the first character of `part` in `text`, from 1; 0 where it is not.
void strpos(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto view = [](sqlite3_value* value) {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
        return std::string_view(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    const auto text = view(arguments[0]);
    const auto found = text.find(view(arguments[1]));
    if (found == std::string_view::npos) return sqlite3_result_int64(context, 0);
    sqlite3_result_int64(context, static_cast<sqlite3_int64>(characters(text.substr(0, found))) + 1);
}

class Sqlite : public Connection {
public:
    Sqlite(const std::filesystem::path& file, bool writes) {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_CREATE : 0);
        if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
            const std::string why = handle_ ? sqlite3_errmsg(handle_) : "out of memory";
            sqlite3_close(handle_);
            throw Failure("cannot open " + file.string() + ": " + why);
        }
        sqlite3_busy_timeout(handle_, 5'000);
        script(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on; pragma temp_store "
            "= memory;");
        if (!writes) script("pragma query_only = on;");
        sqlite3_create_function(handle_, "strpos", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, strpos, nullptr, nullptr);
    }
    ~Sqlite() override {
        for (auto& [sql, prepared] : prepared_) sqlite3_finalize(prepared.statement);
        sqlite3_close(handle_);
    }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    void script(const std::string& sql) {
        char* message = nullptr;
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
            const std::string why = message ? message : "unknown error";
            sqlite3_free(message);
            fail(why);
        }
    }

    int run(std::string_view sql, const std::vector<Value>& arguments, const EachRow& each) override {
        const Stopwatch stopwatch(sql);
        const auto& prepared = prepare(sql);
        auto* statement = prepared.statement;
        // left ready for its next use whatever happens here
        const std::unique_ptr<sqlite3_stmt, void (*)(sqlite3_stmt*)> used(statement, [](sqlite3_stmt* s) {
            sqlite3_reset(s);
            sqlite3_clear_bindings(s);
        });
        for (std::size_t i = 0; i < arguments.size(); ++i) bind(prepared, i, arguments[i]);
        const SqliteCells cells(prepared);
        const Row row(cells);
        int step = 0;
        while ((step = sqlite3_step(statement)) == SQLITE_ROW) each(row);
        if (step != SQLITE_DONE) fail(sqlite3_errmsg(handle_));
        return sqlite3_changes(handle_);
    }

private:
    [[noreturn]] void fail(const std::string& why) const {
        const int code = sqlite3_errcode(handle_);  // only then is the system's word of this time
        const bool is_of_disk = code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
        if (code == SQLITE_FULL || (is_of_disk && sqlite3_system_errno(handle_) == ENOSPC)) throw NoRoom(why);
        throw Failure(why);
    }

    const Prepared& prepare(std::string_view sql) {
        const auto found = prepared_.find(sql);
        if (found != prepared_.end()) return found->second;
        Prepared fresh;
        if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &fresh.statement, nullptr) != SQLITE_OK)
            throw Failure(std::string(sqlite3_errmsg(handle_)) + " in " + std::string(sql));
        for (int i = 0; i < sqlite3_column_count(fresh.statement); ++i) fresh.columns.emplace_back(sqlite3_column_name(fresh.statement, i));
        for (int i = 1; i <= sqlite3_bind_parameter_count(fresh.statement); ++i)
            fresh.places.push_back(sqlite3_bind_parameter_index(fresh.statement, fmt::format("${}", i).c_str()));
        return prepared_.emplace(sql, std::move(fresh)).first->second;
    }
    static void bind(const Prepared& prepared, std::size_t number, const Value& value) {
        auto* statement = prepared.statement;
        const int index = number < prepared.places.size() ? prepared.places[number] : 0;
        if (index == 0) throw std::logic_error(fmt::format("unused argument ${}", number + 1));
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(statement, index, *integer);
        else if (const auto* text = std::get_if<std::string>(&value))
            sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        else
            sqlite3_bind_null(statement, index);
    }

    sqlite3* handle_ = nullptr;
    std::map<std::string, Prepared, std::less<>> prepared_;
};

struct Waiting {
    const std::function<bool(Write&)>* work;
    std::promise<void> done;
    std::exception_ptr refused;
};

class SqliteDatabase : public Database {
public:
    explicit SqliteDatabase(std::filesystem::path file)
        : file_(std::move(file)), writer_(std::make_unique<Sqlite>(file_, true)), thread_([this] { keep_writing(); }) {}
    ~SqliteDatabase() override {
        {
            const std::scoped_lock lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    Engine engine() const override { return Engine::sqlite; }

    void read(const std::function<void(Read&)>& work) override {
        auto connection = borrow();
        connection->script("begin");
        try {
            Read db(*connection);
            work(db);
        } catch (...) {
            connection->script("rollback");
            give_back(std::move(connection));
            throw;
        }
        connection->script("commit");
        give_back(std::move(connection));
    }

    void write(const std::function<bool(Write&)>& work, Commit) override {
        Waiting waiting{&work, {}, nullptr};
        auto done = waiting.done.get_future();
        {
            const std::scoped_lock lock(mutex_);
            if (queue_.size() >= waiting_writers_max) throw Overloaded("too many writers are waiting");
            queue_.push_back(&waiting);
        }
        wake_.notify_one();
        done.get();
    }

    void script(const std::string& sql) override {
        Sqlite connection(file_, true);
        connection.script(sql);
    }

    // A connection knows what was learnt before it was opened: those that are idle are let go.
    void learn_sizes() override {
        script("pragma analysis_limit = 1000; analyze");
        const std::scoped_lock lock(readers_mutex_);
        readers_.clear();
    }

    void copy_to(const std::filesystem::path& target) override {
        if (std::filesystem::exists(target)) throw Failure(target.string() + " exists already");
        Sqlite connection(file_, true);
        connection.run("vacuum into $1", {target.string()}, [](const Row&) {});
        put_on_disk(target);
    }

    // The whole file is written anew, without free pages; then the log, which still holds older pages, is cut to nothing.
    void wipe(const std::vector<std::string>&) override {
        Sqlite connection(file_, true);
        connection.script("pragma temp_store = default; vacuum");
        bool busy = true;
        for (int tries = 0; busy && tries < log_tries_max; ++tries) {
            if (tries > 0) std::this_thread::sleep_for(std::chrono::milliseconds{100});
            connection.run("pragma wal_checkpoint(truncate)", {}, [&](const Row& row) { busy = row.get<int>("busy") != 0; });
        }
        if (busy) throw Failure("the log could not be emptied: somebody reads without end");
    }

    std::string check() override {
        std::string problems;
        read([&](Read& db) {
            db.each(
                [&](const Row& row) {
                    if (const auto said = row.get<std::string>("integrity_check"); said != "ok") problems += said + "\n";
                },
                "pragma integrity_check");
            db.each([&](const Row& row) { problems += "a reference leads nowhere in " + row.get<std::string>("table") + "\n"; },
                    "pragma foreign_key_check");
        });
        return problems;
    }

    std::string plan_of(const std::string& sql) override {
        std::string plan;
        read([&](Read& db) {
            db.each([&](const Row& row) { plan += row.get<std::string>("detail") + "\n"; }, "explain query plan " + sql);
        });
        return plan;
    }

private:
    std::unique_ptr<Sqlite> borrow() {
        {
            const std::scoped_lock lock(readers_mutex_);
            if (!readers_.empty()) {
                auto connection = std::move(readers_.back());
                readers_.pop_back();
                return connection;
            }
        }
        return std::make_unique<Sqlite>(file_, false);
    }
    void give_back(std::unique_ptr<Sqlite> connection) {
        const std::scoped_lock lock(readers_mutex_);
        if (readers_.size() < idle_readers_max) readers_.push_back(std::move(connection));
    }

    void keep_writing() {
        for (;;) {
            std::vector<Waiting*> batch;
            {
                std::unique_lock lock(mutex_);
                const auto is_woken = [&] { return stopping_ || !queue_.empty(); };
                if (!is_broken_)
                    wake_.wait(lock, is_woken);
                else if (!wake_.wait_for(lock, pause_between_tries, is_woken)) {
                    lock.unlock();
                    commit_together({});
                    continue;
                }
                if (queue_.empty()) return;
                while (!queue_.empty() && batch.size() < batch_max) {
                    batch.push_back(queue_.front());
                    queue_.pop_front();
                }
            }
            commit_together(batch);
        }
    }

    // Each piece of work in a savepoint, all in one transaction: many people, one fsync. Nobody is answered before the commit.
    void commit_together(const std::vector<Waiting*>& batch) {
        std::exception_ptr broken;
        try {
            if (!writer_) writer_ = std::make_unique<Sqlite>(file_, true);
            writer_->script("begin immediate");
            if (is_broken_) writer_->script(std::string(write_nothing_new));
            for (auto* waiting : batch) run_one(*waiting);
            writer_->script("commit");
        } catch (...) {
            // Full disk, failed fsync: nothing of this batch is saved, and this connection is not trusted again.
            broken = std::current_exception();
            take_back();
        }
        is_broken_ = broken != nullptr;
        note_write(!is_broken_);
        for (auto* waiting : batch) {
            const auto reason = waiting->refused ? waiting->refused : broken;
            if (reason)
                waiting->done.set_exception(reason);
            else
                waiting->done.set_value();
        }
    }

    // What a failed commit has left in the log would be there again when the log is next read from its beginning, after a kill or on a new
    // start. Whatever is written now takes its place, also where it cannot be put on disk either.
    void take_back() {
        for (const auto& sql : {std::string("rollback"), fmt::format("begin immediate; {}; commit", write_nothing_new)}) try {
                if (writer_) writer_->script(sql);
            } catch (const Failure&) {  // rolled back already; or it is still broken, and the next try says so
            }
        writer_.reset();
    }

    void run_one(Waiting& waiting) {
        writer_->script("savepoint one");
        bool keep = false;
        try {
            Write db(*writer_);
            keep = (*waiting.work)(db);
        } catch (...) {
            waiting.refused = std::current_exception();
        }
        writer_->script(keep ? "release one" : "rollback to one; release one");
    }

    const std::filesystem::path file_;
    std::unique_ptr<Sqlite> writer_;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<Sqlite>> readers_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting*> queue_;
    bool stopping_ = false;
    bool is_broken_ = false;  // the last commit failed: tried again until it goes
    std::thread thread_;      // last: it uses everything above
};

}  // namespace

// Counting the memory in use would make all connections wait for one lock; nobody asks for the number.
std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file) {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
    return std::make_unique<SqliteDatabase>(file);
}

}  // namespace touchstone::db
