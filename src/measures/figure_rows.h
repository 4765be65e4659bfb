// The rows of a table of figures, one after the other: what each is, and which areas, periods and measures are spelled in them.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "measures/figure_reader.h"

namespace touchstone::measures {

// Texts, each with its place in the order in which they came.
class Spellings {
public:
    std::size_t place_of(const std::string& text) {
        const auto [found, is_new] = places_.try_emplace(text, texts_.size());
        if (is_new) texts_.push_back(&found->first);
        return found->second;
    }
    [[nodiscard]] const std::string& operator[](std::size_t place) const { return *texts_[place]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    std::unordered_map<std::string, std::size_t> places_;
    std::vector<const std::string*> texts_;
};

// Which figures there were, by a number for each.
class Seen {
public:
    // False when it was there.
    bool add(std::uint64_t figure);
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    void grow();
    std::vector<std::uint64_t> slots_;
    std::size_t count_ = 0;
};

// One measure as rows spell it, with what tells its unit and its direction.
struct SpelledMeasure {
    std::string code, title, measurement, unit, polarity;
    std::optional<std::size_t> column;  // with its figures, where each column is a measure
    std::int64_t values = 0, per_cent = 0, pounds = 0;
    bool has_other_polarity = false;
};

// How the figures of two columns stand to one another.
struct CountColumn {
    bool is_count = true;  // whole numbers, none negative
    double total = 0;
    std::int64_t rows = 0;
    std::vector<bool> is_never_above;  // by the place of the other column
};

class FigureRows {
public:
    FigureRows(Columns, const Places&);
    FigureRows(const FigureRows&) = delete;
    FigureRows& operator=(const FigureRows&) = delete;

    // Where figures go, by the places of spellings.
    struct Spelled {
        std::int64_t row;
        std::optional<std::size_t> area, period;
        std::size_t measure;
        const Cells& groups;
        CellFigure figure;
    };
    using OnSpelled = std::function<void(const Spelled&)>;

    // False when there is too much of something: `too_many` names the sentence.
    bool take(std::int64_t number, const Cells&, const OnSpelled&);
    // Begins again with the first row; what is spelled stays.
    void begin_again();

    struct Counts {
        std::int64_t rows = 0, values = 0, withheld = 0, missing = 0, refused = 0, problems = 0;
    };
    Columns columns;
    Spellings areas, periods;
    std::vector<std::optional<SpelledPeriod>> read_periods;  // by spelling
    std::vector<std::string> names_of_areas;                 // by spelling, from the column beside
    std::vector<std::vector<bool>> periods_of_areas;         // by spelling of an area, the spellings of periods; of known areas
    std::vector<SpelledMeasure> measures;
    std::vector<CountColumn> counts_of_columns;  // in the order of the columns of figures
    Counts counts;
    std::vector<RowProblem> problems;
    const char* too_many = nullptr;

private:
    struct Place {
        std::optional<std::size_t> area, period;
    };
    void refuse_row(std::int64_t number, const std::string& column, const char* why, const std::string& cell = "");
    void complain(std::int64_t number, const std::string& column, const char* why, const std::string& cell);
    [[nodiscard]] const std::string& cell(const Cells&, std::optional<std::size_t> column) const;
    [[nodiscard]] std::string head(std::optional<std::size_t> column) const;
    std::size_t area_spelled(const std::string&);
    std::size_t period_spelled(const std::string&);
    std::optional<std::size_t> measure_of(const Cells&, std::optional<std::size_t> column);
    [[nodiscard]] bool is_named_alike(std::size_t area, const std::string& name);
    [[nodiscard]] const std::string* note_in(const Cells&) const;
    [[nodiscard]] bool is_too_long(const Cells&) const;
    bool read_place(std::int64_t number, const Cells&, Place&);
    void take_figures(std::int64_t number, const Cells&, const Place&, const OnSpelled&);
    void take_figure(std::int64_t number, std::size_t column, const std::string& text, const Spelled&, std::uint64_t groups,
                     const OnSpelled&);
    void compare_columns(const Cells&);

    const Places& places_;
    Spellings measure_keys_;
    std::vector<std::size_t> areas_across_, periods_across_;
    std::vector<bool> is_known_;  // by spelling of an area
    std::unordered_map<std::string, bool> alike_;
    Seen seen_;
    Cells groups_;
};

}  // namespace touchstone::measures
