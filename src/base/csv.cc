#include "base/csv.h"

#include <string_view>

namespace touchstone {

std::string csv_text(const std::string& text) {
    const bool is_taken_for_more = !text.empty() && std::string_view("=+-@\t\r\n'|%").find(text.front()) != std::string_view::npos;
    return is_taken_for_more ? "'" + text : text;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        if (&cell != &cells.front()) line += ',';
        if (cell.find_first_of("\",\r\n;\t") == std::string::npos) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

std::string csv_file(const std::vector<std::vector<std::string>>& rows) {
    std::string file = csv_mark;
    for (auto row : rows) {
        for (auto& cell : row) cell = csv_text(cell);
        file += csv_line(row);
    }
    return file;
}

}  // namespace touchstone
