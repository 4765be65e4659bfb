#include "carrying/import.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "access/password_pages.h"
#include "access/session_store.h"
#include "base/text.h"
#include "carrying/erasure_work.h"
#include "carrying/import_checks.h"
#include "carrying/kept_store.h"
#include "carrying/table_rows.h"
#include "carrying/unfinished_folder.h"
#include "db/column_tags.h"
#include "db/migrate.h"
#include "evaluations/levels_due_store.h"
#include "events/event_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "web/lists.h"

namespace touchstone::carrying {
namespace {

constexpr std::size_t problems_shown = 200;

void refuse(const std::filesystem::path& source, const std::vector<std::string>& problems) {
    if (problems.empty()) return;
    std::string lines;
    for (std::size_t i = 0; i < std::min(problems.size(), problems_shown); ++i) lines += problems[i] + "\n";
    if (problems.size() > problems_shown) lines += fmt::format("and {} more\n", problems.size() - problems_shown);
    throw Trouble(fmt::format("nothing is imported: {} problem{} in {}:\n{}", problems.size(), problems.size() == 1 ? "" : "s",
                              source.string(), lines));
}

void refuse_unless_fresh(db::Read& db) {
    if (people::has_any_account(db) || !people::list_partnerships(db).empty())
        throw Trouble("there is a partnership here already: an export is imported into a fresh server only");
}

// Events are chained in the order in which the export has them.
void number_events(TableRows& events) {
    events.columns.push_back({"seq", true, false, true});
    for (std::int64_t seq = 1; auto& row : events.rows) row.emplace_back(seq++);
}

std::string insertion_of(const TableRows& rows) {
    std::string columns, values;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        columns += (i ? ", " : "") + rows.columns[i].name;
        values += fmt::format("{}${}", i ? ", " : "", i + 1);
    }
    return fmt::format("insert into {} ({}) values ({})", rows.name, columns, values);
}

Tables read_tables(const std::filesystem::path& source, const Shapes& shapes, std::vector<std::string>& problems) {
    Tables tables;
    std::set<std::string> files;
    for (const auto& [name, shape] : shapes) {
        const auto& all = db::tagged_tables();
        const auto tags = std::ranges::find(all, name, &db::TaggedTable::name);
        if (tags != all.end() && !tags->is_carried) continue;
        const auto file = "tables/" + name + ".json";
        files.insert(file);
        const auto text = text_in(source / file);
        if (!text) problems.push_back(file + " is missing");
        tables[name] = rows_from(text.value_or("[]"), shape, file, problems);
    }
    if (!std::filesystem::is_directory(source / "tables")) return tables;
    for (const auto& entry : std::filesystem::directory_iterator(source / "tables"))
        if (const auto file = "tables/" + entry.path().stem().string() + ".json"; !files.contains(file))
            problems.push_back("no table is called " + entry.path().stem().string());
    return tables;
}

std::string in_words(const std::string& failure) {
    const auto after = [&](const std::string& begin) { return failure.starts_with(begin) ? failure.substr(begin.size()) : std::string(); };
    if (const auto columns = after("UNIQUE constraint failed: "); !columns.empty()) return "another row has the same " + columns;
    if (const auto rule = after("CHECK constraint failed: "); !rule.empty()) return "a value is not allowed: " + rule;
    return failure;
}

// An empty database looks at every rule of its own: keys, values that are allowed, and rows that others name.
bool try_rows(db::Write& db, const Tables& tables, std::vector<std::string>& problems) {
    const auto before = problems.size();
    db.each([](const db::Row&) {}, "pragma defer_foreign_keys = on");
    std::map<std::string, std::vector<std::size_t>> numbers;  // of the rows that were taken
    for (const auto& [name, rows] : tables) {
        const auto insertion = insertion_of(rows);
        for (std::size_t i = 0; i < rows.rows.size(); ++i) try {
                db.run(insertion, rows.rows[i]);
                numbers[name].push_back(i + 1);
            } catch (const db::Failure& failure) {
                problems.push_back(fmt::format("tables/{}.json, row {}: {}", name, i + 1, in_words(failure.what())));
            }
    }
    db.each(
        [&](const db::Row& row) {
            const auto name = row.get<std::string>("table");
            const auto number = numbers[name].at(static_cast<std::size_t>(row.get<std::int64_t>("rowid") - 1));
            problems.push_back(
                fmt::format("tables/{}.json, row {}: names a row of {} that is not there", name, number, row.get<std::string>("parent")));
        },
        "pragma foreign_key_check");
    return problems.size() == before;
}

// Of a table whose rows name each other, those that are named come first.
std::vector<const TableRow*> named_first(const TableRows& rows, const TableShape& shape) {
    std::vector<const TableRow*> order, waiting;
    for (const auto& row : rows.rows) waiting.push_back(&row);
    const auto own = std::ranges::find(shape.references, shape.name, &Reference::table);
    if (own == shape.references.end()) return waiting;
    std::set<std::string> there{""};
    for (std::size_t before = 0; before != waiting.size() && !waiting.empty();) {
        before = waiting.size();
        std::erase_if(waiting, [&](const TableRow* row) {
            if (!there.contains(key_of(rows, *row, own->columns))) return false;
            there.insert(key_of(rows, *row, shape.key));
            order.push_back(row);
            return true;
        });
    }
    return order;  // without those that name each other in a circle
}

struct Parcel {
    Tables tables;
    Shapes shapes;
};

// Whoever is to get in first administers one partnership and is known in the export.
void check_administrator(const ImportOptions& options, const std::map<std::string, TableRows>& tables, std::vector<std::string>& problems) {
    const auto address = people::email_from(options.administrator);
    if (address.empty()) return;
    const auto& people = tables.at("account");
    if (std::ranges::none_of(people.rows, [&](const auto& row) { return people.text(row, "email") == address; }))
        problems.push_back("nobody in it has the address " + address);
    const auto& partnerships = tables.at("partnership");
    std::vector<std::string> names;
    for (const auto& row : partnerships.rows) names.push_back(partnerships.text(row, "name"));
    const bool is_clear = options.partnership.empty() ? names.size() == 1 : std::ranges::count(names, options.partnership) == 1;
    if (!is_clear)
        problems.push_back(fmt::format("say with --partnership which one {} is to administer: {}", address, web::listed_apart(names)));
}

// Looks at everything, in the shape in which it was exported, and brings it into today's.
Parcel unpack(const ImportOptions& options) {
    const int migration = migration_of(options.source);
    std::vector<std::string> problems;
    check_files(options.source, problems);
    refuse(options.source, problems);
    Scratch scratch(options.folder / "spool", migration);
    auto tables = read_tables(options.source, scratch.shapes(), problems);
    refuse(options.source, problems);
    number_events(tables.at("event"));
    scratch->write([&](db::Write& db) { return try_rows(db, tables, problems); });
    refuse(options.source, problems);
    scratch.migrate();
    Parcel parcel;
    parcel.shapes = scratch.shapes();
    parcel.tables = scratch->reading([&](db::Read& db) { return load_tables(db, parcel.shapes).tables; });
    // Rows are counted as the files have them, as long as they are of today's shape.
    check_rows(options.source, migration == db::known_migrations().back().number ? tables : parcel.tables, problems);
    for (const auto& [name, rows] : parcel.tables)
        if (named_first(rows, parcel.shapes.at(name)).size() != rows.rows.size())
            problems.push_back("tables/" + name + ".json: rows name each other in a circle");
    check_administrator(options, parcel.tables, problems);
    refuse(options.source, problems);
    number_events(parcel.tables.at("event"));
    return parcel;
}

// What a fresh server has published by itself gives way to the same in the export.
void clear_frameworks(db::Write& db, const TableRows& frameworks) {
    for (const auto& row : frameworks.rows)
        db.run("delete from framework where hash = $1 or (id = $2 and version = $3)", frameworks.text(row, "hash"),
               frameworks.text(row, "id"), frameworks.text(row, "version"));
}

// The address at which the administrator chooses a password. Who is not one yet becomes one.
std::string let_in(db::Write& db, const PartnershipId& partnership, const ImportOptions& options) {
    const auto account = people::find_account_by_email(db, people::email_from(options.administrator)).value();
    const By by{partnership, {}, now()};
    if (account.disabled_at) access::enable(db, by, account.id);
    people::invite(db, by, people::on_partnership(partnership, account.id, Role::administrator, by.at));
    const auto name = people::find_partnership(db, partnership).value().name;
    return access::send_invitation(db, options.base_url, partnership, account, name, name, now());
}

// Columns that are made from others.
void make_keys(db::Write& db, const Shapes& shapes) {
    for (const auto& table : db::tagged_tables()) {
        const auto shape = shapes.find(table.name);
        if (table.keys.empty() || shape == shapes.end()) continue;
        for (const auto& made : table.keys) {
            struct Row {
                std::vector<db::Value> key;
                std::string words;
            };
            const auto rows = db.all(
                [&](const db::Row& row) {
                    Row read;
                    for (const auto& column : shape->second.key) read.key.emplace_back(row.get<std::string>(column));
                    for (const auto& column : made.of) read.words += (read.words.empty() ? "" : " ") + row.get<std::string>(column);
                    return read;
                },
                fmt::format("select {}, {} from {}", fmt::join(shape->second.key, ", "), fmt::join(made.of, ", "), table.name));
            std::string which;
            for (std::size_t i = 0; i < shape->second.key.size(); ++i)
                which += fmt::format("{}{} = ${}", i == 0 ? "" : " and ", shape->second.key[i], i + 2);
            const auto sql = fmt::format("update {} set {} = $1 where {}", table.name, made.column, which);
            for (const auto& [key, words] : rows) db.run(sql, made.is_for_search ? search_key(words) : reader_key(words), key);
        }
    }
}

std::string put_in(db::Write& db, const Parcel& parcel, const ImportOptions& options, const std::string& sums) {
    refuse_unless_fresh(db);
    clear_frameworks(db, parcel.tables.at("framework"));
    for (const auto& name : parents_first(parcel.shapes)) {
        const auto found = parcel.tables.find(name);
        if (found == parcel.tables.end()) continue;
        const auto insertion = insertion_of(found->second);
        for (const auto* row : named_first(found->second, parcel.shapes.at(name))) db.run(insertion, *row);
    }
    make_keys(db, parcel.shapes);
    evaluations::all_due_for_counting(db);
    events::chain_anew(db);
    std::string link;
    const auto partnerships = people::list_partnerships_by_name(db);
    for (const auto& partnership : partnerships) {
        people::note_import(db, {partnership.id, {}, now()}, sums);
        if (!options.administrator.empty() && (partnerships.size() == 1 || partnership.name == options.partnership))
            link = let_in(db, partnership.id, options);
    }
    return link;
}

std::vector<std::string> keep_files(const Data& data, const std::filesystem::path& source) {
    std::vector<std::string> kept;
    if (std::filesystem::exists(source / "files"))
        for (const auto& entry : std::filesystem::directory_iterator(source / "files")) kept.push_back(data.files.keep(entry.path()).hash);
    return kept;
}

std::string erased_in(const std::filesystem::path& list) {
    const auto lines = text_in(list);
    if (!lines) throw Trouble(list.string() + " cannot be read");
    return *lines;
}

// `open` is asked for the data once everything was looked at, and not before when there are none yet.
Imported import_into(const ImportOptions& options, const std::function<Data()>& open) {
    std::filesystem::remove_all(options.folder / "spool");  // what an import that was killed had unpacked
    const auto parcel = unpack(options);
    auto data = open();
    if (!options.erased.empty()) add_erased(erased_in(options.erased), options.folder);
    const auto kept = keep_files(data, options.source);
    Imported imported{parcel.tables.at("evaluation").rows.size(), parcel.tables.at("evidence").rows.size(), kept.size(), {}};
    try {
        const auto sums = db::sha256_of(options.source / "SHA256SUMS");
        imported.link = data.database->writing([&](db::Write& db) { return put_in(db, parcel, options, sums); });
    } catch (...) {
        data.files.forget(kept, [&] { return files_in_use(*data.database); });
        throw;
    }
    settle_erasures(*data.database, data.files, options.folder, now());
    data.database->learn_sizes();
    return imported;
}

}  // namespace

Imported import_all(const ImportOptions& given) {
    auto options = given;
    if (!is_free(options.folder)) {
        const Lock lock(options.folder);
        const auto open = [&] { return open_data(options.folder, options.database_url, true); };
        open().database->read(refuse_unless_fresh);
        return import_into(options, open);
    }
    UnfinishedFolder folder(options.folder);
    options.folder = folder.place();
    const auto open = [&] { return open_unfinished_data(options.folder, options.database_url); };
    if (!options.database_url.empty()) open().database->read(refuse_unless_fresh);
    const auto imported = import_into(options, open);
    folder.finish();
    return imported;
}

}  // namespace touchstone::carrying
