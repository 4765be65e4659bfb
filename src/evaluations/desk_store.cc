#include "evaluations/desk_store.h"

#include <fmt/format.h>

#include "base/text.h"
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
            evidence,
            row.get<std::string>("excerpt"),
            row.get<std::string>("place")};
}

constexpr const char* is_revealed =
    "exists (select 1 from reveal r where r.partnership_id = $1 and r.evaluation_id = $7 and r.indicator = $8)";

void keep_latest(std::optional<Withdrawal>& kept, const Withdrawal& one) {
    if (!kept || kept->version < one.version) kept = one;
}

void take(DeskFacts& facts, const db::Row& row, const std::string& indicator) {
    const auto part = row.get<std::string>("part");
    const auto words = row.get<std::string>("words");
    const auto number = row.get<int>("number");
    const auto by = row.get<AccountId>("object_id");
    const auto name = row.get<std::string>("title");
    const auto line = row.get<std::string>("line");
    const auto confidence = row.get<Confidence>("security");
    const auto theme = row.get<int>("theme");
    const auto at = row.get<Instant>("at");
    const auto version = row.get<int>("version");
    if (part == "1 scope")
        facts.choice = ScopeChoice{indicator, static_cast<Depth>(number), words};
    else if (part == "1 theme" && facts.choice)
        facts.choice->themes.push_back(theme);
    else if (part == "2 judgement")
        facts.judged = Judged{{indicator, static_cast<Level>(number), words, confidence, by, at, version, line}, name};
    else if (part == "2 withdrawn")
        keep_latest(facts.withdrawn, {indicator, words, by, name, at, version});
    else if (part == "7 withdrawn")
        keep_latest(facts.own_withdrawn, {indicator, words, by, name, at, version});
    else if (part == "3 finding")
        facts.findings.push_back(read_finding(row, indicator));
    else if (part == "4 not shared")
        facts.not_shared.push_back({words, number});
    else if (part == "5 placement")
        facts.placements.push_back({theme, static_cast<Position>(number), by, name});
    else if (part == "6 given")
        facts.round.given.push_back(name);
    else if (part == "7 first")
        facts.round.firsts.push_back({indicator, by, name, static_cast<Level>(number), words, confidence, at, version});
    else if (part == "8 reveal")
        facts.round.reveal = Reveal{name, at};
    else if (part == "9 moderation")
        facts.round.moderation = Moderation{words, line, by, name, at};
    else if (part == "below")
        facts.below.push_back(
            {{row.get<EvaluationId>("object_id"), words}, name, row.get<int>("source") >= 2, number, !line.empty(), version > 0});
    else
        facts.decisions.push_back({{indicator, theme},
                                   static_cast<ConflictState>(number),
                                   words,
                                   line.empty() ? std::vector<std::string>{} : split(line, ','),
                                   row.get<std::string>("finding_id"),
                                   by,
                                   name,
                                   at,
                                   version});
}

}  // namespace

