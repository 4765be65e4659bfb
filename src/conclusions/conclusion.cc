#include "conclusions/conclusion.h"

#include <algorithm>
#include <stdexcept>

#include "base/checks.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace judging;

using frameworks::Framework;

namespace {

std::vector<std::string> names_of(const std::vector<Confidence>& confidences) {
    std::vector<std::string> names;
    for (const auto confidence : confidences) names.push_back(name_of(confidence));
    return names;
}

}  // namespace

std::string text_of(const Part& part) {
    constexpr const char* heads[] = {"question_", "area_", "component_"};
    return heads[static_cast<int>(part.kind)] + part.key;
}

Part part_of_question(int number) { return {Part::Kind::question, std::to_string(number)}; }
Part part_of_area(const std::string& number) { return {Part::Kind::area, number}; }
Part part_of_component(const std::string& component) { return {Part::Kind::component, component}; }

Part stored_part(const std::string& text) {
    for (const auto kind : {Part::Kind::question, Part::Kind::area, Part::Kind::component})
        if (const auto head = text_of({kind, {}}); text.starts_with(head)) return {kind, text.substr(head.size())};
    throw std::logic_error("no part is called " + text);
}

const std::vector<std::string>& all_components() {
    static const std::vector<std::string> all{"outcomes", "leadership", "improvement"};
    return all;
}

std::optional<Part> part_from(const Framework& framework, const std::string& text) {
    for (const auto& question : framework.questions)
        if (auto part = part_of_question(question.number); text_of(part) == text) return part;
    for (const auto& area : framework.key_areas)
        if (auto part = part_of_area(area.number); text_of(part) == text) return part;
    for (const auto& component : all_components())
        if (auto part = part_of_component(component); text_of(part) == text) return part;
    return std::nullopt;
}

bool is_capacity(const Framework& framework, const Part& part) {
    return part.kind == Part::Kind::component || part == part_of_question(framework.questions.back().number);
}

bool is_under(const Framework& framework, const Part& part, const frameworks::Indicator& indicator) {
    if (is_capacity(framework, part)) return true;
    if (part.kind == Part::Kind::area) return indicator.key_area == part.key;
    const auto* area = frameworks::find_key_area(framework, indicator.key_area);
    return area != nullptr && part == part_of_question(area->question);
}

Asked asked_on(const Framework& framework, const Part& part) {
    if (!is_capacity(framework, part)) return Asked::statement;
    return part.kind == Part::Kind::component ? Asked::confidence : Asked::achievements;
}

const Fields<ConclusionDraft>& conclusion_fields(Asked asked) {
    using field::choice, field::lines, field::needed;
    static const auto statement = needed(lines("statement", &ConclusionDraft::statement, statement_max_characters));
    static const Fields<ConclusionDraft> plain{"evaluations.conclusion", {statement}, &ConclusionDraft::seen_version};
    static const Fields<ConclusionDraft> on_capacity{
        "evaluations.conclusion",
        {statement, choice("confidence", &ConclusionDraft::confidence, names_of(all_confidences())),
         lines("caveat", &ConclusionDraft::caveat, caveat_max_characters)},
        &ConclusionDraft::seen_version};
    static const auto on_the_whole = [] {
        auto fields = on_capacity;
        fields.list.push_back(lines("achievements", &ConclusionDraft::achievements, achievements_max_characters));
        fields.list.push_back(lines("responsiveness", &ConclusionDraft::responsiveness, responsiveness_max_characters));
        return fields;
    }();
    return asked == Asked::achievements ? on_the_whole : asked == Asked::confidence ? on_capacity : plain;
}

ConclusionDraft draft_of(const Conclusion& conclusion) {
    ConclusionDraft draft{conclusion.statement, conclusion.version, conclusion.confidence ? name_of(*conclusion.confidence) : "",
                          conclusion.caveat};
    for (const auto& finding : conclusion.findings) draft.findings.push_back(finding.text);
    draft.achievements = conclusion.achievements;
    draft.responsiveness = conclusion.responsiveness;
    return draft;
}

Outcome<Conclusion> conclude(const Evaluation& evaluation, const Framework& framework, const Part& part, const ConclusionDraft& draft,
                             const std::vector<FindingId>& known, const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    require_text(problems, "evaluations.conclusion", "statement", draft.statement, statement_max_characters);
    Conclusion conclusion{part, draft.statement, std::nullopt, {}, {}, by, now, draft.seen_version};
    const auto asked = asked_on(framework, part);
    if (asked != Asked::statement) {
        conclusion.confidence = confidence_from(draft.confidence);
        conclusion.caveat = draft.caveat;
        if (!conclusion.confidence) problems.push_back({"confidence", "evaluations.conclusion.confidence_missing"});
        limit_text(problems, "evaluations.conclusion", "caveat", draft.caveat, caveat_max_characters);
        if (!draft.caveat.empty() && !says_something(draft.caveat))
            problems.push_back({"caveat", "evaluations.conclusion.caveat_without_words"});
    }
    if (asked == Asked::achievements) {
        conclusion.achievements = draft.achievements;
        conclusion.responsiveness = draft.responsiveness;
        limit_text(problems, "evaluations.conclusion", "achievements", draft.achievements, achievements_max_characters);
        limit_text(problems, "evaluations.conclusion", "responsiveness", draft.responsiveness, responsiveness_max_characters);
    }
    for (const auto& finding : known)
        if (std::ranges::find(draft.findings, finding.text) != draft.findings.end()) conclusion.findings.push_back(finding);
    if (!problems.empty()) return refuse(problems);
    return conclusion;
}

std::string as_json(const Conclusion& conclusion) { return as_json(conclusion_fields(Asked::achievements).values(draft_of(conclusion))); }

}  // namespace touchstone::conclusions
