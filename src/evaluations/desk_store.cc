#include "evaluations/desk_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

OnTheme read_finding(const db::Row& row, const std::string& indicator) {
    Evidence evidence;
    evidence.id = row.get<EvidenceId>("object_id");
    evidence.title = row.get<std::string>("title");
    evidence.source = static_cast<Source>(row.get<int>("source"));
    evidence.line = row.get<std::string>("line");
    evidence.whose_view = row.get<std::string>("whose_view");
    evidence.from = row.get<Date>("period_from");
    evidence.to = row.get<Date>("period_to");
    evidence.security = static_cast<Security>(row.get<int>("security"));
    return {{indicator, row.get<int>("theme")},
            row.get<FindingId>("finding_id"),
            static_cast<FindingKind>(row.get<int>("number")),
            row.get<std::string>("words"),
            evidence};
}

}  // namespace

DeskFacts read_desk(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator) {
    static const auto sql = fmt::format(R"sql(
        select '1 scope' as part, depth as number, reason as words, '' as object_id, '' as title, 0 as source, '' as line, '' as whose_view,
               '' as period_from, '' as period_to, 0 as security, 0 as theme, '' as finding_id, 0 as at, 0 as version
          from scope_choice where partnership_id = $1 and evaluation_id = $7 and indicator = $8
        union all
        select '2 judgement', j.level, j.rationale, j.judged_by, a.name, 0, '', '', '', '', j.confidence, 0, '', j.judged_at, j.version
          from judgement j join account a on a.id = j.judged_by
         where j.partnership_id = $1 and j.evaluation_id = $7 and j.indicator = $8
        union all
        select '3 finding', f.kind, f.statement, e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, t.theme, f.id,
               0, 0
          from {0}
          join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
         where t.indicator = $8 and {1}
        union all
        select '4 not shared', count(distinct e.id), coalesce(o.name, ''), '', '', 0, '', '', '', '', 0, 0, '', 0, 0
          from {0}
          join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where t.indicator = $8 and not {1}
         group by o.name
         order by 1, 12, 6, 13)sql",
                                        used_evidence, evidence_is_there());
    DeskFacts facts;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            const auto words = row.get<std::string>("words");
            const auto number = row.get<int>("number");
            if (part == "1 scope")
                facts.choice = ScopeChoice{indicator, static_cast<Depth>(number), words};
            else if (part == "2 judgement")
                facts.judged = Judged{{indicator, static_cast<Level>(number), words, static_cast<Confidence>(row.get<int>("security")),
                                       row.get<AccountId>("object_id"), row.get<Instant>("at"), row.get<int>("version")},
                                      row.get<std::string>("title")};
            else if (part == "4 not shared")
                facts.not_shared.push_back({words, number});
            else
                facts.findings.push_back(read_finding(row, indicator));
        },
        sql, sight, evaluation, indicator);
    return facts;
}

}  // namespace touchstone::evaluations
