#include "measures/figure_reader.h"

#include "measures/figure_meaning.h"

namespace touchstone::measures {

namespace {

constexpr std::size_t bytes_looked_at = 4 * 1024 * 1024;

auto refused(const char* why) { return refuse({{"file", why}}); }

// The rows up to where it can be told what the columns are.
Outcome<Columns> look_at_heads(const EachRow& each_row, const Places& places) {
    std::vector<NumberedRow> first;
    std::size_t bytes = 0;
    const auto read = each_row([&](std::int64_t number, Cells& row) {
        for (const auto& cell : row) bytes += cell.size();
        first.push_back({number, std::move(row)});
        return first.size() < rows_looked_at && bytes < bytes_looked_at;
    });
    if (!read) return std::unexpected(read.error());
    auto columns = find_columns(first, places);
    if (!columns) return refused("measures.file.no_shape");
    return std::move(*columns);
}

Outcome<void> take_all(const EachRow& each_row, FigureRows& rows, const FigureRows::OnSpelled& on_figure) {
    rows.begin_again();
    const auto read =
        each_row([&](std::int64_t number, Cells& row) { return number <= rows.columns.head_row || rows.take(number, row, on_figure); });
    if (!read) return read;
    if (rows.too_many) return refused(rows.too_many);
    if (rows.counts.rows == 0) return refused("measures.file.no_rows");
    return {};
}

}  // namespace

const Names<Better>& betters() {
    static const Names<Better> names{{Better::higher, "higher"}, {Better::lower, "lower"}};
    return names;
}

const Names<About>& abouts() {
    static const Names<About> names{{About::area, "area"},     {About::period, "period"},           {About::measure, "measure"},
                                    {About::better, "better"}, {About::denominator, "denominator"}, {About::method, "method"}};
    return names;
}

Outcome<Read> read_figures(const EachRow& each_row, const Places& places, const Said& said, const OnFigure& on_figure) {
    auto columns = look_at_heads(each_row, places);
    if (!columns) return std::unexpected(columns.error());
    FigureRows rows(std::move(*columns), places);
    if (const auto taken = take_all(each_row, rows, {}); !taken) return std::unexpected(taken.error());
    Questions questions;
    const auto meaning = meaning_of(rows, places, said, questions);
    const auto& counts = rows.counts;
    Read read{rows.columns,  counts.rows,     counts.values,    counts.withheld, counts.missing, counts.refused,
              meaning.areas, meaning.periods, meaning.measures, questions.all(), rows.problems,  counts.problems};
    if (!on_figure) return read;
    const auto taken = take_all(each_row, rows, [&](const FigureRows::Spelled& spelled) {
        const auto area = spelled.area ? std::optional(meaning.area_of[*spelled.area]) : std::nullopt;
        const auto period = spelled.period ? std::optional(meaning.period_of[*spelled.period]) : std::nullopt;
        on_figure({spelled.row, area, period, spelled.measure, spelled.groups, spelled.figure.state, spelled.figure.number});
    });
    if (!taken) return std::unexpected(taken.error());
    return read;
}

}  // namespace touchstone::measures
