#include "evaluations/evaluation_store.h"

#include <fmt/format.h>

#include "evaluations/evaluation_row_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/proposal_store.h"
#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

std::optional<EvaluationId> or_null(const EvaluationId& id) { return id.is_empty() ? std::nullopt : std::optional(id); }

void add_services(db::Write& db, const PartnershipId& partnership, const Evaluation& evaluation) {
    for (const auto& service : evaluation.services)
        db.run("insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3) on conflict do nothing",
               partnership, evaluation.id, service);
}

}  // namespace

std::optional<Evaluation> find_evaluation(db::Read& db, const PartnershipId& partnership, const EvaluationId& id) {
    std::optional<Evaluation> found;
    db.each(
        [&](const db::Row& row) {
            if (!found) found = read_evaluation(row);
            if (const auto service = row.maybe<ServiceId>("service_id")) found->services.push_back(*service);
        },
        fmt::format(R"sql(
        select {}, s.service_id, o.name as owner_name
          from evaluation v
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
          left join evaluation_service s on s.partnership_id = v.partnership_id and s.evaluation_id = v.id
         where v.partnership_id = $1 and v.id = $2
         order by s.service_id)sql",
                    evaluation_columns),
        partnership, id);
    return found;
}

std::vector<EvaluationSummary> list_evaluations(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select e.*, a.name as created_by_name, o.name as owner_name,
               case when e.extent >= 2 then (select count(*) from scope_choice c where c.partnership_id = e.partnership_id and c.evaluation_id = e.id and c.depth > 0) else 0 end as in_scope,
               case when e.extent >= 2 then (select count(*) from judgement j where j.partnership_id = e.partnership_id and j.evaluation_id = e.id) else 0 end as judged,
               case when e.extent >= 3 then (select count(*) from evidence_use u where u.partnership_id = e.partnership_id and u.evaluation_id = e.id) else 0 end as evidence,
               case when e.extent >= 3 and e.judging = 2 then (select count(*) from scope_choice c
                     where c.partnership_id = e.partnership_id and c.evaluation_id = e.id and c.depth > 0
                       and not exists (select 1 from reveal r where r.partnership_id = c.partnership_id and r.evaluation_id = c.evaluation_id and r.indicator = c.indicator)
                       and not exists (select 1 from first_judgement f where f.partnership_id = c.partnership_id and f.evaluation_id = c.evaluation_id
                                          and f.indicator = c.indicator and f.account_id = $7)) else 0 end as alone
          from (select v.partnership_id, {}, {} as extent
                  from evaluation v where v.partnership_id = $1) e
          join account a on a.id = e.created_by
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.extent > 0
         order by e.created_at desc, e.id desc)sql",
                                        evaluation_columns, evaluation_extent());
    return db.all(
        [](const db::Row& row) {
            return EvaluationSummary{read_evaluation(row),      row.get<std::string>("created_by_name"),
                                     row.get<Extent>("extent"), row.get<int>("in_scope"),
                                     row.get<int>("judged"),    row.get<int>("evidence"),
                                     row.get<int>("alone")};
        },
        sql, sight, sight.account);
}

SetUpOffers read_set_up_offers(db::Read& db, const Actor& actor, Instant now, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
        select part, organisation_id, service_id, name, '' as id, 0 as level, '' as parent_id, '' as owner_id, 0 as extent, 0 as made
          from ({}) owners
        union all
        select 9, y.organisation_id, x.service_id, v.title, v.id, v.level, coalesce(v.parent_id, ''), v.owner_id, {}, v.created_at
          from evaluation v
          left join evaluation_service x on x.partnership_id = v.partnership_id and x.evaluation_id = v.id
          left join service y on y.partnership_id = x.partnership_id and y.id = x.service_id
         where v.partnership_id = $1 and v.level < 3{}
         order by 1, 10 desc, 5, 4, 3)sql",
                                 owners_among("$7", "$8"), evaluation_extent(), only.condition("v.id", 9));
    SetUpOffers offers;
    if (may_do(actor, Ability::evaluate, Place{})) offers.owners.push_back({});
    const auto able = sight_of_ability(actor, Ability::evaluate, now);
    db.each(
        [&](const db::Row& row) {
            if (row.get<int>("part") != 9) {
                offers.owners.push_back(
                    {row.get<OrganisationId>("organisation_id"), row.get<ServiceId>("service_id"), row.get<std::string>("name")});
                return;
            }
            auto& parents = offers.parents;
            const auto id = row.get<EvaluationId>("id");
            if (parents.empty() || parents.back().evaluation.id != id)
                parents.push_back({{id, row.get<std::string>("name"), row.get<ServiceLevel>("level")},
                                   row.get<EvaluationId>("parent_id"),
                                   {{row.get<OrganisationId>("owner_id"), {}, id}, row.get<Extent>("extent")}});
            auto& place = parents.back().seen.place;
            if (row.maybe<OrganisationId>("organisation_id") == place.owner) place.services.push_back(row.get<ServiceId>("service_id"));
        },
        sql, sight_of(actor, now), able.organisations, able.services, only.values());
    return offers;
}

