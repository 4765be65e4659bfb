#include "evaluations/triangulation_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

OnTheme read_finding(const db::Row& row) {
    Evidence evidence;
    evidence.id = row.get<EvidenceId>("evidence_id");
    evidence.title = row.get<std::string>("title");
    evidence.source = row.get<Source>("source");
    evidence.line = row.get<std::string>("line");
    evidence.whose_view = row.get<std::string>("whose_view");
    evidence.from = row.get<Date>("period_from");
    evidence.to = row.get<Date>("period_to");
    evidence.security = row.get<Security>("security");
    return {{row.get<std::string>("indicator"), row.get<int>("theme")},
            row.get<FindingId>("finding_id"),
            row.get<FindingKind>("number"),
            row.get<std::string>("words"),
            evidence,
            row.get<std::string>("excerpt"),
            row.get<std::string>("place")};
}

}  // namespace

OverThemes read_over_themes(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select '1 scope' as part, indicator, 0 as theme, 0 as source, '' as finding_id, depth as number, '' as words, '' as evidence_id, '' as title,
               '' as line, '' as whose_view, '' as period_from, '' as period_to, 0 as security, '' as excerpt, '' as place
          from scope_choice where partnership_id = $1 and evaluation_id = $7
        union all
        select '2 finding', t.indicator, t.theme, e.source, f.id, f.kind, f.statement, e.id, e.title, e.line, e.whose_view, e.period_from, e.period_to,
               e.security, f.excerpt, f.place
          from {0}
          {2}
         where {1}
        union all
        select '3 not shared', '', 0, 0, '', count(*), coalesce(o.name, ''), '', '', '', '', '', '', 0, '', ''
          from {0} left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where not {1} group by o.name
         order by 1, 2, 3, 4, 5)sql",
                                        used_evidence, evidence_is_there(), findings_on_themes());
    OverThemes over;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            if (part == "1 scope")
                over.scope[row.get<std::string>("indicator")] = row.get<Depth>("number");
            else if (part == "2 finding")
                over.findings.push_back(read_finding(row));
            else
                over.not_shared.push_back({row.get<std::string>("words"), row.get<int>("number")});
        },
        sql, sight, evaluation);
    return over;
}

}  // namespace touchstone::evaluations
