// The database's shape, step by step: migrations/NNNN_name.sql, each applied once, in order, in a transaction of its own.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "db/database.h"

namespace touchstone::db {

struct Migration {
    int number;
    std::string name;
    std::string sql;
};

// The data was written by a newer Touchstone, or by hands that changed a step after it was applied.
struct WrongSchema : Failure {
    using Failure::Failure;
};

// The steps that this binary knows, in order.
[[nodiscard]] std::vector<Migration> known_migrations();

// The number of the last step that was taken here; 0: none yet.
[[nodiscard]] int last_step(Database&);

// Brings the database up to date and answers how many steps were taken. `back_up_first` is called once, before the first step on a
// database that holds data. Throws WrongSchema, with nothing changed, when a step is applied here that we do not know or whose text
// differs.
int migrate(Database&, const std::vector<Migration>&, Instant now, const std::function<void()>& back_up_first);

}  // namespace touchstone::db
