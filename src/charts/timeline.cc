#include "charts/timeline.h"

#include <algorithm>

#include <fmt/format.h>

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

    int x(Date date) const {
        const auto days = (std::chrono::sys_days{date} - from).count();
        return label_width + static_cast<int>(days * plot_width / (until - from).count());
    }
};

Scale scale_of(const Timeline& timeline) {
    Scale scale{.first = month_of(timeline.today), .last = month_of(timeline.today), .from = {}, .until = {}};
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
        if (step * plot_width / months >= least_step) return step;
    return 12'000;
}

std::string axis_svg(const Timeline& timeline, const Scale& scale, int height) {
    const int step = step_of(scale);
    std::string svg;
    for (int month = scale.first; month <= scale.last; ++month) {
        if (month % step != 0) continue;
        const int x = scale.x(first_day(month));
        svg += fmt::format(R"(<path class="ts-chart-line" d="M{} {}V{}"/>)", x, head_height - 6, height);
        if (step < 12)
            svg += fmt::format(R"(<text class="ts-chart-quiet" x="{}" y="{}" font-size="13">{}</text>)", x + 3, head_height - 8,
                               escaped(web::short_month(first_day(month))));
        if (step >= 12 || month % 12 == 0 || month < scale.first + step)
            svg +=
                fmt::format(R"(<text class="ts-chart-strong" x="{}" y="{}" font-size="13">{}</text>)", x + 3, head_height - 26, month / 12);
    }
    const int x = scale.x(timeline.today);
    return svg + fmt::format(R"(<path class="ts-chart-today" d="M{0} 18V{1}"/><text class="ts-chart-strong" x="{0}" y="13" )"
                             R"(text-anchor="middle" font-size="13">{2}</text>)",
                             x, height, escaped(timeline.words.today));
}

std::string words_of(const TimelineMilestone& milestone, const TimelineWords& words) {
    return web::listed({milestone.title, in_words(milestone.date), milestone.is_reached ? words.reached : words.not_reached});
}

std::string reading_of(const TimelineRow& row, const TimelineWords& words) {
    std::vector parts{row.label + ": " + row.state};
    for (const auto& [date, word] : {std::pair{row.start, words.start}, {row.due, words.due}, {row.done, words.done}})
        if (date) parts.push_back(word + ": " + in_words(*date));
    for (const auto& milestone : row.milestones) parts.push_back(words_of(milestone, words));
    return web::listed_apart(parts);
}

std::string text_lines(const std::vector<std::string>& lines, int x, int middle) {
    std::string svg;
    int y = middle + 5 - static_cast<int>(lines.size() - 1) * 9;
    for (const auto& line : lines) {
        svg += fmt::format(R"(<text class="ts-chart-text" x="{}" y="{}">{}</text>)", x, y, escaped(line));
        y += 18;
    }
    return svg;
}

// From start to due, then as a broken line for as long as it is late.
std::string bar_svg(const Timeline& timeline, const Scale& scale, const TimelineRow& row, int top) {
    const auto begin = row.start ? row.start : row.due, end = row.due ? row.due : row.start;
    if (!begin)
        return fmt::format(R"(<text class="ts-chart-quiet" x="{}" y="{}" font-size="13">{}</text>)", label_width + 6, top + 13,
                           escaped(timeline.words.no_date));
    const int from = scale.x(std::min(*begin, *end)), to = std::max(scale.x(std::max(*begin, *end)), from + least_bar);
    auto svg = stage_bar(timeline.id, row.stage, from, top, to - from, bar_height);
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

std::string row_svg(const Timeline& timeline, const Scale& scale, const TimelineRow& row, int y) {
    const int middle = y + row_height / 2, top = y + 6;
    return fmt::format("<g><title>{}</title>", escaped(reading_of(row, timeline.words))) +
           text_lines(lines_of(row.label, label_max, 2), 0, middle) + bar_svg(timeline, scale, row, top) + marks_svg(scale, row, top) +
           text_lines(lines_of(row.state, state_max, 2), label_width + plot_width + 14, middle) + "</g>";
}

}  // namespace

std::string timeline_svg(const Timeline& timeline) {
    const auto scale = scale_of(timeline);
    std::string body, group;
    int y = head_height;
    for (const auto& row : timeline.rows) {
        if (row.group != group) {
            group = row.group;
            body += fmt::format(R"(<path class="ts-chart-band" d="M0 {}h{}v{}h-{}z"/><text class="ts-chart-strong" x="6" y="{}">{}</text>)",
                                y + 8, label_width + plot_width + state_width, group_height - 10, label_width + plot_width + state_width,
                                y + group_height - 12, escaped(lines_of(group, group_max, 1).front()));
            y += group_height;
        }
        body += row_svg(timeline, scale, row, y);
        y += row_height;
    }
    return framed({.id = timeline.id,
                   .title = timeline.title,
                   .description = timeline.description,
                   .width = label_width + plot_width + state_width,
                   .height = y + 4},
                  stage_patterns(timeline.id) + axis_svg(timeline, scale, y) + body);
}

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
