#include "measures/figure_rows.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace touchstone::measures {

namespace {

constexpr std::size_t shown_characters = 40;
constexpr std::size_t columns_compared = 20;
// In bytes: what is longer is no name, and is not kept.
constexpr std::size_t area_max = 200, period_max = 120, measure_max = 1'000;

std::uint64_t mixed(std::uint64_t number) {
    number ^= number >> 30;
    number *= 0xBF58476D1CE4E5B9ULL;
    number ^= number >> 27;
    number *= 0x94D049BB133111EBULL;
    return number ^ (number >> 31);
}

bool says_missing(const std::string& marker) {
    const auto read = read_figure(marker);
    return read && read->state == FigureState::missing;
}

std::uint64_t added(std::uint64_t to, std::uint64_t number) { return mixed(to * 0x9E3779B97F4A7C15ULL + number + 1); }

}  // namespace

bool Seen::add(std::uint64_t figure) {
    if (figure == 0) figure = 1;  // an empty slot is 0
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    const auto last = slots_.size() - 1;
    for (auto at = figure & last;; at = (at + 1) & last) {
        if (slots_[at] == figure) return false;
        if (slots_[at] != 0) continue;
        slots_[at] = figure;
        ++count_;
        return true;
    }
}

void Seen::grow() {
    std::vector<std::uint64_t> old(std::max<std::size_t>(slots_.size() * 2, 1024));
    old.swap(slots_);
    const auto last = slots_.size() - 1;
    for (const auto figure : old) {
        if (figure == 0) continue;
        auto at = figure & last;
        while (slots_[at] != 0) at = (at + 1) & last;
        slots_[at] = figure;
    }
}

FigureRows::FigureRows(Columns of_table, const Places& places) : columns(std::move(of_table)), places_(places) {
    if (columns.shape == Shape::areas_across)
        for (const auto column : columns.figures) areas_across_.push_back(area_spelled(columns.heads[column]));
    if (columns.shape == Shape::periods_across)
        for (const auto column : columns.figures) periods_across_.push_back(period_spelled(columns.heads[column]));
    if (columns.shape == Shape::columns && columns.figures.size() <= columns_compared)
        counts_of_columns.assign(columns.figures.size(), {true, 0, 0, std::vector<bool>(columns.figures.size(), true)});
}

void FigureRows::begin_again() {
    counts = {};
    problems.clear();
    seen_ = {};
}

const std::string& FigureRows::cell(const Cells& row, std::optional<std::size_t> column) const {
    static const std::string nothing;
    return column && *column < row.size() ? row[*column] : nothing;
}

std::string FigureRows::head(std::optional<std::size_t> column) const { return column ? columns.heads[*column] : std::string(); }

void FigureRows::complain(std::int64_t number, const std::string& column, const char* why, const std::string& text) {
    ++counts.problems;
    if (problems.size() < problems_kept) problems.push_back({number, column, why, {{"cell", first_characters(text, shown_characters)}}});
}

void FigureRows::refuse_row(std::int64_t number, const std::string& column, const char* why, const std::string& text) {
    counts.refused += static_cast<std::int64_t>(std::max<std::size_t>(columns.figures.size(), 1));
    complain(number, column, why, text);
}

std::size_t FigureRows::area_spelled(const std::string& text) {
    const auto place = areas.place_of(text);
    if (place == is_known_.size()) {
        is_known_.push_back(!places_.meant_by(text).empty());
        names_of_areas.emplace_back();
        periods_of_areas.emplace_back();
    }
    return place;
}

std::size_t FigureRows::period_spelled(const std::string& text) {
    const auto place = periods.place_of(text);
    if (place == read_periods.size()) read_periods.push_back(read_period(text));
    return place;
}

