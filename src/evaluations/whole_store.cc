#include "evaluations/whole_store.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

using Take = void (*)(Whole&, const db::Row&);

void take_judgement(Whole& whole, const db::Row& row) {
    const auto indicator = row.get<std::string>("key");
    whole.judgements[indicator] = {
        {indicator, row.get<Level>("number"), row.get<std::string>("words"), static_cast<Confidence>(row.get<int>("second")),
         row.get<AccountId>("id"), row.get<Instant>("at"), row.get<int>("version"), row.get<std::string>("more")},
        row.get<std::string>("name")};
}

void take_conclusion(Whole& whole, const db::Row& row) {
    const auto key = row.get<std::string>("key");
    const auto confidence = row.get<int>("second");
    whole.conclusions[key] = {{stored_part(key),
                               row.get<std::string>("words"),
                               confidence == 0 ? std::nullopt : std::optional(static_cast<Confidence>(confidence)),
                               row.get<std::string>("more"),
                               {},
                               row.get<AccountId>("id"),
                               row.get<Instant>("at"),
                               row.get<int>("version")},
                              row.get<std::string>("name")};
}

void take_drawn(Whole& whole, const db::Row& row) {
    if (const auto found = whole.conclusions.find(row.get<std::string>("key")); found != whole.conclusions.end())
        found->second.conclusion.findings.push_back(row.get<FindingId>("id"));
}

void take_finding(Whole& whole, const db::Row& row) {
    Evidence evidence;
    evidence.id = row.get<EvidenceId>("more");
    evidence.title = row.get<std::string>("name");
    evidence.source = static_cast<Source>(row.get<int>("third"));
    evidence.line = row.get<std::string>("line");
    evidence.whose_view = row.get<std::string>("view");
    evidence.from = row.get<Date>("from_day");
    evidence.to = row.get<Date>("to_day");
    evidence.security = static_cast<Security>(row.get<int>("version"));
    whole.findings.push_back({{row.get<std::string>("key"), row.get<int>("second")},
                              row.get<FindingId>("id"),
                              static_cast<FindingKind>(row.get<int>("number")),
                              row.get<std::string>("words"),
                              evidence,
                              row.get<std::string>("excerpt"),
                              row.get<std::string>("place")});
}

void take_decision(Whole& whole, const db::Row& row) {
    const auto follow = row.get<std::string>("more");
    whole.decisions.push_back({{row.get<std::string>("key"), row.get<int>("second")},
                               row.get<ConflictState>("number"),
                               row.get<std::string>("words"),
                               follow.empty() ? std::vector<std::string>{} : split(follow, ','),
                               row.get<std::string>("excerpt"),
                               row.get<AccountId>("id"),
                               row.get<std::string>("name"),
                               row.get<Instant>("at"),
                               row.get<int>("version")});
}

void take_factor(Whole& whole, const db::Row& row) {
    whole.factors.push_back({row.get<FactorId>("id"),
                             row.get<FactorKind>("number"),
                             row.get<std::string>("words"),
                             row.get<Date>("to_day"),
                             {},
                             row.get<std::string>("name"),
                             row.get<Instant>("at"),
                             std::nullopt,
                             row.get<int>("version")});
}

void take_figure(Whole& whole, const db::Row& row) {
    whole.figures.push_back({row.get<FigureId>("id"),
                             row.get<EvidenceId>("more"),
                             row.get<std::string>("name"),
                             row.get<std::string>("words"),
                             row.get<int>("number"),
                             row.get<int>("second"),
                             row.get<Date>("to_day"),
                             {},
                             row.get<Instant>("at"),
                             row.get<int>("version")});
}

void take_tie(Whole& whole, const db::Row& row) {
    whole.ties.push_back({row.get<TieId>("id"),
                          row.get<std::string>("key"),
                          {row.get<std::string>("name"), row.get<std::string>("words")},
                          row.get<FigureId>("more")});
}

const std::unordered_map<std::string, Take> takes{
    {"1 scope",
     [](Whole& whole, const db::Row& row) {
         const auto indicator = row.get<std::string>("key");
         whole.scope[indicator] = {indicator, static_cast<Depth>(row.get<int>("number")), row.get<std::string>("words")};
     }},
    {"1 theme",
     [](Whole& whole, const db::Row& row) { whole.scope[row.get<std::string>("key")].themes.push_back(row.get<int>("second")); }},
    {"2 judgement", take_judgement},
    {"2 last", [](Whole& whole, const db::Row& row) { whole.last_levels[row.get<std::string>("key")] = row.get<int>("number"); }},
    {"3 conclusion", take_conclusion},
    {"3 drawn in", take_drawn},
    {"4 finding", take_finding},
    {"5 decision", take_decision},
    {"6 factor", take_factor},
    {"7 figure", take_figure},
    {"7 tie", take_tie},
    {"8 not shared",
     [](Whole& whole, const db::Row& row) { whole.not_shared.push_back({row.get<std::string>("words"), row.get<int>("number")}); }},
    {"8 service", [](Whole& whole, const db::Row& row) { whole.services.push_back(row.get<std::string>("words")); }},
    {"9 partnership", [](Whole& whole, const db::Row& row) { whole.partnership = row.get<std::string>("words"); }}};

}  // namespace

