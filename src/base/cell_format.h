// How a workbook shows the number in a cell.
#pragma once
#include <string>
#include <string_view>

namespace touchstone {

// The codes of the formats that every workbook knows by number; "General" for those that none has.
[[nodiscard]] std::string_view built_in_format(int id);

// Of a number that a format rounds: those that are shown, or all that are kept. With all of them nothing of the format is left but its per
// cent sign, days and times.
enum class Digits { shown, all };

// The number as the format shows it: thousands, decimal places, leading zeros, per cent and the words around them. A day is "2026-01-31",
// with its time of day "2026-01-31 14:30", a time alone "14:30". `is_1904` is for workbooks whose days are counted from 1 January 1904.
// What is no number, or would be shown in a way that we do not know, stays as it is kept.
[[nodiscard]] std::string shown_number(const std::string& kept, std::string_view format, bool is_1904, Digits = Digits::shown);

}  // namespace touchstone
