// Loads the demonstration partnership from demo/*.yaml, through the same verbs as everybody's work.
#pragma once
#include <map>
#include <string>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "db/db.h"
#include "db/file_store.h"
#include "evaluations/scope.h"
#include "evaluations/sharing.h"
#include "frameworks/framework.h"
#include "judging/conflict.h"
#include "measures/measure.h"
#include "people/account.h"
#include "people/assignment.h"
#include "people/organisation.h"
#include "plans/action.h"
#include "standards/standard.h"
#include "voice/questionnaire_store.h"
#include "web/texts.h"

namespace touchstone::demo {

using namespace evaluations;
using namespace evidence;
using namespace judging;

// The value under a key, or nothing.
[[nodiscard]] std::string word(const YAML::Node&, const char* key);

// The values of a list under a key.
[[nodiscard]] std::vector<std::string> words(const YAML::Node&, const char* key);

// Working hours on the day that the entry names; later entries of a day are later.
struct Calendar {
    int seconds = 0;
    Instant at(const YAML::Node& node, const char* key) {
        const auto date = date_from(word(node, key));
        if (!date) throw std::runtime_error(fmt::format("demo: {} is not a date", word(node, key)));
        seconds = (seconds + 37) % (8 * 3600);
        return Instant{std::chrono::sys_days{*date}} + std::chrono::hours{9} + std::chrono::seconds{seconds};
    }
};

template <class Value>
Value accepted(Outcome<Value> outcome, const std::string& what) {
    if (outcome) return std::move(*outcome);
    std::string problems;
    for (const auto& problem : outcome.error()) problems += " " + problem.field + ": " + web::text(problem.text);
    throw std::runtime_error("demo: " + what + " was refused:" + problems);
}

class Loader {
public:
    Loader(db::Write& db, const db::FileStore& files, Instant now) : db_(db), files_(files), now_(now) {}

    void load();

private:
    // A file of the demonstration, in the years of the day on which it is loaded.
    [[nodiscard]] YAML::Node told_now(const std::string& name) const;

    // What is named elsewhere must be there.
    template <class Id>
    static const Id& named(const std::map<std::string, Id>& known, const std::string& key) {
        const auto found = known.find(key);
        if (found == known.end()) throw std::runtime_error("demo: nothing is called " + key);
        return found->second;
    }

    void load_people(const YAML::Node& root);
    void load_places(const YAML::Node& root);

    // Nobody can sign in as one of them with a password: visitors step in.
    void load_person(const YAML::Node& node);

    void hold(const people::Assignment&, const std::string& on);

    void load_evidence(const YAML::Node& node);

    OrganisationId owner_of(const YAML::Node& node) const;

    void load_shares(const YAML::Node& node, Shared kind, const std::string& object, const OrganisationId& owner, const AccountId& by,
                     Instant at);

    void load_file(const YAML::Node& node, const EvidenceId& item, const AccountId& by, Instant at);

    void load_finding(const YAML::Node& node, const std::string& key, const EvidenceId& item, const AccountId& by, Instant at);

    void load_evaluation(const YAML::Node& node);

    void load_scope(const YAML::Node& node, const Evaluation& evaluation, const AccountId& by, Instant at);

    // What the findings of everybody give for it.
    Ground ground_on(const Evaluation& evaluation, const std::string& indicator, Instant at);

    void load_judgement(const YAML::Node& node, const Evaluation& evaluation);

    void load_conclusion(const YAML::Node& node, const Evaluation& evaluation);

    // Figures, the words tied to them, and what may help or hinder from outside.
    void load_figures(const YAML::Node& root);

    // What the finished evaluation found, for board members and young people.
    void load_plain_words(const YAML::Node& node, const EvaluationId&);

    // Each alone first, then laid open and agreed: on the day on which the level was recorded.
    void load_moderation(const YAML::Node& root);

    void load_calibration(const YAML::Node& node, const Evaluation& evaluation);

    void load_decision(const YAML::Node& node, const Evaluation& evaluation);

    void load_inspection(const YAML::Node& node, const Evaluation& self);

    // Works for the inspectorate, and was given the self-evaluation to read.
    void load_inspector(const YAML::Node& node, const people::Organisation& inspectorate, const Evaluation& self);

    void load_inspectors_evidence(const YAML::Node& node, const Evaluation& inspection, const AccountId& by, Instant at);

    // What the partnership plans to do about it, and how far it has come.
    void load_plan(const YAML::Node& root);

    void load_objective(const YAML::Node& node, Instant at);

    void load_target(const YAML::Node& node, const plans::Objective&, Instant at);

    void load_action(const YAML::Node& node, const plans::ObjectiveId&, Instant at);

    void load_state(const YAML::Node& node, plans::ActionPoint, Instant at);

    void load_answer(const YAML::Node& node, Instant at);

    void load_standard(const YAML::Node& node);
    void load_duty(const YAML::Node& node);

    void load_practice(const YAML::Node& node);
    void load_task(const YAML::Node& node);
    void load_conversation(const YAML::Node& node);

    std::vector<EvidenceId> evidence_named(const YAML::Node& node) const;

    // What people were asked, and what invented people answered.
    void load_measure(const YAML::Node& node);
    void make_evidence_of_measure(const YAML::Node& node, const measures::MeasureId&, const AccountId& author, Instant at);
    void load_questionnaire(const YAML::Node& node);
    void load_language(const YAML::Node& node, const voice::QuestionnaireId&);
    void load_wave(const YAML::Node& node, const voice::KeptQuestionnaire&, const AccountId& author);
    void answer(const YAML::Node& node, const voice::Wave&, Instant at);
    void load_coding(const YAML::Node& node, const voice::WaveId&);
    void load_wall(const YAML::Node& node);
    void read_statements(const YAML::Node& node, const voice::Wave&, Instant at);
    void tell_statements(const YAML::Node& node, const voice::Wave&, const AccountId& author, Instant at);
    void load_talk(const YAML::Node& node);
    void load_comment(const YAML::Node& node);

    Sight everything(Instant at) const;

    void finish_it(Evaluation evaluation, const AccountId& by);

    By by(const AccountId& who, Instant at) const { return {partnership_, who, at}; }

    db::Write& db_;
    const db::FileStore& files_;
    Instant now_;
    PartnershipId partnership_;
    std::string partnership_name_;
    std::string framework_hash_;
    const frameworks::Framework* framework_ = nullptr;
    std::map<std::string, EvaluationId> evaluations_;
    std::map<std::string, OrganisationId> organisations_;
    std::map<std::string, std::string> names_;  // of organisations, services and people
    std::map<std::string, ServiceId> services_;
    std::map<std::string, AccountId> accounts_;
    std::map<std::string, EvidenceId> evidence_;
    std::map<EvidenceId, std::vector<standards::Standard>> standards_of_;
    std::map<std::string, plans::ObjectiveId> objectives_;
    std::map<std::string, measures::MeasureId> measures_;  // by code
    plans::PlanId plan_;
    AccountId plan_by_;
    ScopeDraft scope_;
    Calendar calendar_;
    Instant latest_{};
};

}  // namespace touchstone::demo
