#include "db/only.h"

#include <fmt/format.h>

namespace touchstone::db {

Only::Only(const std::vector<std::string>& ids) : values_{Value{in_one_text(ids)}} {}

std::string Only::condition(const std::string& column, int argument) const {
    return values_.empty() ? "" : fmt::format(" and {} in {}", column, ids_in(fmt::format("${}", argument)));
}

std::string in_one_text(const std::vector<std::string>& ids) {
    std::string text = ",";
    for (const auto& id : ids)
        if (id.size() == id_characters) text += id + ",";
    return text;
}

std::string ids_in(const std::string& argument) {
    // An id has 26 characters; each step takes one off the front, with the comma before it.
    return fmt::format(
        "(with recursive cut (id, rest) as (select substr({0}, 2, 26), substr({0}, 28) where length({0}) > 1 union all select substr(rest, "
        "2, "
        "26), substr(rest, 28) from cut where length(rest) > 1) select id from cut)",
        argument);
}

}  // namespace touchstone::db
