#include "app/chart_words.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace statistics;
namespace {

using Json = nlohmann::ordered_json;

Json json_of(std::optional<double> number) { return number ? Json(*number) : Json(nullptr); }
Json json_of(const Said& said) { return said.signal == Signal::none ? Json(nullptr) : Json(name_of(said.signal)); }
Json json_of(const std::optional<Silence>& silence) {
    if (!silence) return nullptr;
    return {{"reason", name_of(silence->reason)}, {"words", web::text(silence->sentence, silence->values)}};
}

std::string figure(std::optional<double> number) { return number ? fmt::format("{:.6g}", *number) : "–"; }

std::string words_of(const Said& said) {
    const auto words = charts::signal_words();
    const auto found = words.find({said.signal, said.side});
    return found == words.end() ? std::string() : found->second;
}

std::string in_one_line(std::string label) {
    std::ranges::replace(label, '\n', ' ');
    std::ranges::replace(label, '\t', ' ');
    return label;
}

// The first and the last column to the left, figures to the right.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t column = 0; column < row.size(); ++column) widths[column] = std::max(widths[column], characters(row[column]));
    std::string table;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string space(widths[column] - characters(row[column]), ' ');
            const bool is_figure = column > 0 && column + 1 < row.size();
            line += (column > 0 ? "  " : "") + (is_figure ? space + row[column] : row[column] + space);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        table += line + "\n";
    }
    return table;
}

// The last of the last phase that is there.
const TimePoint& latest_of(const Series& series, const TimeChart& chart, const std::vector<std::size_t>& breaks) {
    auto place = series.size() - 1;
    while (!series[place].value && place > (breaks.empty() ? 0 : breaks.back())) --place;
    return chart.points[place];
}

std::vector<std::string> head_of(const std::vector<std::string>& columns) {
    std::vector<std::string> head;
    for (const auto& column : columns) head.push_back(web::text("statistics.column." + column));
    return head;
}

}  // namespace

std::string as_json(const Series& series, const TimeChart& chart, const std::vector<std::size_t>& breaks, Better better) {
    auto points = Json::array();
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& point = chart.points[i];
        points.push_back({{"period", series[i].label},
                          {"value", json_of(series[i].value)},
                          {"centre", json_of(point.centre)},
                          {"lower", json_of(point.lower)},
                          {"upper", json_of(point.upper)},
                          {"signal", json_of(point.said)}});
    }
    const auto& latest = latest_of(series, chart, breaks);
    return Json{{"centre", json_of(chart.points.back().centre)},
                {"lower", json_of(latest.lower)},
                {"upper", json_of(latest.upper)},
                {"points", points},
                {"silent", json_of(chart.silence)},
                {"provisional", chart.provisional.has_value()},
                {"words", charts::sentence_of(chart, better)}}
        .dump(2);
}

std::string as_json(const Series& series, const Funnel& funnel, Better better) {
    auto points = Json::array();
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& point = funnel.points[i];
        points.push_back({{"unit", series[i].label},
                          {"value", json_of(series[i].value)},
                          {"centre", json_of(funnel.centre)},
                          {"lower95", json_of(point.lower95)},
                          {"upper95", json_of(point.upper95)},
                          {"lower998", json_of(point.lower998)},
                          {"upper998", json_of(point.upper998)},
                          {"signal", json_of(point.said)}});
    }
    return Json{{"centre", json_of(funnel.centre)},
                {"lower", nullptr},
                {"upper", nullptr},
                {"points", points},
                {"silent", json_of(funnel.silence)},
                {"provisional", false},
                {"words", charts::sentence_of(funnel, better)}}
        .dump(2);
}

std::string as_table(const Series& series, const TimeChart& chart, Better better) {
    std::vector<std::vector<std::string>> rows = {head_of({"period", "value", "centre", "lower", "upper", "signal"})};
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& point = chart.points[i];
        rows.push_back({in_one_line(series[i].label), figure(series[i].value), figure(point.centre), figure(point.lower),
                        figure(point.upper), words_of(point.said)});
    }
    return aligned(rows) + "\n" + charts::sentence_of(chart, better) + "\n";
}

std::string as_table(const Series& series, const Funnel& funnel, Better better) {
    std::vector<std::vector<std::string>> rows = {
        head_of({"unit", "value", "centre", "lower95", "upper95", "lower998", "upper998", "signal"})};
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& point = funnel.points[i];
        rows.push_back({in_one_line(series[i].label), figure(series[i].value), figure(funnel.centre), figure(point.lower95),
                        figure(point.upper95), figure(point.lower998), figure(point.upper998), words_of(point.said)});
    }
    return aligned(rows) + "\n" + charts::sentence_of(funnel, better) + "\n";
}

}  // namespace touchstone::app
