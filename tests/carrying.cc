#include "tests/carrying.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/shipped.h"
#include "carrying/export.h"
#include "carrying/import.h"
#include "carrying/table_rows.h"
#include "demo/demo.h"
#include "frameworks/framework_store.h"
#include "reports/snapshot.h"
#include "tests/site.h"

namespace touchstone::testing {
namespace {

std::string postgres_server() {
    const char* url = std::getenv("TOUCHSTONE_POSTGRES");
    return url ? url : "";
}

// The first row's columns that a reference names.
std::vector<db::Value> first_of(db::Read& db, const std::string& table, const carrying::TableShape& shape) {
    return db
        .first(
            [&](const db::Row& row) {
                std::vector<db::Value> key;
                for (const auto& column : shape.key)
                    key.push_back(shape.column(column)->is_number ? db::Value{row.get<std::int64_t>(column)}
                                                                  : db::Value{row.get<std::string>(column)});
                return key;
            },
            "select * from " + table + " order by 1, 2 limit 1")
        .value();
}

db::Value made_up(const carrying::ShapeColumn& column, const std::string& canary) {
    if (column.is_moment()) return db::Value{std::int64_t{1'790'000'000'123}};
    if (column.is_number) return db::Value{std::int64_t{1}};
    if (column.is_day()) return "2026-03-04";
    return canary + " =1+1 \"quoted\", 'and\nmore' <b>ü</b>";
}

// A row that fits its references, with something in every column.
void add_row(db::Write& db, const carrying::Shapes& shapes, const carrying::TableShape& shape, const std::string& words) {
    std::map<std::string, db::Value> values;
    for (const auto& column : shape.columns) values[column.name] = made_up(column, words);
    const auto partnership = first_of(db, "partnership", shapes.at("partnership")).front();
    if (values.contains("partnership_id")) values["partnership_id"] = partnership;
    for (const auto* tables : {"evaluation", "evidence", "organisation", "account", "finding"})
        if (const auto column = std::string(tables) + "_id"; values.contains(column))
            values[column] = first_of(db, tables, shapes.at(tables)).back();
    if (values.contains("framework")) values["framework"] = "generic-2006";
    if (values.contains("object_id")) values["object_id"] = first_of(db, "evaluation", shapes.at("evaluation")).back();
    for (const auto& reference : shape.references) {
        const auto key = first_of(db, reference.table, shapes.at(reference.table));
        for (std::size_t i = 0; i < key.size(); ++i) values[reference.columns[i]] = key[i];
    }
    if (values.contains("id")) values["id"] = new_id_text(Instant{std::chrono::milliseconds{1'790'000'000'000}});
    std::vector<std::string> places;
    std::vector<db::Value> arguments;
    for (const auto& column : shape.columns) {
        arguments.push_back(values[column.name]);
        places.push_back(fmt::format("${}", arguments.size()));
    }
    std::vector<std::string> names;
    for (const auto& column : shape.columns) names.push_back(column.name);
    db.run(fmt::format("insert into {} ({}) values ({})", shape.name, fmt::join(names, ", "), fmt::join(places, ", ")), arguments);
}

bool is_empty(db::Read& db, const std::string& table) {
    return db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + table).value() == 0;
}

void add_what_is_secret(db::Write& db, const carrying::Shapes& shapes, const std::string& canary) {
    for (const auto* name : {"factor", "recovery_code", "session", "device", "password_link", "mail", "draft", "restricted_record",
                             "restricted_reader", "restricted_reading", "concern", "concern_step", "calibration_judgement",
                             "openid_identity", "access_token", "calendar_feed", "import_draft"})
        add_row(db, shapes, shapes.at(name), canary);
    db.run("update account set password_hash = $1", canary);
    db.run(
        "insert into first_judgement (partnership_id, evaluation_id, indicator, account_id, level, rationale, confidence, given_at, "
        "version) "
        "select partnership_id, id, '99.9', created_by, 2, $1, 2, 1790000000000, 1 from evaluation",
        canary);
    db.run(
        "insert into event (partnership_id, id, at, verb, kind, object_id, part, after) select partnership_id, $2, 1790000000000, "
        "'raised', "
        "'concern', id, $1, $1 from organisation where name = (select min(name) from organisation)",
        canary, "zzzz" + new_id_text(Instant{std::chrono::milliseconds{1'790'000'000'000}}));
}

// A framework that every finding also speaks about, and that nothing else names.
void add_other_framework(db::Write& db) {
    auto other = app::shipped_framework("generic-2006");
    other.id = "only-in-findings";
    std::string hash;
    frameworks::publish(db, other, Instant{std::chrono::milliseconds{1'790'000'000'000}}, hash);
    db.run(
        "insert into finding_theme (partnership_id, finding_id, framework, indicator, theme) "
        "select partnership_id, id, $1, '1.1', 1 from finding",
        other.id);
}

}  // namespace

