#include "people/sheet.h"

namespace touchstone::people {

Outcome<Rows> read_sheet(std::string_view bytes) {
    const auto refused = [](const char* why) -> Outcome<Rows> { return refuse({{"file", why}}); };
    if (bytes.empty()) return refused("people.sheet.empty");
    if (bytes.size() > sheet_max_bytes) return refused("people.sheet.too_large");
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return refused("people.sheet.protected");
    auto rows = bytes.starts_with("PK") ? read_xlsx(bytes) : read_csv(bytes);
    if (!rows) return rows;
    while (!rows->empty() && rows->back().empty()) rows->pop_back();
    if (rows->empty()) return refused("people.sheet.empty");
    return rows;
}

bool would_compute(const std::string& cell) { return !cell.empty() && std::string_view("=+-@").contains(cell.front()); }

std::string without_mark(const std::string& cell) {
    return cell.size() > 1 && cell.front() == '\'' && would_compute(cell.substr(1)) ? cell.substr(1) : cell;
}

}  // namespace touchstone::people
