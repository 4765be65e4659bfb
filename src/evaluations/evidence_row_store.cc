#include "evaluations/evidence_row_store.h"

namespace touchstone::evaluations {

Evidence read_evidence(const db::Row& row) {
    return {.id = row.get<EvidenceId>("id"),
            .title = row.get<std::string>("title"),
            .source = row.get<Source>("source"),
            .line = row.get<std::string>("line"),
            .whose_view = row.get<std::string>("whose_view"),
            .from = row.get<Date>("period_from"),
            .to = row.get<Date>("period_to"),
            .security = row.get<Security>("security"),
            .link = row.get<std::string>("link"),
            .summary = row.get<std::string>("summary"),
            .owner = row.get<OrganisationId>("owner_id"),
            .service = row.get<ServiceId>("service_id"),
            .added_by = row.get<AccountId>("added_by"),
            .added_at = row.get<Instant>("added_at"),
            .version = row.get<int>("version"),
            .collected = row.maybe<Date>("collected_on"),
            .received = row.maybe<Date>("received_on"),
            .collector = row.get<std::string>("collector")};
}

}  // namespace touchstone::evaluations
