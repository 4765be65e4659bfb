// Comma, semicolon or tab between cells; UTF-8, or what Windows calls ANSI in western Europe.
#include <algorithm>
#include <optional>

#include <csv.h>

#include "base/control_characters.h"
#include "base/sheet.h"
#include "base/text.h"

namespace touchstone {
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

// "sep=;" in a line of its own, which a spreadsheet keeps to itself. Its separator, and the text goes on after it.
std::optional<char> take_separator_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    auto said = tidied(line);
    if (said.size() >= 2 && said.front() == '"' && said.back() == '"') said = said.substr(1, said.size() - 2);
    const bool is_tab = lowered(said) == "sep=" && line.ends_with('\t');
    if (!is_tab && (said.size() != 5 || lowered(std::string_view(said).substr(0, 4)) != "sep=" || said[4] == '"')) return std::nullopt;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return is_tab ? '\t' : said[4];
}

// The one of which the first line that says something has most, outside quotes.
char separator_of(std::string_view text) {
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

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The word around this place, for people to look at.
std::string word_at(std::string_view text, std::size_t at) {
    constexpr std::string_view between = " \t\n,;\"";
    const auto before = text.find_last_of(between, at);
    const auto start = before == std::string_view::npos ? 0 : before + 1;
    return first_characters(text.substr(start, text.find_first_of(between, at) - start), 40);
}

// Letters of more than one byte that were read as one letter a byte, and written again: "CafÃ©". And the sign for what could not be read.
std::string twice_encoded(std::string_view text) {
    for (std::size_t at = text.find_first_of("\xC3\xC2\xE2\xEF"); at != std::string_view::npos;
         at = text.find_first_of("\xC3\xC2\xE2\xEF", at + 1)) {
        const auto here = text.substr(at);
        const bool is_pair = (here.starts_with("\xC3\x83") || here.starts_with("\xC3\x82")) && here.size() > 3 && here[2] == '\xC2';
        if (is_pair || here.starts_with("\xC3\xA2\xE2\x82\xAC") || here.starts_with("\xEF\xBF\xBD")) return word_at(text, at);
    }
    return {};
}

// What Windows' letters make of text from a Mac or from DOS: a sign, or a capital, in the middle of a word. Where in `bytes`.
std::optional<std::size_t> odd_in_a_word(std::string_view bytes) {
    for (std::size_t i = 1; i + 1 < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < 0x80 || !is_letter(bytes[i - 1])) continue;
        const bool is_apostrophe_or_dash = (byte >= 0x91 && byte <= 0x97) || byte == 0xAD;
        const bool is_capital = (byte >= 0xC0 && byte <= 0xDE) || byte == 0x8A || byte == 0x8C || byte == 0x8E || byte == 0x9F;
        const bool is_small = byte >= 0xDF || byte == 0x9A || byte == 0x9C || byte == 0x9E || byte == 0x83;
        const bool follows_small = bytes[i - 1] >= 'a';
        if (is_apostrophe_or_dash || is_small) continue;
        const bool opens_a_quotation = byte == 0x82 || byte == 0x84;
        if (is_capital ? follows_small : opens_a_quotation || is_letter(bytes[i + 1])) return i;
    }
    return std::nullopt;
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

Outcome<Sheet> read_csv(std::string_view bytes) {
    const auto refused = [](const char* why) -> Outcome<Sheet> { return refuse({{"file", why}}); };
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    auto text = with_plain_line_ends(bytes);
    Sheet sheet;
    if (is_text(text)) {
        sheet.notes.doubtful = twice_encoded(text);
    } else {
        const auto odd = odd_in_a_word(text);
        const auto converted = from_windows(text);
        if (!converted) return refused("people.sheet.not_text");
        if (odd) sheet.notes.doubtful = word_at(*converted, from_windows(std::string_view(text).substr(0, *odd)).value_or("").size());
        text = *converted;
    }
    std::string_view rest = text;
    const auto said = take_separator_line(rest);
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) throw std::bad_alloc();
    csv_set_delim(&parser, static_cast<unsigned char>(said.value_or(separator_of(rest))));
    Reading reading;
    const bool is_whole = csv_parse(&parser, rest.data(), rest.size(), take_cell, take_row, &reading) == rest.size() &&
                          csv_fini(&parser, take_cell, take_row, &reading) == 0;
    csv_free(&parser);
    if (reading.problem) return refused(reading.problem);
    if (!is_whole) return refused("people.sheet.quotes_wrong");
    sheet.rows = std::move(reading.rows);
    return sheet;
}

}  // namespace touchstone
