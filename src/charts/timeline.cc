#include "charts/timeline.h"

#include <algorithm>

#include <fmt/format.h>

#include "charts/axis.h"
#include "charts/figure.h"
#include "charts/rows.h"
#include "web/language.h"
#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 316;
constexpr int plot_width = 640;
constexpr int state_width = 164;
constexpr int row_height = 48;
constexpr int group_height = 40;
constexpr int head_height = 58;
constexpr int narrow_margin = 10, narrow_strip = 42, narrow_gap = 14;
constexpr int small_type = 13;
constexpr int bar_height = 16;
constexpr int least_bar = 6;
constexpr int least_step = 44;  // between two ticks
constexpr std::size_t label_max = 38, state_max = 19, group_max = 110;

int month_of(Date date) { return int{date.year()} * 12 + static_cast<int>(unsigned{date.month()}) - 1; }
Date first_day(int month) {
    return Date{std::chrono::year{month / 12}, std::chrono::month{static_cast<unsigned>(month % 12) + 1}, std::chrono::day{1}};
}

// From the first month with something in it to the last, and where their days stand.
struct Scale {
    int first = 0, last = 0;  // months
    std::chrono::sys_days from, until;
    int left = 0, width = 0;  // of the plot

    [[nodiscard]] int x(Date date) const {
        const auto days = (std::chrono::sys_days{date} - from).count();
        return left + static_cast<int>(days * width / (until - from).count());
    }
};

Scale scale_of(const Timeline& timeline, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    Scale scale{.first = month_of(timeline.today),
                .last = month_of(timeline.today),
                .from = {},
                .until = {},
                .left = is_wide ? label_width : narrow_margin,
                .width = is_wide ? plot_width : narrow_width - 2 * narrow_margin};
    const auto reach = [&](Date date) {
        scale.first = std::min(scale.first, month_of(date));
        scale.last = std::max(scale.last, month_of(date));
    };
    for (const auto& row : timeline.rows) {
        for (const auto& date : {row.start, row.due, row.done})
            if (date) reach(*date);
        for (const auto& milestone : row.milestones) reach(milestone.date);
    }
    scale.from = first_day(scale.first);
    scale.until = first_day(scale.last + 1);
    return scale;
}

// Every so many months that two ticks never touch.
int step_of(const Scale& scale) {
    const int months = scale.last - scale.first + 1;
    for (const int step : {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200})
        if (step * scale.width / months >= least_step) return step;
    return 12'000;
}

std::vector<int> ticks_of(const Scale& scale) {
    std::vector<int> ticks;
    const int step = step_of(scale);
    for (int month = scale.first; month <= scale.last; ++month)
        if (month % step == 0) ticks.push_back(month);
    return ticks;
}

// Words that reach no further than the picture does.
std::string tick_svg(const std::string& words, const char* look, int x, int y, int width) {
    const int right = width - width_of(words, small_type);
    return fmt::format(R"(<text class="{}" x="{}" y="{}" font-size="{}">{}</text>)", look, std::clamp(x, 0, std::max(0, right)), y,
                       small_type, escaped(words));
}

// The words above the plot.
std::string axis_words(const Timeline& timeline, const Scale& scale, int width) {
    const int step = step_of(scale);
    std::string svg;
    for (const int month : ticks_of(scale)) {
        const int x = scale.x(first_day(month)) + 3;
        if (step < 12) svg += tick_svg(web::short_month(first_day(month)), "ts-chart-quiet", x, head_height - 8, width);
        if (step >= 12 || month % 12 == 0 || month < scale.first + step)
            svg += tick_svg(std::to_string(month / 12), "ts-chart-strong", x, head_height - 26, width);
    }
    const auto& today = timeline.words.today;
    return svg + tick_svg(today, "ts-chart-strong", scale.x(timeline.today) - width_of(today, small_type) / 2, 13, width);
}

std::string axis_lines(const Timeline& timeline, const Scale& scale, int top, int today_top, int bottom) {
    std::string svg;
    for (const int month : ticks_of(scale))
        svg += fmt::format(R"(<path class="ts-chart-line" d="M{} {}V{}"/>)", scale.x(first_day(month)), top, bottom);
    return svg + fmt::format(R"(<path class="ts-chart-today" d="M{} {}V{}"/>)", scale.x(timeline.today), today_top, bottom);
}

std::string words_of(const TimelineMilestone& milestone, const TimelineWords& words) {
    return web::listed({milestone.title, in_words(milestone.date), milestone.is_reached ? words.reached : words.not_reached});
}

// All but its name.
std::string said_of(const TimelineRow& row, const TimelineWords& words) {
    std::vector parts{row.state};
    for (const auto& [date, word] : {std::pair{row.start, words.start}, {row.due, words.due}, {row.done, words.done}})
        if (date) parts.push_back(word + ": " + in_words(*date));
    for (const auto& milestone : row.milestones) parts.push_back(words_of(milestone, words));
    return web::listed_apart(parts);
}

std::string reading_svg(const TimelineRow& row, const TimelineWords& words) {
    return fmt::format("<title>{}</title>", escaped(row.label + ": " + said_of(row, words)));
}

