// What the demonstration concludes, and what stands behind its words.
#include <algorithm>

#include "conclusions/conclusion_store.h"
#include "demo/loader.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework.h"
#include "reports/layout.h"
#include "reports/publication.h"
#include "reports/publishing_store.h"

namespace touchstone::demo {

using namespace conclusions;
namespace {

Part part_of(const YAML::Node& node) {
    if (node["question"]) return part_of_question(node["question"].as<int>());
    return node["area"] ? part_of_area(word(node, "area")) : part_of_component(word(node, "component"));
}

}  // namespace

void Loader::load_conclusion(const YAML::Node& node, const Evaluation& evaluation) {
    const auto part = part_of(node);
    const auto by = named(accounts_, word(node, "by"));
    const auto at = calendar_.at(node, "on");
    latest_ = std::max(latest_, at);
    ConclusionDraft draft{word(node, "text"),          0, word(node, "confidence"), word(node, "caveat"), {}, word(node, "achievements"),
                          word(node, "responsiveness")};
    std::vector<FindingId> known;
    const auto drawn = words(node, "draws");
    for (const auto& on : list_on_themes(db_, everything(at), evaluation.id, {}))
        for (const auto& key : drawn)
            if (on.evidence.id == named(evidence_, key) && on.kind != FindingKind::context &&
                std::ranges::find(known, on.finding) == known.end()) {
                known.push_back(on.finding);
                draft.findings.push_back(on.finding.text);
            }
    const auto conclusion = accepted(conclude(evaluation, *framework_, part, draft, known, by, at), evaluation.title);
    if (!record_conclusion(db_, {partnership_, by, at}, evaluation.id, nullptr, conclusion))
        throw std::runtime_error("demo: concluded twice");
}

void Loader::load_figures(const YAML::Node& root) {
    auto evaluation = find_evaluation(db_, partnership_, named(evaluations_, word(root, "evaluation"))).value();
    evaluation.finished_at.reset();  // all of this came before it was finished
    std::map<std::string, FigureId> figures;
    for (const auto& node : root["figures"]) {
        const auto at = calendar_.at(node, "on");
        Figure fresh;
        fresh.id = FigureId::make(at);
        fresh.evidence = named(evidence_, word(node, "evidence"));
        fresh.written_by = named(accounts_, word(node, "by"));
        fresh.written_at = at;
        add_figure(
            db_, {partnership_, fresh.written_by, at},
            accepted(count_up(fresh, {word(node, "what"), word(node, "counted"), word(node, "total"), word(node, "as_of"), 0}, date_of(at)),
                     word(node, "key")));
        figures[word(node, "key")] = fresh.id;
    }
    const auto concluded = list_conclusions(db_, partnership_, evaluation.id);
    for (const auto& node : root["ties"]) {
        const auto on =
            std::ranges::find_if(concluded, [&](const auto& each) { return text_of(each.conclusion.part) == word(node, "part"); });
        for (const auto& said : quantity_words_in(*framework_, on->conclusion.statement))
            if (said.word == word(node, "word")) {
                const auto at = calendar_.at(node, "on");
                add_tie(db_, {partnership_, named(accounts_, word(node, "by")), at}, evaluation.id,
                        {TieId::make(at), word(node, "part"), said, named(figures, word(node, "figure"))});
                break;
            }
    }
    for (const auto& node : root["factors"]) {
        ContextFactor fresh;
        fresh.written_at = calendar_.at(node, "on");
        fresh.id = FactorId::make(fresh.written_at);
        fresh.written_by = named(accounts_, word(node, "by"));
        add_factor(db_, {partnership_, fresh.written_by, fresh.written_at}, evaluation.id,
                   accepted(note_factor(evaluation, fresh, {word(node, "kind"), word(node, "words"), word(node, "review_on"), 0}),
                            word(node, "kind")));
    }
    load_plain_words(root["plain_words"], evaluation.id);
}

void Loader::load_plain_words(const YAML::Node& node, const EvaluationId& evaluation) {
    const auto who = named(accounts_, word(node, "by"));
    const auto at = calendar_.at(node, "on");
    std::vector<reports::PlainChange> changes;
    for (const auto audience : {reports::Audience::board, reports::Audience::young_people})
        for (const auto& question : framework_->questions) {
            const auto part = text_of(part_of_question(question.number));
            const auto written = word(node[reports::name_of(audience)], part.c_str());
            if (written.empty()) throw std::runtime_error("demo: nothing in plain words on " + part);
            changes.push_back({audience, part, {}, written});
            const auto heading = reports::heading_part(part);
            if (reports::has_headings(audience))
                changes.push_back({audience, heading, {}, word(node[reports::name_of(audience)], heading.c_str())});
        }
    reports::keep_plain_words(db_, by(who, at), evaluation, changes);
}

}  // namespace touchstone::demo
