#include "evaluations/evaluation_store.h"

#include <fmt/format.h>

#include "evaluations/conclusion_store.h"
#include "evaluations/evaluation_row_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "evaluations/scope_store.h"
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

std::vector<EvaluationSummary> list_evaluations(db::Read& db, const Sight& sight, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
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
                  from evaluation v where v.partnership_id = $1{}) e
          join account a on a.id = e.created_by
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.extent > 0
         order by e.created_at desc, e.id desc)sql",
                                 evaluation_columns, evaluation_extent(), only.condition("v.id", 8));
    return db.all(
        [](const db::Row& row) {
            return EvaluationSummary{read_evaluation(row),      row.get<std::string>("created_by_name"),
                                     row.get<Extent>("extent"), row.get<int>("in_scope"),
                                     row.get<int>("judged"),    row.get<int>("evidence"),
                                     row.get<int>("alone")};
        },
        sql, sight, sight.account, only.values());
}

db::Answer<std::vector<ParentCandidate>> ask_parents(db::Trip& trip, const Sight& sight, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
        select v.id, v.title, v.level, v.parent_id, v.owner_id, {} as extent, x.service_id, y.organisation_id
          from evaluation v
          left join evaluation_service x on x.partnership_id = v.partnership_id and x.evaluation_id = v.id
          left join service y on y.partnership_id = x.partnership_id and y.id = x.service_id
         where v.partnership_id = $1 and v.level < 3{}
         order by v.created_at desc, v.id, x.service_id)sql",
                                 evaluation_extent(), only.condition("v.id", 7));
    const auto gather = [](std::vector<ParentCandidate>& parents, const db::Row& row) {
        const auto id = row.get<EvaluationId>("id");
        if (parents.empty() || parents.back().evaluation.id != id)
            parents.push_back({{id, row.get<std::string>("title"), row.get<ServiceLevel>("level")},
                               row.maybe<EvaluationId>("parent_id").value_or(EvaluationId{}),
                               {{row.get<OrganisationId>("owner_id"), {}, id}, row.get<Extent>("extent")}});
        auto& place = parents.back().seen.place;
        if (row.maybe<OrganisationId>("organisation_id") == place.owner) place.services.push_back(row.get<ServiceId>("service_id"));
    };
    return trip.gathered<std::vector<ParentCandidate>>(gather, sql, sight, only.values());
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

SharedPart read_shared(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation, Extent extent) {
    SharedPart part;
    db::Trip trip(db);
    const auto judgements = ask_judgements(trip, partnership, evaluation);
    const auto conclusions = ask_conclusions(trip, partnership, evaluation);
    trip.go();
    if (extent >= Extent::levels)
        for (const auto& [judgement, _] : *judgements) {
            part.levels[judgement.indicator] = static_cast<int>(judgement.level);
            part.caveats[judgement.indicator] = judgement.caveat;
        }
    if (extent >= Extent::summary)
        for (const auto& [conclusion, _] : *conclusions)
            part.conclusions[text_of(conclusion.part)] = {conclusion.statement, conclusion.caveat};
    return part;
}

}  // namespace touchstone::evaluations