void add_evaluation(db::Write& db, const PartnershipId& partnership, const Evaluation& evaluation) {
    db.run(R"sql(
        insert into evaluation (partnership_id, id, title, kind, why, level, children, period_from, period_to, framework_hash, owner_id, created_by,
                                created_at, finished_at, version, judging, inspects_id, parent_id, continues_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17, $18))sql",
           partnership, evaluation.id, evaluation.title, evaluation.kind, evaluation.why, evaluation.level, evaluation.children,
           evaluation.from, evaluation.to, evaluation.framework_hash, evaluation.owner, evaluation.created_by, evaluation.created_at,
           evaluation.finished_at, evaluation.judging, or_null(evaluation.inspects), or_null(evaluation.parent),
           or_null(evaluation.continues));
    add_services(db, partnership, evaluation);
}

bool save_evaluation(db::Write& db, const PartnershipId& partnership, const Evaluation& evaluation) {
    const int changed =
        db.run(R"sql(
        update evaluation
           set title = $3, kind = $4, why = $5, level = $6, children = $7, period_from = $8, period_to = $9, finished_at = $10, judging = $11, parent_id = $12,
               version = version + 1
         where partnership_id = $1 and id = $2 and version = $13)sql",
               partnership, evaluation.id, evaluation.title, evaluation.kind, evaluation.why, evaluation.level, evaluation.children,
               evaluation.from, evaluation.to, evaluation.finished_at, evaluation.judging, or_null(evaluation.parent), evaluation.version);
    if (changed == 0) return false;
    db.run("delete from evaluation_service where partnership_id = $1 and evaluation_id = $2", partnership, evaluation.id);
    add_services(db, partnership, evaluation);
    return true;
}

std::vector<ScopeChoice> list_scope(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    std::vector<ScopeChoice> choices;
    db.each(
        [&](const db::Row& row) {
            const auto indicator = row.get<std::string>("indicator");
            if (choices.empty() || choices.back().indicator != indicator)
                choices.push_back({indicator, row.get<Depth>("depth"), row.get<std::string>("reason")});
            if (const auto theme = row.maybe<int>("theme")) choices.back().themes.push_back(*theme);
        },
        R"sql(
        select c.indicator, c.depth, c.reason, t.theme
          from scope_choice c
          left join scope_theme t on t.partnership_id = c.partnership_id and t.evaluation_id = c.evaluation_id and t.indicator = c.indicator
         where c.partnership_id = $1 and c.evaluation_id = $2
         order by c.indicator, t.theme)sql",
        partnership, evaluation);
    return choices;
}

void replace_scope(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation,
                   const std::vector<ScopeChoice>& choices) {
    for (const auto& choice : choices) {
        db.run(R"sql(
            insert into scope_choice (partnership_id, evaluation_id, indicator, depth, reason) values ($1, $2, $3, $4, $5)
                on conflict (partnership_id, evaluation_id, indicator) do update set depth = excluded.depth, reason = excluded.reason)sql",
               partnership, evaluation, choice.indicator, choice.depth, choice.reason);
        db.run("delete from scope_theme where partnership_id = $1 and evaluation_id = $2 and indicator = $3", partnership, evaluation,
               choice.indicator);
        for (const int theme : choice.themes)
            db.run("insert into scope_theme (partnership_id, evaluation_id, indicator, theme) values ($1, $2, $3, $4)", partnership,
                   evaluation, choice.indicator, theme);
    }
}

void carry_over(db::Write& db, const PartnershipId& partnership, const EvaluationId& last, const EvaluationId& next,
                const std::vector<EvidenceId>& items) {
    db.run(R"sql(
        insert into scope_choice (partnership_id, evaluation_id, indicator, depth, reason)
        select partnership_id, $3, indicator, depth, reason from scope_choice where partnership_id = $1 and evaluation_id = $2)sql",
           partnership, last, next);
    db.run(R"sql(
        insert into scope_theme (partnership_id, evaluation_id, indicator, theme)
        select partnership_id, $3, indicator, theme from scope_theme where partnership_id = $1 and evaluation_id = $2)sql",
           partnership, last, next);
    for (const auto& item : items) use_evidence(db, partnership, next, item);
    db.run(R"sql(
        insert into conflict (partnership_id, evaluation_id, indicator, theme, state, words, follow, findings, decided_by, decided_at, version)
        select partnership_id, $3, indicator, theme, state, words, follow, findings, decided_by, decided_at, 1
          from conflict where partnership_id = $1 and evaluation_id = $2)sql",
           partnership, last, next);
}

