#include "plans/plan.h"

#include <algorithm>

#include "base/checks.h"

namespace touchstone::plans {

const Fields<PlanDraft>& plan_fields() {
    using field::choices, field::day, field::needed, field::words;
    static const Fields<PlanDraft> fields{
        "plans.plan",
        {needed(words("title", &PlanDraft::title, title_max_characters)), needed(day("from", &PlanDraft::from)),
         needed(day("to", &PlanDraft::to)), choices("evaluations", &PlanDraft::evaluations)},
        &PlanDraft::seen_version};
    return fields;
}

PlanDraft draft_of(const Plan& plan) {
    PlanDraft draft{plan.title, iso(plan.from), iso(plan.to), {}, plan.version};
    for (const auto& evaluation : plan.evaluations) draft.evaluations.push_back(evaluation.text);
    return draft;
}

const Fields<SignatureDraft>& signature_fields() {
    static const Fields<SignatureDraft> fields{"plans.signature",
                                               {field::needed(field::choice("organisation", &SignatureDraft::organisation))}};
    return fields;
}

Outcome<Plan> draft_plan(const Plan& before, const PlanDraft& draft, const std::vector<EvaluationId>& known) {
    Problems problems;
    require_text(problems, "plans.plan", "title", draft.title, title_max_characters);
    const auto period = require_period(problems, "plans.plan", draft.from, draft.to);
    const auto is_known = [&](const EvaluationId& id) { return std::ranges::find(known, id) != known.end(); };
    auto plan = before;
    std::erase_if(plan.evaluations, is_known);
    for (const auto& text : draft.evaluations) {
        const EvaluationId id{text};
        if (!is_known(id)) {
            problems.push_back({"evaluations", "plans.plan.evaluation_unknown"});
            break;
        }
        if (std::ranges::find(plan.evaluations, id) == plan.evaluations.end()) plan.evaluations.push_back(id);
    }
    if (!problems.empty()) return refuse(problems);
    plan.title = draft.title;
    plan.from = period->from;
    plan.to = period->to;
    plan.version = draft.seen_version;
    return plan;
}

Outcome<Signature> sign_part(const Plan& plan, const std::vector<OrganisationId>& leads, const std::string& organisation, int seen_edition,
                             const AccountId& by, Instant now) {
    const OrganisationId id{organisation};
    if (std::ranges::find(leads, id) == leads.end()) return refuse({{"organisation", "plans.signature.not_yours"}});
    if (seen_edition != plan.edition) return refuse({{"organisation", "plans.signature.changed"}});
    return Signature{id, {}, plan.edition, by, {}, now};
}

}  // namespace touchstone::plans
