// Any bytes as a table of figures: every figure is counted once, and what is given is what was counted.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "base/text.h"
#include "measures/figure_file.h"

// Nothing travels in this program.
extern "C" {
extern const char* const touchstone_assets[];
const char* const touchstone_assets[] = {nullptr, nullptr, nullptr};
}

namespace {

using namespace touchstone::measures;

void demand(bool holds) {
    if (!holds) std::abort();
}

const Places& places() {
    static const Places some(
        "areas: [{kind: country, code: S92000003, name: Scotland}, {kind: council, code: S12000047, name: Fife, older_codes: [S12000015]},"
        "{kind: health_board, code: S08000029, name: Fife}, {kind: council, code: S12000041, name: Angus, other_names: [A]}]\n"
        "steps: [{source: care_inspectorate_grades, columns: [n], from: [2021-05]}]");
    return some;
}

void look(const EachRow& each_row) {
    std::int64_t given = 0;
    std::size_t areas = 0, periods = 0, measures = 0;
    const auto read = read_figures(each_row, places(), {"name", {}}, [&](const Figure& figure) {
        ++given;
        areas = std::max(areas, figure.area.value_or(0) + (figure.area ? 1 : 0));
        periods = std::max(periods, figure.period.value_or(0) + (figure.period ? 1 : 0));
        measures = std::max(measures, figure.measure + 1);
        demand(std::isfinite(figure.number));
    });
    if (!read) return demand(!read.error().empty());
    demand(given == read->values + read->withheld + read->missing);
    demand(areas <= read->areas.size() && periods <= read->periods.size() && measures <= read->measures.size());
    if (has_figures(read->columns.shape)) demand(given + read->refused == read->rows * std::ssize(read->columns.figures));
    for (const auto& period : read->periods) demand(period.period.first <= period.period.last && !text_of(period.period).empty());
    for (const auto& area : read->areas) demand(touchstone::is_text(area.name) && !area.spellings.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    look([&](const touchstone::OnRow& on_row) {
        std::istringstream in(bytes);
        return touchstone::read_csv_rows(in, on_row);
    });
    if (const auto rows = rows_of_answer(bytes)) look(each_of(*rows));
    return 0;
}
