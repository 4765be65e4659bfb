// An action point: who does what until when, with what. It is done when there is proof; where the objective's priority is high, it awaits
// verification by somebody who neither owns nor finished it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "plans/objective.h"

namespace touchstone::plans {

// Stored: never renumber.
enum class ActionState { not_started = 1, under_way, done, dropped };

struct Milestone {
    MilestoneId id;
    std::string title;
    Date due{};
    std::optional<Instant> reached_at;
};

struct Partner {
    OrganisationId id;
    std::string name;
};

struct ActionPoint {
    ActionId id;
    ObjectiveId objective;
    std::string title;
    Partner lead;
    AccountId owner;  // empty: nobody yet
    std::string owner_name;
    std::optional<Date> starts, due;
    std::string resources;
    std::optional<std::int64_t> budget;  // pence
    std::string risks;
    std::vector<Partner> partners;  // that contribute
    ActionState state = ActionState::not_started;
    AccountId finished_by;
    std::optional<Instant> done_at;
    EvidenceId proof;
    AccountId verified_by;
    std::string verified_by_name;
    std::optional<Instant> verified_at;
    std::string drop_reason;
    std::optional<ActionState> dropped_from;  // what a dropped one goes back to
    std::string sent_back;                    // why, by whoever looked at the proof
    Instant changed_at;
    int version = 0;
    std::vector<Milestone> milestones;  // by day
    AccountId agreed_by = {};  // whoever owns it, or leads the organisation that does, agreed to it as it is; empty: not yet (part 3.6)
    std::string agreed_by_name = {};
    std::optional<Instant> agreed_at = {};

    bool is_open() const { return state == ActionState::not_started || state == ActionState::under_way; }
};

struct ActionDraft {
    std::string title, lead, owner, starts, due, resources, budget, risks;
    std::vector<std::string> partners = {};
    int seen_version = 0;
};
[[nodiscard]] const Fields<ActionDraft>& action_fields();
[[nodiscard]] ActionDraft draft_of(const ActionPoint&);

// How an action point changed.
enum class ActionStep { changed, began, finished, verified, sent_back, dropped, restored, agreed };
// What is said with a step: each takes one of these words or none.
struct StepDraft {
    std::string proof, sent_back, reason;
    int seen_version = 0;
};
// Of every step but `changed`.
[[nodiscard]] const Fields<StepDraft>& step_fields(ActionStep);

// Who may be named.
struct Nameable {
    std::vector<Partner> organisations;
    std::vector<AccountId> people;
};
// Budgets are typed in pounds: "1250" or "1250.50".
[[nodiscard]] Outcome<ActionPoint> set_action(const ActionPoint& before, const ActionDraft&, const Nameable&, Instant now);

// Who does something with an action point. Its owner and those who lead the plan may.
struct Doer {
    AccountId account;
    bool leads = false;
    bool leads_the_owner = false;  // the organisation that leads the action point
};
[[nodiscard]] bool may_work_on(const ActionPoint&, const Doer&);
[[nodiscard]] Outcome<ActionPoint> begin_action(const ActionPoint&, const Doer&, Instant now);
// `proofs` are the items of evidence that whoever finishes can see.
[[nodiscard]] Outcome<ActionPoint> finish_action(const ActionPoint&, const Doer&, const std::string& proof,
                                                 const std::vector<EvidenceId>& proofs, Instant now);
[[nodiscard]] Outcome<ActionPoint> verify_action(const ActionPoint&, const AccountId& by, Instant now);
// The proof does not show it: under way again, with the reason. For whoever could have verified it.
[[nodiscard]] Outcome<ActionPoint> send_back_action(const ActionPoint&, const AccountId& by, const std::string& why, Instant now);
[[nodiscard]] Outcome<ActionPoint> drop_action(const ActionPoint&, const std::string& reason, Instant now);

// By whoever owns it or leads the organisation that does. Another owner, day or title asks again.
[[nodiscard]] bool may_agree_to(const ActionPoint&, const Doer&);
// Who is asked: the name of the owner, else of the organisation that leads it.
[[nodiscard]] const std::string& asked_to_agree(const ActionPoint&);
[[nodiscard]] Outcome<ActionPoint> agree_to_action(const ActionPoint&, const Doer&, Instant now);

// As it was before it was dropped.
[[nodiscard]] Outcome<ActionPoint> restore_action(const ActionPoint&, Instant now);

struct MilestoneDraft {
    std::string title, due;
};
[[nodiscard]] const Fields<MilestoneDraft>& milestone_fields();
[[nodiscard]] Outcome<Milestone> set_milestone(const MilestoneDraft&, Instant now);

[[nodiscard]] bool awaits_verification(const ActionPoint&, Priority);
[[nodiscard]] bool is_overdue(const ActionPoint&, Date today);
inline constexpr std::chrono::days stale_after{90};
// Under way, and nothing written down about it for so long.
[[nodiscard]] bool is_stale(const ActionPoint&, Instant now);
[[nodiscard]] bool is_missed(const Milestone&, Date today);

// "12500.00", as it is typed.
[[nodiscard]] std::string typed_budget(const ActionPoint&);
// "12,500.00"
[[nodiscard]] std::string pounds_in_words(std::int64_t pence);
[[nodiscard]] std::string name_of(ActionState);

}  // namespace touchstone::plans