void fit_to_framework(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation,
                      const frameworks::Framework& framework) {
    for (const auto& choice : list_scope(db, partnership, evaluation)) {
        const auto* indicator = frameworks::find_indicator(framework, choice.indicator);
        const int themes = indicator ? static_cast<int>(indicator->themes.size()) : 0;
        for (const auto* table : {"scope_theme", "conflict"})
            db.run(fmt::format("delete from {} where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and theme > $4", table),
                   partnership, evaluation, choice.indicator, themes);
        if (indicator == nullptr)
            db.run("delete from scope_choice where partnership_id = $1 and evaluation_id = $2 and indicator = $3", partnership, evaluation,
                   choice.indicator);
    }
}

Workspace read_workspace(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select '1 scope' as part, indicator, 0 as number, depth as value, reason as label, '' as line_key, '' as id, '' as evidence_id,
               '' as title, 0 as at, 0 as extra, '' as day
          from scope_choice where partnership_id = $1 and evaluation_id = $7
        union all
        select '2 theme', indicator, theme, 0, '', '', '', '', '', 0, 0, '' from scope_theme where partnership_id = $1 and evaluation_id = $7
        union all
        select 'judgement', indicator, 0, level, '', '', '', '', '', 0, 0, '' from judgement where partnership_id = $1 and evaluation_id = $7
        union all
        select 'conclusion', part, 0, 0, '', '', '', '', '', 0, 0, '' from conclusion where partnership_id = $1 and evaluation_id = $7
        union all
        select 'evidence', '', count(*), 0, '', '', '', '', '', 0, 0, '' from {0} where {1}
        union all
        select 'not_shared', '', count(*), 0, coalesce(o.name, ''), '', '', '', '', 0, 0, ''
          from {0} left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where not {1} group by o.name
        union all
        select 'service', '', 0, 0, s.name, '', '', '', '', 0, 0, ''
          from evaluation_service v join service s on s.partnership_id = v.partnership_id and s.id = v.service_id
         where v.partnership_id = $1 and v.evaluation_id = $7
        union all
        select 'line', t.indicator, t.theme, e.source, min(e.line), e.line_key, '', '', '', 0, 0, max(e.period_to)
          from {0}
          {4}
         where {1}
         group by t.indicator, t.theme, e.source, e.line_key
        union all
        select case when v.parent_id = $7 then 'below' else 'above' end, '', 0, v.level, v.title, '', v.id, '', '', 0, 0, ''
          from evaluation v
         where v.partnership_id = $1 and {3} > 0
           and (v.parent_id = $7 or v.id = (select parent_id from evaluation where partnership_id = $1 and id = $7))
        union all {2}
         order by 1, 7, 3, 5)sql",
                                        used_evidence, evidence_is_there(), proposal_parts(), evaluation_extent(), findings_on_themes());
    Workspace workspace;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            const auto indicator = row.get<std::string>("indicator");
            const auto number = row.get<int>("number");
            const auto value = row.get<int>("value");
            if (read_proposal_part(workspace.weaknesses, workspace.answers, row)) return;
            if (part == "1 scope")
                workspace.scope[indicator] = {indicator, static_cast<Depth>(value), row.get<std::string>("label")};
            else if (part == "2 theme")
                workspace.scope[indicator].themes.push_back(number);
            else if (part == "judgement")
                workspace.levels[indicator] = value;
            else if (part == "conclusion")
                workspace.concluded.insert(indicator);
            else if (part == "evidence")
                workspace.evidence = number;
            else if (part == "not_shared")
                workspace.not_shared.push_back({row.get<std::string>("label"), number});
            else if (part == "above" || part == "below")
                (part == "above" ? workspace.above : workspace.below)
                    .push_back({row.get<EvaluationId>("id"), row.get<std::string>("label"), static_cast<ServiceLevel>(value)});
            else if (part == "service")
                workspace.services.push_back(row.get<std::string>("label"));
            else
                workspace.lines[{indicator, number}].push_back(
                    {static_cast<Source>(value), row.get<std::string>("line_key"), row.get<std::string>("label"), row.get<Date>("day")});
        },
        sql, sight, evaluation);
    return workspace;
}

SharedPart read_shared(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation, Extent extent) {
    SharedPart part;
    db.each(
        [&](const db::Row& row) {
            const auto key = row.get<std::string>("key");
            if (row.get<std::string>("part") == "level") {
                part.levels[key] = row.get<int>("number");
                part.caveats[key] = row.get<std::string>("caveat");
            } else {
                part.conclusions[key] = {row.get<std::string>("words"), row.get<std::string>("caveat")};
            }
        },
        R"sql(
        select 'level' as part, indicator as key, level as number, '' as words, caveat from judgement where partnership_id = $1 and evaluation_id = $2 and $3 >= 2
        union all
        select 'conclusion', part, 0, statement, caveat from conclusion where partnership_id = $1 and evaluation_id = $2 and $3 >= 1)sql",
        partnership, evaluation, extent);
    return part;
}

}  // namespace touchstone::evaluations
