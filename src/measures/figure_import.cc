#include "measures/figure_import.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::measures {
namespace {

using Json = nlohmann::json;

const std::string question_prefix = "measures.question.";

Unit unit_from(const std::string& words) {
    const auto low = lowered(words);
    const auto says = [&](std::string_view part) { return low.find(part) != std::string::npos; };
    if (says("point")) return Unit::number;
    if (says("%") || says("percent") || says("per cent")) return Unit::per_cent;
    return low == "£" || low == "gbp" || low == "pounds" ? Unit::pounds : Unit::number;
}

std::optional<Direction> direction_of(std::optional<Better> better) {
    if (!better) return std::nullopt;
    return *better == Better::higher ? Direction::higher : Direction::lower;
}

// What heads or a question name as the whole.
std::optional<std::size_t> whole_of(const Read& read, std::size_t place) {
    const auto& measure = read.measures[place];
    if (measure.denominator) return measure.denominator;
    for (const auto& question : read.questions) {
        if (question.sentence != question_prefix + "denominator" || question.values.at("name") != measure.name) continue;
        const auto whole = std::ranges::find(read.measures, question.values.at("other"), &MeasureFound::name);
        if (whole != read.measures.end()) return static_cast<std::size_t>(whole - read.measures.begin());
    }
    return std::nullopt;
}

// FNV-1a of what the columns are called, but for those whose heads are areas or periods.
std::string heads_of(const Columns& columns) {
    const bool are_across = columns.shape == Shape::periods_across || columns.shape == Shape::areas_across;
    std::uint64_t sum = 0xcbf29ce484222325ULL;
    for (std::size_t at = 0; at < columns.heads.size(); ++at) {
        if (are_across && std::ranges::find(columns.figures, at) != columns.figures.end()) continue;
        for (const char letter : reader_key(columns.heads[at]) + "\x1F")
            sum = (sum ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    }
    return fmt::format("{:016x}", sum);
}

Json json_of(const FileMeasure& it) {
    return {it.code, it.name, it.unit_words, it.better ? Json(name_in(directions(), *it.better)) : Json(nullptr),
            it.share_of ? Json(*it.share_of) : Json(nullptr)};
}

FileMeasure measure_from(const Json& json) {
    FileMeasure it{json.at(0), json.at(1), json.at(2), Unit::number, {}, {}};
    it.unit = unit_from(it.unit_words);
    if (!json.at(3).is_null()) it.better = value_in(directions(), json.at(3).get<std::string>());
    if (!json.at(4).is_null()) it.share_of = json.at(4).get<std::size_t>();
    return it;
}

}  // namespace

const Names<ImportState>& import_states() {
    static const Names<ImportState> names{{ImportState::reading, "reading"},
                                          {ImportState::waiting, "waiting"},
                                          {ImportState::answered, "answered"},
                                          {ImportState::done, "done"},
                                          {ImportState::refused, "refused"}};
    return names;
}

bool FileFound::asks(const char* sentence) const {
    return std::ranges::find(questions, question_prefix + sentence, &Question::sentence) != questions.end();
}

std::string FileFound::why_refused() const {
    if (shape.empty()) return "measures.import.unreadable";
    if (!has_figures(value_in(shapes(), shape).value())) return "measures.import.no_figures";
    if (problem_count > 0) return "measures.import.rows_refused";
    if (periods == 0) return "measures.import.no_periods";
    return series > series_max ? "measures.import.too_many_series" : "";
}

FileFound found_in(const Read& read, const std::vector<std::size_t>& telling, std::int64_t series) {
    FileFound found;
    found.shape = name_in(shapes(), read.columns.shape);
    found.heads = heads_of(read.columns);
    found.rows = read.rows;
    found.values = read.values;
    found.withheld = read.withheld;
    found.missing = read.missing;
    found.refused = read.refused;
    found.series = series;
    for (const auto& area : read.areas) {
        ++(area.is_known ? found.known_areas : found.unknown_areas);
        if (!area.is_known && found.unknown.size() < unknown_kept) found.unknown.push_back(area.name.empty() ? area.code : area.name);
    }
    found.periods = std::ssize(read.periods);
    if (!read.periods.empty()) {
        found.first = text_of(read.periods.front().period);
        found.last = text_of(read.periods.back().period);
    }
    for (const auto place : telling) found.groups.push_back(read.columns.heads[read.columns.groups.at(place)]);
    found.telling = telling;
    for (std::size_t place = 0; place < read.measures.size(); ++place) {
        const auto& it = read.measures[place];
        found.measures.push_back({it.code, it.name, it.unit, unit_from(it.unit), direction_of(it.better), whole_of(read, place)});
    }
    found.questions = read.questions;
    found.problems = read.problems;
    found.problem_count = read.problem_count;
    return found;
}

FileFound unreadable(const Problems& problems) {
    FileFound found;
    for (const auto& problem : problems) found.problems.push_back({0, "", problem.text, {}});
    found.problem_count = std::ssize(problems);
    return found;
}

std::string as_json(const FileFound& it) {
    auto measures = Json::array(), questions = Json::array(), problems = Json::array();
    for (const auto& each : it.measures) measures.push_back(json_of(each));
    for (const auto& each : it.questions)
        questions.push_back({name_in(abouts(), each.about), each.subject, each.sentence, Json(each.values)});
    for (const auto& each : it.problems) problems.push_back({each.row, each.column, each.why, Json(each.values)});
    return Json{{"shape", it.shape},
                {"heads", it.heads},
                {"counts", {it.rows, it.values, it.withheld, it.missing, it.refused, it.series}},
                {"areas", {it.known_areas, it.unknown_areas}},
                {"unknown", it.unknown},
                {"periods", it.periods},
                {"first", it.first},
                {"last", it.last},
                {"groups", it.groups},
                {"telling", it.telling},
                {"measures", measures},
                {"questions", questions},
                {"problems", problems},
                {"problem_count", it.problem_count}}
        .dump();
}

FileFound file_found_from(const std::string& text) {
    const auto json = Json::parse(text);
    FileFound it{.shape = json.at("shape"), .heads = json.at("heads")};
    std::int64_t* counts[] = {&it.rows, &it.values, &it.withheld, &it.missing, &it.refused, &it.series};
    for (std::size_t i = 0; i < std::size(counts); ++i) *counts[i] = json.at("counts").at(i).get<std::int64_t>();
    it.known_areas = json.at("areas").at(0).get<std::int64_t>();
    it.unknown_areas = json.at("areas").at(1).get<std::int64_t>();
    it.unknown = json.at("unknown").get<std::vector<std::string>>();
    it.periods = json.at("periods").get<std::int64_t>();
    it.first = json.at("first");
    it.last = json.at("last");
    it.groups = json.at("groups").get<std::vector<std::string>>();
    it.telling = json.at("telling").get<std::vector<std::size_t>>();
    for (const auto& each : json.at("measures")) it.measures.push_back(measure_from(each));
    using Values = std::map<std::string, std::string>;
    for (const auto& each : json.at("questions"))
        it.questions.push_back({value_in(abouts(), each.at(0).get<std::string>()).value(), each.at(1).get<std::string>(),
                                each.at(2).get<std::string>(), each.at(3).get<Values>()});
    for (const auto& each : json.at("problems"))
        it.problems.push_back(
            {each.at(0).get<std::int64_t>(), each.at(1).get<std::string>(), each.at(2).get<std::string>(), each.at(3).get<Values>()});
    it.problem_count = json.at("problem_count").get<std::int64_t>();
    return it;
}

std::string as_json(const ImportResult& it) {
    return Json{it.handled, it.added, it.corrected, it.unchanged, it.withheld, it.missing, it.twice, it.above}.dump();
}

ImportResult import_result_from(const std::string& text) {
    if (text.empty()) return {};
    const auto json = Json::parse(text);
    ImportResult it;
    std::int64_t* counts[] = {&it.handled, &it.added, &it.corrected, &it.unchanged, &it.withheld, &it.missing, &it.twice, &it.above};
    for (std::size_t i = 0; i < std::size(counts); ++i) *counts[i] = json.at(i).get<std::int64_t>();
    return it;
}

}  // namespace touchstone::measures
