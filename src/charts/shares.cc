#include "charts/shares.h"

#include <algorithm>

#include <fmt/format.h>

#include "charts/axis.h"
#include "charts/plot.h"
#include "charts/rows.h"

namespace touchstone::charts {
namespace {

// In the picture's own units.
constexpr int wide_width = 960, label_width = 330, said_width = 170, bar_height = 26, wide_row = 44, wide_gap = 14, narrow_gap = 22,
              beside = 12;

std::string percent(double share) { return number_words(share, {.is_share = true}, 2); }
std::string said_of(const Shares& picture, const ShareRow& row) {
    return row.share ? fmt::format("{} ({})", percent(row.share->share), row.share->count) : picture.words.withheld;
}

std::string bar_svg(const ShareRow& row, int left, int right, int y) {
    const auto at = [&](double share) { return left + static_cast<int>(share * (right - left)); };
    auto svg = fmt::format(R"(<path class="ts-chart-line" d="M{0} {1}H{2}"/>)", left, y + bar_height, right);
    if (!row.share) return svg;
    const auto& [count, share, lower, upper] = *row.share;
    const int middle = y + bar_height / 2;
    svg += fmt::format(R"(<rect class="ts-bar--done" x="{}" y="{}" width="{}" height="{}"/>)", left, y, std::max(1, at(share) - left),
                       bar_height);
    return svg + fmt::format(R"(<path class="ts-chart-span" d="M{0} {2}H{1}M{0} {3}V{4}M{1} {3}V{4}"/>)", at(lower), at(upper), middle,
                             middle - 6, middle + 6);
}

void add_row(std::string& body, const Shares& picture, const ShareRow& row, Breadth breadth, int& y) {
    const auto said = said_of(picture, row);
    body += fmt::format("<g><title>{}</title>", escaped(row.label + ": " + said));
    if (breadth == Breadth::wide) {
        const auto label = wrapped(row.label, label_width - beside, 3);
        const int height = std::max(wide_row, height_of(label) + wide_gap);
        const int middle = y + height / 2;
        body += lines_svg(label, "ts-chart-text", 0, first_line_about(middle, label)) +
                bar_svg(row, label_width, wide_width - said_width, middle - bar_height / 2) +
                words_svg(said, "ts-chart-text", wide_width - said_width + beside, middle + 5, "start", type_size);
        y += height;
    } else {
        const auto label = wrapped(row.label + ": " + said);
        body += lines_svg(label, "ts-chart-strong", 0, y + line_height - 4);
        y += height_of(label) + 6;
        body += bar_svg(row, 0, narrow_width, y);
        y += bar_height + narrow_gap;
    }
    body += "</g>";
}

std::string drawn(const Shares& picture, Breadth breadth) {
    std::string body;
    int y = 4;
    for (const auto& row : picture.rows) add_row(body, picture, row, breadth, y);
    auto frame = frame_for(breadth, picture.id + "_picture", picture.title, picture.sentence);
    frame.width = breadth == Breadth::wide ? wide_width : narrow_width;
    frame.height = y + 4;
    return framed(frame, body);
}

}  // namespace

std::string shares_svg(const Shares& picture) { return drawn(picture, Breadth::wide) + drawn(picture, Breadth::narrow); }

TableText shares_table(const Shares& picture) {
    const auto& words = picture.words;
    TableText table{.heads = {words.answer, words.count, words.share, words.interval}, .rows = {}};
    for (const auto& row : picture.rows)
        table.rows.push_back(row.share ? std::vector{row.label, std::to_string(row.share->count), percent(row.share->share),
                                                     percent(row.share->lower) + " – " + percent(row.share->upper)}
                                       : std::vector{row.label, words.withheld, words.withheld, words.withheld});
    return table;
}

web::Object shares_figure(const Shares& picture) {
    return figure_data({.id = picture.id,
                        .title = picture.title,
                        .sentence = picture.sentence,
                        .picture = shares_svg(picture),
                        .legend = {},
                        .table_head = picture.words.table,
                        .table = shares_table(picture),
                        .numbers = 3});
}

}  // namespace touchstone::charts
