// Whether what a PostgreSQL database holds can be read and fits together.
#pragma once
#include <string>

#include "db/postgres_connection.h"

namespace touchstone::db::postgres {

// A line for each: rules that are not in force, tables that cannot be read to their end, references that lead nowhere and, where the
// extension amcheck is there, indexes that do not fit their table. The connection's statements must have no limit of time.
[[nodiscard]] std::string problems_in(Postgres&);
// What was not looked at, in words; mostly empty.
[[nodiscard]] std::string unchecked_in(Postgres&);

}  // namespace touchstone::db::postgres
