// An evaluation is one exercise: who looks, why, at which services and children, over which period, against which framework version
// (guide parts 3.1–3.4). Its steps are not a rail: scope, evidence, judgements and conclusions may come in any order until it is finished.
//
// This slice holds: evaluation and scope, evidence with its findings, triangulation, judgement, conclusion. Domain files are pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::evaluations {

// Stored: never renumber.
enum class Kind { self_evaluation = 1, single_service_inspection, joint_inspection, thematic_review, plan_formulation, monitoring };
// The three related levels of part 3.1. Stored: never renumber.
enum class ServiceLevel { strategic = 1, operational, delivery };
// How the team comes to its levels: at one table, or each alone first, unseen by the others until all is laid open. Stored: never renumber.
enum class Judging { together = 1, alone_first };

struct Evaluation {
    EvaluationId id;
    std::string title;
    Kind kind = Kind::self_evaluation;
    std::string why;
    ServiceLevel level = ServiceLevel::strategic;
    std::vector<ServiceId> services;
    std::string children;  // which children and young people, in words
    Date from{}, to{};     // the period looked at, both days included
    std::string framework_hash;
    OrganisationId owner;    // empty: the whole partnership
    std::string owner_name;  // as it is called now
    AccountId created_by;
    Instant created_at;
    std::optional<Instant> finished_at;
    std::optional<Instant> archived_at = {};  // finished, and out of the list unless it is asked for
    int version = 0;                          // times saved; 0 means never yet
    Judging judging = Judging::together;
    EvaluationId inspects;                 // the self-evaluation that this inspection looks at; mostly empty
    EvaluationId parent = {};              // at a higher level, that this one is part of; empty: none
    EvaluationId continues = {};           // the last one of the same services, in whose next cycle this one stands; empty: none
    std::vector<std::string> groups = {};  // keys of the framework's groups of children that it is about (part 3.1)
    std::string neighbourhood = {};        // that it is about, in words; empty: it is about none

    bool is_finished() const { return finished_at.has_value(); }
};

// What someone typed, before we believe any of it.
struct EvaluationDraft {
    std::string title, kind, why, level;
    std::vector<std::string> services;
    std::string children, from, to;
    int seen_version = 0;
    std::string judging;  // empty: together
    std::string parent = {};
    std::vector<std::string> groups = {};
    std::string neighbourhood = {};
};
[[nodiscard]] const Fields<EvaluationDraft>& set_up_fields();
[[nodiscard]] EvaluationDraft draft_of(const Evaluation&);

// Another evaluation that one may be set under, or another that is set under this one.
struct Related {
    EvaluationId id;
    std::string title;
    ServiceLevel level = ServiceLevel::strategic;
};

inline constexpr std::size_t title_max_characters = 150;
inline constexpr std::size_t statement_max_characters = 4'000;

// Sets up an evaluation, or changes how one was set up, or says everything that is wrong with the draft, in the order of the form.
// `services` are those of the partnership that may be named, `parents` the evaluations that this one may be part of, `groups` the keys of
// the framework's groups of children; an evaluation keeps those that it has.
[[nodiscard]] Outcome<Evaluation> set_up(const Evaluation& before, const EvaluationDraft&, const std::vector<ServiceId>& services,
                                         const std::vector<Related>& parents = {}, const std::vector<std::string>& groups = {});

// A finished evaluation takes no more changes until it is opened again.
[[nodiscard]] Outcome<Evaluation> finish(const Evaluation&, Instant now);
[[nodiscard]] Outcome<Evaluation> reopen(const Evaluation&);
// Out of the list, and back in it.
[[nodiscard]] Outcome<Evaluation> archive(const Evaluation&, Instant now);
[[nodiscard]] Outcome<Evaluation> take_out_of_archive(const Evaluation&);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Evaluation&);

// The words of forms, addresses and texts: "self_evaluation".
[[nodiscard]] std::string name_of(Kind);
[[nodiscard]] std::string name_of(ServiceLevel);
[[nodiscard]] std::string name_of(Judging);
[[nodiscard]] const std::vector<Judging>& all_judgings();
[[nodiscard]] std::optional<Kind> kind_from(const std::string&);
[[nodiscard]] std::optional<ServiceLevel> service_level_from(const std::string&);
[[nodiscard]] const std::vector<Kind>& all_kinds();
[[nodiscard]] const std::vector<ServiceLevel>& all_service_levels();

}  // namespace touchstone::evaluations