Carrier::Carrier(db::Engine engine) {
    const auto name = "c" + new_id_text(carrying::now());
    folder = std::filesystem::temp_directory_path() / ("touchstone-" + name);
    if (engine == db::Engine::sqlite) return;
    database_ = name;
    db::open_postgres(postgres_server() + "/postgres")->script("create database " + database_);
    url = postgres_server() + "/" + database_;
}

Carrier::~Carrier() {
    if (!database_.empty()) db::open_postgres(postgres_server() + "/postgres")->script("drop database " + database_);
    std::filesystem::remove_all(folder);
}

carrying::Data Carrier::open() const { return carrying::open_data(folder, url); }

void Carrier::write(const std::function<void(db::Write&)>& work) const {
    open().database->writing([&](db::Write& db) {
        work(db);
        return true;
    });
}

std::int64_t Carrier::count(const std::string& from) const {
    return open().database->reading([&](db::Read& db) {
        return db.first([](const db::Row& row) { return row.get<std::int64_t>("n"); }, "select count(*) as n from " + from).value();
    });
}

std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[entry.path().lexically_relative(folder).string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
}

void sum_up(const std::filesystem::path& exported) {
    std::filesystem::remove(exported / "SHA256SUMS");
    std::string lines;
    for (const auto& [name, content] : files_below(exported)) lines += reports::hash_of(content) + "  " + name + "\n";
    std::ofstream(exported / "SHA256SUMS") << lines;
}

void fill(const Carrier& server) {
    const auto data = server.open();
    const auto shapes = carrying::Scratch(data.spool).shapes();
    data.database->writing([&](db::Write& db) {
        app::publish_shipped(db, Instant{std::chrono::milliseconds{1'790'000'000'000}});
        demo::load_demo(db, data.files, Instant{std::chrono::milliseconds{1'790'000'000'000}});
        add_other_framework(db);
        for (const auto& name : carrying::parents_first(shapes)) {
            const auto& all = db::tagged_tables();
            const auto tags = std::ranges::find(all, name, &db::TaggedTable::name);
            const bool is_published = name == "snapshot" || name == "report" || name == "report_file";  // must be signed
            if (tags->is_carried && !is_published && is_empty(db, name)) add_row(db, shapes, shapes.at(name), "words");
        }
        add_what_is_secret(db, shapes, canary);
        return true;
    });
}

const Carrier& filled(db::Engine engine) {
    static std::map<db::Engine, std::unique_ptr<Carrier>> servers;
    auto& server = servers[engine];
    if (!server) {
        server = std::make_unique<Carrier>(engine);
        fill(*server);
    }
    return *server;
}

Folder::Folder() : path(std::filesystem::temp_directory_path() / ("touchstone-" + new_id_text(carrying::now()))) {}

std::map<std::string, std::string> exported(const Carrier& server, const std::filesystem::path& to, const std::string& organisation) {
    carrying::export_all(server.open(), to, organisation);
    return files_below(to);
}

void import_into(const Carrier& server, const std::filesystem::path& from, const std::string& administrator) {
    carrying::import_all({from, server.folder, server.url, administrator, "http://localhost"});
}

}  // namespace touchstone::testing
