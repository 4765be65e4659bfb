#include "charts/figure.h"

#include "web/components.h"

namespace touchstone::charts {

web::Object table_data(const Figure& figure) {
    web::Table table{
        .id = figure.id + "_table", .caption = figure.title, .heads = {}, .rows = {}, .is_sortable = true, .csv = figure.id + ".csv"};
    const auto cell = [&](const std::string& words, std::size_t column) {
        return web::Cell{words, {}, column >= figure.names && column < figure.names + figure.numbers};
    };
    for (std::size_t i = 0; i < figure.table.heads.size(); ++i) table.heads.push_back(cell(figure.table.heads[i], i));
    for (const auto& row : figure.table.rows) {
        table.rows.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) table.rows.back().push_back(cell(row[i], i));
    }
    return web::table(table);
}

web::Object figure_data(const Figure& figure) {
    web::List legend;
    for (const auto& [shape, words] : figure.legend) legend.push_back(web::Object{{"shape", shape}, {"text", words}});
    return {{"id", figure.id},           {"title", figure.title},       {"sentence", figure.sentence},
            {"picture", figure.picture}, {"legend", std::move(legend)}, {"table_head", figure.table_head},
            {"is_open", false},          {"table", table_data(figure)}};
}

Frame frame_for(Breadth breadth, const std::string& id, const std::string& title, const std::string& description) {
    const bool is_wide = breadth == Breadth::wide;
    return {.id = id + (is_wide ? "_wide" : "_narrow"), .title = title, .description = description, .kind = is_wide ? "wide" : "narrow"};
}

}  // namespace touchstone::charts
