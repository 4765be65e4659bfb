#include "reports/content_pages.h"

#include <algorithm>
#include <set>
#include <span>

#include <nlohmann/json.hpp>

#include "judging/triangulation.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using frameworks::Framework;
using Json = nlohmann::json;

Json tie_json(const Tie& tie, const Figure* figure) {
    Json json{{"word", tie.said.word}, {"sentence", tie.said.sentence}, {"figure", nullptr}};
    if (figure)
        json["figure"] = {{"id", figure->id.text},
                          {"words", figure->words},
                          {"counted", figure->counted},
                          {"total", figure->total},
                          {"as_of", iso(figure->as_of)}};
    return json;
}

Json statement_json(const Whole& whole, const Part& part) {
    const auto found = whole.conclusions.find(text_of(part));
    if (found == whole.conclusions.end()) return nullptr;
    const auto& conclusion = found->second.conclusion;
    Json findings = Json::array(), ties = Json::array();
    for (const auto& finding : conclusion.findings)
        if (std::ranges::find(whole.findings, finding, &OnTheme::finding) != whole.findings.end()) findings.push_back(finding.text);
    for (const auto& tie : whole.ties)
        if (tie.part == text_of(part)) ties.push_back(tie_json(tie, whole.figure(tie.figure)));
    return {{"part", text_of(part)},
            {"statement", conclusion.statement},
            {"confidence", conclusion.confidence ? Json(name_of(*conclusion.confidence)) : Json(nullptr)},
            {"caveat", conclusion.caveat},
            {"achievements", conclusion.achievements},
            {"responsiveness", conclusion.responsiveness},
            {"findings", std::move(findings)},
            {"words_for_proportions", std::move(ties)},
            {"written_by", found->second.written_by_name}};
}

// Findings of one indicator stand together, as the store gives them.
using ByIndicator = std::map<std::string, std::span<const OnTheme>>;
ByIndicator by_indicator(const std::vector<OnTheme>& findings) {
    ByIndicator found;
    for (auto from = findings.begin(); from != findings.end();) {
        const auto to = std::find_if(from, findings.end(), [&](const OnTheme& on) { return on.theme.indicator != from->theme.indicator; });
        found[from->theme.indicator] = {from, to};
        from = to;
    }
    return found;
}

Json judgement_json(const Framework& framework, const Whole& whole, const std::string& indicator) {
    const auto found = whole.judgements.find(indicator);
    if (found == whole.judgements.end()) return nullptr;
    const auto& judgement = found->second.judgement;
    return {{"level", static_cast<int>(judgement.level)},
            {"word", frameworks::find_level(framework, static_cast<int>(judgement.level))->name},
            {"rationale", judgement.rationale},
            {"confidence", name_of(judgement.confidence)},
            {"caveat", judgement.caveat}};
}

Json last_time_json(const Framework& framework, const Whole& whole, const std::string& indicator) {
    const auto found = whole.last_time.find(indicator);
    if (found == whole.last_time.end()) return nullptr;
    const auto& [value, confidence, caveat] = found->second;
    const auto* level = frameworks::find_level(framework, value);
    return level ? Json{{"level", value}, {"word", level->name}, {"confidence", name_of(confidence)}, {"caveat", caveat}} : Json(nullptr);
}

// Each theme that was looked at, with how its evidence stands.
Json looked_at_json(std::span<const OnTheme> findings, const frameworks::Indicator& indicator, const ScopeChoice& choice) {
    Json themes = Json::array();
    for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
        if (looks_at(choice, theme))
            themes.push_back({{"title", frameworks::listed_title(indicator, theme)},
                              {"state", name_of(triangulate(lines_on(findings, {indicator.code, theme})).state)}});
    return themes;
}

// How many of them stand at each state of triangulation.
Json counts_of_states(const Json& looked_at) {
    std::map<std::string, int> counts;
    for (const auto& theme : looked_at) ++counts[theme["state"].get<std::string>()];
    return counts;
}

int themes_looked_at(const frameworks::Indicator& indicator, const ScopeChoice& choice) {
    return choice.themes.empty() ? static_cast<int>(indicator.themes.size()) : static_cast<int>(choice.themes.size());
}

