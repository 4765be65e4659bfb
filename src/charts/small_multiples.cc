#include "charts/small_multiples.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units.
constexpr int width = 320, height = 176, edge = 12;
constexpr int type_size = 13;
constexpr int steps_max = 4;

Axis axis_for(const std::vector<const OverTime*>& charts) {
    std::vector<double> numbers;
    for (const auto* chart : charts) {
        const auto more = numbers_of(*chart);
        numbers.insert(numbers.end(), more.begin(), more.end());
    }
    return axis_over(numbers, charts.empty() ? Measure{} : charts.front()->measure, steps_max);
}

std::vector<const OverTime*> all_of(const SmallMultiples& multiples) {
    std::vector<const OverTime*> charts;
    for (const auto& chart : multiples.charts) charts.push_back(&chart);
    return charts;
}

std::string drawn(const OverTime& chart, const Axis& axis) {
    Plot plot{.width = width, .height = height, .type = type_size};
    plot.left = room_for_ticks(axis, chart.measure, plot.type);
    plot.right = width - edge;
    plot.top = edge + (chart.measure.unit.empty() ? 0 : 18) + (chart.breaks.empty() ? 0 : 20);
    plot.bottom = height - 28;
    return framed({.id = chart.id + "_picture",
                   .title = chart.title,
                   .description = chart.sentence,
                   .width = plot.width,
                   .height = plot.height,
                   .kind = "multiple"},
                  over_time_drawing(chart, axis, plot, {}));
}

std::string latest_of(const SmallMultiples& multiples, const OverTime& chart) {
    for (auto point = chart.series.rbegin(); point != chart.series.rend(); ++point)
        if (point->value)
            return web::listed({multiples.words.latest, period_words(point->label)}) + ": " +
                   number_words(*point->value, chart.measure, digits_of(*point));
    return multiples.words.latest + ": " + multiples.words.no_value;
}

// The columns that any of them has, in the order of a single chart's table.
std::vector<std::string> heads_of(const SmallMultiples& multiples) {
    if (multiples.charts.empty()) return {};
    const auto& words = multiples.charts.front().words;
    std::set<std::string> there;
    for (const auto& chart : multiples.charts)
        for (const auto& head : over_time_table(chart).heads) there.insert(head);
    std::vector<std::string> heads;
    for (const auto& head : {words.period, words.value, words.numerator, words.denominator, words.centre, words.lower, words.upper,
                             words.target, words.phase, words.signal})
        if (there.contains(head)) heads.push_back(head);
    return heads;
}

}  // namespace

TableText multiples_table(const SmallMultiples& multiples) {
    const auto heads = heads_of(multiples);
    TableText table{.heads = {multiples.words.name}, .rows = {}};
    table.heads.insert(table.heads.end(), heads.begin(), heads.end());
    for (const auto& chart : multiples.charts) {
        const auto own = over_time_table(chart);
        for (const auto& row : own.rows) {
            std::vector cells{chart.title};
            for (const auto& head : heads) {
                const auto at = std::ranges::find(own.heads, head);
                cells.push_back(at == own.heads.end() ? std::string() : row[static_cast<std::size_t>(at - own.heads.begin())]);
            }
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

web::Object multiples_figure(const SmallMultiples& multiples) {
    if (multiples.charts.size() > multiples_max) throw std::invalid_argument("more small charts than can be compared");
    const auto& words = multiples.words;
    const auto shared = axis_for(all_of(multiples));
    const auto with_cut = [&](const std::string& sentence, bool is_cut) { return sentence + (is_cut ? " " + words.cut_axis : ""); };
    web::List items;
    for (const auto& chart : multiples.charts) {
        const auto axis = multiples.has_own_scales ? axis_for({&chart}) : shared;
        items.push_back(web::Object{{"name", chart.title},
                                    {"latest", latest_of(multiples, chart)},
                                    {"sentence", with_cut(chart.sentence, multiples.has_own_scales && axis.leaves_out_zero())},
                                    {"picture", drawn(chart, axis)}});
    }
    auto table = multiples_table(multiples);
    const auto has_phases = std::ranges::any_of(multiples.charts, [](const auto& chart) { return !chart.breaks.empty(); });
    const std::size_t names = 2, said = has_phases ? 2 : 1, columns = table.heads.size();
    auto data = figure_data({.id = multiples.id,
                             .title = multiples.title,
                             .sentence = multiples.has_own_scales ? words.own_scales : with_cut(words.one_scale, shared.leaves_out_zero()),
                             .picture = {},
                             .legend = over_time_legend(all_of(multiples)),
                             .table_head = words.table,
                             .table = std::move(table),
                             .numbers = columns > names + said ? columns - names - said : 0,
                             .names = names});
    data["items"] = std::move(items);
    return data;
}

}  // namespace touchstone::charts
