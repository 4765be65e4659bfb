#include "charts/dumbbell.h"

#include <algorithm>

#include <fmt/format.h>

#include "charts/plot.h"
#include "charts/rows.h"
#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units.
constexpr int wide_width = 960;
constexpr int label_width = 260, gap_width = 250;
constexpr int head_height = 30, wide_row = 44, wide_gap = 12, narrow_strip = 46, no_strip = 12;
constexpr int beside = 12;  // of a level's number from its mark
constexpr int reach = 6;
constexpr std::size_t label_lines = 3, narrow_label_lines = 6, note_lines = 3;

struct Drawing {
    const Dumbbell& picture;
    Axis axis;
    Breadth breadth;
    int width, left, right;
    bool has_numbers_beside = true;  // of the marks; where they are too long for that they stand in words

    [[nodiscard]] int x(double value) const { return axis.place(value, left, right); }
    [[nodiscard]] bool is_wide() const { return breadth == Breadth::wide; }
};

Axis axis_of(const Dumbbell& picture, int steps_max) {
    std::vector<double> values;
    for (const auto& row : picture.rows)
        for (const auto& value : {row.first, row.second})
            if (value) values.push_back(*value);
    return axis_over(values, picture.measure, steps_max);
}

std::string level_words(const Dumbbell& picture, double value) { return bare_number(value, picture.measure, computed_digits); }

// The first less the second. Shares differ by percentage points.
std::string gap_words(const Dumbbell& picture, const DumbbellRow& row) {
    if (!row.first || !row.second) return picture.words.no_gap;
    const double gap = (*row.first - *row.second) * (picture.measure.is_share ? 100 : 1);
    const auto number = bare_number(gap, {}, picture.measure.is_share ? computed_digits - 1 : computed_digits);
    return picture.words.gap_unit.empty() ? number : number + " " + picture.words.gap_unit;
}

// Room on both sides for the numbers beside the marks.
Drawing drawing_of(const Dumbbell& picture, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    Drawing drawing{picture, axis_of(picture, is_wide ? 8 : 4), breadth, is_wide ? wide_width : narrow_width, 0, 0};
    int widest = 0;
    for (const auto& row : picture.rows)
        for (const auto& value : {row.first, row.second})
            if (value) widest = std::max(widest, width_of(level_words(picture, *value), type_size));
    drawing.has_numbers_beside = widest + beside <= drawing.width / 4;
    const int room = drawing.has_numbers_beside ? widest + beside : beside;
    drawing.left = (is_wide ? label_width : 0) + room;
    drawing.right = drawing.width - (is_wide ? gap_width : 0) - room;
    return drawing;
}

std::string withheld_words(const Dumbbell& picture, const DumbbellRow& row) {
    const auto& words = picture.words;
    if (!row.first && !row.second) return words.withheld;
    return words.withheld + ": " + (row.first ? words.second : words.first);
}

std::string reading_of(const Dumbbell& picture, const DumbbellRow& row) {
    const auto& words = picture.words;
    const auto level = [&](const std::string& name, const std::optional<double>& value) {
        return name + ": " + (value ? number_words(*value, picture.measure, computed_digits) : words.withheld);
    };
    return row.label + ": " +
           web::listed_apart({level(words.first, row.first), level(words.second, row.second), words.gap + ": " + gap_words(picture, row)});
}

// The lower level's number to the left of its mark, the higher one's to the right.
std::string levels_svg(const Drawing& drawing, const DumbbellRow& row, int middle) {
    std::string svg;
    if (row.first && row.second)
        svg += fmt::format(R"(<path class="ts-chart-span" d="M{} {}H{}"/>)", drawing.x(*row.first), middle, drawing.x(*row.second));
    const auto put = [&](const std::optional<double>& value, const std::optional<double>& other, Mark mark, bool is_left_when_equal) {
        if (!value) return;
        const bool is_left = other && (*value < *other || (*value == *other && is_left_when_equal));
        const int x = drawing.x(*value);
        svg += mark_svg(mark, x, middle, reach);
        if (drawing.has_numbers_beside)
            svg += words_svg(level_words(drawing.picture, *value), "ts-chart-text ts-chart-clear", is_left ? x - beside : x + beside,
                             middle + 5, is_left ? "end" : "start", type_size);
    };
    put(row.second, row.first, Mark::second, true);
    put(row.first, row.second, Mark::plain, false);
    return svg;
}

bool has_strip(const DumbbellRow& row) { return row.first || row.second; }

std::vector<std::string> label_of(const Drawing& drawing, const DumbbellRow& row) {
    const int width = drawing.is_wide() ? label_width - beside : drawing.width;
    return wrapped(row.label, width, drawing.is_wide() ? label_lines : narrow_label_lines);
}

