#include "reports/levels_pages.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "charts/matrix.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::reports {

using web::text;

namespace {

// Young people's words are simpler.
std::string of(const Showing& showing, const char* key) {
    return (showing.audience == Audience::young_people ? "reports.levels." : "reports.counts.") + std::string(key);
}

// What the picture shows, for who does not see it: "Question 1: 2 good, 1 weak. …"
std::string in_words(const std::vector<charts::MatrixRow>& rows, const std::map<int, std::string>& words) {
    std::vector<std::string> sentences;
    for (const auto& row : rows) {
        std::vector<std::string> counts;
        int level = 0;
        for (const int count : row.counts)
            if (++level; count > 0) counts.push_back(web::in_figures(count) + " " + words.at(level));
        sentences.push_back(row.label + ": " + web::listed(counts));
    }
    return web::listed_apart(sentences);
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
                         .is_small = true};
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
        if (is_young)
            chart.rows.push_back({title, title, counts});  // their own headings are long
        else
            chart.rows.push_back({{}, text("evaluations.conclusion.question", {{"number", number}}), counts});
        table.rows.push_back({{is_young ? title : fmt::format("{} {}", number, title), {}}});
        for (const int count : counts) table.rows.back().push_back({std::to_string(count), {}, true});
    }
    if (chart.rows.empty()) return false;
    const auto sentence = text(of(showing, "reading"), {{"scale", web::listed(scale)}});
    chart.description = sentence + " " + in_words(chart.rows, words);
    return web::Object{{"id", "levels"},
                       {"head", text(of(showing, "head"))},
                       {"title", chart.title},
                       {"sentence", sentence},
                       {"picture", charts::matrix_svg(chart)},
                       {"legend", web::List{}},
                       {"table_head", text("reports.profile.table")},
                       {"is_open", showing.is_printed},
                       {"table", web::table(table)}};
}

}  // namespace touchstone::reports
