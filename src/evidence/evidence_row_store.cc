#include "evidence/evidence_row_store.h"

#include <fmt/format.h>

namespace touchstone::evidence {

const std::string evidence_head = fmt::format(R"sql(
        select {}, a.name as added_by_name, o.name as owner_name,
               coalesce((select v.framework_hash from evidence_use u
                           join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
                          where u.partnership_id = e.partnership_id and u.evidence_id = e.id order by v.created_at desc, v.id desc limit 1),
                        (select hash from framework order by published_at desc, id limit 1)) as framework_hash
          from evidence e
          join account a on a.id = e.added_by
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.partnership_id = $1)sql",
                                              evidence_columns);

EvidenceHead read_evidence_head(const db::Row& row) {
    return {read_evidence(row), row.get<std::string>("added_by_name"), row.maybe<std::string>("owner_name").value_or(""),
            row.get<std::string>("framework_hash")};
}

Evidence read_evidence(const db::Row& row) {
    return {.id = row.get<EvidenceId>("id"),
            .title = row.get<std::string>("title"),
            .source = Source{row.get<std::string>("source")},
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
            .collector = row.get<std::string>("collector"),
            .line_source = row.get<std::string>("line_source"),
            .language = row.get<std::string>("language")};
}

Line read_line(const db::Row& row) {
    Evidence item;
    item.id = row.get<EvidenceId>("id");
    item.source = Source{row.get<std::string>("source")};
    item.line_source = row.get<std::string>("line_source");
    item.line = row.get<std::string>("line");
    item.to = row.get<Date>("period_to");
    item.security = row.get<Security>("security");
    return line_of(item, row.get<std::string>("line_key"));
}

}  // namespace touchstone::evidence