const Figure* Whole::figure(const FigureId& id) const {
    const auto found = std::ranges::find(figures, id, &Figure::id);
    return found == figures.end() ? nullptr : &*found;
}

int Whole::items_not_shared() const {
    int items = 0;
    for (const auto& gap : not_shared) items += gap.items;
    return items;
}

Whole read_whole(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& besides) {
    static const auto sql =
        fmt::format(R"sql(
        select '1 scope' as part, indicator as key, '' as id, reason as words, '' as name, '' as line, '' as more, '' as view, '' as from_day,
               '' as to_day, '' as excerpt, '' as place, depth as number, 0 as second, 0 as third, 0 as at, 0 as version
          from scope_choice where partnership_id = $1 and evaluation_id = $7
        union all
        select '1 theme', indicator, '', '', '', '', '', '', '', '', '', '', 0, theme, 0, 0, 0
          from scope_theme where partnership_id = $1 and evaluation_id = $7
        union all
        select '2 judgement', j.indicator, j.judged_by, j.rationale, a.name, '', j.caveat, '', '', '', '', '', j.level, j.confidence, 0, j.judged_at,
               j.version
          from judgement j join account a on a.id = j.judged_by where j.partnership_id = $1 and j.evaluation_id = $7
        union all
        select '2 last', j.indicator, '', '', '', '', '', '', '', '', '', '', j.level, 0, 0, 0, 0
          from evaluation w join evaluation v on v.partnership_id = w.partnership_id and v.id = w.continues_id
          join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where w.partnership_id = $1 and w.id = $7 and {2} >= 2
        union all
        select '3 conclusion', c.part, c.written_by, c.statement, a.name, '', c.caveat, '', '', '', '', '', 0, c.confidence, 0, c.written_at, c.version
          from conclusion c join account a on a.id = c.written_by where c.partnership_id = $1 and c.evaluation_id = $7
        union all
        select '3 drawn in', part, finding_id, '', '', '', '', '', '', '', '', '', 0, 0, 0, 0, 0
          from conclusion_finding where partnership_id = $1 and evaluation_id = $7
        union all
        select '4 finding', t.indicator, f.id, f.statement, e.title, e.line, e.id, e.whose_view, e.period_from, e.period_to, f.excerpt, f.place,
               f.kind, t.theme, e.source, 0, e.security
          from {0}
          {3}
         where {1}
        union all
        select '5 decision', c.indicator, c.decided_by, c.words, a.name, '', c.follow, '', '', '', c.findings, '', c.state, c.theme, 0, c.decided_at,
               c.version
          from conflict c join account a on a.id = c.decided_by where c.partnership_id = $1 and c.evaluation_id = $7
        union all
        select '6 factor', '', c.id, c.words, a.name, '', '', '', '', c.review_on, '', '', c.kind, 0, 0, c.written_at, c.version
          from context_factor c join account a on a.id = c.written_by
         where c.partnership_id = $1 and c.evaluation_id = $7 and c.ended_at is null
        union all
        select '7 figure', '', g.id, g.words, e.title, '', e.id, '', '', g.as_of, '', '', g.counted, g.total, 0, g.written_at, g.version
          from {0} join figure g on g.partnership_id = e.partnership_id and g.evidence_id = e.id where {1}
        union all
        select '7 tie', part, id, sentence, word, '', figure_id, '', '', '', '', '', 0, 0, 0, tied_at, 0
          from figure_tie where partnership_id = $1 and evaluation_id = $7
        union all
        select '8 not shared', '', '', coalesce(o.name, ''), '', '', '', '', '', '', '', '', count(*), 0, 0, 0, 0
          from {0} left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where not {1} group by o.name
        union all
        select '8 service', s.name, s.id, s.name, '', '', '', '', '', '', '', '', 0, 0, 0, 0, 0
          from evaluation_service v join service s on s.partnership_id = v.partnership_id and s.id = v.service_id
         where v.partnership_id = $1 and v.evaluation_id = $7
        union all
        select '9 partnership', '', '', name, '', '', '', '', '', '', '', '', 0, 0, 0, 0, 0 from partnership where id = $1
         order by 1, 2, 14, 15, 3)sql",
                    used_evidence, "(" + evidence_is_there() + " or $8 like '%,' || e.id || ',%')", evaluation_extent(), findings_on_themes());
    Whole whole;
    db.each([&](const db::Row& row) { takes.at(row.get<std::string>("part"))(whole, row); }, sql, sight, evaluation, besides);
    return whole;
}

}  // namespace touchstone::evaluations
