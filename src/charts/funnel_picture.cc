#include "charts/funnel_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "charts/plot.h"
#include "web/language.h"
#include "web/lists.h"

namespace touchstone::charts {

using statistics::inner_coverage;
using statistics::outer_coverage;
using statistics::Side;
using statistics::Signal;
namespace {

// In the picture's own units.
constexpr int wide_width = 880, wide_height = 400, narrow_width = 320, narrow_height = 320;
constexpr int edge = 14;
constexpr int type_size = 14;
constexpr int steps_max = 6, wide_bases_max = 10, narrow_bases_max = 4;
constexpr int name_width = 250, line_height = 16;
constexpr std::size_t names_max = 12, numbers_max = 30;  // more cannot be told apart in the picture; the legend and the table have all
constexpr double curve_steps = 240;
const Measure share{.is_share = true};

struct Drawing {
    const FunnelPicture& picture;
    Axis axis, bases;
    Plot plot;

    [[nodiscard]] int x(double base) const { return bases.place(base, plot.left, plot.right); }
    [[nodiscard]] int y(double value) const { return plot.y(axis, value); }
};

Axis axis_of(const FunnelPicture& picture) {
    std::vector<double> values;
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        if (!picture.series[i].value) continue;
        values.push_back(*picture.series[i].value);
        if (picture.funnel.silence) continue;
        values.push_back(*picture.funnel.points[i].lower998);
        values.push_back(*picture.funnel.points[i].upper998);
    }
    if (picture.funnel.centre) values.push_back(*picture.funnel.centre);
    return axis_over(values, share, steps_max);
}

std::vector<double> bases_of(const FunnelPicture& picture) {
    std::vector<double> bases;
    for (const auto& unit : picture.series)
        if (unit.value) bases.push_back(unit.denominator);
    return bases;
}

Drawing drawing_of(const FunnelPicture& picture, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    Drawing drawing{picture, axis_of(picture), axis_over(bases_of(picture), {}, is_wide ? wide_bases_max : narrow_bases_max), {}};
    auto& plot = drawing.plot;
    plot = {.width = is_wide ? wide_width : narrow_width, .height = is_wide ? wide_height : narrow_height, .type = type_size};
    plot.left = room_for_ticks(drawing.axis, share, plot.type);
    plot.right = plot.width - edge - (is_wide ? edge : 0);
    plot.top = edge;
    plot.bottom = plot.height - 48;
    return drawing;
}

// Whole bases, the units' own among them, so that each lies on the side of the curve that it is said to lie on.
std::set<double> curve_bases(const FunnelPicture& picture) {
    const auto own = bases_of(picture);
    const auto [least, most] = std::ranges::minmax(own);
    std::set<double> bases(own.begin(), own.end());
    const double step = std::max(1.0, std::ceil((most - least) / curve_steps));
    for (double base = least; base < most; base += step) bases.insert(base);
    return bases;
}

std::string curves_svg(const Drawing& drawing) {
    const auto& [picture, axis, bases, plot] = drawing;
    if (picture.funnel.silence || !picture.funnel.centre) return {};
    std::string svg;
    for (const auto& [coverage, look] : {std::pair{inner_coverage, "ts-chart-inner"}, {outer_coverage, "ts-chart-outer"}}) {
        std::string lower, upper;
        for (const double base : curve_bases(picture)) {
            const auto limits = statistics::funnel_limits(picture.kind, *picture.funnel.centre, base, coverage, picture.funnel.tau2);
            lower += fmt::format("{}{} {}", lower.empty() ? "M" : "L", drawing.x(base), drawing.y(limits.lower));
            upper += fmt::format("{}{} {}", upper.empty() ? "M" : "L", drawing.x(base), drawing.y(limits.upper));
        }
        svg += fmt::format(R"(<path class="{}" d="{}{}"/>)", look, lower, upper);
    }
    return svg;
}

bool is_outside(const FunnelPicture& picture, std::size_t i) { return picture.funnel.points[i].said.signal == Signal::outside; }

// Those with a number in the picture: the own unit and those outside, in the order of the units.
std::vector<std::size_t> numbered(const FunnelPicture& picture) {
    std::vector<std::size_t> units;
    for (std::size_t i = 0; i < picture.series.size(); ++i)
        if (picture.series[i].value && (is_outside(picture, i) || picture.own == i)) units.push_back(i);
    return units;
}

std::string numbered_name(const FunnelPicture& picture, std::size_t number, std::size_t unit) {
    return web::in_figures(static_cast<std::int64_t>(number + 1)) + " " + picture.series[unit].label;
}

struct Box {
    int left, right, top, bottom;
    [[nodiscard]] bool meets(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

// Where words of such a width may stand: to the right, the left, above or below their point.
std::array<Box, 4> boxes_beside(int x, int y, int width) {
    constexpr int away = 14, half = line_height / 2;
    return {{{x + away, x + away + width, y - half, y + half},
             {x - away - width, x - away, y - half, y + half},
             {x - width / 2, x + width - width / 2, y - away - line_height, y - away},
             {x - width / 2, x + width - width / 2, y + away, y + away + line_height}}};
}

// Its name, or where that has no room the number alone, where neither a point nor other words stand; in the worst case upon them.
std::string names_svg(const Drawing& drawing, bool has_names) {
    const auto& [picture, axis, bases, plot] = drawing;
    constexpr int around = 7;
    std::vector<Box> taken;
    const auto x_of = [&](std::size_t unit) { return drawing.x(picture.series[unit].denominator); };
    const auto y_of = [&](std::size_t unit) { return drawing.y(*picture.series[unit].value); };
    for (std::size_t unit = 0; unit < picture.series.size(); ++unit)
        if (picture.series[unit].value)
            taken.push_back({x_of(unit) - around, x_of(unit) + around, y_of(unit) - around, y_of(unit) + around});
    const auto has_room = [&](const Box& box) {
        return box.left >= 0 && box.right <= plot.width && box.top >= 0 && box.bottom <= plot.bottom &&
               std::ranges::none_of(taken, [&](const auto& other) { return box.meets(other); });
    };
    std::string svg;
    const auto put = [&](const Box& box, const std::string& words) {
        taken.push_back(box);
        svg += words_svg(words, "ts-chart-strong ts-chart-clear", box.left, box.top + plot.type - 1, "start", plot.type);
    };
    const auto units = numbered(picture);
    for (std::size_t number = 0; number < units.size(); ++number) {
        const auto unit = units[number];
        if (units.size() > numbers_max && picture.own != unit) continue;
        const auto figure = web::in_figures(static_cast<std::int64_t>(number + 1));
        std::vector<std::string> choices{figure};
        if (has_names && units.size() <= names_max)
            choices.insert(choices.begin(), fitted(numbered_name(picture, number, unit), name_width, plot.type));
        bool is_put = false;
        for (const auto& words : choices) {
            const auto boxes = boxes_beside(x_of(unit), y_of(unit), width_of(words, plot.type));
            const auto free = std::ranges::find_if(boxes, has_room);
            if (is_put || free == boxes.end()) continue;
            put(*free, words);
            is_put = true;
        }
        if (!is_put) put(boxes_beside(x_of(unit), y_of(unit), width_of(figure, plot.type)).front(), figure);
    }
    return svg;
}

std::string said_of(const FunnelPicture& picture, std::size_t i) {
    if (!is_outside(picture, i)) return {};
    return picture.funnel.points[i].said.side == Side::higher ? picture.words.higher : picture.words.lower;
}

std::string points_svg(const Drawing& drawing, bool has_titles) {
    const auto& picture = drawing.picture;
    std::string plain, marked;
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const auto& unit = picture.series[i];
        if (!unit.value) continue;
        const bool is_own = picture.own == i, is_out = is_outside(picture, i);
        const auto mark = is_own ? (is_out ? Mark::own_outside : Mark::own) : is_out ? Mark::outside : Mark::plain;
        const auto drawn = mark_svg(mark, drawing.x(unit.denominator), drawing.y(*unit.value), 4.5);
        const auto reading =
            web::listed_apart({unit.label + ": " + bare_number(*unit.value, share, computed_digits),
                               picture.words.base + ": " + bare_number(unit.denominator, {}, counted_digits), said_of(picture, i)});
        (is_own || is_out ? marked : plain) += has_titles ? fmt::format("<g><title>{}</title>{}</g>", escaped(reading), drawn) : drawn;
    }
    return plain + marked;
}

std::string bases_svg(const Drawing& drawing) {
    const auto& plot = drawing.plot;
    std::string svg = fmt::format(R"(<path class="ts-chart-axis" d="M{} {}H{}"/>)", plot.left, plot.bottom, plot.right);
    for (const double tick : drawing.bases.ticks)
        svg += words_svg(tick_words(drawing.bases, tick, {}), "ts-chart-quiet", drawing.x(tick), plot.bottom + plot.type + 6, "middle",
                         plot.type);
    return svg + words_svg(fitted(drawing.picture.words.base, plot.right - plot.left, plot.type), "ts-chart-quiet", plot.right,
                           plot.bottom + 2 * plot.type + 12, "end", plot.type);
}

std::string body_of(const Drawing& drawing, Breadth breadth) {
    const auto& plot = drawing.plot;
    const auto& picture = drawing.picture;
    const auto svg = across_svg(drawing.axis, share, plot);
    if (bases_of(picture).empty())
        return svg + words_svg(fitted(picture.words.no_units, plot.right - plot.left, plot.type), "ts-chart-text",
                               (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2, "middle", plot.type);
    const auto centre =
        fmt::format(R"(<path class="ts-chart-centre" d="M{} {}H{}"/>)", plot.left, drawing.y(*picture.funnel.centre), plot.right);
    const bool is_wide = breadth == Breadth::wide;
    return svg + bases_svg(drawing) + centre + curves_svg(drawing) + points_svg(drawing, is_wide) + names_svg(drawing, is_wide);
}

}  // namespace

std::string funnel_svg(const FunnelPicture& picture) {
    std::string both;
    for (const auto breadth : {Breadth::wide, Breadth::narrow}) {
        const auto drawing = drawing_of(picture, breadth);
        auto frame = frame_for(breadth, picture.id + "_picture", picture.title, picture.sentence);
        frame.width = drawing.plot.width;
        frame.height = drawing.plot.height;
        both += framed(frame, body_of(drawing, breadth));
    }
    return both;
}

TableText funnel_table(const FunnelPicture& picture) {
    const auto& words = picture.words;
    TableText table{.heads = {words.unit, words.value, words.numerator, words.base}, .rows = {}};
    const bool has_limits = !picture.funnel.silence;
    if (has_limits) table.heads.insert(table.heads.end(), {words.lower95, words.upper95, words.lower998, words.upper998});
    table.heads.push_back(words.signal);
    const auto number = [](const std::optional<double>& value) {
        return value ? bare_number(*value, share, computed_digits) : std::string();
    };
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const auto& unit = picture.series[i];
        const auto& point = picture.funnel.points[i];
        const auto part = [&](double count) { return unit.value ? bare_number(count, {}, counted_digits) : std::string(); };
        std::vector row{unit.label, unit.value ? number(unit.value) : words.missing, part(unit.numerator), part(unit.denominator)};
        if (has_limits)
            for (const auto& limit : {point.lower95, point.upper95, point.lower998, point.upper998}) row.push_back(number(limit));
        row.push_back(web::listed_apart({picture.own == i ? words.own : std::string(), said_of(picture, i)}));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<LegendEntry> funnel_legend(const FunnelPicture& picture) {
    const auto& words = picture.words;
    std::vector<LegendEntry> legend;
    if (bases_of(picture).empty()) return legend;
    legend.push_back({legend_shape(Mark::plain), words.unit});
    std::string own;
    std::vector<std::string> higher, lower;
    const auto units = numbered(picture);
    for (std::size_t number = 0; number < units.size(); ++number) {
        const auto unit = units[number];
        const auto name = numbered_name(picture, number, unit);
        if (picture.own == unit) own = name;
        if (is_outside(picture, unit)) (picture.funnel.points[unit].said.side == Side::higher ? higher : lower).push_back(name);
    }
    const auto add = [&](const std::string& shape, const std::string& word, const std::vector<std::string>& names) {
        if (!names.empty()) legend.push_back({shape, word + ": " + web::listed_apart(names)});
    };
    if (!own.empty()) add(legend_shape(Mark::own), words.own, {own});
    add(legend_shape(Mark::outside), words.higher, higher);
    add(legend_shape(Mark::outside), words.lower, lower);
    legend.push_back({"line-centre", words.centre + ": " + bare_number(*picture.funnel.centre, share, computed_digits)});
    if (!picture.funnel.silence) {
        legend.push_back({"line-inner", words.inner});
        legend.push_back({"line-outer", words.outer});
    }
    return legend;
}

web::Object funnel_figure(const FunnelPicture& picture) {
    auto table = funnel_table(picture);
    const auto numbers = table.heads.size() - 2;
    return figure_data({.id = picture.id,
                        .title = picture.title,
                        .sentence = picture.sentence + (axis_of(picture).leaves_out_zero() ? " " + picture.words.cut_axis : ""),
                        .picture = funnel_svg(picture),
                        .legend = funnel_legend(picture),
                        .table_head = picture.words.table,
                        .table = std::move(table),
                        .numbers = numbers});
}

}  // namespace touchstone::charts
