#include "statistics/series_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.h"

namespace touchstone::statistics {

namespace {

constexpr std::size_t shown_characters = 40;

bool is_marker(const std::string& cell) { return cell.empty() || cell == "*" || cell == "c" || cell == "[c]" || cell == "NA"; }

struct Reader {
    const Rows& rows;
    const Wanted& wanted;
    std::vector<FileProblem> problems;
    std::optional<std::size_t> label, value, numerator, denominator;  // columns
    Series series;
    std::map<std::string, std::size_t> seen;  // label to row

    void complain(std::size_t row, const std::string& column, const char* sentence, const std::string& cell = "") {
        problems.push_back(
            {sentence, {{"row", std::to_string(row + 1)}, {"column", column}, {"cell", first_characters(cell, shown_characters)}}});
    }

    std::optional<std::size_t> find_column(const std::string& name) {
        const auto& head = rows.front();
        const auto is_it = [&](const std::string& cell) { return lowered(cell) == name; };
        const auto found = std::ranges::find_if(head, is_it);
        if (found == head.end()) return std::nullopt;
        if (std::ranges::count_if(head, is_it) > 1) complain(0, name, "statistics.file.column_twice");
        return static_cast<std::size_t>(found - head.begin());
    }

    std::optional<std::size_t> require_column(const std::string& name) {
        const auto found = find_column(name);
        if (!found) complain(0, name, "statistics.file.column_missing");
        return found;
    }

    void find_columns() {
        label = require_column(wanted.label);
        if (wanted.takes_values) value = wanted.takes_counts ? find_column("value") : require_column("value");
        if (value || !wanted.takes_counts) return;
        numerator = find_column("numerator");
        denominator = find_column("denominator");
        if (wanted.takes_values && !numerator && !denominator) return complain(0, "value", "statistics.file.column_missing");
        if (!numerator) complain(0, "numerator", "statistics.file.column_missing");
        if (!denominator) complain(0, "denominator", "statistics.file.column_missing");
    }

    const std::string& cell(std::size_t row, std::size_t column) const {
        static const std::string nothing;
        return column < rows[row].size() ? rows[row][column] : nothing;
    }

    void read_label(std::size_t row) {
        const auto& name = cell(row, *label);
        if (name.empty()) return complain(row, wanted.label, "statistics.file.label_missing");
        const auto [earlier, is_new] = seen.emplace(reader_key(name), row);
        if (is_new) return;
        complain(row, wanted.label, "statistics.file.label_twice", name);
        problems.back().values["earlier"] = std::to_string(earlier->second + 1);
    }

    std::optional<double> read_number(std::size_t row, std::size_t column, const std::string& name, bool is_negative_wrong, bool is_whole) {
        const auto& text = cell(row, column);
        if (is_marker(text)) return std::nullopt;
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const char* wrong = nullptr;
        if (error == std::errc::invalid_argument || end != text.data() + text.size() || (error == std::errc{} && !std::isfinite(number)))
            wrong = "statistics.file.not_a_number";
        else if (error != std::errc{} || std::abs(number) > largest_number)
            wrong = "statistics.file.too_large";
        else if (is_negative_wrong && number < 0)
            wrong = "statistics.file.negative";
        else if (is_whole && std::floor(number) != number)
            wrong = "statistics.file.not_whole";
        if (!wrong) return number;
        complain(row, name, wrong, text);
        return std::nullopt;
    }

    void read_row(std::size_t row) {
        read_label(row);
        const auto& name = cell(row, *label);
        if (value) {
            series.push_back(measured(name, read_number(row, *value, "value", wanted.is_counted, wanted.is_counted)));
            return;
        }
        const auto part = read_number(row, *numerator, "numerator", wanted.is_counted, wanted.is_counted);
        const auto whole = read_number(row, *denominator, "denominator", true, wanted.is_share);
        if (wanted.is_share && part && whole && *part > *whole)
            complain(row, "numerator", "statistics.file.above_denominator", cell(row, *numerator));
        series.push_back(quotient(name, part, whole));
    }
};

}  // namespace

std::expected<Series, std::vector<FileProblem>> read_series(const Rows& rows, const Wanted& wanted) {
    const auto first = std::ranges::find_if(rows, [](const Cells& row) { return !row.empty(); });
    if (first != rows.begin() || first == rows.end()) return std::unexpected(std::vector<FileProblem>{{"statistics.file.no_head", {}}});
    Reader reader{rows, wanted, {}, {}, {}, {}, {}, {}, {}};
    reader.find_columns();
    if (!reader.problems.empty()) return std::unexpected(reader.problems);
    for (std::size_t row = 1; row < rows.size(); ++row)
        if (!rows[row].empty()) reader.read_row(row);
    if (reader.series.empty()) reader.problems.push_back({"statistics.file.no_rows", {}});
    if (!reader.problems.empty()) return std::unexpected(reader.problems);
    return std::move(reader.series);
}

bool is_series_head(const Cells& head, const Wanted& wanted) {
    return std::ranges::any_of(head, [&](const std::string& cell) { return lowered(cell) == wanted.label; });
}

}  // namespace touchstone::statistics
