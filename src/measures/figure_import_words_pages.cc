#include "measures/figure_import_words_pages.h"

#include <charconv>

#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::measures {

using web::text;

namespace {

class Lines {
public:
    void say(std::string words) { lines.push_back(std::move(words)); }
    void count(const char* key, std::int64_t count, std::map<std::string, std::string> values = {}) {
        values["count"] = web::in_figures(count);
        say(text(key, values));
    }
    void count_if_any(const char* key, std::int64_t number) {
        if (number > 0) count(key, number);
    }
    std::vector<std::string> lines;
};

}  // namespace

std::string address_of(const FigureImportId& id) { return "/figure-imports/" + id.text; }

// Numbers as they are written here, and what is counted in the form for it.
std::string words_of(const Question& question) {
    if (!web::has_text(question.sentence + ".other")) return text(question.sentence, question.values);
    int count = 0;
    const auto& digits = question.values.at("count");
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return web::counted(question.sentence, count, question.values);
}

std::string words_of(const RowProblem& problem) { return text(problem.why, problem.values); }

std::string line_of(const RowProblem& problem) {
    std::string line;
    if (problem.row > 0) line += text("measures.command.row", {{"row", std::to_string(problem.row)}}) + " · ";
    if (!problem.column.empty()) line += text("measures.command.column", {{"name", problem.column}}) + " · ";
    return line + words_of(problem);
}

std::vector<std::string> lines_of(const FileFound& found) {
    if (found.shape.empty()) return {};
    Lines of;
    of.say(text("measures.command.shape_of." + found.shape));
    of.say(web::counted("measures.command.rows", static_cast<int>(found.rows)));
    of.count("measures.command.values", found.values);
    of.count("measures.command.withheld", found.withheld);
    of.count("measures.command.missing", found.missing);
    of.count_if_any("measures.command.refused", found.refused);
    of.count_if_any("measures.import.series", found.series);
    of.count_if_any("measures.command.areas", found.known_areas + found.unknown_areas);
    of.count_if_any("measures.command.unknown_areas", found.unknown_areas);
    if (!found.unknown.empty()) of.say(text("measures.import.unknown", {{"names", web::listed_apart(found.unknown)}}));
    if (found.periods > 0) of.count("measures.command.periods", found.periods, {{"first", found.first}, {"last", found.last}});
    if (!found.groups.empty()) of.say(text("measures.import.groups", {{"names", web::listed_apart(found.groups)}}));
    return of.lines;
}

std::vector<std::string> lines_of(const ImportResult& result) {
    Lines of;
    of.count("measures.import.added", result.added);
    of.count("measures.import.corrected", result.corrected);
    of.count("measures.import.unchanged", result.unchanged);
    of.count("measures.import.withheld", result.withheld);
    of.count("measures.import.missing", result.missing);
    of.count_if_any("measures.import.twice", result.twice);
    of.count_if_any("measures.import.above", result.above);
    return of.lines;
}

std::string name_of(const FileMeasure& measure) { return measure.code.empty() ? measure.name : measure.code + ": " + measure.name; }

}  // namespace touchstone::measures
