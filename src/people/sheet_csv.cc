// Comma, semicolon or tab between cells; UTF-8, or what Windows calls ANSI in western Europe.
#include <algorithm>
#include <optional>

#include <csv.h>

#include "base/control_characters.h"
#include "base/text.h"
#include "people/sheet.h"

namespace touchstone::people {
namespace {

// What the bytes 0x80 to 0x9F are in Windows-1252; 0 where nothing is.
constexpr char16_t windows_1252[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                     0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                     0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_utf8(std::string& text, unsigned code) {
    if (code < 0x800) {
        text += static_cast<char>(0xC0 | (code >> 6));
    } else {
        text += static_cast<char>(0xE0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    }
    text += static_cast<char>(0x80 | (code & 0x3F));
}

std::optional<std::string> from_windows(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            if (byte < 0x20 && c != '\n' && c != '\t') return std::nullopt;
            text += c;
        } else {
            const unsigned code = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
            if (code == 0) return std::nullopt;
            append_utf8(text, code);
        }
    }
    return text;
}

// One line end for all, so that each ends a row once.
std::string with_plain_line_ends(std::string_view bytes) {
    std::string plain;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\r') {
            plain += '\n';
            if (i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
        } else {
            plain += bytes[i];
        }
    }
    return plain;
}

// The one of which the first line that says something has most, outside quotes.
unsigned char separator_of(std::string_view text) {
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' && commas + semicolons + tabs > 0) break;
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
    }
    if (tabs > commas && tabs > semicolons) return '\t';
    return semicolons > commas ? ';' : ',';
}

struct Reading {
    Rows rows;
    Cells row;
    const char* problem = nullptr;
};

void take_cell(void* bytes, std::size_t size, void* to) {
    auto& reading = *static_cast<Reading*>(to);
    if (reading.problem) return;
    if (size > sheet_max_cell_bytes)
        reading.problem = "people.sheet.cell_too_long";
    else
        reading.row.push_back(tidied(without_control_characters({static_cast<const char*>(bytes), size})));
}

void take_row(int, void* to) {
    auto& reading = *static_cast<Reading*>(to);
    if (reading.problem) return;
    auto& row = reading.row;
    while (!row.empty() && row.back().empty()) row.pop_back();
    if (row.size() > sheet_max_columns) reading.problem = "people.sheet.too_many_columns";
    if (!row.empty() && reading.rows.size() >= sheet_max_rows) reading.problem = "people.sheet.too_many_rows";
    if (reading.rows.size() < sheet_max_rows) reading.rows.push_back(std::move(row));
    row.clear();
}

}  // namespace

Outcome<Rows> read_csv(std::string_view bytes) {
    const auto refused = [](const char* why) -> Outcome<Rows> { return refuse({{"file", why}}); };
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    auto text = with_plain_line_ends(bytes);
    if (!is_text(text)) {
        const auto converted = from_windows(text);
        if (!converted) return refused("people.sheet.not_text");
        text = *converted;
    }
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) throw std::bad_alloc();
    csv_set_delim(&parser, separator_of(text));
    Reading reading;
    const bool is_whole = csv_parse(&parser, text.data(), text.size(), take_cell, take_row, &reading) == text.size() &&
                          csv_fini(&parser, take_cell, take_row, &reading) == 0;
    csv_free(&parser);
    if (reading.problem) return refused(reading.problem);
    if (!is_whole) return refused("people.sheet.quotes_wrong");
    return std::move(reading.rows);
}

}  // namespace touchstone::people
