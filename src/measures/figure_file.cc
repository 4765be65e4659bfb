#include "measures/figure_file.h"

#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "base/bounded_json.h"
#include "base/control_characters.h"
#include "base/text.h"
#include "base/workbench.h"

namespace touchstone::measures {

namespace {

using Json = nlohmann::json;

auto refused(const char* why) { return refuse({{"file", why}}); }

std::vector<NumberedRow> first_rows_of(const Rows& rows) {
    std::vector<NumberedRow> first;
    for (std::size_t at = 0; at < std::min(rows.size(), rows_looked_at); ++at)
        first.push_back({static_cast<std::int64_t>(at) + 1, rows[at]});
    return first;
}

Outcome<EachRow> open_workbook(const std::string& bytes, const Places& places) {
    auto sheets = read_workbook(bytes, [](const std::string&) { return true; }, Digits::all);
    if (!sheets) return std::unexpected(sheets.error());
    for (auto& sheet : *sheets)
        if (find_columns(first_rows_of(sheet.rows), places)) return each_of(std::move(sheet.rows));
    return refused(sheets->empty() ? "people.sheet.nothing_visible" : "measures.file.no_shape");
}

Outcome<EachRow> open_answer(const std::string& bytes) {
    auto rows = rows_of_answer(bytes);
    if (!rows) return std::unexpected(rows.error());
    return each_of(std::move(*rows));
}

EachRow open_text(const std::filesystem::path& file) {
    return [file](const OnRow& on_row) {
        std::ifstream in(file, std::ios::binary);
        if (!in) throw std::runtime_error(file.string() + " cannot be read");
        return read_csv_rows(in, on_row);
    };
}

// The first bytes, of which a mark and white space are none.
std::string beginning_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file.string() + " cannot be read");
    std::string begins(64, '\0');
    in.read(begins.data(), static_cast<std::streamsize>(begins.size()));
    begins.resize(static_cast<std::size_t>(in.gcount()));
    if (begins.starts_with("\xEF\xBB\xBF")) begins.erase(0, 3);
    return begins.substr(std::min(begins.find_first_not_of(" \t\r\n"), begins.size()));
}

}  // namespace

EachRow each_of(Rows rows) {
    return [rows = std::move(rows)](const OnRow& on_row) -> Outcome<void> {
        std::int64_t number = 0;
        for (auto row : rows)
            if (!on_row(++number, row)) break;
        return {};
    };
}

Outcome<Rows> rows_of_answer(std::string_view json) {
    constexpr const char* no_answer = "measures.file.no_answer";
    const auto answer = parse_json<Json>(json);
    if (!answer || !answer->is_object()) return refused(no_answer);
    const auto names = answer->value("/head/vars"_json_pointer, Json());
    const auto bindings = answer->value("/results/bindings"_json_pointer, Json());
    if (!names.is_array() || !bindings.is_array() || names.empty() || names.size() > csv_max_columns) return refused(no_answer);
    Rows rows(1);
    for (const auto& name : names) {
        if (!name.is_string()) return refused(no_answer);
        rows.front().push_back(tidied(without_control_characters(name.get<std::string>())));
    }
    for (const auto& binding : bindings) {
        if (!binding.is_object()) return refused(no_answer);
        Cells row;
        for (const auto& name : names) {
            const auto bound = binding.find(name.get<std::string>());
            const auto has_value =
                bound != binding.end() && bound->is_object() && bound->contains("value") && bound->at("value").is_string();
            row.push_back(has_value ? tidied(without_control_characters(bound->at("value").get<std::string>())) : "");
        }
        while (!row.empty() && row.back().empty()) row.pop_back();
        rows.push_back(std::move(row));
    }
    return rows;
}

Outcome<EachRow> open_figures(const std::filesystem::path& file, const Places& places) {
    const auto begins = beginning_of(file);
    const auto size = std::filesystem::file_size(file);
    if (begins.starts_with("PK"))
        return size > sheet_max_bytes ? Outcome<EachRow>(refused("people.sheet.too_large")) : open_workbook(read_file(file), places);
    if (begins.starts_with("\xD0\xCF\x11\xE0")) return refused("people.sheet.protected");
    if (begins.starts_with("{"))
        return size > answer_max_bytes ? Outcome<EachRow>(refused("measures.file.answer_too_large")) : open_answer(read_file(file));
    return open_text(file);
}

}  // namespace touchstone::measures
