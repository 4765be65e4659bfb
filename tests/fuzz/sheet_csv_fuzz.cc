// Any bytes as a table in plain text: what comes out is text within the limits.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/sheet.h"
#include "base/text.h"
#include "people/import.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone;
    using namespace touchstone::people;
    const auto sheet = read_csv({reinterpret_cast<const char*>(data), size});
    if (!sheet) {
        demand(!sheet.error().empty());
        return 0;
    }
    demand(touchstone::is_text(sheet->notes.doubtful));
    const auto* rows = &sheet->rows;
    demand(rows->size() <= sheet_max_rows);
    for (const auto& row : *rows) {
        demand(row.size() <= sheet_max_columns);
        for (const auto& cell : row) demand(touchstone::is_text(cell));
    }
    if (const auto plan = plan_import(*rows, {}, {}))
        demand(plan->rows.size() < rows->size() && plan->services.size() <= plan->rows.size());
    return 0;
}
