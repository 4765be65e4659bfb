// Themes against the sources, by distinct lines of enquiry; and, for impact indicators, what people say against what is.
#include <algorithm>
#include <set>

#include "charts/matrix.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "judging/pages.h"
#include "judging/triangulation_store.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using frameworks::Indicator;
using web::text;

// The indicators in scope, or the one of them that is asked for.
std::vector<const Indicator*> shown(const Framework& framework, const OverThemes& over, const std::string& asked) {
    std::vector<const Indicator*> indicators;
    for (const auto& indicator : framework.indicators) {
        const auto choice = over.scope.find(indicator.code);
        if (choice != over.scope.end() && choice->second != Depth::none && (asked.empty() || asked == indicator.code))
            indicators.push_back(&indicator);
    }
    return indicators;
}

// The framework's, and others that items come from which were gathered with another framework.
std::vector<Source> sources_met(const Framework& framework, const OverThemes& over) {
    std::set<Source> met;
    for (const auto& on : over.findings) met.insert(on.evidence.source_of_line());
    return sources_of(framework, met);
}

// Distinct lines of enquiry on a theme, for each source.
std::vector<int> counts_of(const std::vector<Source>& sources, const OverThemes& over, const ThemeRef& theme) {
    const auto lines = lines_on(over.findings, theme);
    std::vector<int> counts;
    for (const auto& source : sources) counts.push_back(static_cast<int>(std::ranges::count(lines, source, &Line::source)));
    return counts;
}

struct Pictured {
    charts::Matrix picture;
    web::Table table;
    web::List missing;  // by indicator, a sentence for each theme that lacks a source
    int themes = 0, complete = 0;
};

void add_theme(Pictured& all, const Framework& framework, const std::vector<Source>& sources, const Indicator& indicator, int number,
               const std::string& desk, const std::vector<int>& counts, web::List& sentences) {
    const auto label = text("frameworks.theme_number", {{"code", indicator.code}, {"number", std::to_string(number)}}) + ": " +
                       frameworks::listed_title(indicator, number);
    all.picture.rows.push_back({indicator.code + " " + indicator.title, label, counts});
    all.table.rows.push_back({{label, desk + "#theme_" + std::to_string(number)}});
    std::vector<std::string> empty;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        all.table.rows.back().push_back({std::to_string(counts[i]), desk + "#theme_" + std::to_string(number), true});
        if (counts[i] == 0) empty.push_back(short_source_word(framework, sources[i]));
    }
    ++all.themes;
    if (empty.empty())
        ++all.complete;
    else
        sentences.push_back(text("evaluations.matrix.missing", {{"theme", label}, {"sources", web::listed(empty)}}));
}

Pictured picture_of(const Framework& framework, const std::vector<const Indicator*>& indicators, const OverThemes& over,
                    const EvaluationId& evaluation) {
    const auto title = text("evaluations.matrix.picture");
    Pictured all{
        {.id = "matrix_picture", .title = title, .description = {}, .columns = {}, .none = text("evaluations.heard.none_word"), .rows = {}},
        {.id = "matrix_table",
         .caption = title,
         .heads = {{text("evaluations.matrix.theme"), {}}},
         .rows = {},
         .is_sortable = true,
         .csv = "triangulation.csv"},
        {}};
    const auto sources = sources_met(framework, over);
    for (const auto& source : sources) {
        all.picture.columns.push_back(plain_source_word(framework, source));
        all.table.heads.push_back({plain_source_word(framework, source), {}, true});
    }
    for (const auto* indicator : indicators) {
        web::List sentences;
        for (int number = 1; number <= static_cast<int>(indicator->themes.size()); ++number)
            add_theme(all, framework, sources, *indicator, number, desk_address(evaluation, indicator->code),
                      counts_of(sources, over, {indicator->code, number}), sentences);
        if (!sentences.empty())
            all.missing.push_back(web::Object{{"title", indicator->code + " " + indicator->title},
                                              {"href", desk_address(evaluation, indicator->code)},
                                              {"is_open", indicators.size() == 1},
                                              {"sentences", sentences}});
    }
    all.picture.description =
        text("evaluations.matrix.reading", {{"complete", std::to_string(all.complete)}, {"total", std::to_string(all.themes)}});
    return all;
}

