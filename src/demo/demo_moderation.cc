// How the demonstration was judged by five people, and inspected.
#include "concerns/concern_store.h"
#include "demo/loader.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "judging/calibration_store.h"
#include "judging/conflict_store.h"
#include "judging/inspection_store.h"
#include "judging/judgement_store.h"
#include "judging/moderation_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "web/texts.h"

namespace touchstone::demo {

void Loader::load_moderation(const YAML::Node& root) {
    auto evaluation = find_evaluation(db_, partnership_, named(evaluations_, word(root, "evaluation"))).value();
    evaluation.finished_at.reset();  // all of this came before it was finished
    const auto leader = named(accounts_, word(root, "led_by"));
    std::map<std::string, Judgement> agreed;
    for (const auto& judged : list_judgements(db_, partnership_, evaluation.id))
        agreed.emplace(judged.judgement.indicator, judged.judgement);
    for (const auto& node : root["judged"]) {
        const auto indicator = word(node, "indicator");
        const auto at = agreed.at(indicator).judged_at;
        for (const auto& alone : node["first"]) {
            const auto by = named(accounts_, word(alone, "by"));
            const auto first = accepted(
                judge_alone(evaluation, indicator, true, false,
                            {word(alone, "level"), word(alone, "why"), word(alone, "confidence"), 0, {}}, by, at - std::chrono::days{1}),
                indicator);
            if (!record_first(db_, {partnership_, by, first.given_at}, evaluation.id, first))
                throw std::runtime_error("demo: judged alone twice");
        }
        reveal(db_, {partnership_, leader, at - std::chrono::minutes{20}}, evaluation.id, indicator);
        const auto& judged = agreed.at(indicator);
        if (!record_agreed(db_, {partnership_, leader, at}, evaluation.id, *framework_, &judged,
                           {judged, {word(node, "reason"), word(node, "dissent"), leader, {}, at}}))
            throw std::runtime_error("demo: " + indicator + " was judged meanwhile");
    }
    load_calibration(root["practice"], evaluation);
    for (const auto& node : root["conflicts"]) load_decision(node, evaluation);
    load_inspection(root["inspection"], evaluation);
}

// Whoever led the evaluation offers some of it for practice.
void Loader::load_calibration(const YAML::Node& node, const Evaluation& evaluation) {
    const auto by = named(accounts_, word(node, "by"));
    const auto at = calendar_.at(node, "on_day");
    CalibrationSet set{CalibrationId::make(at), word(node, "title"), by, at, {}};
    for (const auto& indicator : words(node, "indicators")) set.cases.push_back({evaluation.id, indicator});
    add_set(db_, {partnership_, by, at}, set);
}

void Loader::load_decision(const YAML::Node& node, const Evaluation& evaluation) {
    const auto theme = theme_from(word(node, "theme")).value();
    const auto by = named(accounts_, word(node, "by"));
    const auto at = calendar_.at(node, "on_day");
    DecisionDraft draft{word(node, "state"), word(node, "why"), {}, 0};
    for (const auto& code : node["follow"]) draft.follow.push_back(code.as<std::string>());
    std::vector<std::string> codes;
    for (const auto& indicator : framework_->indicators) codes.push_back(indicator.code);
    for (const auto& conflict : conflicts_in(list_on_themes(db_, everything(at), evaluation.id, theme.indicator), {}))
        if (conflict.theme == theme) {
            if (!record_decision(db_, {partnership_, by, at}, evaluation.id, nullptr,
                                 accepted(decide(evaluation, conflict, draft, codes, by, at), word(node, "theme"))))
                throw std::runtime_error("demo: decided twice");
            return;
        }
    throw std::runtime_error("demo: there is no conflict on " + word(node, "theme"));
}

void Loader::load_inspection(const YAML::Node& node, const Evaluation& self) {
    const auto office = node["organisation"];
    const people::Organisation inspectorate{OrganisationId::make(now_), word(office, "name"), word(office, "kind")};
    organisations_[word(office, "key")] = inspectorate.id;
    people::add_organisation(db_, by({}, now_), inspectorate);
    for (const auto& person : node["people"]) load_inspector(person, inspectorate, self);
    const auto by = named(accounts_, word(node, "by"));
    const auto at = calendar_.at(node, "created_on");
    if (!record_position(db_, {partnership_, self.created_by, at - std::chrono::days{3}}, self.id, nullptr,
                         {word(node, "position"), {}, self.created_by, at - std::chrono::days{3}, 0}))
        throw std::runtime_error("demo: a position was stated twice");
    const auto inspection = accepted(inspect(self, word(node, "title"), inspectorate.id, by, at), word(node, "title"));
    add_evaluation(db_, {partnership_, by, at}, inspection);
    ScopeDraft scope;
    for (const auto& choice : node["scope"]) {
        scope.depths[word(choice, "indicator")] = "full";
        scope.reasons[word(choice, "indicator")] = word(choice, "reason");
    }
    replace_scope(db_, {partnership_, by, at}, inspection.id, *framework_, {},
                  accepted(choose(inspection, *framework_, scope), inspection.title));
    scope_ = scope;
    int number = 0;
    for (const auto& item : node["evidence"]) load_inspectors_evidence(item, inspection, by, at + std::chrono::hours{++number});
    for (const auto& judged : node["judgements"]) {
        const auto indicator = word(judged, "indicator");
        const auto when = at + std::chrono::days{7};
        if (!record_judgement(
                db_, {partnership_, by, when}, inspection.id, *framework_, nullptr,
                accepted(
                    judge(inspection, indicator, ground_on(inspection, indicator, when),
                          {word(judged, "level"), word(judged, "why"), word(judged, "confidence"), 0, word(judged, "caveat")}, by, when),
                    indicator)))
            throw std::runtime_error("demo: " + indicator + " is judged twice");
        if (word(judged, "differs").empty()) continue;
        if (!record_difference(db_, {partnership_, by, when}, inspection.id, nullptr, {indicator, word(judged, "differs"), by, when, 0}))
            throw std::runtime_error("demo: explained twice");
    }
    const auto shared = accepted(
        share(Shared::evaluation, inspection.id.text, inspectorate.id,
              {"partnership", "levels", word(node, "share_purpose"), word(node, "share_until")}, {}, by, at + std::chrono::days{10}),
        inspection.title);
    add_share(db_, {partnership_, by, shared.since}, shared,
              {web::text("evaluations.sharing.whole_partnership"), web::text("evaluations.sharing.extent_" + name_of(shared.extent))});
}

void Loader::load_inspector(const YAML::Node& node, const people::Organisation& inspectorate, const Evaluation& self) {
    load_person(node);
    for (const auto& [reach, on] : {std::pair{Reach::organisation, inspectorate.id.text}, {Reach::evaluation, self.id.text}}) {
        auto given = people::on_partnership(partnership_, named(accounts_, word(node, "key")), Role::inspector,
                                            Instant{std::chrono::sys_days{std::chrono::year{2026} / 10 / 1}});
        given.reach = reach;
        given.on = on;
        hold(given, reach == Reach::evaluation ? self.title : inspectorate.name);
    }
}

void Loader::load_inspectors_evidence(const YAML::Node& node, const Evaluation& inspection, const AccountId& by, Instant at) {
    Evidence fresh;
    fresh.id = EvidenceId::make(at);
    fresh.owner = inspection.owner;
    fresh.added_by = by;
    fresh.added_at = at;
    const auto item = accepted(gather(fresh,
                                      {word(node, "title"), word(node, "source"), "", word(node, "whose_view"), word(node, "from"),
                                       word(node, "to"), "secure", "", "", 0},
                                      groups_of(*framework_), date_of(at)),
                               word(node, "title"));
    add_evidence(db_, {partnership_, by, at}, item);
    use_evidence(db_, {partnership_, by, at}, inspection.id, item.id);
    for (const auto& finding : node["findings"]) load_finding(finding, item.title, item.id, by, at);
}

}  // namespace touchstone::demo
