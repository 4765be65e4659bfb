// A whole database: transactions over either engine.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "db/db.h"

namespace touchstone::db {

enum class Engine { sqlite, postgres };

// What the end of a write waits for.
enum class Commit {
    everywhere,  // our disk, and the standbys that the database was told to wait for
    here,        // our disk: for what is soon done again, such as signing in
    soon         // nothing, and for nobody: it may be lost or left out
};

class Database {
public:
    virtual ~Database() = default;

    virtual Engine engine() const = 0;

    // Runs `work` in a read-only transaction: everything it sees is of one moment.
    virtual void read(const std::function<void(Read&)>& work) = 0;

    // Runs `work` in a transaction of its own and returns after it is on disk. `work` answers whether its changes are to be
    // kept. It may be run more than once, so it touches nothing but the database. What it throws comes out here, with nothing kept.
    virtual void write(const std::function<bool(Write&)>& work, Commit commit) = 0;
    void write(const std::function<bool(Write&)>& work) { write(work, Commit::everywhere); }

    // From here on no second server works on this database; throws Failure when one does. The folder of a SQLite database has a lock of its
    // own.
    virtual void keep_others_out() {}

    // Runs a script of several statements outside the façade: for migrations and maintenance only.
    virtual void script(const std::string& sql) = 0;

    // Lets the engine learn how large its tables are, so that queries go through them the short way.
    virtual void learn_sizes() = 0;

    // Copies everything, as of one moment, into `target` (a file that does not exist yet), while work goes on.
    virtual void copy_to(const std::filesystem::path& target) = 0;

    // Afterwards nothing that was deleted from the tables, or written over, can be read from the database's own files any more. Slow.
    virtual void wipe(const std::vector<std::string>& tables) = 0;

    // An empty text when the database is sound, else what is wrong.
    virtual std::string check() = 0;
    // What `check` cannot look at in this database; mostly empty.
    virtual std::string unchecked() { return {}; }

    // How the engine goes about a statement, whatever it is given: a line for each step. Throws Failure where it is none.
    virtual std::string plan_of(const std::string& sql) = 0;

    template <class Work>
    auto reading(Work work) {
        std::optional<std::invoke_result_t<Work, Read&>> result;
        read([&](Read& db) { result.emplace(work(db)); });
        return std::move(*result);
    }
    template <class Work>
    auto writing(Work work) {
        std::optional<std::invoke_result_t<Work, Write&>> result;
        write([&](Write& db) {
            result.emplace(work(db));
            return true;
        });
        return std::move(*result);
    }
};

// `file` is made when it is absent.
std::unique_ptr<Database> open_sqlite(const std::filesystem::path& file);
// `url` as libpq reads it: postgresql://user@host/name
std::unique_ptr<Database> open_postgres(const std::string& url);

}  // namespace touchstone::db
