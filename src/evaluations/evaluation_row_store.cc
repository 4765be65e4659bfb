#include "evaluations/evaluation_row_store.h"

#include <algorithm>

namespace touchstone::evaluations {

Evaluation read_evaluation(const db::Row& row) {
    return {.id = row.get<EvaluationId>("id"),
            .title = row.get<std::string>("title"),
            .kind = row.get<Kind>("kind"),
            .why = row.get<std::string>("why"),
            .level = row.get<ServiceLevel>("level"),
            .services = {},
            .children = row.get<std::string>("children"),
            .from = row.get<Date>("period_from"),
            .to = row.get<Date>("period_to"),
            .framework_hash = row.get<std::string>("framework_hash"),
            .owner = row.get<OrganisationId>("owner_id"),
            .owner_name = row.maybe<std::string>("owner_name").value_or(""),
            .created_by = row.get<AccountId>("created_by"),
            .created_at = row.get<Instant>("created_at"),
            .finished_at = row.maybe<Instant>("finished_at"),
            .archived_at = row.maybe<Instant>("archived_at"),
            .version = row.get<int>("version"),
            .judging = row.get<Judging>("judging"),
            .inspects = row.maybe<EvaluationId>("inspects_id").value_or(EvaluationId{}),
            .parent = row.maybe<EvaluationId>("parent_id").value_or(EvaluationId{}),
            .continues = row.maybe<EvaluationId>("continues_id").value_or(EvaluationId{}),
            .groups = {},
            .neighbourhood = row.get<std::string>("neighbourhood")};
}

void take_parts(Evaluation& evaluation, const db::Row& row) {
    const auto service = row.maybe<ServiceId>("service_id");
    if (service && (evaluation.services.empty() || evaluation.services.back() != *service)) evaluation.services.push_back(*service);
    const auto group = row.maybe<std::string>("children_group");
    if (group && std::ranges::find(evaluation.groups, *group) == evaluation.groups.end()) evaluation.groups.push_back(*group);
}

}  // namespace touchstone::evaluations
