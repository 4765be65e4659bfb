#include "standards/standard_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::standards {
namespace {

constexpr const char* columns =
    "s.id, s.document, s.publisher, s.code, s.title, s.link, s.framework, s.made_by, s.made_at, s.version, x.indicator";
constexpr const char* from_standard = "standard s join standard_serves x on x.partnership_id = s.partnership_id and x.standard_id = s.id";

// Each row is a standard with one of the indicators that it serves.
void take_standard(std::vector<Standard>& all, const db::Row& row) {
    const auto id = row.get<StandardId>("id");
    if (all.empty() || all.back().id != id)
        all.push_back({id,
                       row.get<std::string>("document"),
                       row.get<std::string>("publisher"),
                       row.get<std::string>("code"),
                       row.get<std::string>("title"),
                       row.get<std::string>("link"),
                       row.get<std::string>("framework"),
                       {},
                       row.get<AccountId>("made_by"),
                       row.get<Instant>("made_at"),
                       row.get<int>("version")});
    all.back().serves.push_back(row.get<std::string>("indicator"));
}

void take_item(std::vector<GatheredItem>& items, const db::Row& row) {
    const auto id = row.get<EvidenceId>("id");
    if (items.empty() || items.back().id != id) items.push_back({id, row.get<std::string>("title"), row.get<int>("version") > 0, {}, {}});
    const auto named = row.get<std::string>("indicator");
    if (row.get<int>("part") == 2)
        items.back().standards.push_back({named});
    else
        items.back().found_on.insert(named);
}

// The register is the members'. Who was given evaluations only sees standards with which evidence there was gathered, and their own.
std::string standard_is_there(const char* account) {
    return fmt::format(
        "($2 = 1 or s.made_by = {} or exists (select 1 from evidence_standard n join evidence e on e.partnership_id = n.partnership_id and "
        "e.id = n.evidence_id where n.partnership_id = s.partnership_id and n.standard_id = s.id and {}))",
        account, evaluations::evidence_is_there());
}

void add_serves(db::Write& db, const PartnershipId& partnership, const Standard& standard) {
    for (const auto& code : standard.serves)
        db.run("insert into standard_serves (partnership_id, standard_id, indicator) values ($1, $2, $3)", partnership, standard.id, code);
}

}  // namespace

std::vector<Standard> list_standards(db::Read& db, const Sight& sight) {
    static const auto sql =
        fmt::format("select {} from {} where s.partnership_id = $1 and {} order by s.document, s.code, s.title, s.id, x.indicator", columns,
                    from_standard, standard_is_there("$7"));
    std::vector<Standard> all;
    db.each([&](const db::Row& row) { take_standard(all, row); }, sql, sight, sight.account);
    return all;
}

void add_standard(db::Write& db, const PartnershipId& partnership, const Standard& standard) {
    db.run(R"sql(
        insert into standard (partnership_id, id, document, publisher, code, title, link, framework, made_by, made_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1))sql",
           partnership, standard.id, standard.document, standard.publisher, standard.code, standard.title, standard.link,
           standard.framework, standard.made_by, standard.made_at);
    add_serves(db, partnership, standard);
}

bool save_standard(db::Write& db, const PartnershipId& partnership, const Standard& standard) {
    const auto changed = db.run(R"sql(
        update standard set document = $3, publisher = $4, code = $5, title = $6, link = $7, version = version + 1
         where partnership_id = $1 and id = $2 and version = $8)sql",
                                partnership, standard.id, standard.document, standard.publisher, standard.code, standard.title,
                                standard.link, standard.version);
    if (changed == 0) return false;
    db.run("delete from standard_serves where partnership_id = $1 and standard_id = $2", partnership, standard.id);
    add_serves(db, partnership, standard);
    return true;
}

std::vector<StandardId> standards_of(db::Read& db, const PartnershipId& partnership, const EvidenceId& evidence) {
    return db.all([](const db::Row& row) { return row.get<StandardId>("standard_id"); },
                  "select standard_id from evidence_standard where partnership_id = $1 and evidence_id = $2 order by standard_id",
                  partnership, evidence);
}

void replace_standards_of(db::Write& db, const PartnershipId& partnership, const EvidenceId& evidence,
                          const std::vector<StandardId>& standards) {
    db.run("delete from evidence_standard where partnership_id = $1 and evidence_id = $2", partnership, evidence);
    for (const auto& standard : standards)
        db.run("insert into evidence_standard (partnership_id, evidence_id, standard_id) values ($1, $2, $3)", partnership, evidence,
               standard);
}

Gathered read_gathered(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        with gathered as materialized (
            select e.id, e.title, e.added_at, case when u.evidence_id is null then 0 else 1 end as used
              from evidence e
              left join evidence_use u on u.partnership_id = e.partnership_id and u.evidence_id = e.id and u.evaluation_id = $7
             where e.partnership_id = $1 and {0}
               and exists (select 1 from evidence_standard n where n.partnership_id = e.partnership_id and n.evidence_id = e.id))
        select 1 as part, 0 as at, s.document as sort, {1} from {2} where s.partnership_id = $1 and {3}
        union all
        select 2, g.added_at, g.id, g.id, '', '', '', g.title, '', '', '', 0, g.used, n.standard_id
          from gathered g join evidence_standard n on n.partnership_id = $1 and n.evidence_id = g.id
        union all
        select distinct 3, g.added_at, g.id, g.id, '', '', '', g.title, '', '', '', 0, g.used, t.indicator
          from gathered g join finding f on f.partnership_id = $1 and f.evidence_id = g.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = $1 and t.finding_id = f.id and t.framework || '' = {4}
        union all
        select 4, 0, '', '', '', '', '', '', '', '', '', 0, 0, indicator from scope_choice where partnership_id = $1 and evaluation_id = $7 and depth > 0
         order by 2 desc, 3, 7, 4, 1, 14)sql",
                                        evaluations::evidence_is_there(), columns, from_standard, standard_is_there("$8"),
                                        evaluations::framework_of_evaluation);
    Gathered all;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<int>("part");
            if (part == 1)
                take_standard(all.standards, row);
            else if (part == 4)
                all.in_scope.insert(row.get<std::string>("indicator"));
            else
                take_item(all.items, row);
        },
        sql, sight, evaluation, sight.account);
    return all;
}

}  // namespace touchstone::standards
