// An evaluation, an item of evidence or another thing with all rows that are part of it, in whatever module's tables, as these say of
// themselves (migrations/README.md).
#pragma once
#include <map>
#include <string>

#include "db/db.h"

namespace touchstone::evidence {

// `root` is the table of the thing, such as "evaluation" or "evidence". How many rows each table has of it, without those that have none.
[[nodiscard]] std::map<std::string, int> count_rows_of(db::Read&, const PartnershipId&, const std::string& root, const std::string& id);
// All that stands there, table by table, as JSON; without secrets and what is made from the rest.
[[nodiscard]] std::string rows_as_json(db::Read&, const PartnershipId&, const std::string& root, const std::string& id);
void delete_parts_of(db::Write&, const PartnershipId&, const std::string& root, const std::string& id);
// With the row of the thing itself.
void delete_rows_of(db::Write&, const PartnershipId&, const std::string& root, const std::string& id);

}  // namespace touchstone::evidence
