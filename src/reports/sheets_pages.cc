#include "reports/sheets_pages.h"

#include <nlohmann/json.hpp>

#include "reports/content_words_pages.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using Json = nlohmann::json;
using web::text;

std::string head(const char* key) { return text(std::string("reports.sheet.") + key); }

// Level, word, confidence and caveat of a judgement, or of the last time; nulls where there is none. Reports of before say less of the last
// time.
std::vector<Json> level_cells(const Json& judged, bool with_word) {
    if (judged.is_null())
        return with_word ? std::vector<Json>{nullptr, text("evaluations.workspace.not_judged"), nullptr, nullptr} : std::vector<Json>(3);
    std::vector<Json> cells{judged["level"]};
    if (with_word) cells.push_back(judged["word"]);
    const auto confidence = judged.value("confidence", std::string());
    cells.push_back(confidence.empty() ? Json() : Json(text("evaluations.confidence." + confidence + ".name")));
    cells.push_back(judged.value("caveat", Json()));
    return cells;
}

Sheet levels_sheet(const Json& content) {
    Sheet sheet{head("levels"),
                {head("code"), head("indicator"), head("question"), head("level"), head("word"), head("confidence"), head("caveat"),
                 head("last_time"), head("last_confidence"), head("last_caveat"), head("rationale"), head("reason")},
                {8, 60, 10, 8, 16, 14, 60, 10, 14, 60, 100, 60},
                {}};
    for (const auto& question : content["questions"])
        for (const auto& area : question["key_areas"])
            for (const auto& indicator : area["indicators"]) {
                const auto& judgement = indicator["judgement"];
                std::vector<Json> row{indicator["code"], indicator["title"], question["number"]};
                for (const auto& cells : {level_cells(judgement, true), level_cells(indicator.value("last_time", Json()), false)})
                    row.insert(row.end(), cells.begin(), cells.end());
                row.push_back(judgement.is_null() ? Json() : judgement.value("rationale", Json()));
                row.push_back(indicator.value("reason", Json()));
                sheet.rows.push_back(std::move(row));
            }
    return sheet;
}

Sheet conclusions_sheet(const Json& content) {
    Sheet sheet{head("conclusions"),
                {head("on"), head("words"), head("confidence"), head("caveat"), text("evaluations.conclusion.achievements"),
                 text("evaluations.conclusion.responsiveness")},
                {50, 100, 14, 60, 60, 60},
                {}};
    const auto add = [&](const Json& title, const Json& conclusion) {
        if (conclusion.is_null()) return;
        const auto& confidence = conclusion["confidence"];
        sheet.rows.push_back(
            {title.get<std::string>().empty() ? Json(text("evaluations.capacity.title")) : title, conclusion["statement"],
             confidence.is_null() ? Json() : Json(text("evaluations.confidence." + confidence.get<std::string>() + ".name")),
             conclusion["caveat"], conclusion.value("achievements", Json()), conclusion.value("responsiveness", Json())});
    };
    for (const auto& question : content["questions"]) {
        add(question["title"], question["conclusion"]);
        for (const auto& area : question["key_areas"]) add(area["title"], area["conclusion"]);
    }
    for (const auto& component : content["capacity"]["components"])
        add(text("evaluations.capacity.component." + component["component"].get<std::string>() + ".name"), component["conclusion"]);
    return sheet;
}

Sheet findings_sheet(const Json& content) {
    const bool has_evidence = content.contains("evidence");
    Sheet sheet{head("findings"), {head("kind"), head("words"), head("evidence")}, {22, 100, 60}, {}};
    for (const auto& [id, finding] : content["findings"].items()) {
        const auto item = finding.value("evidence", std::string());
        sheet.rows.push_back({text("evaluations.finding.kind." + finding["kind"].get<std::string>()), finding["statement"],
                              has_evidence && content["evidence"].contains(item) ? content["evidence"][item]["title"] : Json()});
    }
    return sheet;
}

Sheet themes_sheet(const Json& content) {
    Sheet sheet{head("themes"), {head("code"), head("indicator"), head("theme"), head("evidence_state")}, {8, 60, 80, 24}, {}};
    for (const auto& question : content["questions"])
        for (const auto& area : question["key_areas"])
            for (const auto& indicator : area["indicators"])
                for (const auto& theme : indicator.value("looked_at", Json::array()))
                    sheet.rows.push_back({indicator["code"], indicator["title"], theme["title"],
                                          text("evaluations.triangulation." + theme["state"].get<std::string>())});
    return sheet;
}

Sheet evidence_sheet(const Json& content) {
    Sheet sheet{head("evidence"), {head("evidence"), head("source"), head("from"), head("to"), head("security")}, {80, 30, 14, 14, 16}, {}};
    const auto evidence = content.value("evidence", Json::object());
    for (const auto& item : evidence)
        sheet.rows.push_back({item["title"], content.contains("sources") ? content["sources"][item["source"].get<std::string>()] : Json(),
                              Json{{"day", item["from"]}}, Json{{"day", item["to"]}},
                              text("evaluations.security." + item["security"].get<std::string>() + ".name")});
    return sheet;
}

Sheet left_out_sheet(const Json& content) {
    Sheet sheet{head("left_out"), {head("code"), head("left_out"), head("why_left_out")}, {14, 80, 80}, {}};
    for (const auto& each : content.value("left_out", Json::array()))
        sheet.rows.push_back({each["code"], each.value("short", each["title"].get<std::string>()), each["reason"]});
    return sheet;
}

}  // namespace

std::vector<Sheet> sheets_of(const Json& content) {
    std::vector<Sheet> sheets{levels_sheet(content), conclusions_sheet(content), findings_sheet(content)};
    for (auto& more : {themes_sheet(content), evidence_sheet(content), left_out_sheet(content)})
        if (!more.rows.empty()) sheets.push_back(more);
    return sheets;
}

}  // namespace touchstone::reports