Json indicator_json(const Framework& framework, const Whole& whole, std::span<const OnTheme> on_it, const frameworks::Indicator& indicator,
                    const ScopeChoice& choice) {
    Json findings = Json::array();
    std::set<std::string> seen;
    for (const auto& on : on_it)
        if (seen.insert(on.finding.text).second) findings.push_back(on.finding.text);
    auto looked_at = looked_at_json(on_it, indicator, choice);
    auto states = counts_of_states(looked_at);
    return {{"code", indicator.code},
            {"title", indicator.title},
            {"depth", name_of(choice.depth)},
            {"reason", choice.reason},
            {"themes", themes_looked_at(indicator, choice)},
            {"looked_at", std::move(looked_at)},
            {"judgement", judgement_json(framework, whole, indicator.code)},
            {"last_time", last_time_json(framework, whole, indicator.code)},
            {"triangulation", std::move(states)},
            {"findings", std::move(findings)}};
}

Json questions_json(const Framework& framework, const Whole& whole) {
    Json questions = Json::array();
    auto findings = by_indicator(whole.findings);
    for (const auto& question : framework.questions) {
        Json areas = Json::array();
        for (const auto& area : framework.key_areas) {
            if (area.question != question.number) continue;
            Json indicators = Json::array();
            for (const auto& indicator : framework.indicators) {
                const auto choice = whole.scope.find(indicator.code);
                if (indicator.key_area == area.number && choice != whole.scope.end() && choice->second.depth != Depth::none)
                    indicators.push_back(indicator_json(framework, whole, findings[indicator.code], indicator, choice->second));
            }
            areas.push_back({{"number", area.number},
                             {"title", area.title},
                             {"conclusion", statement_json(whole, part_of_area(area.number))},
                             {"indicators", std::move(indicators)}});
        }
        questions.push_back({{"number", question.number},
                             {"title", question.title},
                             {"conclusion", statement_json(whole, part_of_question(question.number))},
                             {"key_areas", std::move(areas)}});
    }
    return questions;
}

Json left_out_json(const Framework& framework, const Whole& whole) {
    Json left_out = Json::array();
    for (const auto& indicator : framework.indicators) {
        const auto choice = whole.scope.find(indicator.code);
        if (choice != whole.scope.end() && choice->second.depth != Depth::none) {
            for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
                if (!looks_at(choice->second, theme))
                    left_out.push_back({{"code", text_of(ThemeRef{indicator.code, theme})},
                                        {"title", frameworks::find_theme(indicator, theme)->title},
                                        {"short", frameworks::listed_title(indicator, theme)},
                                        {"reason", choice->second.reason}});
            continue;
        }
        left_out.push_back(
            {{"code", indicator.code}, {"title", indicator.title}, {"reason", choice == whole.scope.end() ? "" : choice->second.reason}});
    }
    return left_out;
}

Json capacity_json(const Whole& whole) {
    Json components = Json::array(), factors = Json::array();
    for (const auto& component : all_components())
        components.push_back({{"component", component}, {"conclusion", statement_json(whole, part_of_component(component))}});
    for (const auto& factor : whole.factors)
        factors.push_back({{"kind", name_of(factor.kind)}, {"words", factor.words}, {"review_on", iso(factor.review_on)}});
    return {{"components", std::move(components)}, {"factors", std::move(factors)}};
}

// Of those with these keys, so that a report keeps the words of its day.
template <class Named>
Json titles_json(const std::vector<Named>& all, const std::vector<std::string>& keys) {
    Json titles = Json::array();
    for (const auto& one : all)
        if (std::ranges::find(keys, one.key) != keys.end()) titles.push_back(one.title);
    return titles;
}

Json next_json(const Framework& framework, const std::vector<plans::Intention>& intentions) {
    Json next = Json::array();
    for (const auto& each : intentions)
        next.push_back({{"objective", each.objective},
                        {"difference", each.difference},
                        {"outcomes", titles_json(framework.outcomes, each.outcomes)},
                        {"organisations", each.organisations},
                        {"by", each.by ? Json(iso(*each.by)) : Json(nullptr)}});
    return next;
}

Json children_parts_json(const Whole& whole) {
    Json parts = Json::array();
    for (const auto& [service, part] : whole.children_parts) parts.push_back({{"service", service}, {"part", part}});
    return parts;
}

Json names_of(const std::set<Audience>& audiences) {
    Json names = Json::array();
    for (const auto audience : audiences) names.push_back(name_of(audience));
    return names;
}

Json version_json(const Version& version) {
    return {{"number", version.number},
            {"what_changed", version.what_changed},
            {"made_by", version.made_by},
            {"made_at", iso(version.made_at)}};
}

}  // namespace

