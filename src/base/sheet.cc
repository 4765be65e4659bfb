#include "base/sheet.h"

#include <nlohmann/json.hpp>

namespace touchstone {
namespace {

using Json = nlohmann::json;

Json json_of(const SheetNotes& notes) {
    return {{"name", notes.name},
            {"other_sheets", notes.other_sheets},
            {"hidden_sheets", notes.hidden_sheets},
            {"hidden_rows", notes.hidden_rows},
            {"hidden_columns", notes.hidden_columns},
            {"doubtful", notes.doubtful}};
}

SheetNotes notes_of(const Json& json) {
    return {json.at("name"),        json.at("other_sheets"),   json.at("hidden_sheets"),
            json.at("hidden_rows"), json.at("hidden_columns"), json.at("doubtful")};
}

}  // namespace

Outcome<Sheet> read_sheet(std::string_view bytes, const IsHead& is_head) {
    const auto refused = [](const char* why) -> Outcome<Sheet> { return refuse({{"file", why}}); };
    if (bytes.empty()) return refused("people.sheet.empty");
    if (bytes.size() > sheet_max_bytes) return refused("people.sheet.too_large");
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return refused("people.sheet.protected");
    auto sheet = bytes.starts_with("PK") ? read_xlsx(bytes, is_head) : read_csv(bytes);
    if (!sheet) return sheet;
    auto& rows = sheet->rows;
    while (!rows.empty() && rows.back().empty()) rows.pop_back();
    if (rows.empty()) return refused("people.sheet.empty");
    return sheet;
}

bool would_compute(const std::string& cell) { return !cell.empty() && std::string_view("=+-@").contains(cell.front()); }

std::string without_mark(const std::string& cell) {
    return cell.size() > 1 && cell.front() == '\'' && would_compute(cell.substr(1)) ? cell.substr(1) : cell;
}

std::string as_json(const Sheet& sheet) { return Json{{"rows", sheet.rows}, {"notes", json_of(sheet.notes)}}.dump(); }

std::string as_json(const SheetNotes& notes) { return json_of(notes).dump(); }

Sheet sheet_from(const std::string& json) {
    const auto read = Json::parse(json);
    if (read.is_array()) return {read.get<Rows>(), {}};  // kept before anything was noted
    return {read.at("rows").get<Rows>(), notes_of(read.at("notes"))};
}

SheetNotes notes_from(const std::string& json) { return notes_of(Json::parse(json)); }

}  // namespace touchstone
