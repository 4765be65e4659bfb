#include <algorithm>

#include <fmt/format.h>

#include "charts/over_time.h"
#include "web/lists.h"

namespace touchstone::charts {

using statistics::Standing;
using statistics::TimePoint;
namespace {

constexpr double widest_break = 22;
constexpr int label_gap = 8;
constexpr int period_width = 132, line_height = 16;
using Number = std::optional<double>;

// Points stand evenly, with a gap at each break.
struct Places {
    double left, spacing, gap;
    std::vector<std::size_t> breaks;

    Places(const OverTime& over, const Plot& plot) : left(plot.left) {
        for (const auto& each : over.breaks) breaks.push_back(each.place);
        const double width = plot.right - plot.left, count = static_cast<double>(breaks.size());
        gap = breaks.empty() ? 0 : std::min(widest_break, width / (4 * count));
        spacing = (width - gap * count) / static_cast<double>(over.series.size());
    }
    [[nodiscard]] double begin(std::size_t place) const {
        const auto before = std::ranges::count_if(breaks, [&](auto each) { return each <= place; });
        return left + spacing * static_cast<double>(place) + gap * static_cast<double>(before);
    }
    [[nodiscard]] double end(std::size_t place) const { return begin(place) + spacing; }
    [[nodiscard]] double x(std::size_t place) const { return begin(place) + spacing / 2; }
};

struct Drawing {
    const OverTime& over;
    const Axis& axis;
    const Plot& plot;
    Places places;

