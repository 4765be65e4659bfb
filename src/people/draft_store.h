// What somebody typed and had not saved, kept for them alone.
#pragma once
#include <optional>
#include <string>

#include "db/db.h"

namespace touchstone::people {

struct Draft {
    std::string fields;  // JSON, as the page's script wrote it
    Instant saved_at;
};
std::optional<Draft> find_draft(db::Read&, const AccountId&, const std::string& key);
void keep_draft(db::Write&, const AccountId&, const std::string& key, const std::string& fields, Instant now);
void discard_draft(db::Write&, const AccountId&, const std::string& key);

}  // namespace touchstone::people