Json content_of(const Evaluation& evaluation, const Framework& framework, const Whole& whole,
                const std::vector<plans::Intention>& intentions, const PlainWords& plain, const Version& version, const LentTo& lent) {
    Json findings = Json::object(), evidence = Json::object(), scale = Json::array(), not_shared = Json::array(), words = Json::object(),
         sources = Json::object();
    for (const auto& on : whole.findings) {  // one finding stands on several themes, and one item has several findings
        const auto& item = on.evidence;
        if (auto& finding = findings[on.finding.text]; finding.is_null())
            finding = {{"kind", name_of(on.kind)},
                       {"statement", on.statement},
                       {"evidence", item.id.text},
                       {"excerpt", on.excerpt},
                       {"place", on.place}};
        auto& known = evidence[item.id.text];
        if (!known.is_null()) continue;
        known = {{"title", item.title},    {"source", item.source.key}, {"whose_view", item.whose_view},
                 {"from", iso(item.from)}, {"to", iso(item.to)},        {"security", name_of(item.security)}};
        if (const auto others = lent.find(item.id); others != lent.end()) known["reports"] = names_of(others->second);
    }
    for (const auto& source : framework.sources) sources[source.key] = source.title;
    for (const auto& level : framework.scale)
        scale.push_back({{"level", level.level}, {"word", level.name}, {"meaning", level.descriptor}, {"guideline", level.guideline}});
    for (const auto& gap : whole.not_shared) not_shared.push_back({{"owner", gap.owner_name}, {"items", gap.items}});
    for (const auto& [audience, parts] : plain) words[name_of(audience)] = parts;
    return {{"evaluation",
             {{"id", evaluation.id.text},
              {"title", evaluation.title},
              {"kind", name_of(evaluation.kind)},
              {"why", evaluation.why},
              {"children", evaluation.children},
              {"groups", titles_json(framework.children_groups, evaluation.groups)},
              {"neighbourhood", evaluation.neighbourhood},
              {"from", iso(evaluation.from)},
              {"to", iso(evaluation.to)},
              {"services", whole.services},
              {"children_parts", children_parts_json(whole)},
              {"partnership", whole.partnership},
              {"owner", evaluation.owner_name}}},
            {"framework",
             {{"id", framework.id}, {"title", framework.title}, {"version", framework.version}, {"hash", evaluation.framework_hash}}},
            {"scale", std::move(scale)},
            {"sources", std::move(sources)},
            {"questions", questions_json(framework, whole)},
            {"capacity", capacity_json(whole)},
            {"next", next_json(framework, intentions)},
            {"left_out", left_out_json(framework, whole)},
            {"findings", std::move(findings)},
            {"evidence", std::move(evidence)},
            {"not_shared", std::move(not_shared)},
            {"plain_words", std::move(words)},
            {"version", version_json(version)}};
}

std::string content_shape() {
    const std::string conclusion =
        "conclusion?: {part, statement, confidence?, caveat, achievements?, responsiveness?, findings: [text], words_for_proportions: "
        "[{word, "
        "sentence, figure?: {id, words, counted: number, total: number, as_of: day}}], written_by?, version?: number}";
    const std::string level = "level: number, word, confidence, caveat";
    const std::string indicator = "{code, title, depth?, reason?, themes?: number, looked_at?: [{title, state}], judgement?: {" + level +
                                  ", rationale?, version?: number}, last_time?: {" + level +
                                  "}, triangulation?: {*: number}, findings?: [text]}";
    return "{evaluation: {id?, title, kind, why?, children?, groups?: [text], neighbourhood?, from: day, to: day, services?: [text], "
           "children_parts?: [{service, part}], partnership, owner?, version?: number, is_finished?: yes_no}, "
           "framework: {id, title?, version, hash}, scale?: [{level: number, word, meaning?, guideline?}], sources?: {*: text}, "
           "questions: [{number: number, title, levels?: [number], " +
           conclusion + ", key_areas: [{number, title, " + conclusion + ", indicators: [" + indicator +
           "]}]}], capacity: {components: [{component, " + conclusion +
           "}], factors: [{kind, words, review_on: day}], why_not?}, "
           "next?: [{objective, difference, outcomes: [text], organisations: [text], by?: day}], "
           "left_out?: [{code, title, short?, reason}], findings: {*: {kind, statement, evidence?, excerpt?, place?}}, "
           "evidence?: {*: {title, source, whose_view, from: day, to: day, security, reports?: [text]}}, "
           "not_shared?: [{owner, items: number}], plain_words?: {*: {*: text}}, "
           "version?: {number: number, what_changed, made_by?, made_at: moment, server?}, withheld?: number, to_decide?, "
           "awarded?: [{level: number, word, count: number}], drawn_in?: [text]}";
}

}  // namespace touchstone::reports