// Nothing where a row of measures does not say which.
std::optional<std::size_t> FigureRows::measure_of(const Cells& row, std::optional<std::size_t> column) {
    SpelledMeasure measure{
        cell(row, columns.code), cell(row, columns.title), cell(row, columns.measurement), cell(row, columns.unit), "", column};
    const bool is_named = columns.code || columns.title || columns.measurement;
    if (is_named && measure.code.empty() && measure.title.empty() && measure.measurement.empty()) return std::nullopt;
    std::string key = column ? std::to_string(*column) : std::string();
    for (const auto* part : {&measure.code, &measure.title, &measure.measurement, &measure.unit}) key += '\x1F' + *part;
    const auto place = measure_keys_.place_of(key);
    const auto& polarity = cell(row, columns.polarity);
    if (place == measures.size()) {
        measure.polarity = polarity;
        measures.push_back(std::move(measure));
    } else if (measures[place].polarity != polarity) {
        measures[place].has_other_polarity = true;
    }
    return place;
}

// Whether a code and the name beside it can be of one area.
bool FigureRows::is_named_alike(std::size_t area, const std::string& name) {
    const auto key = areas[area] + '\x1F' + name;
    if (alike_.size() > areas_max) alike_.clear();
    const auto [found, is_new] = alike_.try_emplace(key, true);
    if (is_new) {
        const auto by_code = places_.meant_by(areas[area]), by_name = places_.meant_by(name);
        found->second = by_code.empty() || by_name.empty() || std::ranges::find_first_of(by_code, by_name) != by_code.end();
    }
    return found->second;
}

bool FigureRows::is_too_long(const Cells& row) const {
    const auto is_long = [&](std::optional<std::size_t> column) { return cell(row, column).size() > measure_max; };
    return is_long(columns.code) || is_long(columns.title) || is_long(columns.measurement) || is_long(columns.unit) ||
           is_long(columns.polarity);
}

bool FigureRows::read_place(std::int64_t number, const Cells& row, Place& place) {
    const auto refuse = [&](std::optional<std::size_t> column, const char* why, const std::string& text) {
        refuse_row(number, head(column), why, text);
        return false;
    };
    if (columns.area) {
        const auto& spelled = cell(row, columns.area);
        const auto& name = cell(row, columns.area_name);
        if (spelled.empty() && name.empty()) return refuse(columns.area, "measures.row.area_missing", "");
        if (spelled.size() > area_max || name.size() > area_max) return refuse(columns.area, "measures.row.too_long", spelled);
        place.area = area_spelled(spelled.empty() ? name : spelled);
        if (!name.empty() && !is_named_alike(*place.area, name)) return refuse(columns.area_name, "measures.row.code_and_name", name);
        if (names_of_areas[*place.area].empty()) names_of_areas[*place.area] = name;
    }
    if (columns.period) {
        const auto& spelled = cell(row, columns.period);
        if (spelled.empty()) return refuse(columns.period, "measures.row.period_missing", "");
        if (spelled.size() > period_max) return refuse(columns.period, "measures.row.period_unknown", spelled);
        place.period = period_spelled(spelled);
        if (!read_periods[*place.period]) return refuse(columns.period, "measures.row.period_unknown", spelled);
    }
    return true;
}

void FigureRows::take_figure(std::int64_t number, std::size_t column, const std::string& text, const Spelled& spelled,
                             std::uint64_t of_groups, const OnSpelled& on_figure) {
    const auto refuse = [&](const char* why) {
        ++counts.refused;
        complain(number, columns.heads[column], why, text);
    };
    auto figure = read_figure(text);
    if (!figure) return refuse(figure.error());
    auto id = added(added(of_groups, spelled.measure), spelled.area.value_or(areas_max));
    id = added(id, spelled.period.value_or(periods_max));
    if (!seen_.add(id)) return refuse("measures.row.twice");
    if (spelled.area && spelled.period && is_known_[*spelled.area]) {
        auto& of_area = periods_of_areas[*spelled.area];
        if (of_area.size() <= *spelled.period) of_area.resize(*spelled.period + 1);
        of_area[*spelled.period] = true;
    }
    auto& measure = measures[spelled.measure];
    switch (figure->state) {
        case FigureState::value:
            ++counts.values, ++measure.values;
            measure.per_cent += figure->sign == Sign::per_cent;
            measure.pounds += figure->sign == Sign::pounds;
            break;
        case FigureState::withheld:
            ++counts.withheld;
            break;
        case FigureState::missing:
            ++counts.missing;
            break;
    }
    if (on_figure) on_figure({number, spelled.area, spelled.period, spelled.measure, spelled.groups, *figure});
}

