// Tables of figures over time: which areas, periods and measures they hold, what each row is, and what has to be asked before it is known
// what they mean. Nothing is decided for a person: what can be meant in two ways is a question. See docs/measures.md.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/csv_reader.h"
#include "base/outcome.h"
#include "measures/area.h"
#include "measures/figure.h"
#include "measures/figure_columns.h"
#include "measures/period.h"

namespace touchstone::measures {

struct AreaFound {
    std::string code, name;              // of what is known; else as the table has it, and the code may be empty
    std::vector<std::string> spellings;  // in the order in which they come
    bool is_known = false;
    bool operator==(const AreaFound&) const = default;
};

struct PeriodFound {
    Period period;
    std::vector<std::string> spellings;
    bool operator==(const PeriodFound&) const = default;
};

enum class Better { higher, lower };
[[nodiscard]] const Names<Better>& betters();

struct MeasureFound {
    std::string code, name, unit;            // code and unit may be empty
    std::optional<Better> better;            // as the table says, where it does and nothing speaks against it
    std::optional<std::size_t> denominator;  // the measure that this one is a share of, where heads say so
    bool operator==(const MeasureFound&) const = default;
};

enum class About { area, period, measure, better, denominator, method };
[[nodiscard]] const Names<About>& abouts();

// What a person has to say: the key of the sentence, and what it names.
struct Question {
    About about = About::area;
    std::string subject;  // as the table has it: "2010-11", "outside Scotland", "CHN14a"
    std::string sentence;
    std::map<std::string, std::string> values;
    bool operator==(const Question&) const = default;
};

struct RowProblem {
    std::int64_t row = 0;  // of the file, from 1
    std::string column;    // its head; empty: the whole row
    std::string why;       // the key of the sentence, and what it names
    std::map<std::string, std::string> values;
    bool operator==(const RowProblem&) const = default;
};

inline constexpr std::size_t problems_kept = 50;

// A row that is refused counts all its figures as refused, so that values, withheld, missing and refused together are rows times columns of
// figures; in a list without figures, one.
struct Read {
    Columns columns;
    std::int64_t rows = 0, values = 0, withheld = 0, missing = 0, refused = 0;
    std::vector<AreaFound> areas;      // in the order in which they come
    std::vector<PeriodFound> periods;  // in the order of time
    std::vector<MeasureFound> measures;
    std::vector<Question> questions;
    std::vector<RowProblem> problems;  // the first of them
    std::int64_t problem_count = 0;
};

// What a person, or the file's name, has said.
struct Said {
    std::string name;     // of what is measured, where the table has no name for it
    PeriodRules periods;  // what split years are
};

// One figure; places in the lists of `Read`, and none where the table does not say. The groups are the cells of `Columns::groups`.
struct Figure {
    std::int64_t row = 0;
    std::optional<std::size_t> area, period;
    std::size_t measure = 0;
    const Cells& groups;
    FigureState state = FigureState::value;
    double number = 0;
};
using OnFigure = std::function<void(const Figure&)>;

// Gives all rows from the first, each time that it is called.
using EachRow = std::function<Outcome<void>(const OnRow&)>;

inline constexpr std::size_t areas_max = 20'000, periods_max = 20'000, measures_max = 5'000, figures_max = 5'000'000;

// Looks at every row, and then, where figures are wanted, gives each that is not refused, in the file's order. Needs memory for the areas,
// periods and measures, and some twenty bytes for a figure, by which it notices one that is there twice. Problems of the file as a whole
// are at "file".
[[nodiscard]] Outcome<Read> read_figures(const EachRow&, const Places&, const Said&, const OnFigure& = {});

}  // namespace touchstone::measures
