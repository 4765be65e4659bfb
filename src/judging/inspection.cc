#include "judging/inspection.h"

#include "base/checks.h"

namespace touchstone::judging {

using namespace evaluations;

const Fields<InspectionDraft>& inspection_fields() {
    using field::choice, field::needed, field::words;
    static const Fields<InspectionDraft> fields{"evaluations.inspecting",
                                                {needed(words("title", &InspectionDraft::title, title_max_characters)),
                                                 needed(choice("inspectorate", &InspectionDraft::inspectorate))}};
    return fields;
}

Outcome<Evaluation> inspect(const Evaluation& inspected, const std::string& title, const OrganisationId& inspectorate, const AccountId& by,
                            Instant now) {
    Problems problems;
    if (!inspected.inspects.is_empty()) problems.push_back({"", "evaluations.inspection.of_inspection"});
    if (inspectorate.is_empty() || inspectorate == inspected.owner) problems.push_back({"", "evaluations.inspection.own"});
    require_text(problems, "evaluations.setup", "title", title, title_max_characters);
    if (!problems.empty()) return refuse(problems);
    auto fresh = inspected;
    fresh.id = EvaluationId::make(now);
    fresh.title = title;
    fresh.kind = Kind::joint_inspection;
    fresh.owner = inspectorate;
    fresh.inspects = inspected.id;
    fresh.created_by = by;
    fresh.created_at = now;
    fresh.finished_at.reset();
    fresh.version = 0;
    return fresh;
}

Accuracy compare(const std::map<std::string, int>& self, const std::map<std::string, int>& inspected) {
    Accuracy accuracy;
    for (const auto& [indicator, level] : inspected) {
        const auto own = self.find(indicator);
        if (own == self.end()) continue;
        (level == own->second ? accuracy.same : level < own->second ? accuracy.lower : accuracy.higher) += 1;
    }
    return accuracy;
}

const Fields<DifferenceDraft>& difference_fields() {
    static const Fields<DifferenceDraft> fields{"evaluations.inspection",
                                                {field::needed(field::lines("reason", &DifferenceDraft::reason, statement_max_characters))},
                                                &DifferenceDraft::seen_version};
    return fields;
}

DifferenceDraft draft_of(const Difference& difference) { return {difference.reason, difference.version}; }

Outcome<Difference> explain(const Evaluation& inspection, const std::string& indicator, std::optional<int> self,
                            std::optional<int> inspected, const DifferenceDraft& draft, const AccountId& by, Instant now) {
    if (inspection.is_finished()) return refuse({{"", "evaluations.finished"}});
    if (!self || !inspected || *self == *inspected) return refuse({{"", "evaluations.inspection.no_difference"}});
    Problems problems;
    require_text(problems, "evaluations.inspection", "reason", draft.reason, statement_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Difference{indicator, draft.reason, by, now, draft.seen_version};
}

std::string as_json(const Difference& difference) { return as_json(difference_fields().values(draft_of(difference))); }

const Fields<PositionDraft>& position_fields() {
    static const Fields<PositionDraft> fields{
        "evaluations.position",
        {field::needed(field::lines("statement", &PositionDraft::statement, statement_max_characters))},
        &PositionDraft::seen_version};
    return fields;
}

PositionDraft draft_of(const PositionStatement& position) { return {position.statement, position.version}; }

Outcome<PositionStatement> state_position(const Evaluation& evaluation, const PositionDraft& draft, const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    require_text(problems, "evaluations.position", "statement", draft.statement, statement_max_characters);
    if (!problems.empty()) return refuse(problems);
    return PositionStatement{draft.statement, {}, by, now, draft.seen_version};
}

std::string as_json(const PositionStatement& position) { return as_json(position_fields().values(draft_of(position))); }

}  // namespace touchstone::judging
