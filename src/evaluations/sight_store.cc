#include "evaluations/sight_store.h"

#include <fmt/format.h>

#include "base/left_out.h"
#include "db/only.h"
#include "evaluations/evaluation_row_store.h"
#include "evaluations/evidence_row_store.h"
namespace touchstone::evaluations {
namespace {

const char* not_revoked() { return guards("revoked") ? "h.revoked_at is null" : "1 = 1"; }
const char* not_over() { return guards("until") ? "h.until > $6" : "1 = 1"; }
const char* is_owner() { return guards("owner") ? "$3 like '%,' || {0}.owner_id || ',%'" : "1 = 1"; }

// A share of the object {0} of kind {1} that holds now and reaches the one who looks.
std::string share_holds(const char* object, int kind) {
    return fmt::format(
        "h.partnership_id = {0}.partnership_id and h.kind = {1} and h.object_id = {0}.id and {2} and h.since <= $6 and {3} and "
        "((h.with_id = '' and $2 = 1) or $3 like '%,' || h.with_id || ',%')",
        object, kind, not_revoked(), not_over());
}

// Whoever belongs to the owner of {0}.
std::string belongs(const char* object) {
    return fmt::format("({0}.owner_id = '' and $2 = 1) or {1}", object, fmt::format(fmt::runtime(is_owner()), object));
}

// Whether all services that the evaluation v looks at are its owner's and among those on which the one who looks holds a role.
constexpr const char* serves_all =
    "v.owner_id <> '' and exists (select 1 from evaluation_service x where x.partnership_id = v.partnership_id and x.evaluation_id = v.id) "
    "and not exists (select 1 from evaluation_service x join service y on y.partnership_id = x.partnership_id and y.id = x.service_id "
    "where "
    "x.partnership_id = v.partnership_id and x.evaluation_id = v.id and (y.organisation_id <> v.owner_id or $4 not like '%,' || "
    "x.service_id "
    "|| ',%'))";

}  // namespace

const std::string& evaluation_extent() {
    static const auto sql = fmt::format(
        "case when {} or $5 like '%,' || v.id || ',%' or ({}) then 3 else coalesce((select max(h.extent) from share h where {}), 0) end",
        belongs("v"), serves_all, share_holds("v", 1));
    return sql;
}

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
        "h.partnership_id = e.partnership_id and h.kind = 2 and h.object_id = e.id and h.with_id = '' and {} and h.since <= $6 and {}))))",
        belongs("e"), share_holds("e", 2), evaluation_extent(), not_revoked(), not_over());
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

std::optional<Seen> look_up_evaluation(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql = fmt::format(R"sql(
        select {0}, {1} as extent, o.name as owner_name, x.service_id, y.organisation_id
          from evaluation v
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
          left join evaluation_service x on x.partnership_id = v.partnership_id and x.evaluation_id = v.id
          left join service y on y.partnership_id = x.partnership_id and y.id = x.service_id
         where v.partnership_id = $1 and v.id = $7
         order by x.service_id)sql",
                                        evaluation_columns, evaluation_extent());
    Evaluation evaluation;
    std::optional<Seen> seen;
    bool all_owned = true;
    db.each(
        [&](const db::Row& row) {
            if (!seen) {
                evaluation = read_evaluation(row);
                seen = Seen{{evaluation.owner, {}, evaluation.id}, row.get<Extent>("extent")};
            }
            if (const auto service = row.maybe<ServiceId>("service_id")) {
                evaluation.services.push_back(*service);
                seen->place.services.push_back(*service);
                all_owned = all_owned && row.maybe<OrganisationId>("organisation_id") == seen->place.owner;
            }
        },
        sql, sight_of(actor, now), id);
    // Somebody else's evaluation of one's services is theirs: an inspection, for example.
    if (seen && !all_owned) seen->place.services.clear();
    if (seen) seen->object = std::move(evaluation);
    return seen;
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

}  // namespace touchstone::evaluations