DeskFacts read_desk(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator,
                    const AccountId& who_looks) {
    static const auto sql =
        fmt::format(R"sql(
        select '1 scope' as part, depth as number, reason as words, '' as object_id, '' as title, 0 as source, '' as line, '' as whose_view,
               '' as period_from, '' as period_to, 0 as security, 0 as theme, '' as finding_id, 0 as at, 0 as version,
               '' as excerpt, '' as place
          from scope_choice where partnership_id = $1 and evaluation_id = $7 and indicator = $8
        union all
        select '1 theme', 0, '', '', '', 0, '', '', '', '', 0, theme, '', 0, 0, '', ''
          from scope_theme where partnership_id = $1 and evaluation_id = $7 and indicator = $8
        union all
        select '2 judgement', j.level, j.rationale, j.judged_by, a.name, 0, j.caveat, '', '', '', j.confidence, 0, '', j.judged_at, j.version, '', ''
          from judgement j join account a on a.id = j.judged_by
         where j.partnership_id = $1 and j.evaluation_id = $7 and j.indicator = $8
        union all
        select '2 withdrawn', 0, w.reason, w.withdrawn_by, a.name, 0, '', '', '', '', 0, 0, '', w.withdrawn_at, w.version, '', ''
          from withdrawn_judgement w join account a on a.id = w.withdrawn_by
         where w.partnership_id = $1 and w.evaluation_id = $7 and w.indicator = $8
        union all
        select '7 withdrawn', 0, w.reason, w.account_id, a.name, 0, '', '', '', '', 0, 0, '', w.withdrawn_at, w.version, '', ''
          from withdrawn_first w join account a on a.id = w.account_id
         where w.partnership_id = $1 and w.evaluation_id = $7 and w.indicator = $8 and w.account_id = $9
        union all
        select '3 finding', f.kind, f.statement, e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, t.theme, f.id,
               0, 0, f.excerpt, f.place
          from {0}
          {4}
         where t.indicator = $8 and {1}
        union all
        select '4 not shared', count(distinct e.id), coalesce(o.name, ''), '', '', 0, '', '', '', '', 0, 0, '', 0, 0, '', ''
          from {0}
          {4}
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where t.indicator = $8 and not {1}
         group by o.name
        union all
        select '5 placement', p.position, '', p.account_id, a.name, 0, '', '', '', '', 0, p.theme, '', p.placed_at, 0, '', ''
          from placement p join account a on a.id = p.account_id
         where p.partnership_id = $1 and p.evaluation_id = $7 and p.indicator = $8 and (p.account_id = $9 or {2})
        union all
        select '6 given', 0, '', '', a.name, 0, '', '', '', '', 0, 0, '', f.given_at, 0, '', ''
          from first_judgement f join account a on a.id = f.account_id
         where f.partnership_id = $1 and f.evaluation_id = $7 and f.indicator = $8
        union all
        select '7 first', f.level, f.rationale, f.account_id, a.name, 0, '', '', '', '', f.confidence, 0, '', f.given_at, f.version, '', ''
          from first_judgement f join account a on a.id = f.account_id
         where f.partnership_id = $1 and f.evaluation_id = $7 and f.indicator = $8 and (f.account_id = $9 or {2})
        union all
        select '8 reveal', 0, '', '', a.name, 0, '', '', '', '', 0, 0, '', r.revealed_at, 0, '', ''
          from reveal r join account a on a.id = r.revealed_by
         where r.partnership_id = $1 and r.evaluation_id = $7 and r.indicator = $8
        union all
        select '9 moderation', 0, m.reason, m.agreed_by, a.name, 0, m.dissent, '', '', '', 0, 0, '', m.agreed_at, 0, '', ''
          from moderation m join account a on a.id = m.agreed_by
         where m.partnership_id = $1 and m.evaluation_id = $7 and m.indicator = $8
        union all
        select '9 decision', c.state, c.words, c.decided_by, a.name, 0, c.follow, '', '', '', 0, c.theme, c.findings, c.decided_at, c.version, '', ''
          from conflict c join account a on a.id = c.decided_by
         where c.partnership_id = $1 and c.evaluation_id = $7 and c.indicator = $8
        union all
        select 'below', case when v.extent >= 2 then coalesce(j.level, 0) else 0 end, case when v.extent >= 2 then v.title else '' end, v.id,
               coalesce(o.name, ''), v.extent, case when exists (select 1 from {0} where e.link like '%/evaluations/' || v.id) then 'used' else '' end, '', '', '', 0, 0, '', 0, case when v.framework = {5} then 0 else 1 end, '', ''
          from (select v.partnership_id, v.id, v.title, v.owner_id, y.id as framework, {3} as extent
                  from evaluation v join framework y on y.hash = v.framework_hash where v.partnership_id = $1 and v.parent_id = $7) v
          left join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id and j.indicator = $8 and v.framework = {5}
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
         order by 1, 12, 6, 13, 14, 4)sql",
                    used_evidence, evidence_is_there(), is_revealed, evaluation_extent(), findings_on_themes(), framework_of_evaluation);
    DeskFacts facts;
    db.each([&](const db::Row& row) { take(facts, row, indicator); }, sql, sight, evaluation, indicator, who_looks);
    return facts;
}

}  // namespace touchstone::evaluations
