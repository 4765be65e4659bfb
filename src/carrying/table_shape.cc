#include "carrying/table_shape.h"

#include <algorithm>
#include <set>

#include "carrying/data_folder.h"
#include "db/migrate.h"

namespace touchstone::carrying {
namespace {

void read_columns(db::Read& db, Shapes& shapes) {
    std::map<std::string, std::map<int, std::string>> keys;
    db.each(
        [&](const db::Row& row) {
            const auto table = row.get<std::string>("tbl"), name = row.get<std::string>("name");
            auto& shape = shapes[table];
            shape.name = table;
            shape.columns.push_back(
                {name, row.get<std::string>("type") == "INTEGER", row.get<int>("filled") == 0, row.get<int>("defaulted") == 1});
            if (const auto place = row.get<int>("pk"); place > 0) keys[table][place] = name;
        },
        "select m.name as tbl, c.name, upper(c.type) as type, c.\"notnull\" as filled, c.dflt_value is not null as defaulted, c.pk "
        "from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name <> 'migration' order by m.name, c.cid");
    for (const auto& [table, columns] : keys)
        for (const auto& [place, column] : columns) shapes[table].key.push_back(column);
}

void read_references(db::Read& db, Shapes& shapes) {
    db.each(
        [&](const db::Row& row) {
            auto& references = shapes.at(row.get<std::string>("tbl")).references;
            if (row.get<int>("seq") == 0) references.push_back({{}, row.get<std::string>("target")});
            references.back().columns.push_back(row.get<std::string>("source"));
        },
        "select m.name as tbl, f.seq, f.\"table\" as target, f.\"from\" as source from sqlite_master m join "
        "pragma_foreign_key_list(m.name) "
        "f where m.type = 'table' order by m.name, f.id, f.seq");
}

void visit(const Shapes& shapes, const TableShape& shape, std::set<std::string>& seen, std::vector<std::string>& order) {
    if (!seen.insert(shape.name).second) return;
    for (const auto& reference : shape.references) visit(shapes, shapes.at(reference.table), seen, order);
    order.push_back(shape.name);
}

}  // namespace

bool ShapeColumn::is_moment() const { return is_number && (name.ends_with("_at") || name == "at" || name == "since" || name == "until"); }

bool ShapeColumn::is_day() const {
    static const std::set<std::string> days{"period_from", "period_to", "as_of", "starts", "due"};
    return !is_number && (name.ends_with("_on") || days.contains(name));
}

const ShapeColumn* TableShape::column(const std::string& wanted) const {
    const auto found = std::ranges::find(columns, wanted, &ShapeColumn::name);
    return found == columns.end() ? nullptr : &*found;
}

Scratch::Scratch(const std::filesystem::path& spool, int last_migration) : folder_(spool / ("tables-" + new_id_text(now()))) {
    std::filesystem::create_directories(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    database_ = db::open_sqlite(folder_ / "tables.db");
    migrate(last_migration);
}

Scratch::~Scratch() {
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Scratch::migrate(int last_migration) {
    auto steps = db::known_migrations();
    std::erase_if(steps, [&](const db::Migration& step) { return last_migration > 0 && step.number > last_migration; });
    db::migrate(*database_, steps, now(), [] {});
}

Shapes Scratch::shapes() {
    return database_->reading([](db::Read& db) {
        Shapes shapes;
        read_columns(db, shapes);
        read_references(db, shapes);
        return shapes;
    });
}

std::vector<std::string> parents_first(const Shapes& shapes) {
    std::set<std::string> seen;
    std::vector<std::string> order;
    for (const auto& [name, shape] : shapes) visit(shapes, shape, seen, order);
    return order;
}

}  // namespace touchstone::carrying
