#include "conclusions/concluding_pages.h"

#include <algorithm>
#include <map>

#include "conversations/conversation_store.h"
#include "frameworks/framework_store.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;

using frameworks::Framework;
using web::text;

std::optional<Concluding> find_concluding(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    std::string named = text_of(part_of_question(framework.questions.back().number));
    for (const auto& [hole, head] :
         std::map<std::string, std::string>{{"question", "question_"}, {"key_area", "area_"}, {"component", "component_"}})
        if (const auto found = visit.path.find(hole); found != visit.path.end()) named = head + found->second;
    const auto part = part_from(framework, named);
    if (!part) return std::nullopt;
    auto whole = read_whole(db, visit.sight(), evaluation->id);
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished();
    const auto today = looked_at(*evaluation, visit.now);
    auto talk = conversations::list_conversations(db, visit.actor.partnership, talked_about(evaluation->id, *part));
    return Concluding{std::move(*evaluation), &framework, *part, std::move(whole), may_write, today, std::move(talk)};
}

conversations::About talked_about(const EvaluationId& evaluation, const Part& part) {
    return {conversations::Kind::conclusion, evaluation.text, text_of(part)};
}

std::string part_label(const Part& part) {
    constexpr const char* keys[] = {"question", "key_area", "component"};
    return text(std::string("evaluations.conclusion.") + keys[static_cast<int>(part.kind)], {{"number", part.key}});
}

std::string part_about(const Framework& framework, const Part& part) {
    if (part.kind == Part::Kind::component) return text("evaluations.capacity.component." + part.key + ".about");
    if (part.kind == Part::Kind::area) return frameworks::find_key_area(framework, part.key)->about;
    return std::ranges::find_if(framework.questions, [&](const auto& question) { return part_of_question(question.number) == part; })
        ->about;
}

std::vector<Part> parts_below(const Framework& framework, const Part& part) {
    std::vector<Part> below;
    if (part.kind != Part::Kind::question) return below;
    if (is_capacity(framework, part)) {
        for (const auto& component : all_components()) below.push_back(part_of_component(component));
        return below;
    }
    for (const auto& area : framework.key_areas)
        if (part_of_question(area.question) == part) below.push_back(part_of_area(area.number));
    return below;
}

const Concluded* concluded_at(const Concluding& at) {
    const auto found = at.whole.conclusions.find(text_of(at.part));
    return found == at.whole.conclusions.end() ? nullptr : &found->second;
}

std::vector<OnTheme> findings_under(const Concluding& at, FindingKind kind) {
    std::vector<OnTheme> findings;
    for (const auto& on : at.whole.findings) {
        const auto* indicator = frameworks::find_indicator(*at.framework, on.theme.indicator);
        if (on.kind != kind || indicator == nullptr || !is_under(*at.framework, at.part, *indicator)) continue;
        if (std::ranges::find(findings, on.finding, &OnTheme::finding) == findings.end()) findings.push_back(on);
    }
    return findings;
}

std::string counts_in_words(const Concluding& at) {
    std::map<int, int, std::greater<>> counts;
    for (const auto& [code, judged] : at.whole.judgements)
        if (const auto* indicator = frameworks::find_indicator(*at.framework, code);
            indicator && is_under(*at.framework, at.part, *indicator))
            ++counts[static_cast<int>(judged.judgement.level)];
    std::vector<std::string> words;
    for (const auto& [level, count] : counts) words.push_back(std::to_string(count) + " " + level_word(*at.framework, level));
    return web::listed(words);
}

std::vector<std::pair<std::string, std::string>> offered_at(const Concluding& at) {
    std::vector<std::string> judged;
    std::vector<std::pair<std::string, std::string>> sentences;
    for (const auto& [code, judgement] : at.whole.judgements) judged.push_back(code);
    for (const auto& offered :
         offered_caveats(*at.framework, judged, at.whole.findings, at.whole.decisions, at.whole.items_not_shared(), at.today))
        sentences.emplace_back(offered.key,
                               offered.names.empty()
                                   ? web::counted("evaluations.conclusion.offer." + offered.key, offered.count)
                                   : text("evaluations.conclusion.offer." + offered.key, {{"names", web::joined(offered.names)}}));
    return sentences;
}

web::Data drawn_in(const Concluding& at, const Concluded& concluded, FindingKind kind) {
    web::List items;
    for (const auto& on : findings_under(at, kind))
        if (std::ranges::find(concluded.conclusion.findings, on.finding) != concluded.conclusion.findings.end())
            items.push_back(web::Object{{"statement", on.statement},
                                        {"from", on.evidence.title},
                                        {"href", "/evidence/" + on.evidence.id.text + "#finding_" + on.finding.text}});
    return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
}

web::Data lost_findings(const Concluding& at, const Concluded& concluded) {
    int lost = 0;
    for (const auto& finding : concluded.conclusion.findings)
        lost += std::ranges::find(at.whole.findings, finding, &OnTheme::finding) == at.whole.findings.end() ? 1 : 0;
    return lost == 0 ? web::Data(false) : web::Data(web::counted("evaluations.conclusion.lost", lost));
}

}  // namespace touchstone::conclusions
