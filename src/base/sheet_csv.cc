// Comma, semicolon or tab between cells; UTF-8, or what Windows calls ANSI in western Europe.
#include <optional>

#include "base/control_characters.h"
#include "base/csv_text.h"
#include "base/sheet.h"
#include "base/text.h"

namespace touchstone {
namespace {

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

    void take_cell(std::string_view bytes) {
        if (problem) return;
        if (bytes.size() > sheet_max_cell_bytes)
            problem = "people.sheet.cell_too_long";
        else
            row.push_back(tidied(without_control_characters(bytes)));
    }
    void end_row() {
        if (problem) return;
        while (!row.empty() && row.back().empty()) row.pop_back();
        if (row.size() > sheet_max_columns) problem = "people.sheet.too_many_columns";
        if (!row.empty() && rows.size() >= sheet_max_rows) problem = "people.sheet.too_many_rows";
        if (rows.size() < sheet_max_rows) rows.push_back(std::move(row));
        row.clear();
    }
};

}  // namespace

Outcome<Sheet> read_csv(std::string_view bytes) {
    const auto refused = [](const char* why) -> Outcome<Sheet> { return refuse({{"file", why}}); };
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    auto text = PlainLineEnds().of(bytes);
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
    Reading reading;
    CsvCells cells(said.value_or(separator_of(rest)), [&](std::string_view cell) { reading.take_cell(cell); }, [&] { reading.end_row(); });
    const bool is_whole = cells.take(rest) && cells.finish();
    if (reading.problem) return refused(reading.problem);
    if (!is_whole) return refused("people.sheet.quotes_wrong");
    sheet.rows = std::move(reading.rows);
    return sheet;
}

}  // namespace touchstone