std::string tally_in_words(const Tally& tally) {
    return web::listed({web::counted("evaluations.matrix.strengths", tally.strengths),
                        web::counted("evaluations.matrix.improvements", tally.improvements)});
}

// Both halves of an impact indicator, and the findings themselves where they part.
web::Object says_and_is(const Framework& framework, const Indicator& indicator, const OverThemes& over, const Evaluation& evaluation,
                        Date at) {
    SaysAndIs both;
    web::List said, seen;
    std::set<std::string> counted;  // a finding on both themes counts once
    for (const auto& on : over.findings) {
        if (on.theme.indicator != indicator.code || !counted.insert(on.finding.text).second) continue;
        count(both, on.evidence.source_of_line(), on.kind);
        if (on.kind == FindingKind::context || on.evidence.source_of_line().tells_what_was_intended()) continue;
        (on.evidence.source_of_line().tells_what_people_say() ? said : seen).push_back(finding_card(framework, on, evaluation.id, at));
    }
    const auto gap = gap_of(both);
    return {{"id", "pair_" + indicator.code},
            {"title", indicator.code + " " + indicator.title},
            {"sentence", text("evaluations.matrix.gap." + name_of(gap))},
            {"says", text("evaluations.matrix.says", {{"counts", tally_in_words(both.says)}})},
            {"is", text("evaluations.matrix.is", {{"counts", tally_in_words(both.is)}})},
            {"gap", gap == SaysIsGap::none ? web::Data(false) : web::Data(web::Object{{"said", said}, {"seen", seen}})}};
}

web::Data choice_of(const Framework& framework, const OverThemes& over, const std::string& asked, const std::string& address) {
    std::vector<web::Option> options{{"", text("evaluations.matrix.all_indicators"), {}}};
    for (const auto* indicator : shown(framework, over, ""))
        options.push_back({indicator->code, indicator->code + " " + indicator->title, {}});
    return web::Object{
        {"action", address},
        {"indicator",
         web::select(
             {.name = "indicator", .legend = text("evaluations.matrix.indicator"), .hint = {}, .options = options, .chosen = {asked}})},
        {"button", web::button(text("evaluations.matrix.show"), "", "", true)}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto over = read_over_themes(db, visit.sight(), evaluation->id);
    const auto asked = visit.query.text("indicator");
    const auto indicators = shown(framework, over, asked);
    const auto all = picture_of(framework, indicators, over, evaluation->id);
    web::List pairs;
    for (const auto* indicator : indicators)
        if (indicator->impact_pair)
            pairs.push_back(says_and_is(framework, *indicator, over, *evaluation, looked_at(*evaluation, visit.now)));
    const auto title = text("evaluations.matrix.title");
    return evaluation_page("judging/triangulation", title, *evaluation,
                           {{"header", web::header(evaluation->title, title, text("evaluations.matrix.lead"))},
                            {"not_shared", gaps_of(over.not_shared)},
                            {"choice", choice_of(framework, over, asked, visit.address)},
                            {"nothing", indicators.empty()},
                            {"picture", indicators.empty() ? web::Data(false)
                                                           : web::Data(web::Object{{"id", "matrix"},
                                                                                   {"title", all.picture.title},
                                                                                   {"sentence", all.picture.description},
                                                                                   {"picture", charts::matrix_svg(all.picture)},
                                                                                   {"legend", web::List{}},
                                                                                   {"table_head", text("evaluations.heard.table")},
                                                                                   {"is_open", false},
                                                                                   {"table", web::table(all.table)}})},
                            {"missing", all.missing.empty() ? web::Data(false) : web::Data(web::Object{{"items", all.missing}})},
                            {"pairs", pairs.empty() ? web::Data(false) : web::Data(web::Object{{"items", pairs}})}});
}

}  // namespace

void add_triangulation_pages(web::Router& router) { router.get("/evaluations/{evaluation}/triangulation", may::read, show); }

}  // namespace touchstone::judging
