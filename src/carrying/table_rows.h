// Whole tables in memory, on their way out of the database into files or back.
#pragma once
#include <string>
#include <vector>

#include "base/csv.h"
#include "carrying/table_shape.h"
#include "db/column_tags.h"

namespace touchstone::carrying {

using TableRow = std::vector<db::Value>;

struct TableRows {
    std::string name;
    std::vector<ShapeColumn> columns;  // those that are carried
    std::vector<TableRow> rows;

    // Where the column stands; -1 when it is not there.
    [[nodiscard]] int place(const std::string& column) const;
    // The text in that column, "" for none.
    [[nodiscard]] std::string text(const TableRow&, const std::string& column) const;
    [[nodiscard]] std::int64_t number(const TableRow&, const std::string& column) const;
};

using Tables = std::map<std::string, TableRows>;

// What the table's rows are found by: the columns' values, one after the other. Empty where one of them is empty.
[[nodiscard]] std::string key_of(const TableRows&, const TableRow&, const std::vector<std::string>& columns);

// Every table that is carried, with its rows in the order of their keys; events in the order of their chain.
struct Loaded {
    Tables tables;
    int sealed = 0;  // rows that are not carried yet: what somebody judged alone
};
[[nodiscard]] Loaded load_tables(db::Read&, const Shapes&);

[[nodiscard]] std::string as_json(const TableRows&);
// Each text as base/csv.h writes it.
[[nodiscard]] std::string as_csv(const TableRows&);

// Reads what as_json wrote, in the shape of its table; what is wrong is added to the problems, with the number of its row.
[[nodiscard]] TableRows rows_from(const std::string& json, const TableShape&, const std::string& file, std::vector<std::string>& problems);

}  // namespace touchstone::carrying
