// What is held about a person, found by the tags of the columns.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/actor.h"
#include "db/column_tags.h"
#include "db/db.h"
#include "people/account.h"

namespace touchstone::privacy {

struct HeldTable {
    std::string name;
    std::vector<std::vector<std::pair<std::string, std::string>>> rows;  // column and value; what is null is left out
};
// Each row that is about the account or by it, of every table and every partnership; tables without one are left out.
std::vector<HeldTable> list_held(db::Read&, const people::Account&);
// Which rows of the table are about the account or by it, where `$1` is `owner_of` the account there.
[[nodiscard]] std::string rows_of(const db::TaggedTable&);
[[nodiscard]] std::string owner_of(const db::TaggedTable&, const people::Account&);

// Somebody asked for what is held about them.
void note_copy(db::Write&, const By&);

}  // namespace touchstone::privacy
