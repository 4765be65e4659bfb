// What a file of figures holds, as it is kept between the reading of the file and its import.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "measures/figure_reader.h"
#include "measures/measure.h"

namespace touchstone::measures {

using FigureImportId = Id<struct FigureImportTag>;

// Stored: never renumber.
enum class ImportState { reading = 1, waiting, answered, done, refused };
[[nodiscard]] const Names<ImportState>& import_states();

// More series than these are not taken: they are held in memory while figures are entered.
inline constexpr std::int64_t series_max = 100'000;

struct FileMeasure {
    std::string code, name, unit_words;   // as the file has them
    Unit unit = Unit::number;             // a number where the words say neither per cent nor pounds
    std::optional<Direction> better;      // as the file says
    std::optional<std::size_t> share_of;  // the place of the measure that this one may be a share of
    bool operator==(const FileMeasure&) const = default;

    // By which its choice is found again in the next file of that kind.
    [[nodiscard]] std::string key() const { return code + "\x1F" + name + "\x1F" + unit_words; }
};

struct FileFound {
    std::string shape;  // empty: the file could not be read at all
    std::string heads;  // the same for files whose columns are called alike
    std::int64_t rows = 0, values = 0, withheld = 0, missing = 0, refused = 0, series = 0;
    std::int64_t known_areas = 0, unknown_areas = 0, periods = 0;
    std::vector<std::string> unknown;  // names of areas, the first of them
    std::string first, last;           // periods
    std::vector<std::string> groups;   // columns that tell figures apart
    std::vector<std::size_t> telling;  // the same, as places in Columns::groups
    std::vector<FileMeasure> measures;
    std::vector<Question> questions;
    std::vector<RowProblem> problems;  // the first of them
    std::int64_t problem_count = 0;
    bool operator==(const FileFound&) const = default;

    // Whether a question with this sentence is among them: "which_years".
    [[nodiscard]] bool asks(const char* sentence) const;
    // The key of the sentence that says why it cannot be taken; empty where it can.
    [[nodiscard]] std::string why_refused() const;
};

inline constexpr std::size_t unknown_kept = 100;

[[nodiscard]] FileFound found_in(const Read&, const std::vector<std::size_t>& telling, std::int64_t series);
// Of a file that cannot be read at all.
[[nodiscard]] FileFound unreadable(const Problems&);
[[nodiscard]] std::string as_json(const FileFound&);
[[nodiscard]] FileFound file_found_from(const std::string& json);

// What came of it. Handled are the figures that were looked at and written down, or found as they were: where the work is taken up again,
// it goes on behind them.
struct ImportResult {
    std::int64_t handled = 0, added = 0, corrected = 0, unchanged = 0;
    std::int64_t withheld = 0, missing = 0;  // of those
    std::int64_t twice = 0;                  // left out, since an earlier row has the same figure under another spelling
    std::int64_t above = 0;                  // left out: a part above its whole, or one below nothing
    bool operator==(const ImportResult&) const = default;
};
[[nodiscard]] std::string as_json(const ImportResult&);
[[nodiscard]] ImportResult import_result_from(const std::string& json);

}  // namespace touchstone::measures
