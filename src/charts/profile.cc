#include "charts/profile.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/lists.h"

namespace touchstone::charts {
namespace {

// In the picture's own units; type is 15 of them high.
constexpr int label_width = 440;
constexpr int step_width = 94;
constexpr int row_height = 34;
constexpr int group_height = 44;
constexpr int head_height = 52;
constexpr int mark_offset = 24;
constexpr int line_height = 18;
constexpr std::size_t label_max = 52;  // characters that fit before the strip
constexpr std::size_t label_lines = 4;

int centre_of(int level) { return label_width + (level - 1) * step_width + step_width / 2; }

std::string heads(const Profile& profile) {
    std::string svg;
    for (int level = 1; level <= static_cast<int>(profile.levels.size()); ++level)
        svg += fmt::format(
            R"(<text class="ts-chart-strong" x="{0}" y="16" text-anchor="middle">{1}</text><text class="ts-chart-quiet" x="{0}" y="36" font-size="13" text-anchor="middle">{2}</text>)",
            centre_of(level), level, escaped(profile.levels[static_cast<std::size_t>(level) - 1]));
    return svg;
}

std::vector<std::string> label_of(const ProfileRow& row) { return lines_of(row.label, label_max, label_lines); }

int height_of(const ProfileRow& row) { return std::max(row_height, static_cast<int>(label_of(row).size()) * line_height + 8); }

// As many lines as the words need.
std::string label_svg(const ProfileRow& row, int middle) {
    std::string svg;
    const auto lines = label_of(row);
    int y = middle + 5 - (static_cast<int>(lines.size()) - 1) * line_height / 2;
    for (const auto& line : lines) {
        svg += fmt::format(R"(<text class="ts-chart-text" x="0" y="{}">{}</text>)", y, escaped(line));
        y += line_height;
    }
    return svg;
}

std::string row_svg(const Profile& profile, const ProfileRow& row, int y) {
    const int middle = y + height_of(row) / 2;
    const auto named = [&](int level) { return fmt::format("{} {}", level, profile.levels.at(static_cast<std::size_t>(level) - 1)); };
    std::vector words{fmt::format("{}: {}", row.label, row.level ? named(*row.level) : profile.not_judged)};
    if (row.before) words.push_back(fmt::format("{}: {}", profile.before, named(*row.before)));
    if (row.inspection) words.push_back(fmt::format("{}: {}", profile.inspection, named(*row.inspection)));
    std::string svg = fmt::format("<g><title>{}</title>", escaped(web::listed_apart(words))) + label_svg(row, middle);
    svg += fmt::format(R"(<line class="ts-chart-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>)", centre_of(1), centre_of(6), middle, middle);
    for (int level = 1; level <= 6; ++level)
        svg += fmt::format(R"(<circle class="ts-chart-quiet" cx="{}" cy="{}" r="3.5"/>)", centre_of(level), middle);
    if (row.level) {
        svg += fmt::format(
            R"(<circle class="ts-chart-now" cx="{0}" cy="{1}" r="13"/><text class="ts-chart-on-mark" x="{0}" y="{2}" text-anchor="middle">{3}</text>)",
            centre_of(*row.level), middle, middle + 5, *row.level);
    }
    // In its place, or beside it where another mark stands in the same one.
    const auto place_of = [&](int level, int aside) {
        const bool is_shared = row.level == level || row.before == row.inspection;
        return centre_of(level) + (is_shared ? aside : 0);
    };
    if (row.before)
        svg += fmt::format(R"(<circle class="ts-chart-before" cx="{}" cy="{}" r="8"/>)", place_of(*row.before, -mark_offset), middle);
    if (row.inspection)
        svg += fmt::format(R"(<path class="ts-chart-inspection" d="M{0} {1}l9 9-9 9-9-9z"/>)", place_of(*row.inspection, mark_offset),
                           middle - 9);
    return svg + "</g>";
}

}  // namespace

std::string profile_svg(const Profile& profile) {
    std::string body = heads(profile);
    std::string group;
    int y = head_height;
    for (const auto& row : profile.rows) {
        if (row.group != group) {
            group = row.group;
            body += fmt::format(R"(<text class="ts-chart-strong" x="0" y="{}">{}</text>)", y + group_height - 12, escaped(group));
            y += group_height;
        }
        body += row_svg(profile, row, y);
        y += height_of(row);
    }
    const int width = label_width + 6 * step_width;
    return framed({.id = profile.id, .title = profile.title, .description = profile.description, .width = width, .height = y + 8}, body);
}

}  // namespace touchstone::charts
