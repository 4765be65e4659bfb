// Which rows of a list a statement is to read: all, or those of some ids, as the ones that a form names: so saving costs the same however
// long the list has grown.
#pragma once
#include <string>
#include <vector>

#include "db/db.h"

namespace touchstone::db {

class Only {
public:
    Only() = default;  // all rows
    explicit Only(const std::vector<std::string>& ids);

    // " and o.id in (…)" for the column o.id, or nothing. The ids are the statement's argument with this number, the last one.
    std::string condition(const std::string& column, int argument) const;
    // What is given as that argument: one value, or none where all rows are read.
    const std::vector<Value>& values() const { return values_; }

private:
    std::vector<Value> values_;
};

// The ids in one text, ",a,b,". What has not as many characters as an id is none, and is left out.
std::string in_one_text(const std::vector<std::string>& ids);
// A subselect of the ids in such a text, which a statement is given as this argument.
std::string ids_in(const std::string& argument);

}  // namespace touchstone::db
