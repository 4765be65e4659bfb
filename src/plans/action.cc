#include "plans/action.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/checks.h"
#include "base/named.h"
#include "plans/target.h"

namespace touchstone::plans {
namespace {

const Names<ActionState> states{{ActionState::not_started, "not_started"},
                                {ActionState::under_way, "under_way"},
                                {ActionState::done, "done"},
                                {ActionState::dropped, "dropped"}};
constexpr std::int64_t millionths_in_a_penny = 10'000;

constexpr std::size_t budget_max_characters = 20;

std::optional<Date> day(Problems& problems, const std::string& field, const std::string& text) {
    const auto date = date_from(text);
    if (!text.empty() && !date) problems.push_back({field, "plans.not_a_date"});
    return date;
}

std::optional<std::int64_t> pence_from(Problems& problems, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto amount = millionths_from(text);
    if (amount && *amount >= 0 && *amount % millionths_in_a_penny == 0) return *amount / millionths_in_a_penny;
    problems.push_back({"budget", "plans.action.budget_wrong"});
    return std::nullopt;
}

const Partner* one_of(const std::vector<Partner>& partners, const std::string& id) {
    const auto found = std::ranges::find(partners, id, [](const Partner& partner) { return partner.id.text; });
    return found == partners.end() ? nullptr : &*found;
}

// Who leads, who contributes and who answers for it.
void name_people(Problems& problems, ActionPoint& action, const ActionDraft& draft, const Nameable& nameable) {
    if (const auto* lead = one_of(nameable.organisations, draft.lead))
        action.lead = *lead;
    else
        problems.push_back({"lead", "plans.action.lead_missing"});
    action.partners.clear();
    for (const auto& id : draft.partners) {
        const auto* partner = one_of(nameable.organisations, id);
        if (!partner) problems.push_back({"partners", "plans.action.partner_unknown"});
        if (partner && id != draft.lead && !one_of(action.partners, id)) action.partners.push_back(*partner);
    }
    action.owner = AccountId{draft.owner};
    if (!draft.owner.empty() && std::ranges::find(nameable.people, action.owner) == nameable.people.end())
        problems.push_back({"owner", "plans.action.owner_unknown"});
}

}  // namespace

const Fields<ActionDraft>& action_fields() {
    using field::choice, field::choices, field::day, field::lines, field::needed, field::words;
    static const Fields<ActionDraft> fields{
        "plans.action",
        {needed(words("title", &ActionDraft::title, title_max_characters)), needed(choice("lead", &ActionDraft::lead)),
         choices("partners", &ActionDraft::partners), choice("owner", &ActionDraft::owner), day("starts", &ActionDraft::starts),
         day("due", &ActionDraft::due), lines("resources", &ActionDraft::resources, words_max_characters),
         words("budget", &ActionDraft::budget, budget_max_characters), lines("risks", &ActionDraft::risks, words_max_characters)},
        &ActionDraft::seen_version};
    return fields;
}

const Fields<StepDraft>& step_fields(ActionStep step) {
    using field::choice, field::lines, field::needed;
    const auto with = [](std::vector<Field<StepDraft>> list) {
        return Fields<StepDraft>{"plans.action", std::move(list), &StepDraft::seen_version};
    };
    static const std::map<ActionStep, Fields<StepDraft>> fields{
        {ActionStep::began, with({})},
        {ActionStep::finished, with({needed(choice("proof", &StepDraft::proof))})},
        {ActionStep::verified, with({})},
        {ActionStep::sent_back, with({needed(lines("sent_back", &StepDraft::sent_back, words_max_characters))})},
        {ActionStep::dropped, with({needed(lines("reason", &StepDraft::reason, words_max_characters))})},
        {ActionStep::restored, with({})},
        {ActionStep::agreed, with({})}};
    return fields.at(step);
}

ActionDraft draft_of(const ActionPoint& action) {
    ActionDraft draft{.title = action.title,
                      .lead = action.lead.id.text,
                      .owner = action.owner.text,
                      .starts = action.starts ? iso(*action.starts) : "",
                      .due = action.due ? iso(*action.due) : "",
                      .resources = action.resources,
                      .budget = typed_budget(action),
                      .risks = action.risks,
                      .seen_version = action.version};
    for (const auto& partner : action.partners) draft.partners.push_back(partner.id.text);
    return draft;
}

Outcome<ActionPoint> set_action(const ActionPoint& before, const ActionDraft& draft, const Nameable& nameable, Instant now) {
    Problems problems;
    auto action = before;
    require_text(problems, "plans.action", "title", draft.title, title_max_characters);
    name_people(problems, action, draft, nameable);
    action.starts = day(problems, "starts", draft.starts);
    action.due = day(problems, "due", draft.due);
    if (action.starts && action.due && *action.due < *action.starts) problems.push_back({"due", "plans.action.due_before_start"});
    limit_text(problems, "plans.action", "resources", draft.resources, words_max_characters);
    action.budget = pence_from(problems, draft.budget);
    limit_text(problems, "plans.action", "risks", draft.risks, words_max_characters);
    if (!before.is_open()) problems.push_back({"", "plans.action.not_open"});
    if (!problems.empty()) return refuse(problems);
    action.title = draft.title;
    action.resources = draft.resources;
    action.risks = draft.risks;
    action.changed_at = now;
    action.version = draft.seen_version;
    if (action.owner != before.owner || action.due != before.due || action.title != before.title) {
        action.agreed_by = {};
        action.agreed_by_name.clear();
        action.agreed_at.reset();
    }
    return action;
}

bool may_work_on(const ActionPoint& action, const Doer& doer) {
    return doer.leads || (!action.owner.is_empty() && action.owner == doer.account);
}

Outcome<ActionPoint> begin_action(const ActionPoint& before, const Doer& doer, Instant now) {
    if (!may_work_on(before, doer)) return refuse({{"", "plans.action.not_yours"}});
    if (before.state != ActionState::not_started) return refuse({{"", "plans.action.has_begun"}});
    auto action = before;
    action.state = ActionState::under_way;
    action.changed_at = now;
    return action;
}

Outcome<ActionPoint> finish_action(const ActionPoint& before, const Doer& doer, const std::string& proof,
                                   const std::vector<EvidenceId>& proofs, Instant now) {
    if (!may_work_on(before, doer)) return refuse({{"", "plans.action.not_yours"}});
    if (!before.is_open()) return refuse({{"", "plans.action.not_open"}});
    if (std::ranges::find(proofs, EvidenceId{proof}) == proofs.end()) return refuse({{"proof", "plans.action.proof_missing"}});
    auto action = before;
    action.state = ActionState::done;
    action.finished_by = doer.account;
    action.done_at = action.changed_at = now;
    action.proof = EvidenceId{proof};
    action.sent_back.clear();
    return action;
}

Outcome<ActionPoint> verify_action(const ActionPoint& before, const AccountId& by, Instant now) {
    if (before.state != ActionState::done || before.verified_at) return refuse({{"", "plans.action.nothing_to_verify"}});
    if (by == before.owner || by == before.finished_by) return refuse({{"", "plans.action.verify_other"}});
    auto action = before;
    action.verified_by = by;
    action.verified_at = action.changed_at = now;
    return action;
}

Outcome<ActionPoint> send_back_action(const ActionPoint& before, const AccountId& by, const std::string& why, Instant now) {
    if (const auto verified = verify_action(before, by, now); !verified) return refuse(verified.error());
    Problems problems;
    require_text(problems, "plans.action", "sent_back", why, words_max_characters);
    if (!problems.empty()) return refuse(problems);
    auto action = before;
    action.state = ActionState::under_way;
    action.finished_by = {};
    action.done_at.reset();
    action.proof = {};
    action.sent_back = why;
    action.changed_at = now;
    return action;
}

Outcome<ActionPoint> drop_action(const ActionPoint& before, const std::string& reason, Instant now) {
    Problems problems;
    if (!before.is_open()) problems.push_back({"", "plans.action.not_open"});
    require_text(problems, "plans.action", "reason", reason, words_max_characters);
    if (!problems.empty()) return refuse(problems);
    auto action = before;
    action.dropped_from = before.state;
    action.state = ActionState::dropped;
    action.drop_reason = reason;
    action.changed_at = now;
    return action;
}

bool may_agree_to(const ActionPoint& action, const Doer& doer) {
    return doer.leads_the_owner || (!action.owner.is_empty() && action.owner == doer.account);
}

const std::string& asked_to_agree(const ActionPoint& action) { return action.owner.is_empty() ? action.lead.name : action.owner_name; }

Outcome<ActionPoint> agree_to_action(const ActionPoint& before, const Doer& doer, Instant now) {
    if (!may_agree_to(before, doer)) return refuse({{"", "plans.action.agree_not_yours"}});
    if (!before.is_open()) return refuse({{"", "plans.action.not_open"}});
    if (before.agreed_at) return refuse({{"", "plans.action.agreed_already"}});
    auto action = before;
    action.agreed_by = doer.account;
    action.agreed_at = now;
    return action;
}

Outcome<ActionPoint> restore_action(const ActionPoint& before, Instant now) {
    if (before.state != ActionState::dropped) return refuse({{"", "plans.action.not_dropped"}});
    auto action = before;
    action.state = before.dropped_from.value_or(ActionState::not_started);
    action.dropped_from.reset();
    action.drop_reason.clear();
    action.changed_at = now;
    return action;
}

const Fields<MilestoneDraft>& milestone_fields() {
    using field::needed;
    static const Fields<MilestoneDraft> fields{"plans.milestone",
                                               {needed(field::words("milestone", &MilestoneDraft::title, title_max_characters)),
                                                needed(field::day("milestone_due", &MilestoneDraft::due))}};
    return fields;
}

Outcome<Milestone> set_milestone(const MilestoneDraft& draft, Instant now) {
    Problems problems;
    require_text(problems, "plans.milestone", "title", draft.title, title_max_characters);
    const auto date = day(problems, "milestone_due", draft.due);
    if (draft.due.empty()) problems.push_back({"milestone_due", "plans.milestone.due_missing"});
    for (auto& problem : problems)
        if (problem.field == "title") problem.field = "milestone";
    if (!problems.empty()) return refuse(problems);
    return Milestone{MilestoneId::make(now), draft.title, *date, {}};
}

bool awaits_verification(const ActionPoint& action, Priority priority) {
    return action.state == ActionState::done && priority == Priority::high && !action.verified_at;
}
bool is_overdue(const ActionPoint& action, Date today) { return action.is_open() && action.due && *action.due < today; }
bool is_stale(const ActionPoint& action, Instant now) {
    return action.state == ActionState::under_way && action.changed_at + stale_after < now;
}
bool is_missed(const Milestone& milestone, Date today) { return !milestone.reached_at && milestone.due < today; }

std::string typed_budget(const ActionPoint& action) {
    return action.budget ? fmt::format("{}.{:02}", *action.budget / 100, *action.budget % 100) : std::string();
}

std::string pounds_in_words(std::int64_t pence) {
    auto whole = std::to_string(pence / 100);
    for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) whole.insert(static_cast<std::size_t>(at), ",");
    return fmt::format("{}.{:02}", whole, pence % 100);
}
std::string name_of(ActionState state) { return name_in(states, state); }

}  // namespace touchstone::plans
