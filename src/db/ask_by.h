// A question about what belongs to several things: each thing's rows by themselves.
#pragma once
#include <map>

#include "db/trip.h"

namespace touchstone::db {

// By what stands in the column `of`, which is the thing's id or number; each thing's rows are in the statement's order.
template <class Thing, class Reader, class... Args>
auto ask_by(Trip& trip, const char* of, Reader read, std::string_view sql, const Args&... args) {
    using Rows = std::vector<std::invoke_result_t<Reader, const Row&>>;
    const auto gather = [of, read](std::map<Thing, Rows>& all, const Row& row) { all[row.get<Thing>(of)].push_back(read(row)); };
    return trip.gathered<std::map<Thing, Rows>>(gather, sql, args...);
}

}  // namespace touchstone::db
