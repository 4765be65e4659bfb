#include "judging/judging_words_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "evidence/currency.h"
#include "web/lists.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;

using web::text;

std::string desk_address(const EvaluationId& evaluation, const std::string& indicator) {
    return address_of(evaluation) + "/indicators/" + indicator;
}

web::Object evidence_strip(const frameworks::Framework& framework, const std::vector<Line>& lines, bool is_compact) {
    const auto each = distinct(lines);
    std::set<Source> met;
    for (const auto& line : each) met.insert(line.source);
    web::List sources;
    std::vector<std::string> counts;
    for (const auto& source : sources_of(framework, met)) {
        const auto count = std::ranges::count(each, source, &Line::source);
        const auto word = source_word(framework, source);
        sources.push_back(web::Object{{"source", icon_of(source)},
                                      {"word", word},
                                      {"count", std::to_string(count)},
                                      {"fill", std::to_string(std::min<std::ptrdiff_t>(count, 3))}});
        counts.push_back(fmt::format("{}: {}", word, count));
    }
    return web::Object{{"sentence", text("evaluations.lines_by_source", {{"counts", web::listed(counts)}})},
                       {"is_compact", is_compact},
                       {"sources", sources}};
}

std::string reason_in_words(const frameworks::Framework& framework, const Triangulation& triangulation) {
    std::vector<std::string> names;
    for (const auto& line : triangulation.lines)
        names.push_back(fmt::format("{} ({})", line.name, short_source_word(framework, line.source)));
    return text(triangulation.reason, {{"lines", std::to_string(triangulation.lines.size())},
                                       {"sources", std::to_string(triangulation.sources.size())},
                                       {"names", web::listed_apart(names)}});
}

std::string sureness(const Judgement& judgement) {
    const auto confidence =
        text("evaluations.now.confidence", {{"word", text("evaluations.confidence." + name_of(judgement.confidence) + ".name")}});
    return judgement.caveat.empty() ? confidence : confidence + " " + text("evaluations.now.caveat", {{"caveat", judgement.caveat}});
}

std::string weakness_in_words(const frameworks::Framework& framework, const std::vector<Line>& lines, Date at) {
    const auto sound = soundness_of(framework, lines, at);
    std::string words;
    if (sound.stale > 0) words += " " + web::counted("evaluations.triangulation.stale", sound.stale);
    if (sound.anecdotal > 0) words += " " + web::counted("evaluations.triangulation.anecdotal", sound.anecdotal);
    if (!lines.empty() && !sound.has_sound) words += " " + text("evaluations.triangulation.unsound");
    return words;
}

std::string bracket_in_words(const std::vector<Placement>& placements) {
    std::vector<std::string> words;
    for (const auto& [position, count] : bracket_of(placements))
        words.push_back(web::counted("evaluations.placement.count." + name_of(position), count));
    return web::listed(words);
}

}  // namespace touchstone::judging
