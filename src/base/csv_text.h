// Tables in plain text: their letters, their line ends, what stands between their cells, and the cells themselves.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

// What Windows calls ANSI in western Europe (Windows-1252), as UTF-8; nothing when it holds what is no letter there.
[[nodiscard]] std::optional<std::string> from_windows(std::string_view bytes);

// One line end for all, so that each ends a row once. Goes on from piece to piece.
class PlainLineEnds {
public:
    [[nodiscard]] std::string of(std::string_view piece);

private:
    bool is_after_return_ = false;
};

// "sep=;" in a line of its own, which a spreadsheet keeps to itself. Its separator, and the text goes on after it.
[[nodiscard]] std::optional<char> take_separator_line(std::string_view& text);
// Comma, semicolon or tab: the one of which the first line that says something has most, outside quotes.
[[nodiscard]] char separator_of(std::string_view text);

// Cells between separators as RFC 4180 quotes them, piece by piece. Each cell comes as it stands, without its quotes; the end of a row
// comes after its cells, and for an empty row without any.
class CsvCells {
public:
    using OnCell = std::function<void(std::string_view)>;
    using OnRow = std::function<void()>;
    CsvCells(char separator, OnCell, OnRow);
    ~CsvCells();
    CsvCells(const CsvCells&) = delete;
    CsvCells& operator=(const CsvCells&) = delete;
    // False when quotes do not match.
    [[nodiscard]] bool take(std::string_view piece);
    [[nodiscard]] bool finish();

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace touchstone
