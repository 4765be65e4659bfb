#include "reports/levels_pages.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "charts/matrix.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {

using web::text;

namespace {

// Young people's words are simpler.
std::string of(const Showing& showing, const char* key) {
    return (showing.audience == Audience::young_people ? "reports.levels." : "reports.counts.") + std::string(key);
}

}  // namespace

web::Data levels_of(const nlohmann::json& content, const Showing& showing) {
    std::map<int, std::string> words;
    for (const auto& level : content["scale"]) words[level["level"]] = level["word"];
    charts::Matrix chart{.id = "levels_picture",
                         .title = text(of(showing, "title")),
                         .description = {},
                         .columns = {},
                         .none = text("reports.levels.none"),
                         .rows = {},
                         .is_small = showing.audience != Audience::young_people};
    web::Table table{.id = "levels_table",
                     .caption = chart.title,
                     .heads = {{text("reports.profile.question"), {}}},
                     .rows = {},
                     .is_sortable = false,
                     .csv = {}};
    std::vector<std::string> scale;
    for (const auto& [level, word] : words) {
        chart.columns.push_back(std::to_string(level));
        table.heads.push_back({chart.columns.back() + " " + word, {}, true});
        scale.push_back(table.heads.back().text);
    }
    for (const auto& question : content["questions"]) {
        const auto counts = question.value("levels", std::vector<int>{});
        if (std::ranges::all_of(counts, [](int count) { return count == 0; })) continue;
        const auto number = std::to_string(question["number"].get<int>());
        const auto title = question["title"].get<std::string>();
        const bool is_young = showing.audience == Audience::young_people;
        chart.rows.push_back({{}, is_young ? title : text("evaluations.conclusion.question", {{"number", number}}), counts});
        table.rows.push_back({{is_young ? title : number + " " + title, {}}});
        for (const int count : counts) table.rows.back().push_back({std::to_string(count), {}, true});
    }
    if (chart.rows.empty()) return false;
    chart.description = text(of(showing, "reading"), {{"scale", web::listed(scale)}});
    return web::Object{{"id", "levels"},
                       {"head", text(of(showing, "head"))},
                       {"title", chart.title},
                       {"sentence", chart.description},
                       {"picture", charts::matrix_svg(chart)},
                       {"legend", web::List{}},
                       {"table_head", text("reports.profile.table")},
                       {"is_open", showing.is_printed},
                       {"table", web::table(table)}};
}

}  // namespace touchstone::reports