void FigureRows::take_figures(std::int64_t number, const Cells& row, const Place& place, const OnSpelled& on_figure) {
    groups_.clear();
    std::uint64_t of_groups = 0;
    for (const auto column : columns.groups) {
        groups_.push_back(cell(row, column));
        of_groups = added(of_groups, std::hash<std::string>{}(groups_.back()));
    }
    const bool is_measure_a_column = columns.shape == Shape::columns;
    std::optional<std::size_t> measure;
    if (!is_measure_a_column) measure = measure_of(row, std::nullopt);
    for (std::size_t at = 0; at < columns.figures.size(); ++at) {
        const auto column = columns.figures[at];
        if (is_measure_a_column) measure = measure_of(row, column);
        if (!measure)
            return refuse_row(number,
                              head(columns.code    ? columns.code
                                   : columns.title ? columns.title
                                                   : columns.measurement),
                              "measures.row.measure_missing");
        const auto area = columns.shape == Shape::areas_across ? areas_across_[at] : place.area;
        const auto period = columns.shape == Shape::periods_across ? periods_across_[at] : place.period;
        const auto& written = cell(row, column);
        const auto& marker = cell(row, columns.marker);
        const auto& text = written.empty() && says_missing(marker) ? marker : written;
        take_figure(number, column, text, {number, area, period, *measure, groups_, {}}, of_groups, on_figure);
    }
}

void FigureRows::compare_columns(const Cells& row) {
    std::vector<std::optional<double>> numbers;
    for (const auto column : columns.figures) {
        const auto figure = read_figure(cell(row, column));
        numbers.push_back(figure && figure->state == FigureState::value ? std::optional(figure->number) : std::nullopt);
    }
    for (std::size_t one = 0; one < numbers.size(); ++one) {
        if (!numbers[one]) continue;
        auto& count = counts_of_columns[one];
        count.is_count = count.is_count && *numbers[one] >= 0 && std::floor(*numbers[one]) == *numbers[one];
        count.total += *numbers[one];
        ++count.rows;
        for (std::size_t other = 0; other < numbers.size(); ++other)
            if (numbers[other] && *numbers[one] > *numbers[other]) count.is_never_above[other] = false;
    }
}

// A line below or between the figures: one cell, which is neither an area that is known nor a period.
const std::string* FigureRows::note_in(const Cells& row) const {
    const auto is_filled = [](const std::string& text) { return !text.empty(); };
    if (columns.heads.size() <= 2 || std::ranges::count_if(row, is_filled) != 1) return nullptr;
    const auto& only = *std::ranges::find_if(row, is_filled);
    const auto column = static_cast<std::size_t>(&only - row.data());
    const bool is_place = (column == columns.area && !places_.meant_by(only).empty()) || (column == columns.period && read_period(only));
    return is_place ? nullptr : &only;
}

bool FigureRows::take(std::int64_t number, const Cells& row, const OnSpelled& on_figure) {
    if (row.empty()) return true;
    ++counts.rows;
    Place place;
    if (row.size() > columns.heads.size()) {
        refuse_row(number, "", "measures.row.too_many_cells");
    } else if (const auto* note = note_in(row)) {
        refuse_row(number, "", "measures.row.only_one_cell", *note);
    } else if (is_too_long(row)) {
        refuse_row(number, "", "measures.row.too_long");
    } else if (columns.shape == Shape::indicators) {
        if (!measure_of(row, std::nullopt)) refuse_row(number, head(columns.code), "measures.row.measure_missing");
    } else if (read_place(number, row, place) && has_figures(columns.shape)) {
        if (!counts_of_columns.empty() && !on_figure) compare_columns(row);
        take_figures(number, row, place, on_figure);
    }
    if (areas.size() > areas_max) too_many = "measures.file.too_many_areas";
    if (periods.size() > periods_max) too_many = "measures.file.too_many_periods";
    if (measures.size() > measures_max) too_many = "measures.file.too_many_measures";
    if (seen_.size() > figures_max) too_many = "measures.file.too_many_figures";
    return !too_many;
}

}  // namespace touchstone::measures
