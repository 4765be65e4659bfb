// A whole Touchstone without a socket, with a small known world in it, on SQLite or on PostgreSQL.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/database.h"
#include "db/file_store.h"
#include "frameworks/framework.h"
#include "web/dispatch.h"
#include "web/response.h"
#include "web/router.h"

namespace touchstone::testing {

// An empty database of the engine, brought up to date, that is gone when the test is over.
class TestDatabase {
public:
    explicit TestDatabase(db::Engine);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    db::Database& operator*() { return *database_; }
    db::Database* operator->() { return database_.get(); }
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
    std::string postgres_name_;
    std::unique_ptr<db::Database> database_;
};

// SQLite always; PostgreSQL when TOUCHSTONE_POSTGRES names a server, as it does under ./dev test.
std::vector<db::Engine> engines();
std::string name_of(db::Engine);

class Site {
public:
    explicit Site(db::Engine = db::Engine::sqlite, bool is_demo = false);

    // Signs in as the one with this role; Role::reader is "Rona Reader", and so on. Nothing signs out.
    void sign_in(std::optional<Role>);
    AccountId account(Role) const;
    By by(Role role) const { return {partnership(), account(role), now}; }
    web::Response get(const std::string& address);
    web::Response post(const std::string& address, const std::vector<std::pair<std::string, std::string>>& fields);
    // The page as a browser would get it.
    std::string html(const std::string& address);
    std::string document(const web::Response&);
    // The whole way that a request goes, but for the socket.
    web::Answer answer(const web::Request&);
    web::Dispatcher& dispatcher() { return *dispatcher_; }

    db::Database& database() { return *database_; }
    const db::FileStore& files() const { return files_; }
    const PartnershipId& partnership() const { return partnership_; }
    const std::filesystem::path& folder() const { return database_.folder(); }
    // An evaluation of the shipped framework with every indicator in scope.
    EvaluationId add_evaluation(const std::string& title);
    void judge_something(const EvaluationId&);
    const frameworks::Framework& framework();
    Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
    web::Router router;

private:
    web::Response ask(const std::string& method, const std::string& address,
                      const std::vector<std::pair<std::string, std::string>>& fields);

    TestDatabase database_;
    db::FileStore files_;
    web::StaticFiles static_files_;
    PartnershipId partnership_;
    std::map<Role, AccountId> accounts_;
    std::string token_;
    std::unique_ptr<web::Dispatcher> dispatcher_;
    web::Visit last_visit_;
};

}  // namespace touchstone::testing
