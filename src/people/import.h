// Organisations and services from a table: how each row is understood, everything that is wrong with it, and what would be added. Importing
// the same table again adds nothing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "people/organisation.h"

namespace touchstone::people {

// A row as it was understood. `number` is the one that a spreadsheet shows.
struct ImportRow {
    int number = 0;
    std::string organisation, kind, service, level, part_of;
    bool adds_organisation = false, adds_service = false;
};

struct RowProblem {
    int row = 0;
    std::string column;  // "organisation", "kind", "service", "level" or "part_of"
    std::string text;    // key
    std::string value;   // what stands there
    bool operator==(const RowProblem&) const = default;
};

struct ImportPlan {
    std::vector<ImportRow> rows;
    std::vector<RowProblem> problems;
    std::vector<std::string> unknown_columns;  // as they are headed; not read
    std::vector<Organisation> organisations;   // to be added
    std::vector<Service> services;             // to be added, each after the one that it is part of

    bool is_ready() const { return problems.empty() && !(organisations.empty() && services.empty()); }
};

// Refused as a whole when there is no column of organisations or a column stands there twice.
[[nodiscard]] Outcome<ImportPlan> plan_import(const Rows&, const Everything&, Instant now);

// Each organisation of the table with each service that stands beside it. Whether an import can be planned depends on nothing else that is
// there; how what is wrong is put into words may.
[[nodiscard]] std::vector<PairOfNames> names_in(const Rows&);

[[nodiscard]] const std::vector<std::string>& import_columns();
// Whether these name the columns of such a table.
[[nodiscard]] bool is_import_head(const Cells&);

}  // namespace touchstone::people
