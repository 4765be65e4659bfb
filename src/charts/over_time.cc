#include "charts/over_time.h"

#include <algorithm>

#include "web/lists.h"

namespace touchstone::charts {

using statistics::Reason;
using statistics::Standing;
namespace {

// In the picture's own units.
constexpr int wide_width = 880, wide_height = 330, narrow_width = 320, narrow_height = 300;
constexpr int names_width = 140, edge = 12;
constexpr int type_size = 14;
constexpr int steps_max = 6;

Plot plot_of(const OverTime& over, const Axis& axis, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    Plot plot{.width = is_wide ? wide_width : narrow_width, .height = is_wide ? wide_height : narrow_height, .type = type_size};
    plot.left = room_for_ticks(axis, over.measure, plot.type);
    plot.right = plot.width - (is_wide ? names_width : edge);
    plot.top = edge + (over.measure.unit.empty() ? 0 : 20) + (over.breaks.empty() ? 0 : 22);
    plot.bottom = plot.height - 32;
    return plot;
}

bool has_numbers_behind(const OverTime& over) {
    return std::ranges::any_of(over.series, [](const auto& point) { return point.is_quotient(); });
}

std::string phase_at(const OverTime& over, std::size_t place) {
    std::string label;
    for (const auto& each : over.breaks)
        if (each.place <= place) label = each.label;
    return label;
}

bool has_centre(const OverTime& over) {
    return std::ranges::any_of(over.chart.points, [](const auto& point) { return point.centre.has_value(); });
}

bool has_missing(const OverTime& over) {
    return std::ranges::any_of(over.series, [](const auto& point) { return !point.value; });
}

bool has_provisional_limits(const OverTime& over) {
    for (std::size_t place = 0; place < over.series.size(); ++place)
        if (shows_limits(over, place) && over.chart.points[place].standing == Standing::provisional) return true;
    return false;
}

// In the last phase.
bool has_settled_limits(const OverTime& over) {
    for (auto place = over.breaks.empty() ? 0 : over.breaks.back().place; place < over.series.size(); ++place)
        if (shows_limits(over, place) && over.chart.points[place].standing == Standing::settled) return true;
    return false;
}

// What each mark in them means: one shape may say several things, of either side.
std::map<Mark, std::vector<std::string>> meanings_of(const std::vector<const OverTime*>& charts) {
    std::map<Mark, std::vector<std::string>> meanings;
    for (const auto* over : charts)
        for (const auto& point : over->chart.points) {
            const auto found = over->words.signals.find({point.said.signal, point.said.side});
            if (found == over->words.signals.end()) continue;
            auto& all = meanings[mark_of(point.said)];
            if (std::ranges::find(all, found->second) == all.end()) all.push_back(found->second);
        }
    return meanings;
}

}  // namespace

bool shows_limits(const OverTime& over, std::size_t place) {
    const auto& silence = over.chart.silence;
    if (silence && (silence->reason == Reason::counted_again || silence->reason == Reason::small_base)) return false;
    const auto& point = over.chart.points[place];
    return point.standing != Standing::open && (point.lower || point.upper);
}

int digits_of(const statistics::Point& point) { return point.is_quotient() ? computed_digits : counted_digits; }

std::vector<double> numbers_of(const OverTime& over) {
    std::vector<double> numbers;
    const auto add = [&](const std::optional<double>& number) {
        if (number) numbers.push_back(*number);
    };
    for (std::size_t place = 0; place < over.series.size(); ++place) {
        const auto& point = over.chart.points[place];
        add(over.series[place].value);
        add(point.centre);
        if (!shows_limits(over, place)) continue;
        add(point.lower);
        add(point.upper);
    }
    for (const auto& each : over.target) add(each);
    return numbers;
}

Axis axis_of(const OverTime& over) { return axis_over(numbers_of(over), over.measure, steps_max); }

std::string over_time_svg(const OverTime& over) {
    const auto axis = axis_of(over);
    std::string both;
    for (const auto breadth : {Breadth::wide, Breadth::narrow}) {
        const bool is_wide = breadth == Breadth::wide;
        const auto plot = plot_of(over, axis, breadth);
        auto frame = frame_for(breadth, over.id + "_picture", over.title, over.sentence);
        frame.width = plot.width;
        frame.height = plot.height;
        both += framed(frame, over_time_drawing(over, axis, plot, {.has_titles = is_wide, .names_lines = is_wide}));
    }
    return both;
}

TableText over_time_table(const OverTime& over) {
    const auto& words = over.words;
    const bool has_behind = has_numbers_behind(over), has_target = !over.target.empty(), has_phases = !over.breaks.empty();
    TableText table{.heads = {words.period, words.value}, .rows = {}};
    const auto add_if = [](bool is_there, auto& to, const std::vector<std::string>& more) {
        if (is_there) to.insert(to.end(), more.begin(), more.end());
    };
    add_if(has_behind, table.heads, {words.numerator, words.denominator});
    add_if(true, table.heads, {words.centre, words.lower, words.upper});
    add_if(has_target, table.heads, {words.target});
    add_if(has_phases, table.heads, {words.phase});
    table.heads.push_back(words.signal);
    const auto number = [&](const std::optional<double>& value, int digits) {
        return value ? bare_number(*value, over.measure, digits) : std::string();
    };
    for (std::size_t place = 0; place < over.series.size(); ++place) {
        const auto& here = over.series[place];
        const auto& point = over.chart.points[place];
        const bool is_limited = shows_limits(over, place);
        std::vector row{period_words(here.label), here.value ? number(here.value, digits_of(here)) : words.no_value};
        const auto part = [&](double count) { return here.is_quotient() ? bare_number(count, {}, counted_digits) : std::string(); };
        add_if(has_behind, row, {part(here.numerator), part(here.denominator)});
        add_if(true, row,
               {number(point.centre, computed_digits), is_limited ? number(point.lower, computed_digits) : std::string(),
                is_limited ? number(point.upper, computed_digits) : std::string()});
        if (has_target) row.push_back(number(over.target[place], counted_digits));
        if (has_phases) row.push_back(phase_at(over, place));
        const auto said = words.signals.find({point.said.signal, point.said.side});
        row.push_back(said == words.signals.end() ? std::string() : said->second);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<LegendEntry> over_time_legend(const std::vector<const OverTime*>& charts) {
    if (charts.empty()) return {};
    const auto& words = charts.front()->words;
    const auto any = [&](const auto& is_there) { return std::ranges::any_of(charts, [&](const auto* chart) { return is_there(*chart); }); };
    std::vector<LegendEntry> legend;
    const auto add_if = [&](bool is_there, const std::string& shape, const std::string& text) {
        if (is_there) legend.push_back({shape, text});
    };
    add_if(any([](const auto& over) { return !over.series.empty(); }), legend_shape(Mark::plain), words.value);
    for (const auto& [mark, meanings] : meanings_of(charts)) legend.push_back({legend_shape(mark), web::listed_apart(meanings)});
    add_if(any(has_centre), "line-centre", words.centre);
    add_if(any(has_settled_limits), "line-limit", words.limits);
    add_if(any(has_provisional_limits), "line-provisional", words.provisional);
    add_if(any([](const auto& over) { return !over.breaks.empty(); }), "line-earlier", words.earlier);
    add_if(any([](const auto& over) { return !over.target.empty(); }), "line-target", words.target);
    add_if(any(has_missing), "line-missing", words.missing);
    for (const auto* over : charts)
        for (const auto& each : over->breaks)
            legend.push_back(
                {"line-break", words.break_at + " " + web::listed_apart({period_words(over->series[each.place].label), each.label})});
    for (const auto* over : charts)
        for (std::size_t number = 0; number < over->days.size(); ++number)
            legend.push_back({"line-day", std::to_string(number + 1) + ": " + over->days[number].label});
    return legend;
}

web::Object over_time_figure(const OverTime& over) {
    auto table = over_time_table(over);
    const std::size_t words_at_the_end = over.breaks.empty() ? 1 : 2, numbers = table.heads.size() - 1 - words_at_the_end;
    return figure_data({.id = over.id,
                        .title = over.title,
                        .sentence = over.sentence + (axis_of(over).leaves_out_zero() ? " " + over.words.cut_axis : ""),
                        .picture = over_time_svg(over),
                        .legend = over_time_legend({&over}),
                        .table_head = over.words.table,
                        .table = std::move(table),
                        .numbers = numbers});
}

}  // namespace touchstone::charts
