// Any bytes as a table of evidence: each row becomes an item that keeps the rules, or says what is wrong with it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/sheet.h"
#include "base/text.h"
#include "base/typed_day.h"
#include "evidence/evidence_import.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

touchstone::frameworks::Framework small_framework() {
    touchstone::frameworks::Framework framework;
    for (const auto* code : {"1.1", "2.1"}) {
        touchstone::frameworks::Indicator indicator;
        indicator.code = code;
        indicator.themes.resize(2);
        framework.indicators.push_back(indicator);
    }
    framework.sources.resize(1);
    framework.sources.front().key = "views";
    framework.sources.front().title = "Views";
    return framework;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone;
    static const auto framework = small_framework();
    const auto sheet = read_csv({reinterpret_cast<const char*>(data), size});
    if (!sheet) return 0;
    auto rows = sheet->rows;
    rows.insert(rows.begin(), {"title", "source", "from", "to", "security", "strengths", "collected"});
    const auto table = evidence::read_table(rows, framework);
    if (!table) return 0;
    evidence::Evidence fresh;
    fresh.added_at = Instant{std::chrono::seconds{1'800'000'000}};
    for (const auto& planned : evidence::plan_items(table->rows, {}, fresh, framework)) {
        demand(planned.item.has_value() == planned.problems.empty());
        if (planned.item) demand(typed_day(iso(planned.item->from)) && typed_day(iso(planned.item->to)) && is_text(planned.item->title));
    }
    return 0;
}
