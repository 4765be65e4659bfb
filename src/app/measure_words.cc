#include "app/measure_words.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "measures/figure_import_words_pages.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace measures;
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// What a file that cannot be read at all has said of it.
std::vector<RowProblem> problems_of(const Outcome<Read>& read) {
    if (read) return read->problems;
    std::vector<RowProblem> problems;
    for (const auto& problem : read.error()) problems.push_back({0, "", problem.text, {}});
    return problems;
}

Json json_of_areas(const Read& read) {
    auto json = Json::array();
    for (const auto& area : read.areas)
        json.push_back(
            {{"code", json_of(area.code)}, {"name", json_of(area.name)}, {"spellings", area.spellings}, {"known", area.is_known}});
    return json;
}

bool are_of_one_kind(const std::vector<PeriodFound>& periods) {
    return std::ranges::all_of(periods, [&](const PeriodFound& found) { return found.period.kind == periods.front().period.kind; });
}

Json json_of_periods(const Read& read) {
    const auto& periods = read.periods;
    if (periods.empty()) return {{"kind", nullptr}, {"first", nullptr}, {"last", nullptr}, {"count", 0}};
    return {{"kind", are_of_one_kind(periods) ? Json(name_in(period_kinds(), periods.front().period.kind)) : Json(nullptr)},
            {"first", text_of(periods.front().period)},
            {"last", text_of(periods.back().period)},
            {"count", periods.size()}};
}

Json json_of_measures(const Read& read) {
    auto json = Json::array();
    for (const auto& measure : read.measures)
        json.push_back({{"code", json_of(measure.code)},
                        {"name", json_of(measure.name)},
                        {"unit", json_of(measure.unit)},
                        {"better", measure.better ? Json(name_in(betters(), *measure.better)) : Json(nullptr)},
                        {"share_of", measure.denominator ? Json(read.measures[*measure.denominator].name) : Json(nullptr)}});
    return json;
}

std::vector<std::string> names_of(const Columns& columns, const std::vector<std::size_t>& places) {
    std::vector<std::string> names;
    for (const auto place : places) names.push_back(columns.heads[place]);
    return names;
}

std::string line_of(const MeasureFound& measure, const Read& read) {
    std::vector<std::string> said;
    if (!measure.unit.empty()) said.push_back(measure.unit);
    if (measure.better) said.push_back(web::text("measures.command.better_is." + name_in(betters(), *measure.better)));
    if (measure.denominator) said.push_back(web::text("measures.command.share_of", {{"name", read.measures[*measure.denominator].name}}));
    auto line = "  " + (measure.code.empty() ? measure.name : fmt::format("{}: {}", measure.code, measure.name)) + "\n";
    for (const auto& one : said) line += "    " + one + "\n";
    return line;
}

std::string lines_of_counts(const Read& read) {
    std::string lines;
    const auto add = [&](const char* key, std::int64_t count, std::map<std::string, std::string> values = {}) {
        values["count"] = web::in_figures(count);
        lines += "  " + web::text(key, values) + "\n";
    };
    if (has_figures(read.columns.shape)) {
        add("measures.command.values", read.values);
        add("measures.command.withheld", read.withheld);
        add("measures.command.missing", read.missing);
    }
    if (read.refused > 0) add("measures.command.refused", read.refused);
    if (!read.areas.empty()) add("measures.command.areas", std::ssize(read.areas));
    const auto unknown = std::ranges::count(read.areas, false, &AreaFound::is_known);
    if (unknown > 0) add("measures.command.unknown_areas", unknown);
    if (!read.periods.empty())
        add("measures.command.periods", std::ssize(read.periods),
            {{"first", text_of(read.periods.front().period)}, {"last", text_of(read.periods.back().period)}});
    return lines;
}

std::string lines_of(const Read& read) {
    auto lines = web::text("measures.command.shape_of." + name_in(shapes(), read.columns.shape)) + "\n" +
                 web::counted("measures.command.rows", static_cast<int>(read.rows)) + "\n" + lines_of_counts(read);
    if (!read.columns.passed_over.empty())
        lines +=
            "  " +
            web::text("measures.command.passed_over", {{"names", web::listed_apart(names_of(read.columns, read.columns.passed_over))}}) +
            "\n";
    if (!read.measures.empty()) lines += "\n" + web::text("measures.command.measures") + "\n";
    for (const auto& measure : read.measures) lines += line_of(measure, read);
    if (!read.questions.empty()) lines += "\n" + web::text("measures.command.questions") + "\n";
    for (const auto& question : read.questions) lines += "  " + words_of(question) + "\n";
    return lines;
}

}  // namespace

std::string as_json(const std::string& file, const Outcome<Read>& outcome) {
    const auto read = outcome.value_or(Read{});
    auto questions = Json::array();
    for (const auto& question : read.questions)
        questions.push_back(
            {{"kind", name_in(abouts(), question.about)}, {"about", json_of(question.subject)}, {"words", words_of(question)}});
    const auto listed = problems_of(outcome);
    auto problems = Json::array();
    for (const auto& problem : listed)
        problems.push_back({{"row", problem.row == 0 ? Json(nullptr) : Json(problem.row)},
                            {"column", json_of(problem.column)},
                            {"why", words_of(problem)}});
    return Json{{"file", file},
                {"shape", outcome ? Json(name_in(shapes(), read.columns.shape)) : Json(nullptr)},
                {"rows", read.rows},
                {"values", read.values},
                {"withheld", read.withheld},
                {"missing", read.missing},
                {"refused", read.refused},
                {"areas", json_of_areas(read)},
                {"periods", json_of_periods(read)},
                {"measures", json_of_measures(read)},
                {"groups", names_of(read.columns, read.columns.groups)},
                {"passed_over", names_of(read.columns, read.columns.passed_over)},
                {"questions", questions},
                {"problem_count", outcome ? read.problem_count : std::ssize(listed)},
                {"problems", problems}}
        .dump(2);
}

std::string as_lines(const std::string& file, const Outcome<Read>& outcome) {
    auto lines = file + "\n" + (outcome ? lines_of(*outcome) : "");
    const auto problems = problems_of(outcome);
    if (problems.empty()) return lines;
    lines += "\n" + web::text("measures.command.problems") + "\n";
    for (const auto& problem : problems) lines += "  " + line_of(problem) + "\n";
    if (outcome && outcome->problem_count > std::ssize(problems))
        lines +=
            "  " + web::counted("measures.command.more_problems", static_cast<int>(outcome->problem_count - std::ssize(problems))) + "\n";
    return lines;
}

}  // namespace touchstone::app
