#include "tests/site.h"

#include <cstdlib>

#include <fmt/format.h>

#include "access/access_token_store.h"
#include "access/session_store.h"
#include "access/sign_in_store.h"
#include "app/layout.h"
#include "app/serve.h"
#include "app/shipped.h"
#include "base/text.h"
#include "db/migrate.h"
#include "evaluations/evaluation_store.h"
#include "frameworks/framework_store.h"
#include "judging/judgement_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/form_answer_store.h"
#include "people/organisation_store.h"
#include "privacy/vault.h"
#include "reports/snapshot.h"
#include "web/form_reader.h"
#include "web/saving_once.h"
#include "web/session.h"

namespace touchstone::testing {
namespace {

std::string postgres_server() {
    const char* url = std::getenv("TOUCHSTONE_POSTGRES");
    return url ? url : "";
}

Instant machine_now() { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::filesystem::path fresh_folder() {
    auto folder = std::filesystem::temp_directory_path() / ("touchstone-" + new_id_text(machine_now()));
    std::filesystem::create_directories(folder);
    return folder;
}

// A database is brought up to date once in this process and copied for each test: that takes a fraction of the time.
class MigratedFile {
public:
    MigratedFile() {
        const auto database = db::open_sqlite(folder_ / "work.db");
        db::migrate(*database, db::known_migrations(), machine_now(), [] {});
        database->copy_to(file());
    }
    ~MigratedFile() { std::filesystem::remove_all(folder_); }
    MigratedFile(const MigratedFile&) = delete;
    MigratedFile& operator=(const MigratedFile&) = delete;
    std::filesystem::path file() const { return folder_ / "touchstone.db"; }

private:
    const std::filesystem::path folder_ = fresh_folder();
};

std::filesystem::path migrated_file() {
    static const MigratedFile once;
    return once.file();
}

const std::string& postgres_template() {
    static const auto name = [] {
        auto made = "template" + new_id_text(machine_now());
        db::open_postgres(postgres_server() + "/postgres")->script("create database " + made);
        db::migrate(*db::open_postgres(postgres_server() + "/" + made), db::known_migrations(), machine_now(), [] {});
        return made;
    }();
    return name;
}

}  // namespace

TestDatabase::TestDatabase(db::Engine engine) : folder_(fresh_folder()) {
    privacy::use_vault(privacy::Vault(folder_));
    if (engine == db::Engine::sqlite) {
        std::filesystem::copy_file(migrated_file(), folder_ / "touchstone.db");
        database_ = db::open_sqlite(folder_ / "touchstone.db");
    } else {
        postgres_name_ = "t" + new_id_text(machine_now());
        db::open_postgres(postgres_server() + "/postgres")
            ->script("create database " + postgres_name_ + " template " + postgres_template());
        database_ = db::open_postgres(postgres_server() + "/" + postgres_name_);
    }
}

TestDatabase::~TestDatabase() {
    database_.reset();
    if (!postgres_name_.empty()) db::open_postgres(postgres_server() + "/postgres")->script("drop database " + postgres_name_);
    std::filesystem::remove_all(folder_);
}

std::vector<db::Engine> engines() {
    std::vector<db::Engine> all{db::Engine::sqlite};
    if (!postgres_server().empty()) all.push_back(db::Engine::postgres);
    return all;
}

std::string name_of(db::Engine engine) { return engine == db::Engine::sqlite ? "sqlite" : "postgres"; }

Site::Site(db::Engine engine, bool is_demo) : database_(engine), files_(database_.folder() / "files") {
    web::use_form_store({people::find_form_answer, people::keep_form_answer});
    reports::use_signing_key(std::string(reports::seed_bytes, 't'));
    app::add_all_pages(router);
    partnership_ = PartnershipId::make(now);
    database_->write([&](db::Write& db) {
        app::publish_shipped(db, now);
        people::add_partnership(db, {partnership_, "Test partnership", "Testshire", ""});
        for (const auto& [role, name] : {std::pair{Role::reader, "Rona Reader"},
                                         {Role::evaluator, "Ewan Evaluator"},
                                         {Role::administrator, "Ailsa Administrator"},
                                         {Role::lead, "Lachie Lead"},
                                         {Role::moderator, "Moira Moderator"}}) {
            const auto id = AccountId::make(now);
            accounts_[role] = id;
            if (!people::add_account(db, {id, fmt::format("{}@example.org", static_cast<int>(role)), name, "", "", std::nullopt, now}))
                return false;
            people::add_assignment(db, partnership_, people::on_partnership(partnership_, id, role, now));
        }
        return true;
    });
    dispatcher_ = std::make_unique<web::Dispatcher>(
        web::Workings{&*database_,
                      &files_,
                      &router,
                      &static_files_,
                      {"http://localhost", is_demo},
                      database_.folder(),
                      [this] { return now; },
                      access::find_actor,
                      access::note_use,
                      {access::find_actor_by_token, access::note_token_use, access::find_api_answer, access::keep_api_answer},
                      app::layout});
}

void Site::sign_in(std::optional<Role> role) {
    token_.clear();
    if (!role) return;
    token_ = web::new_token();
    database_->write([&](db::Write& db) {
        access::start_session(db, accounts_.at(*role), partnership_, web::token_hash(token_), now, true);
        return true;
    });
}

AccountId Site::account(Role role) const { return accounts_.at(role); }

web::Response Site::get(const std::string& address) { return ask("GET", address, {}); }

web::Response Site::post(const std::string& address, const std::vector<std::pair<std::string, std::string>>& fields) {
    return ask("POST", address, fields);
}

web::Response Site::ask(const std::string& method, const std::string& address,
                        const std::vector<std::pair<std::string, std::string>>& fields) {
    const auto question = address.find('?');
    const auto path = address.substr(0, question);
    const auto match = router.match(method, path);
    if (!match) return web::not_found();
    web::Visit visit;
    visit.now = now;
    visit.address = path;
    visit.session_token = token_;
    visit.visitor = "visitor";
    visit.csrf = web::csrf_token(visit.visitor);
    visit.settings = {"http://localhost", false};
    if (question != std::string::npos) visit.query = web::read_urlencoded(address.substr(question + 1)).value();
    for (const auto& [name, value] : fields) visit.form.add(name, value);
    auto response = dispatcher_->respond(*match, visit);
    last_visit_ = visit;
    return response;
}

std::string Site::document(const web::Response& response) { return dispatcher_->document(last_visit_, response); }
web::Answer Site::answer(const web::Request& request) { return dispatcher_->answer(request); }
std::string Site::html(const std::string& address) { return document(get(address)); }

const frameworks::Framework& Site::framework() {
    const frameworks::Framework* found = nullptr;
    database_->read([&](db::Read& db) { found = &frameworks::framework_of(db, frameworks::list_frameworks(db).front().hash); });
    return *found;
}

EvaluationId Site::add_evaluation(const std::string& title) {
    using namespace evaluations;
    const auto id = EvaluationId::make(now);
    database_->write([&](db::Write& db) {
        Evaluation fresh;
        fresh.id = id;
        fresh.framework_hash = frameworks::list_frameworks(db).front().hash;
        fresh.created_by = account(Role::evaluator);
        fresh.created_at = now;
        const auto evaluation =
            set_up(fresh, {title, "self_evaluation", "To know.", "strategic", {}, "All children", "2026-01-01", "2026-10-31", 0}, {})
                .value();
        evaluations::add_evaluation(db, by(Role::evaluator), evaluation);
        std::vector<ScopeChoice> scope;
        const auto& of = frameworks::framework_of(db, fresh.framework_hash);
        for (const auto& indicator : of.indicators) scope.push_back({indicator.code, Depth::full, "Because it matters."});
        replace_scope(db, by(Role::evaluator), id, of, {}, scope);
        return true;
    });
    return id;
}

void Site::judge_something(const EvaluationId& evaluation) {
    using namespace judging;
    database_->write([&](db::Write& db) {
        return record_judgement(db, by(Role::evaluator), evaluation, framework(), nullptr,
                                {"5.1", Level::good, "Plans are shared.", Confidence::high, account(Role::evaluator), now, 0, {}});
    });
}

}  // namespace touchstone::testing