    [[nodiscard]] int y(double value) const { return plot.y(axis, value); }
};

struct Phase {
    std::size_t first, end;
    bool is_last;
};

std::vector<Phase> phases_of(const OverTime& over) {
    std::vector<Phase> phases;
    std::size_t first = 0;
    for (const auto& each : over.breaks) {
        phases.push_back({first, each.place, false});
        first = each.place;
    }
    phases.push_back({first, over.series.size(), true});
    return phases;
}

// From point to point; a new stroke after one that is missing.
template <class Value>
std::string joined_path(const Drawing& drawing, std::size_t first, std::size_t end, const Value& value_at) {
    std::string path;
    bool is_on = false;
    for (auto place = first; place < end; ++place) {
        const Number value = value_at(place);
        if (value) path += fmt::format("{}{:.1f} {}", is_on ? "L" : "M", drawing.places.x(place), drawing.y(*value));
        is_on = value.has_value();
    }
    return path;
}

// Level over each point's width, with a step where the next one differs.
template <class Value>
std::string stepped_path(const Drawing& drawing, std::size_t first, std::size_t end, const Value& value_at) {
    std::string path;
    bool is_on = false;
    for (auto place = first; place < end; ++place) {
        const Number value = value_at(place);
        if (value && is_on) path += fmt::format("V{}", drawing.y(*value));
        if (value && !is_on) path += fmt::format("M{:.1f} {}", drawing.places.begin(place), drawing.y(*value));
        is_on = value.has_value();
        while (value && place + 1 < end && value_at(place + 1) == value) ++place;
        if (value) path += fmt::format("H{:.1f}", drawing.places.end(place));
    }
    return path;
}

std::string stroke(const std::string& look, const std::string& path) {
    return path.empty() ? path : fmt::format(R"(<path class="{}" d="{}"/>)", look, path);
}

Number limit_at(const OverTime& over, std::size_t place, Number TimePoint::* limit) {
    return shows_limits(over, place) ? over.chart.points[place].*limit : std::nullopt;
}

std::string band_svg(const Drawing& drawing, const Phase& phase) {
    std::string svg;
    for (auto place = phase.first; place < phase.end; ++place) {
        const auto lower = limit_at(drawing.over, place, &TimePoint::lower), upper = limit_at(drawing.over, place, &TimePoint::upper);
        if (!lower || !upper) continue;
        auto end = place + 1;
        while (end < phase.end && limit_at(drawing.over, end, &TimePoint::lower) == lower &&
               limit_at(drawing.over, end, &TimePoint::upper) == upper)
            ++end;
        svg += fmt::format("M{:.1f} {}H{:.1f}V{}H{:.1f}z", drawing.places.begin(place), drawing.y(*upper), drawing.places.end(end - 1),
                           drawing.y(*lower), drawing.places.begin(place));
        place = end - 1;
    }
    return stroke("ts-chart-band", svg);
}

std::string phase_svg(const Drawing& drawing, const Phase& phase) {
    const auto& over = drawing.over;
    const std::string age = phase.is_last ? "" : " ts-chart-earlier";
    const bool is_provisional = over.chart.points[phase.first].standing == Standing::provisional;
    const auto along = [&](Number TimePoint::* limit) {
        return stepped_path(drawing, phase.first, phase.end, [&](auto place) { return limit_at(over, place, limit); });
    };
    const auto centre = stepped_path(drawing, phase.first, phase.end, [&](auto place) { return over.chart.points[place].centre; });
    return (phase.is_last ? band_svg(drawing, phase) : "") + stroke("ts-chart-centre" + age, centre) +
           stroke((is_provisional ? "ts-chart-limit ts-chart-limit--provisional" : "ts-chart-limit") + age,
                  along(&TimePoint::lower) + along(&TimePoint::upper));
}

std::string break_svg(const Drawing& drawing, std::size_t number) {
    const auto& breaks = drawing.over.breaks;
    const auto middle = [&](std::size_t each) {
        return static_cast<int>(drawing.places.begin(breaks[each].place) - drawing.places.gap / 2);
    };
    const int x = middle(number), half = std::max(2, static_cast<int>(drawing.places.gap / 2) - 3);
    // Its words go to the right as far as the next one's, or to the left where there is more room there and no other break.
    const int after = (number + 1 < breaks.size() ? middle(number + 1) : drawing.plot.width) - x;
    const bool is_left = breaks.size() == 1 && x > drawing.plot.width - x;
    const auto words = fitted(breaks[number].label, (is_left ? x : after) - half, drawing.plot.type);
    return fmt::format(R"(<path class="ts-chart-cut" d="M{0} {1}V{2}M{3} {1}V{2}"/>)", x - half, drawing.plot.top - 4,
                       drawing.plot.bottom + 4, x + half) +
           (words.empty() ? words
                          : words_svg(words, "ts-chart-text", is_left ? x + half : x - half, drawing.plot.top - label_gap - 2,
                                      is_left ? "end" : "start", drawing.plot.type));
}

std::string day_svg(const Drawing& drawing, std::size_t number) {
    const int x = static_cast<int>(drawing.places.begin(drawing.over.days[number].place));
    return fmt::format(R"(<path class="ts-chart-day" d="M{} {}V{}"/>)", x, drawing.plot.top, drawing.plot.bottom) +
           words_svg(std::to_string(number + 1), "ts-chart-text", x + 3, drawing.plot.bottom - 3, "start", drawing.plot.type);
}

std::string reading_of(const OverTime& over, std::size_t place) {
    const auto& said = over.chart.points[place].said;
    const auto found = over.words.signals.find({said.signal, said.side});
    return web::listed_apart({period_words(over.series[place].label) + ": " +
                                  number_words(*over.series[place].value, over.measure, digits_of(over.series[place])),
                              found == over.words.signals.end() ? std::string() : found->second});
}

std::string points_svg(const Drawing& drawing, bool has_titles) {
    const auto& over = drawing.over;
    const double reach = std::clamp(drawing.places.spacing * 0.35, 1.2, 4.5);
    std::string plain, marked;  // what is marked lies on top
    for (std::size_t place = 0; place < over.series.size(); ++place) {
        const auto& value = over.series[place].value;
        if (!value) continue;
        const auto mark = mark_of(over.chart.points[place].said);
        const auto drawn = mark_svg(mark, static_cast<int>(drawing.places.x(place)), drawing.y(*value), reach);
        (mark == Mark::plain ? plain : marked) +=
            has_titles ? fmt::format("<g><title>{}</title>{}</g>", escaped(reading_of(over, place)), drawn) : drawn;
    }
    return plain + marked;
}

// The first, the last, and as many in between as have room.
std::string periods_svg(const Drawing& drawing) {
    const auto& series = drawing.over.series;
    const auto words_at = [&](std::size_t place) { return fitted(period_words(series[place].label), period_width, drawing.plot.type); };
    int widest = 0;
    for (std::size_t place = 0; place < series.size(); ++place) widest = std::max(widest, width_of(words_at(place), drawing.plot.type));
    std::size_t step = series.size();
    for (const std::size_t each : {1U, 2U, 3U, 4U, 6U, 12U, 24U, 48U, 60U, 120U, 240U})
        if (each < step && static_cast<double>(each) * drawing.places.spacing >= widest + label_gap) step = each;
    std::string svg;
    const int y = drawing.plot.bottom + drawing.plot.type + label_gap;
    int free_from = 0, free_until = drawing.plot.width + label_gap;
    const auto put = [&](std::size_t place, bool is_last) {
        const auto words = words_at(place);
        const int width = width_of(words, drawing.plot.type);
        const int x = std::clamp(static_cast<int>(drawing.places.x(place)), width / 2, drawing.plot.width - width / 2);
        if (x - width / 2 < free_from || x + width / 2 + label_gap > free_until) return;
        (is_last ? free_until : free_from) = is_last ? x - width / 2 : x + width / 2 + label_gap;
        svg += words_svg(words, "ts-chart-quiet", x, y, "middle", drawing.plot.type);
        svg += fmt::format(R"(<path class="ts-chart-axis" d="M{:.1f} {}v5"/>)", drawing.places.x(place), drawing.plot.bottom);
    };
    const auto last = series.size() - 1;
    put(last, true);
    for (std::size_t place = 0; place < last; ++place)
        if (place == 0 || (last - place) % step == 0) put(place, false);
    return svg;
}

// Of the last phase, beside its end; where two are too near one another the centre stays.
std::string names_svg(const Drawing& drawing) {
    const auto& over = drawing.over;
    const auto last = over.series.size() - 1;
    const auto& point = over.chart.points[last];
    std::string svg;
    std::vector<int> taken;
    const auto put = [&](const std::string& name, const Number& value) {
        if (!value) return;
        const int y = drawing.y(*value);
        if (std::ranges::any_of(taken, [&](int other) { return std::abs(other - y) < line_height; })) return;
        taken.push_back(y);
        const int room = drawing.plot.width - drawing.plot.right - label_gap;
        const auto number = bare_number(*value, over.measure, computed_digits), whole = name + " " + number;
        const auto words = fitted(width_of(whole, drawing.plot.type) <= room ? whole : number, room, drawing.plot.type);
        svg += words_svg(words, "ts-chart-text", drawing.plot.right + label_gap, y + drawing.plot.type / 3, "start", drawing.plot.type);
    };
    put(over.words.centre, point.centre);
    put(over.words.upper, limit_at(over, last, &TimePoint::upper));
    put(over.words.lower, limit_at(over, last, &TimePoint::lower));
    return svg;
}

}  // namespace

std::string over_time_drawing(const OverTime& over, const Axis& axis, const Plot& plot, const OverTimeLook& look) {
    auto svg = across_svg(axis, over.measure, plot);
    if (over.series.empty())
        return svg + words_svg(over.words.no_points, "ts-chart-text", (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2, "middle",
                               plot.type);
    const Drawing drawing{over, axis, plot, Places(over, plot)};
    std::string lines;
    for (const auto& phase : phases_of(over)) {
        svg += phase_svg(drawing, phase);
        lines +=
            stroke("ts-chart-trace", joined_path(drawing, phase.first, phase.end, [&](auto place) { return over.series[place].value; }));
    }
    if (!over.target.empty())
        svg += stroke("ts-chart-target", joined_path(drawing, 0, over.series.size(), [&](auto place) { return over.target[place]; }));
    for (std::size_t number = 0; number < over.breaks.size(); ++number) svg += break_svg(drawing, number);
    for (std::size_t number = 0; number < over.days.size(); ++number) svg += day_svg(drawing, number);
    return svg + lines + points_svg(drawing, look.has_titles) + periods_svg(drawing) + (look.names_lines ? names_svg(drawing) : "");
}

}  // namespace touchstone::charts
