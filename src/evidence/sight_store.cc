#include "evidence/sight_store.h"

#include <fmt/format.h>

#include "db/only.h"
#include "evaluations/sight_store.h"
#include "evidence/evidence_row_store.h"

namespace touchstone::evidence {

using namespace evaluations;

// As text that no index knows, so that nobody begins with all that was ever said about the framework: PostgreSQL did on tables whose sizes
// it had not learnt yet, and took ten seconds for 500 findings.
const std::string& findings_on_themes() {
    static const auto sql = fmt::format(
        "join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null "
        "join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id and t.framework || '' = {}",
        framework_of_evaluation);
    return sql;
}

const std::string& evidence_is_there() {
    static const auto sql = fmt::format(
        "({} or (e.service_id <> '' and $4 like '%,' || e.service_id || ',%') or exists (select 1 from share h where {}) or exists (select "
        "1 "
        "from evidence_use u join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id where u.partnership_id = "
        "e.partnership_id and u.evidence_id = e.id and {} = 3 and (v.owner_id = e.owner_id or exists (select 1 from share h where "
        "h.partnership_id = e.partnership_id and h.kind = 2 and h.object_id = e.id and h.with_id = '' and {}))))",
        belongs("e"), share_holds("e", 2), evaluation_extent(), share_is_in_force());
    return sql;
}

std::string there_or_besides(const std::string& argument) {
    return fmt::format("({} or {} like '%,' || e.id || ',%')", evidence_is_there(), argument);
}

std::string with_used_evidence(const std::string& condition) {
    return fmt::format("with e as materialized (select e.* from {} where {})", used_evidence, condition);
}

std::vector<EvidenceId> evidence_among(db::Read& db, const Sight& sight, const std::vector<std::string>& ids) {
    if (ids.empty()) return {};
    static const auto sql =
        fmt::format("select e.id from evidence e where e.partnership_id = $1 and e.id in {} and {}", db::ids_in("$7"), evidence_is_there());
    return db.all([](const db::Row& row) { return row.get<EvidenceId>("id"); }, sql, sight, db::in_one_text(ids));
}

std::optional<Seen> look_up_evidence(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql = fmt::format("{} and e.id = $7 and {}", evidence_head, evidence_is_there());
    return db.first(
        [&](const db::Row& row) {
            auto head = read_evidence_head(row);
            const auto& [owner, service] = std::pair(head.evidence.owner, head.evidence.service);
            return Seen{{owner, service.is_empty() ? std::vector<ServiceId>{} : std::vector{service}, {}}, Extent::all, std::move(head)};
        },
        sql, sight_of(actor, now), id);
}

}  // namespace touchstone::evidence
