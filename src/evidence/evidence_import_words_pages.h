// What people are told about a row that cannot be added as it is.
#pragma once
#include "evidence/evidence_import.h"
#include "web/components.h"

namespace touchstone::evidence {

// "title, source, whose view", as a table is headed.
// A sentence for each problem. Of a table, with what stood in the cell and what may stand there.
[[nodiscard]] web::List problems_said(const PlannedItem&, const frameworks::Framework&, bool is_of_table);

}  // namespace touchstone::evidence