// From start to due, then as a broken line for as long as it is late.
std::string bar_svg(const Timeline& timeline, const std::string& picture_id, const Scale& scale, const TimelineRow& row, int top) {
    const auto begin = row.start ? row.start : row.due, end = row.due ? row.due : row.start;
    if (!begin)
        return fmt::format(R"(<text class="ts-chart-quiet" x="{}" y="{}" font-size="13">{}</text>)", scale.left + 6, top + 13,
                           escaped(timeline.words.no_date));
    const int from = scale.x(std::min(*begin, *end)), to = std::max(scale.x(std::max(*begin, *end)), from + least_bar);
    auto svg = stage_bar(picture_id, row.stage, from, top, to - from, bar_height);
    const auto until = row.done ? row.done : row.stage == Stage::overdue ? std::optional(timeline.today) : std::nullopt;
    if (row.due && until && *until > *row.due)
        svg += fmt::format(R"(<path class="ts-chart-late" d="M{} {}H{}"/>)", to, top + bar_height / 2, std::max(scale.x(*until), to + 2));
    return svg;
}

std::string marks_svg(const Scale& scale, const TimelineRow& row, int top) {
    std::string svg;
    if (row.done)
        svg += fmt::format(R"(<circle class="ts-chart-now" cx="{0}" cy="{1}" r="9"/><path class="ts-chart-tick" d="M{2} {1}l3 3 5-6"/>)",
                           scale.x(*row.done), top + bar_height / 2, scale.x(*row.done) - 4);
    for (const auto& milestone : row.milestones)
        svg += fmt::format(R"(<path class="{}" d="M{} {}l7 7-7 7-7-7z"/>)", milestone.is_reached ? "ts-chart-now" : "ts-chart-before",
                           scale.x(milestone.date), top + bar_height + 3);
    return svg;
}

// Each adds itself at `y` and moves it on.
void add_wide_row(std::string& body, const Timeline& timeline, const std::string& picture_id, const Scale& scale, const TimelineRow& row,
                  int& y) {
    const int middle = y + row_height / 2, top = y + 6;
    const auto label = lines_of(row.label, label_max, 2), state = lines_of(row.state, state_max, 2);
    body += "<g>" + reading_svg(row, timeline.words) + lines_svg(label, "ts-chart-text", 0, first_line_about(middle, label)) +
            bar_svg(timeline, picture_id, scale, row, top) + marks_svg(scale, row, top) +
            lines_svg(state, "ts-chart-text", label_width + plot_width + 14, first_line_about(middle, state)) + "</g>";
    y += row_height;
}

void add_narrow_row(std::string& body, const Timeline& timeline, const std::string& picture_id, const Scale& scale, const TimelineRow& row,
                    int& y) {
    const auto label = wrapped(row.label), said = wrapped(said_of(row, timeline.words));
    const int top = y + height_of(label) + 10, below = top + narrow_strip;
    body += "<g>" + reading_svg(row, timeline.words) + lines_svg(label, "ts-chart-text", 0, y + line_height - 4) +
            axis_lines(timeline, scale, top - 5, top - 5, below - 5) + bar_svg(timeline, picture_id, scale, row, top) +
            marks_svg(scale, row, top) + lines_svg(said, "ts-chart-quiet", 0, below + line_height - 4) + "</g>";
    y = below + height_of(said) + narrow_gap;
}

void add_group(std::string& body, const std::vector<std::string>& lines, int width, int& y) {
    const int height = height_of(lines) + group_height - line_height;
    body += fmt::format(R"(<path class="ts-chart-band" d="M0 {}h{}v{}h-{}z"/>)", y + 8, width, height - 10, width) +
            lines_svg(lines, "ts-chart-strong", 6, y + group_height - 12);
    y += height;
}

std::string drawn(const Timeline& timeline, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    const auto scale = scale_of(timeline, breadth);
    auto frame = frame_for(breadth, timeline.id, timeline.title, timeline.description);
    frame.width = is_wide ? label_width + plot_width + state_width : narrow_width;
    std::string body, group;
    int y = head_height;
    for (const auto& row : timeline.rows) {
        if (row.group != group) {
            group = row.group;
            add_group(body, is_wide ? lines_of(group, group_max, 1) : wrapped(group, narrow_text - 6), frame.width, y);
        }
        (is_wide ? add_wide_row : add_narrow_row)(body, timeline, frame.id, scale, row, y);
    }
    frame.height = y + 4;
    const auto lines = is_wide ? axis_lines(timeline, scale, head_height - 6, 18, y) : std::string();
    return framed(frame, stage_patterns(frame.id) + axis_words(timeline, scale, frame.width) + lines + body);
}

}  // namespace

std::string timeline_svg(const Timeline& timeline) { return drawn(timeline, Breadth::wide) + drawn(timeline, Breadth::narrow); }

TableText timeline_table(const Timeline& timeline) {
    const auto& words = timeline.words;
    TableText table{.heads = {words.label, words.group, words.state, words.start, words.due, words.done, words.milestones}, .rows = {}};
    const auto day = [](const std::optional<Date>& date) { return date ? in_words(*date) : std::string(); };
    for (const auto& row : timeline.rows) {
        std::vector<std::string> milestones;
        for (const auto& milestone : row.milestones) milestones.push_back(words_of(milestone, words));
        table.rows.push_back({row.label, row.group, row.state, day(row.start), day(row.due), day(row.done), web::listed_apart(milestones)});
    }
    return table;
}

ByStage<int> stages_of(const Timeline& timeline) {
    ByStage<int> counts{};
    for (const auto& row : timeline.rows) ++counts.at(index_of(row.stage));
    return counts;
}

}  // namespace touchstone::charts
