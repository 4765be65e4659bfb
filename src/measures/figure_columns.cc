#include "measures/figure_columns.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/text.h"
#include "measures/figure.h"

namespace touchstone::measures {

namespace {

enum class Role { area, period, value, marker, unit, code, title, measurement, polarity, other_value };

// Heads by their letters and digits alone.
const std::map<std::string, Role, std::less<>>& roles() {
    static const std::map<std::string, Role, std::less<>> known{{"featurecode", Role::area},
                                                                {"geographycode", Role::area},
                                                                {"refarea", Role::area},
                                                                {"areacode", Role::area},
                                                                {"lacode", Role::area},
                                                                {"councilcode", Role::area},
                                                                {"councilareacode", Role::area},
                                                                {"hbcode", Role::area},
                                                                {"hb2014code", Role::area},
                                                                {"healthboardcode", Role::area},
                                                                {"localauthoritycode", Role::area},
                                                                {"localauthority", Role::area},
                                                                {"authority", Role::area},
                                                                {"localauthorityname", Role::area},
                                                                {"lainformationlocalauthority", Role::area},
                                                                {"council", Role::area},
                                                                {"councilname", Role::area},
                                                                {"councilarea", Role::area},
                                                                {"councilareaname", Role::area},
                                                                {"area", Role::area},
                                                                {"areaname", Role::area},
                                                                {"geography", Role::area},
                                                                {"geographyname", Role::area},
                                                                {"featurename", Role::area},
                                                                {"healthboard", Role::area},
                                                                {"healthboardname", Role::area},
                                                                {"hbname", Role::area},
                                                                {"hb2014name", Role::area},
                                                                {"laname", Role::area},
                                                                {"caname", Role::area},
                                                                {"nameinlookup", Role::area},
                                                                {"datecode", Role::period},
                                                                {"refperiod", Role::period},
                                                                {"year", Role::period},
                                                                {"date", Role::period},
                                                                {"period", Role::period},
                                                                {"snapshotdate", Role::period},
                                                                {"month", Role::period},
                                                                {"quarter", Role::period},
                                                                {"financialyear", Role::period},
                                                                {"schoolyear", Role::period},
                                                                {"academicyear", Role::period},
                                                                {"timeperiod", Role::period},
                                                                {"time", Role::period},
                                                                {"ladatalgbfyear", Role::period},
                                                                {"value", Role::value},
                                                                {"obsvalue", Role::value},
                                                                {"observation", Role::value},
                                                                {"figure", Role::value},
                                                                {"ladatalaindicatorreal", Role::value},
                                                                {"fgdatafgavgindicatorreal", Role::other_value},
                                                                {"scotlanddatascotlandindicatorreal", Role::other_value},
                                                                {"datamarker", Role::marker},
                                                                {"marker", Role::marker},
                                                                {"obsstatus", Role::marker},
                                                                {"units", Role::unit},
                                                                {"unit", Role::unit},
                                                                {"unitofmeasure", Role::unit},
                                                                {"unitmeasure", Role::unit},
                                                                {"indicator", Role::code},
                                                                {"indicator2", Role::code},
                                                                {"indicatorcode", Role::code},
                                                                {"indicatorsinformationcode", Role::code},
                                                                {"measurecode", Role::code},
                                                                {"variablename", Role::code},
                                                                {"title", Role::title},
                                                                {"indicatorname", Role::title},
                                                                {"indicatortitle", Role::title},
                                                                {"measurename", Role::title},
                                                                {"indicatorsinformationtitle", Role::title},
                                                                {"measurement", Role::measurement},
                                                                {"measuretype", Role::measurement},
                                                                {"measure", Role::measurement},
                                                                {"statistic", Role::measurement},
                                                                {"oneishigh", Role::polarity},
                                                                {"polarity", Role::polarity},
                                                                {"higherisbetter", Role::polarity}};
    return known;
}

std::string letters_and_digits(const std::string& head) {
    auto key = lowered(head);
    std::erase_if(key, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
    return key;
}

// In how many of a hundred cells something has to be what the column is.
constexpr std::size_t most = 50, most_of_numbers = 80;

using Below = std::span<const NumberedRow>;  // the rows under a head

const std::string& cell_of(const NumberedRow& row, std::size_t column) {
    static const std::string nothing;
    return column < row.cells.size() ? row.cells[column] : nothing;
}

// How many of its cells that hold something are so, in hundredths; 0 where none holds anything.
template <class Is>
std::size_t per_cent(Below below, std::size_t column, const Is& is) {
    std::size_t filled = 0, are = 0;
    for (const auto& row : below) {
        const auto& cell = cell_of(row, column);
        if (cell.empty()) continue;
        ++filled;
        are += is(cell);
    }
    return filled == 0 ? 0 : are * 100 / filled;
}

class Finder {
public:
    Finder(const NumberedRow& head, Below below, const Places& places) : below_(below), places_(places) {
        columns_.heads = head.cells;
        columns_.head_row = head.number;
    }

    std::optional<Columns> find() {
        if (columns_.heads.size() < 2) return std::nullopt;
        take_roles();
        find_area();
        find_period();
        sort_the_rest();
        if (!choose_shape()) return std::nullopt;
        return std::move(columns_);
    }

private:
    void take_roles() {
        for (std::size_t column = 0; column < columns_.heads.size(); ++column) {
            const auto found = roles().find(letters_and_digits(columns_.heads[column]));
            if (found == roles().end()) continue;
            if (found->second == Role::other_value) {
                columns_.passed_over.push_back(column);
                taken_.insert(column);
                continue;
            }
            if (found->second == Role::area) {
                take_area(column);
                continue;
            }
            auto& place = place_of(found->second);
            if (place) continue;
            place = column;
            taken_.insert(column);
        }
    }

    std::optional<std::size_t>& place_of(Role role) {
        switch (role) {
            case Role::period:
                return columns_.period;
            case Role::value:
                return value_;
            case Role::marker:
                return columns_.marker;
            case Role::unit:
                return columns_.unit;
            case Role::code:
                return columns_.code;
            case Role::title:
                return columns_.title;
            case Role::measurement:
                return columns_.measurement;
            default:
                return columns_.polarity;
        }
    }

    // The column with codes before the one with names.
    void take_area(std::size_t column) {
        if (columns_.area && columns_.area_name) return;
        taken_.insert(column);
        const bool has_codes = holds_codes(column);
        if (!columns_.area) {
            columns_.area = column;
        } else if (has_codes && !holds_codes(*columns_.area)) {
            columns_.area_name = columns_.area;
            columns_.area = column;
        } else {
            columns_.area_name = column;
        }
    }

    bool holds_codes(std::size_t column) const {
        return per_cent(below_, column, [](const std::string& cell) { return is_area_code(cell); }) >= most;
    }
    bool is_known_area(const std::string& cell) const { return !places_.meant_by(cell).empty(); }

    void find_area() {
        const auto is_area = [&](const std::string& cell) { return is_area_code(cell) || is_known_area(cell); };
        for (std::size_t column = 0; !columns_.area && column < columns_.heads.size(); ++column)
            if (!taken_.contains(column) && per_cent(below_, column, is_area) >= most) take_area(column);
    }

    void find_period() {
        for (std::size_t column = 0; !columns_.period && column < columns_.heads.size(); ++column) {
            const auto head = lowered(columns_.heads[column]);
            const bool speaks_of_time =
                std::ranges::any_of(std::vector<std::string_view>{"year", "date", "month", "quarter", "period", "snapshot"},
                                    [&](std::string_view word) { return head.find(word) != std::string::npos; });
            if (taken_.contains(column) || !speaks_of_time || read_period(columns_.heads[column])) continue;
            if (per_cent(below_, column, [](const std::string& cell) { return read_period(cell).has_value(); }) < most) continue;
            columns_.period = column;
            taken_.insert(column);
        }
    }

    // Marks alone, or numbers with few slips among them: these are refused one by one.
    bool holds_numbers(std::size_t column) const {
        std::size_t numbers = 0, marks = 0, words = 0;
        for (const auto& row : below_) {
            const auto& text = cell_of(row, column);
            if (text.empty()) continue;
            const auto figure = read_figure(text);
            ++(!figure ? words : figure->state == FigureState::value ? numbers : marks);
        }
        return words == 0 ? numbers + marks > 0 : numbers * 100 / (numbers + words) >= most_of_numbers;
    }

    void sort_the_rest() {
        for (std::size_t column = 0; column < columns_.heads.size(); ++column) {
            if (taken_.contains(column)) continue;
            const auto& head = columns_.heads[column];
            if (read_period(head)) periods_.push_back(column);
            if (is_known_area(head)) areas_.push_back(column);
            (holds_numbers(column) ? numbers_ : words_).push_back(column);
        }
    }

    bool choose_shape() {
        const auto rest = numbers_.size() + words_.size();
        auto& columns = columns_;
        if (value_ && (columns.area || columns.period)) return be(Shape::tidy, {*value_}, all_but({}));
        if (!columns.area && columns.period && areas_.size() >= 2 && areas_.size() * 2 >= rest) {
            const auto across = others_with_numbers(areas_);
            return be(Shape::areas_across, across, all_but(across));
        }
        if (periods_.size() >= 2 && periods_.size() * 2 >= rest) return be(Shape::periods_across, periods_, all_but(periods_));
        const bool is_described = columns.code && columns.title;
        if (is_described && !columns.area && !columns.period) return be(Shape::indicators, {}, {});
        if (columns.period && !numbers_.empty()) return be(Shape::columns, numbers_, words_);
        if (!columns.area) return false;
        const bool is_list = holds_codes(*columns.area) && numbers_.empty();
        if (is_list && !columns.period) return be(Shape::areas, {}, {});
        if (!numbers_.empty()) return be(Shape::columns, numbers_, words_);
        return !words_.empty() && be(Shape::groups, {}, words_);
    }

    bool be(Shape shape, std::vector<std::size_t> figures, std::vector<std::size_t> groups) {
        columns_.shape = shape;
        columns_.figures = std::move(figures);
        columns_.groups = std::move(groups);
        return true;
    }

    // Areas across include names that are not known, as long as numbers stand below.
    std::vector<std::size_t> others_with_numbers(std::vector<std::size_t> across) const {
        for (const auto column : numbers_)
            if (std::ranges::find(across, column) == across.end()) across.push_back(column);
        std::ranges::sort(across);
        return across;
    }

    std::vector<std::size_t> all_but(const std::vector<std::size_t>& across) const {
        std::vector<std::size_t> left;
        for (std::size_t column = 0; column < columns_.heads.size(); ++column)
            if (!taken_.contains(column) && std::ranges::find(across, column) == across.end()) left.push_back(column);
        return left;
    }

    Below below_;
    const Places& places_;
    Columns columns_;
    std::optional<std::size_t> value_;
    std::set<std::size_t> taken_;
    std::vector<std::size_t> periods_, areas_, numbers_, words_;
};

}  // namespace

const Names<Shape>& shapes() {
    static const Names<Shape> names{{Shape::tidy, "tidy"},
                                    {Shape::columns, "columns"},
                                    {Shape::periods_across, "periods_across"},
                                    {Shape::areas_across, "areas_across"},
                                    {Shape::indicators, "indicators"},
                                    {Shape::areas, "areas"},
                                    {Shape::groups, "groups"}};
    return names;
}

bool has_figures(Shape shape) { return shape != Shape::indicators && shape != Shape::areas && shape != Shape::groups; }

std::optional<Columns> find_columns(const std::vector<NumberedRow>& first_rows, const Places& places) {
    const auto all = Below(first_rows);
    for (std::size_t at = 0; at < std::min(all.size(), heads_looked_for_in); ++at)
        if (!all[at].cells.empty())
            if (auto found = Finder(all[at], all.subspan(at + 1), places).find()) return found;
    return std::nullopt;
}

}  // namespace touchstone::measures
