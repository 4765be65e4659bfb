#include "reports/missing_pages.h"

#include <algorithm>
#include <set>

#include "conclusions/conclusion_words_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "judging/judging_words_pages.h"
#include "reports/publishing_pages.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::reports {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
namespace {

using frameworks::Framework;
using web::text;

bool is_in_scope(const Whole& whole, const std::string& indicator) {
    const auto choice = whole.scope.find(indicator);
    return choice != whole.scope.end() && choice->second.depth != frameworks::Depth::none;
}

bool is_written(const Whole& whole, const Part& part) { return whole.conclusions.contains(text_of(part)); }

void add_judgements(std::vector<Missing>& missing, const Evaluation& evaluation, const Framework& framework, const Whole& whole) {
    std::vector<std::string> codes;
    for (const auto& indicator : framework.indicators)
        if (indicator.judged && is_in_scope(whole, indicator.code) && !whole.judgements.contains(indicator.code))
            codes.push_back(indicator.code);
    if (!codes.empty())
        missing.push_back({web::counted("reports.missing.judgements", static_cast<int>(codes.size()), {{"codes", web::joined(codes)}}),
                           desk_address(evaluation.id, codes.front()), text("reports.missing.judge", {{"code", codes.front()}})});
}

void add_conclusions(std::vector<Missing>& missing, const Evaluation& evaluation, const Framework& framework, const Whole& whole) {
    for (const auto& question : framework.questions) {
        const auto part = part_of_question(question.number);
        const bool is_asked = std::ranges::any_of(framework.indicators, [&](const frameworks::Indicator& indicator) {
            return is_in_scope(whole, indicator.code) && is_under(framework, part, indicator);
        });
        if (is_capacity(framework, part) || !is_asked || is_written(whole, part)) continue;
        missing.push_back({text("reports.missing.conclusion", {{"title", question.title}}), part_address(evaluation.id, part),
                           text("reports.missing.conclude", {{"number", std::to_string(question.number)}})});
    }
    std::vector<std::string> components;
    for (const auto& component : all_components())
        if (!is_written(whole, part_of_component(component))) components.push_back(part_title(framework, part_of_component(component)));
    if (!has_statement_on_capacity(framework, whole)) {
        components.push_back(text("evaluations.capacity.overall"));
    } else {
        const auto& overall = whole.conclusions.at(text_of(part_of_question(framework.questions.back().number))).conclusion;
        if (overall.achievements.empty()) components.push_back(text("evaluations.conclusion.achievements"));
        if (overall.responsiveness.empty()) components.push_back(text("evaluations.conclusion.responsiveness"));
    }
    if (!components.empty())
        missing.push_back({text("reports.missing.capacity", {{"parts", web::listed_apart(components)}}),
                           address_of(evaluation.id) + "/capacity", text("evaluations.capacity.title")});
}

void add_conflicts(std::vector<Missing>& missing, const Evaluation& evaluation, const Whole& whole) {
    const auto open = static_cast<int>(std::ranges::count_if(conflicts_in(whole.findings, whole.decisions), &Conflict::is_open));
    if (open > 0)
        missing.push_back({web::counted("reports.missing.conflicts", open), address_of(evaluation.id) + "/conflicts",
                           text("reports.missing.conflicts_link")});
}

// Gathers each word where it stands with no figure: neither tied to one that supports it, nor with a number in its sentence.
class Unborne {
public:
    Unborne(const Framework& framework, const Whole& whole) : framework_(framework), whole_(whole) {
        for (const auto* head : {"word", "sentence", "where"}) table_.heads.push_back({text(std::string("reports.words.") + head), {}});
        table_.caption = text("reports.words.title");
        table_.id = "words_table";
    }

    void look(const std::string& words, const std::string& where, const std::string& href, const std::string& part = {}) {
        for (const auto& said : quantity_words_in(framework_, words)) {
            const bool has_number = said.sentence.find_first_of("0123456789") != std::string::npos;
            if (has_number || is_tied(part, said, words)) continue;
            table_.rows.push_back({{said.word, {}}, {said.sentence, {}}, {where, href}});
        }
    }

    [[nodiscard]] web::Data made() const { return table_.rows.empty() ? web::Data(false) : web::Data(web::table(table_)); }

private:
    [[nodiscard]] bool is_tied(const std::string& part, const Said& said, const std::string& statement) const {
        return std::ranges::any_of(whole_.ties, [&](const Tie& tie) {
            return !part.empty() && tie.part == part && tie.said == said &&
                   state_of(framework_, tie, statement, whole_.figure(tie.figure)) == TieState::supported;
        });
    }

    const Framework& framework_;
    const Whole& whole_;
    web::Table table_;
};

}  // namespace

bool has_statement_on_capacity(const Framework& framework, const Whole& whole) {
    return !framework.questions.empty() && is_written(whole, part_of_question(framework.questions.back().number));
}

std::vector<Missing> missing_from(const Evaluation& evaluation, const Framework& framework, const Whole& whole) {
    std::vector<Missing> missing;
    if (std::ranges::none_of(framework.indicators, [&](const auto& indicator) { return is_in_scope(whole, indicator.code); }))
        missing.push_back({text("reports.missing.scope"), address_of(evaluation.id) + "/scope", text("evaluations.steps.scope_first")});
    add_judgements(missing, evaluation, framework, whole);
    add_conclusions(missing, evaluation, framework, whole);
    add_conflicts(missing, evaluation, whole);
    return missing;
}

web::Data missing_list(const std::vector<Missing>& missing) {
    web::List items;
    for (const auto& one : missing) items.push_back(web::Object{{"words", one.words}, {"link", web::link(one.href, one.link)}});
    return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
}

web::Data unborne_words(const Evaluation& evaluation, const Framework& framework, const Whole& whole, const PlainWords& plain) {
    Unborne unborne(framework, whole);
    for (const auto& [code, judged] : whole.judgements) {
        unborne.look(judged.judgement.rationale, text("reports.words.rationale", {{"code", code}}), desk_address(evaluation.id, code));
        unborne.look(judged.judgement.caveat, text("reports.words.caveat", {{"code", code}}), desk_address(evaluation.id, code));
    }
    for (const auto& [key, concluded] : whole.conclusions) {
        const auto& conclusion = concluded.conclusion;
        const auto title = part_title(framework, conclusion.part), href = part_address(evaluation.id, conclusion.part);
        unborne.look(conclusion.statement, title, href, key);
        for (const auto& words : {conclusion.caveat, conclusion.achievements, conclusion.responsiveness}) unborne.look(words, title, href);
    }
    std::set<std::string> seen;
    for (const auto& on : whole.findings)
        if (seen.insert(on.finding.text).second) unborne.look(on.statement, on.evidence.title, "/evidence/" + on.evidence.id.text);
    for (const auto& [audience, parts] : plain)
        for (const auto& [part, words] : parts)
            unborne.look(words, audience_word(audience), publishing_address(evaluation.id) + "/plain-words");
    return unborne.made();
}

}  // namespace touchstone::reports
