#include "db/words.h"

#include <fmt/format.h>

namespace touchstone::db {

std::string Words::condition(const std::string& column, int first_argument) const {
    std::string sql;
    for (int i = 0; i < static_cast<int>(values_.size()); ++i) sql += fmt::format(" and strpos({}, ${}) > 0", column, first_argument + i);
    return sql;
}

}  // namespace touchstone::db
