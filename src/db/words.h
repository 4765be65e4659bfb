// Which rows of a list a statement is to read: those whose search key holds all of these words, each somewhere in it.
#pragma once
#include <string>
#include <vector>

#include "db/db.h"

namespace touchstone::db {

class Words {
public:
    // As search_words() gives them. Without any, all rows.
    explicit Words(const std::vector<std::string>& words) : values_(words.begin(), words.end()) {}

    // " and strpos(v.title_key, $7) > 0 and …" for the column v.title_key. The words are the statement's last arguments, from this number
    // on.
    std::string condition(const std::string& column, int first_argument) const;
    const std::vector<Value>& values() const { return values_; }

private:
    std::vector<Value> values_;
};

}  // namespace touchstone::db
