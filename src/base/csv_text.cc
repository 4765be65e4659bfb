#include "base/csv_text.h"

#include <algorithm>
#include <new>

#include <csv.h>

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

}  // namespace

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

std::string PlainLineEnds::of(std::string_view piece) {
    std::string plain;
    plain.reserve(piece.size());
    for (const char c : piece) {
        if (c == '\r')
            plain += '\n';
        else if (c != '\n' || !is_after_return_)
            plain += c;
        is_after_return_ = c == '\r';
    }
    return plain;
}

std::optional<char> take_separator_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    auto said = tidied(line);
    if (said.size() >= 2 && said.front() == '"' && said.back() == '"') said = said.substr(1, said.size() - 2);
    const bool is_tab = lowered(said) == "sep=" && line.ends_with('\t');
    if (!is_tab && (said.size() != 5 || lowered(std::string_view(said).substr(0, 4)) != "sep=" || said[4] == '"')) return std::nullopt;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return is_tab ? '\t' : said[4];
}

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

struct CsvCells::Parser {
    Parser(char separator, OnCell on_cell_of, OnRow on_row_of) : on_cell(std::move(on_cell_of)), on_row(std::move(on_row_of)) {
        if (csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) throw std::bad_alloc();
        csv_set_delim(&csv, static_cast<unsigned char>(separator));
    }
    ~Parser() { csv_free(&csv); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    static void take_cell(void* bytes, std::size_t size, void* to) {
        static_cast<Parser*>(to)->on_cell({static_cast<const char*>(bytes), size});
    }
    static void end_row(int, void* to) { static_cast<Parser*>(to)->on_row(); }

    csv_parser csv;
    OnCell on_cell;
    OnRow on_row;
};

CsvCells::CsvCells(char separator, OnCell on_cell, OnRow on_row)
    : parser_(std::make_unique<Parser>(separator, std::move(on_cell), std::move(on_row))) {}
CsvCells::~CsvCells() = default;

bool CsvCells::take(std::string_view piece) {
    return csv_parse(&parser_->csv, piece.data(), piece.size(), Parser::take_cell, Parser::end_row, parser_.get()) == piece.size();
}
bool CsvCells::finish() { return csv_fini(&parser_->csv, Parser::take_cell, Parser::end_row, parser_.get()) == 0; }

}  // namespace touchstone
