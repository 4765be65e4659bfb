#include "charts/profile.h"

#include <algorithm>

#include <fmt/format.h>

#include "charts/figure.h"
#include "charts/rows.h"
#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 440;
constexpr int step_width = 94, narrow_step = 50;
constexpr int row_height = 34;
constexpr int group_height = 44;
constexpr int head_height = 52, narrow_head = 24;
constexpr int strip_height = 34, narrow_gap = 14;
constexpr int mark_offset = 24;
constexpr std::size_t label_max = 52;  // characters that fit before the strip
constexpr std::size_t label_lines = 4;

// Where the six steps stand.
struct Strip {
    int left, step;
    [[nodiscard]] int centre_of(int level) const { return left + (level - 1) * step + step / 2; }
};
constexpr Strip wide_strip{label_width, step_width}, narrow_strip{(narrow_width - 6 * narrow_step) / 2, narrow_step};

std::string heads(const Profile& profile, const Strip& strip, bool has_words) {
    std::string svg;
    for (int level = 1; level <= static_cast<int>(profile.levels.size()); ++level) {
        svg += fmt::format(R"(<text class="ts-chart-strong" x="{}" y="16" text-anchor="middle">{}</text>)", strip.centre_of(level), level);
        if (has_words)
            svg += fmt::format(R"(<text class="ts-chart-quiet" x="{}" y="36" font-size="13" text-anchor="middle">{}</text>)",
                               strip.centre_of(level), escaped(profile.levels[static_cast<std::size_t>(level) - 1]));
    }
    return svg;
}

// What all marks of a row say.
std::string levels_of(const Profile& profile, const ProfileRow& row) {
    const auto named = [&](int level) { return fmt::format("{} {}", level, profile.levels.at(static_cast<std::size_t>(level) - 1)); };
    std::vector words{row.level ? named(*row.level) : profile.not_judged};
    if (row.before) words.push_back(fmt::format("{}: {}", profile.before, named(*row.before)));
    if (row.inspection) words.push_back(fmt::format("{}: {}", profile.inspection, named(*row.inspection)));
    return web::listed_apart(words);
}

std::string marks_svg(const ProfileRow& row, const Strip& strip, int middle) {
    auto svg = fmt::format(R"(<line class="ts-chart-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>)", strip.centre_of(1), strip.centre_of(6),
                           middle, middle);
    for (int level = 1; level <= 6; ++level)
        svg += fmt::format(R"(<circle class="ts-chart-quiet" cx="{}" cy="{}" r="3.5"/>)", strip.centre_of(level), middle);
    if (row.level) {
        svg += fmt::format(
            R"(<circle class="ts-chart-now" cx="{0}" cy="{1}" r="13"/><text class="ts-chart-on-mark" x="{0}" y="{2}" text-anchor="middle">{3}</text>)",
            strip.centre_of(*row.level), middle, middle + 5, *row.level);
    }
    // In its place, or beside it where another mark stands in the same one.
    const auto place_of = [&](int level, int aside) {
        const bool is_shared = row.level == level || row.before == row.inspection;
        return strip.centre_of(level) + (is_shared ? aside : 0);
    };
    if (row.before)
        svg += fmt::format(R"(<circle class="ts-chart-before" cx="{}" cy="{}" r="8"/>)", place_of(*row.before, -mark_offset), middle);
    if (row.inspection)
        svg += fmt::format(R"(<path class="ts-chart-inspection" d="M{0} {1}l9 9-9 9-9-9z"/>)", place_of(*row.inspection, mark_offset),
                           middle - 9);
    return svg;
}

std::string reading_svg(const Profile& profile, const ProfileRow& row) {
    return fmt::format("<title>{}</title>", escaped(row.label + ": " + levels_of(profile, row)));
}

// Each adds itself at `y` and moves it on.
void add_wide_row(std::string& body, const Profile& profile, const ProfileRow& row, int& y) {
    const auto label = lines_of(row.label, label_max, label_lines);
    const int height = std::max(row_height, height_of(label) + 8), middle = y + height / 2;
    body += "<g>" + reading_svg(profile, row) + lines_svg(label, "ts-chart-text", 0, first_line_about(middle, label)) +
            marks_svg(row, wide_strip, middle) + "</g>";
    y += height;
}

void add_narrow_row(std::string& body, const Profile& profile, const ProfileRow& row, int& y) {
    const auto label = wrapped(row.label), levels = wrapped(levels_of(profile, row));
    const int strip = y + height_of(label), below = strip + strip_height;
    body += "<g>" + reading_svg(profile, row) + lines_svg(label, "ts-chart-text", 0, y + line_height - 4) +
            marks_svg(row, narrow_strip, strip + strip_height / 2) + lines_svg(levels, "ts-chart-quiet", 0, below + line_height - 4) +
            "</g>";
    y = below + height_of(levels) + narrow_gap;
}

std::string drawn(const Profile& profile, Breadth breadth) {
    const bool is_wide = breadth == Breadth::wide;
    std::string body = heads(profile, is_wide ? wide_strip : narrow_strip, is_wide);
    std::string group;
    int y = is_wide ? head_height : narrow_head;
    for (const auto& row : profile.rows) {
        if (row.group != group) {
            group = row.group;
            const auto lines = is_wide ? std::vector{group} : wrapped(group);
            body += lines_svg(lines, "ts-chart-strong", 0, y + group_height - 12);
            y += group_height + height_of(lines) - line_height;
        }
        (is_wide ? add_wide_row : add_narrow_row)(body, profile, row, y);
    }
    auto frame = frame_for(breadth, profile.id, profile.title, profile.description);
    frame.width = is_wide ? label_width + 6 * step_width : narrow_width;
    frame.height = y + 8;
    return framed(frame, body);
}

}  // namespace

std::string profile_svg(const Profile& profile) { return drawn(profile, Breadth::wide) + drawn(profile, Breadth::narrow); }

}  // namespace touchstone::charts