// What the strip does not say, each on lines of its own: levels that are too long to stand beside it, who is withheld, and the gap.
std::vector<std::string> notes_of(const Drawing& drawing, const DumbbellRow& row) {
    const auto& picture = drawing.picture;
    const auto& words = picture.words;
    std::vector<std::string> notes;
    const auto add = [&](const std::string& note) {
        const auto lines = wrapped(note, drawing.is_wide() ? gap_width - beside : drawing.width, note_lines);
        notes.insert(notes.end(), lines.begin(), lines.end());
    };
    if (!drawing.has_numbers_beside && row.first) add(words.first + ": " + level_words(picture, *row.first));
    if (!drawing.has_numbers_beside && row.second) add(words.second + ": " + level_words(picture, *row.second));
    if (!row.first || !row.second) add(withheld_words(picture, row));
    add(words.gap + ": " + gap_words(picture, row));
    return notes;
}

int height_of_row(const Drawing& drawing, const DumbbellRow& row) {
    const int label = height_of(label_of(drawing, row)), notes = height_of(notes_of(drawing, row));
    if (drawing.is_wide()) return std::max({wide_row, label + wide_gap, notes + wide_gap});
    return label + notes + (has_strip(row) ? narrow_strip : no_strip);
}

// Its name and what is said of it: on both sides of the strip, or above and below it.
std::string row_svg(const Drawing& drawing, const DumbbellRow& row, int top) {
    const auto label = label_of(drawing, row), notes = notes_of(drawing, row);
    const bool is_wide = drawing.is_wide();
    const int middle = is_wide ? top + height_of_row(drawing, row) / 2 : top + height_of(label) + line_height;
    const int below = top + height_of(label) + (has_strip(row) ? narrow_strip : no_strip) - 2;
    auto svg = fmt::format("<g><title>{}</title>", escaped(reading_of(drawing.picture, row)));
    if (has_strip(row)) svg += fmt::format(R"(<path class="ts-chart-axis" d="M{} {}H{}"/>)", drawing.left, middle, drawing.right);
    svg += levels_svg(drawing, row, middle);
    svg +=
        lines_svg(label, is_wide ? "ts-chart-text" : "ts-chart-strong", 0, is_wide ? first_line_about(middle, label) : top + line_height);
    svg += lines_svg(notes, is_wide ? "ts-chart-text" : "ts-chart-quiet", is_wide ? drawing.width - gap_width + beside : 0,
                     is_wide ? first_line_about(middle, notes) : below + line_height / 2);
    return svg + "</g>";
}

std::string ticks_svg(const Drawing& drawing, int bottom) {
    std::string svg;
    int free_from = 0;
    for (const double tick : drawing.axis.ticks) {
        const int x = drawing.x(tick);
        if (drawing.is_wide()) svg += fmt::format(R"(<path class="ts-chart-line" d="M{} {}V{}"/>)", x, head_height - 8, bottom);
        const auto words = tick_words(drawing.axis, tick, drawing.picture.measure);
        const int half = width_of(words, type_size - 2) / 2;
        if (x - half < free_from) continue;
        free_from = x + half + beside / 2;
        svg += words_svg(words, "ts-chart-quiet", x, head_height - 14, "middle", type_size - 2);
    }
    return svg;
}

std::string drawn(const Dumbbell& picture, Breadth breadth) {
    const auto drawing = drawing_of(picture, breadth);
    std::string rows;
    int y = head_height;
    for (const auto& row : picture.rows) {
        rows += row_svg(drawing, row, y);
        y += height_of_row(drawing, row);
    }
    if (picture.rows.empty()) rows = words_svg(picture.words.no_rows, "ts-chart-text", 0, y += line_height, "start", type_size);
    auto frame = frame_for(breadth, picture.id + "_picture", picture.title, picture.sentence);
    frame.width = drawing.width;
    frame.height = y + 8;
    return framed(frame, (picture.rows.empty() ? "" : ticks_svg(drawing, y)) + rows);
}

}  // namespace

std::string dumbbell_svg(const Dumbbell& picture) { return drawn(picture, Breadth::wide) + drawn(picture, Breadth::narrow); }

TableText dumbbell_table(const Dumbbell& picture) {
    const auto& words = picture.words;
    TableText table{.heads = {words.row, words.first, words.second, fmt::format("{}: {} − {}", words.gap, words.first, words.second)},
                    .rows = {}};
    const auto level = [&](const std::optional<double>& value) { return value ? level_words(picture, *value) : words.withheld; };
    for (const auto& row : picture.rows) table.rows.push_back({row.label, level(row.first), level(row.second), gap_words(picture, row)});
    return table;
}

web::Object dumbbell_figure(const Dumbbell& picture) {
    auto table = dumbbell_table(picture);
    const auto& words = picture.words;
    return figure_data(
        {.id = picture.id,
         .title = picture.title,
         .sentence = picture.sentence + (axis_of(picture, 8).leaves_out_zero() ? " " + words.cut_axis : ""),
         .picture = dumbbell_svg(picture),
         .legend = {{legend_shape(Mark::plain), words.first}, {legend_shape(Mark::second), words.second}, {"line-gap", table.heads.back()}},
         .table_head = words.table,
         .table = std::move(table),
         .numbers = 3});
}

}  // namespace touchstone::charts
