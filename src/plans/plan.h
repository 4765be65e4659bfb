// An improvement plan says what a partnership, or one organisation in it, is going to do about what evaluations found (guide part 4.1):
// improvement objectives, each from areas for improvement, with targets that can be measured and action points that somebody answers for.
//
// This slice holds: plan, objective, target, action point, effect, what levels ask for, and the examiner, which remarks on weak spots.
// Done is not the same as effective: the first rests on proof, the second on a later judgement or measure. Nothing here computes a level.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::plans {

using PlanId = Id<struct PlanTag>;
using ObjectiveId = Id<struct ObjectiveTag>;
using TargetId = Id<struct TargetTag>;
using ValueId = Id<struct TargetValueTag>;
using ActionId = Id<struct ActionTag>;
using MilestoneId = Id<struct MilestoneTag>;

struct Plan {
    PlanId id;
    std::string title;
    OrganisationId owner;    // empty: the partnership's, its integrated children's services plan; else a service provider's own
    std::string owner_name;  // as it is called now
    Date from{}, to{};       // both days included
    std::vector<EvaluationId> evaluations;
    AccountId created_by;
    Instant created_at;
    int edition = 0;  // how often its content changed: what partners sign
    int version = 0;  // times its own form was saved; 0 means never yet
};

struct PlanDraft {
    std::string title, from, to;
    std::vector<std::string> evaluations;
    int seen_version = 0;
};
[[nodiscard]] const Fields<PlanDraft>& plan_fields();
[[nodiscard]] PlanDraft draft_of(const Plan&);

inline constexpr std::size_t title_max_characters = 150;
inline constexpr std::size_t words_max_characters = 2'000;

// `known` are the evaluations that whoever drafts can read. A plan keeps those that it draws on and that are not among them.
[[nodiscard]] Outcome<Plan> draft_plan(const Plan& before, const PlanDraft&, const std::vector<EvaluationId>& known);

// A partner's signature under its part, in the edition that was shown.
struct Signature {
    OrganisationId organisation;
    std::string organisation_name;
    int edition = 0;
    AccountId by;
    std::string by_name;
    Instant at;
};
struct SignatureDraft {
    std::string organisation;
};
[[nodiscard]] const Fields<SignatureDraft>& signature_fields();
// `leads` are the organisations that the signer leads. What changed since it was shown is not signed unseen.
[[nodiscard]] Outcome<Signature> sign_part(const Plan&, const std::vector<OrganisationId>& leads, const std::string& organisation,
                                           int seen_edition, const AccountId& by, Instant now);

}  // namespace touchstone::plans
