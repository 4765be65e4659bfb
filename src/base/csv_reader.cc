#include "base/csv_reader.h"

#include <string>

#include "base/control_characters.h"
#include "base/csv_text.h"
#include "base/text.h"

namespace touchstone {
namespace {

// Longer than any cell, so that a piece in which none ends is one that is too long.
constexpr std::size_t piece_bytes = 64 * 1024;
static_assert(piece_bytes > sheet_max_cell_bytes);
constexpr std::string_view mark = "\xEF\xBB\xBF";

// The next piece; empty at the end.
std::string next_piece(std::istream& in) {
    std::string piece(piece_bytes, '\0');
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(in.gcount()));
    return piece;
}

void go_to_beginning(std::istream& in) {
    in.clear();
    in.seekg(0);
}

// How many bytes at the end may be the beginning of a letter that goes on.
std::size_t begun_letter(std::string_view bytes) {
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) return 0;
        if (byte < 0xC0) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return length > back ? back : 0;
    }
    return 0;
}

bool is_utf8(std::istream& in) {
    go_to_beginning(in);
    std::string held;
    for (auto piece = next_piece(in); !piece.empty(); piece = next_piece(in)) {
        held += piece;
        const auto whole = held.size() - begun_letter(held);
        if (!is_text(std::string_view(held).substr(0, whole))) return false;
        held.erase(0, whole);
    }
    return is_text(held);
}

struct Reading {
    const OnRow& on_row;
    Cells row;
    std::int64_t number = 0;
    bool is_over = false, has_ended_cell = false;
    const char* problem = nullptr;

    void take_cell(std::string_view bytes) {
        has_ended_cell = true;
        if (is_over) return;
        if (bytes.size() > sheet_max_cell_bytes) return stop("people.sheet.cell_too_long");
        if (row.size() == csv_max_columns) {
            if (!bytes.empty()) stop("people.sheet.row_too_wide");
            return;
        }
        row.push_back(tidied(without_control_characters(bytes)));
    }
    void end_row() {
        has_ended_cell = true;
        if (is_over) return;
        while (!row.empty() && row.back().empty()) row.pop_back();
        is_over = !on_row(++number, row);
        row.clear();
    }
    void stop(const char* why) {
        problem = why;
        is_over = true;
    }
};

}  // namespace

Outcome<void> read_csv_rows(std::istream& in, const OnRow& on_row) {
    const auto refused = [](const char* why) -> Outcome<void> { return refuse({{"file", why}}); };
    const bool is_windows = !is_utf8(in);
    go_to_beginning(in);
    PlainLineEnds line_ends;
    Reading reading{on_row, {}, 0, false, false, nullptr};
    std::optional<CsvCells> cells;
    for (auto piece = next_piece(in); !piece.empty() && !reading.is_over; piece = next_piece(in)) {
        const bool is_whole_piece = piece.size() == piece_bytes;
        auto text = line_ends.of(piece);
        if (!cells && text.starts_with(mark)) text.erase(0, mark.size());
        if (is_windows) {
            auto converted = from_windows(text);
            if (!converted) return refused("people.sheet.not_text");
            text = std::move(*converted);
        }
        std::string_view rest = text;
        if (!cells) {
            const auto said = take_separator_line(rest);
            cells.emplace(
                said.value_or(separator_of(rest)), [&](std::string_view cell) { reading.take_cell(cell); }, [&] { reading.end_row(); });
        }
        reading.has_ended_cell = false;
        if (!cells->take(rest)) return refused("people.sheet.quotes_wrong");
        if (is_whole_piece && !reading.has_ended_cell) reading.stop("people.sheet.cell_too_long");
    }
    if (reading.problem) return refused(reading.problem);
    if (cells && !reading.is_over && !cells->finish()) return refused("people.sheet.quotes_wrong");
    if (reading.problem) return refused(reading.problem);
    if (reading.number == 0) return refused("people.sheet.empty");
    return {};
}

}  // namespace touchstone
