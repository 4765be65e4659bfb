// What somebody typed and had not saved, kept for them alone.
#pragma once
#include <string>
#include <vector>

#include "db/db.h"

namespace touchstone::people {

// The key of a draft is the address of the form, and after "|" the name of the form that was opened: two tabs never share one.
struct Draft {
    std::string key;
    std::string fields;  // JSON, as the page's script wrote it
    Instant saved_at;
};
// Those of all forms that were opened at this address, the latest first.
std::vector<Draft> list_drafts(db::Read&, const AccountId&, const std::string& address);
void keep_draft(db::Write&, const AccountId&, const std::string& key, const std::string& fields, Instant now);
void discard_draft(db::Write&, const AccountId&, const std::string& key);

}  // namespace touchstone::people
