#include "measures/observation.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace touchstone::measures {
namespace {

using Words = std::vector<std::string>;

Words cells_of(const std::string& line) {
    const char apart = line.contains('	') ? '	' : ';';
    Words cells;
    for (std::size_t from = 0; from <= line.size();) {
        const auto to = std::min(line.find(apart, from), line.size());
        cells.push_back(tidied(line.substr(from, to - from)));
        from = to + 1;
    }
    while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
    return cells;
}

// One line: a figure, or the key of what is wrong with it and the words that it is about.
std::expected<Observation, LineProblem> read_line(int line, const Words& cells, const Definition& definition) {
    const auto wrong = [&](const char* sentence, const std::string& words) { return std::unexpected(LineProblem{line, sentence, words}); };
    const auto period = read_period(cells.front(), {.split_years = definition.years, .are_dashed_months = {}});
    if (!period) return wrong("measures.paste.no_period", cells.front());
    if (period->period.kind == PeriodKind::split_year) return wrong("measures.paste.which_years", cells.front());
    const bool is_as_we_write_it = text_of(period->period) == cells.front();
    if (period->doubt != Doubt::none && !is_as_we_write_it) return wrong("measures.paste.doubtful", cells.front());
    if (cells.size() > 3 || (cells.size() == 3 && !definition.is_quotient())) return wrong("measures.paste.too_many", cells.back());
    if (cells.size() == 1)  // as in a month to come
        return Observation{.period = period->period, .state = FigureState::missing, .value = {}, .numerator = {}, .denominator = {}};
    std::vector<CellFigure> figures;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const auto figure = read_figure(cells[i]);
        if (!figure) return wrong("measures.paste.no_number", cells[i]);
        figures.push_back(*figure);
    }
    Observation it{.period = period->period, .state = FigureState::value, .value = {}, .numerator = {}, .denominator = {}};
    for (const auto& figure : figures)
        if (figure.state != FigureState::value) it.state = figure.state;
    if (it.state != FigureState::value) return it;
    if (figures.size() == 1) {
        it.value = figures.front().number;
        return it;
    }
    it.numerator = figures[0].number;
    it.denominator = figures[1].number;
    if (*it.denominator < 0 || *it.numerator < 0) return wrong("measures.paste.below_nothing", cells[1]);
    if (definition.unit == Unit::per_cent && *it.numerator > *it.denominator) return wrong("measures.paste.above_all", cells[1]);
    return it;
}

}  // namespace

const Names<FigureState>& figure_states() {
    static const Names<FigureState> names{
        {FigureState::value, "value"}, {FigureState::withheld, "withheld"}, {FigureState::missing, "missing"}};
    return names;
}

std::optional<double> value_of(const Definition& definition, const Observation& it) {
    if (it.state != FigureState::value) return std::nullopt;
    if (!it.denominator) return it.value;
    if (*it.denominator == 0) return std::nullopt;
    return *it.numerator / *it.denominator * definition.factor();
}

std::string digits_of(double number) {
    std::array<char, 400> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
    return {digits.data(), end};
}

std::optional<double> number_from(const std::string& digits) {
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

std::expected<std::vector<Observation>, std::vector<LineProblem>> read_pasted(const std::string& text, const Definition& definition) {
    std::vector<Observation> read;
    std::vector<LineProblem> problems;
    int number = 0;
    for (std::size_t from = 0; from < text.size();) {
        const auto to = std::min(text.find('\n', from), text.size());
        const auto line = text.substr(from, to - from);
        from = to + 1;
        ++number;
        if (tidied(line).empty()) continue;
        const auto cells = cells_of(line);
        if (read.empty() && problems.empty() && !read_period(cells.front()) && cells.size() > 1 && !read_figure(cells[1]))
            continue;  // heads
        auto figure = read_line(number, cells, definition);
        if (!figure)
            problems.push_back(figure.error());
        else if (std::ranges::find(read, figure->period, &Observation::period) != read.end())
            problems.push_back({number, "measures.paste.twice", cells.front()});
        else
            read.push_back(std::move(*figure));
    }
    if (read.size() > pasted_max) problems.push_back({0, "measures.paste.too_long", std::to_string(pasted_max)});
    if (read.empty() && problems.empty()) problems.push_back({0, "measures.paste.nothing", ""});
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return read;
}

}  // namespace touchstone::measures
