// What the tables of the database look like, read from an empty SQLite that the migrations made: the same for both engines.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/database.h"

namespace touchstone::carrying {

struct ShapeColumn {
    std::string name;
    bool is_number = false, may_be_null = false, has_default = false;

    // Moments are stored as numbers of milliseconds.
    [[nodiscard]] bool is_moment() const;
    // Days are stored as text, "" where there is none.
    [[nodiscard]] bool is_day() const;
};

// Columns that name a row of another table by its key.
struct Reference {
    std::vector<std::string> columns;
    std::string table;
};

struct TableShape {
    std::string name;
    std::vector<ShapeColumn> columns;
    std::vector<std::string> key;
    std::vector<Reference> references;

    [[nodiscard]] const ShapeColumn* column(const std::string&) const;
};

using Shapes = std::map<std::string, TableShape>;

// An SQLite in a folder of its own, gone when it is over.
class Scratch {
public:
    // With the migrations up to this one; 0: all.
    explicit Scratch(const std::filesystem::path& spool, int last_migration = 0);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    db::Database& operator*() { return *database_; }
    db::Database* operator->() { return database_.get(); }
    void migrate(int last_migration = 0);
    [[nodiscard]] Shapes shapes();

private:
    std::filesystem::path folder_;
    std::unique_ptr<db::Database> database_;
};

// What others refer to comes first.
[[nodiscard]] std::vector<std::string> parents_first(const Shapes&);

}  // namespace touchstone::carrying
