#include "app/sample_numbers.h"

#include <stdexcept>

#include <fmt/format.h>

#include "charts/statistics_words.h"

namespace touchstone::app {

using namespace charts;
using statistics::FunnelKind;
using statistics::Kind;
using statistics::Series;
namespace {

std::string month(std::size_t number) { return fmt::format("{}-{:02}", 2024 + number / 12, number % 12 + 1); }

Series by_month(const std::vector<std::optional<double>>& values) {
    Series series;
    for (const auto& value : values) series.push_back(statistics::measured(month(series.size()), value));
    return series;
}

Series by_month(const std::vector<double>& parts, const std::vector<double>& wholes) {
    Series series;
    for (std::size_t i = 0; i < parts.size(); ++i) series.push_back(statistics::quotient(month(i), parts[i], wholes[i]));
    return series;
}

OverTime over_time(const std::string& id, const std::string& title, Kind kind, Series series, const Measure& measure,
                   const std::vector<Break>& breaks = {}) {
    statistics::TimeOptions options;
    for (const auto& each : breaks) options.breaks.push_back(each.place);
    auto chart = statistics::time_chart(kind, series, options);
    auto sentence = sentence_of(chart, Better::neither);
    return {.id = id,
            .title = title,
            .sentence = std::move(sentence),
            .measure = measure,
            .series = std::move(series),
            .chart = std::move(chart),
            .breaks = breaks,
            .target = {},
            .words = over_time_words(kind)};
}

// Twelve months as they were, a new way of asking, and a year and a quarter since.
web::Object seen_in_time() {
    auto picture =
        over_time("sample_over_time", "Families seen within 12 weeks", Kind::p,
                  by_month({31, 36, 29, 33, 40, 35, 28, 37, 34, 30, 38, 33, 45, 48, 41, 50, 47, 44, 0, 52, 49, 46, 43, 61, 48, 50},
                           {58, 66, 55, 60, 71, 64, 52, 68, 61, 57, 69, 62, 64, 66, 60, 68, 65, 62, 0, 70, 67, 66, 61, 64, 68, 70}),
                  {.is_share = true}, {{12, "Families may refer themselves"}});
    for (std::size_t i = 0; i < picture.series.size(); ++i) picture.target.push_back(0.55 + 0.01 * static_cast<double>(i));
    picture.words.numerator = "Families seen in time";
    picture.words.denominator = "Families referred";
    return over_time_figure(picture);
}

web::Object silent() {
    return over_time_figure(over_time("sample_silent", "Weeks from referral to a first visit", Kind::xmr,
                                      by_month({14.5, 12, 13.25, 16, std::nullopt, 11.5, 15}), {.unit = "weeks"}));
}

web::Object nurseries() {
    Series series;
    for (const auto& [name, part, whole] :
         std::vector<std::tuple<const char*, double, double>>{{"Balmore Nursery", 21, 28},
                                                              {"Carnoch Bridge Nursery", 40, 48},
                                                              {"Cuairt Bheag", 17, 22},
                                                              {"Easter Glen Nursery", 70, 86},
                                                              {"Harbour Nursery", 61, 102},
                                                              {"Kirk Wynd Nursery", 33, 41},
                                                              {"Lochside Family Centre", 96, 118},
                                                              {"Sgoil-àraich an Eilein (island nursery)", 14, 16},
                                                              {"Northgate Nursery", 52, 67},
                                                              {"Old Mill Nursery", 80, 97},
                                                              {"Shore Street Nursery", 126, 131},
                                                              {"Station Road Nursery", 57, 72}})
        series.push_back(statistics::quotient(name, part, whole));
    series.push_back(statistics::quotient("Westerton Nursery", std::nullopt, std::nullopt));
    auto funnel = statistics::funnel_of(FunnelKind::exact, series);
    auto sentence = sentence_of(funnel, Better::neither);
    auto words = funnel_words(FunnelKind::exact, funnel);
    words.unit = "Nursery";
    words.numerator = "Reviewed in time";
    words.base = "Children due a review";
    return funnel_figure({.id = "sample_funnel",
                          .title = "Children whose review at 27 to 30 months was in time",
                          .sentence = std::move(sentence),
                          .kind = FunnelKind::exact,
                          .series = std::move(series),
                          .funnel = std::move(funnel),
                          .own = 6,
                          .words = std::move(words)});
}

web::Object gaps() {
    auto words = dumbbell_words({.is_share = true});
    words.row = "Service";
    words.first = "Least deprived fifth";
    words.second = "Most deprived fifth";
    return dumbbell_figure(
        {.id = "sample_dumbbell",
         .title = "Families seen within 12 weeks, by deprivation of where they live",
         .sentence = "Where both groups can be shown, a higher share of families is seen in time in the least deprived "
                     "fifth in three of four services.",
         .measure = {.is_share = true},
         .words = std::move(words),
         .rows = {{"Health visiting", 0.81, 0.68},
                  {"Speech and language therapy", 0.74, 0.49},
                  {"Cuideachadh do phàrantan ùra agus an teaghlaichean (help for new parents and their families)", 0.66, 0.71},
                  {"Parenting courses", 0.58, std::nullopt},
                  {"Family Links", std::nullopt, std::nullopt},
                  {"Nursery admissions", 0.92, 0.885}}});
}

web::Object services() {
    const std::vector<std::pair<const char*, std::vector<std::optional<double>>>> services = {
        {"Health visiting", {12, 11, 13, 12, 14, 12, 11, 13, 12, 13, 12, 11, 13, 12}},
        {"Speech and language therapy", {18, 20, 17, 19, 21, 18, 20, 19, 17, 20, 31, 19, 18, 20}},
        {"Parenting courses", {6, 7, 5, 8, std::nullopt, std::nullopt, 6, 7, 9, 6, 7, 8, 6, 7}},
        {"Cuideachadh do phàrantan ùra agus an teaghlaichean (help for new parents)", {15, 16, 14}},
        {"Family Links", {9, 8, 10, 9, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}},
        {"Nursery admissions", {22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22}}};
    SmallMultiples multiples{
        .id = "sample_multiples", .title = "Weeks to a first visit, by service", .words = multiples_words(), .charts = {}};
    for (const auto& [name, values] : services)
        multiples.charts.push_back(over_time(fmt::format("sample_multiple_{}", multiples.charts.size() + 1), name, Kind::xmr,
                                             by_month(values), {.unit = "weeks"}));
    return multiples_figure(multiples);
}

}  // namespace

web::Object sample_numbers(const std::string& kind) {
    if (kind == "over_time") return seen_in_time();
    if (kind == "silent") return silent();
    if (kind == "funnel") return nurseries();
    if (kind == "dumbbell") return gaps();
    if (kind == "multiples") return services();
    throw std::logic_error("no sample picture " + kind);
}

}  // namespace touchstone::app
