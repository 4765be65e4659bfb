#include "evaluations/evaluation_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/evaluation_row_store.h"
#include "evaluations/levels_due_store.h"
#include "evaluations/scope_store.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"

namespace touchstone::evaluations {
namespace {

std::optional<EvaluationId> or_null(const EvaluationId& id) { return id.is_empty() ? std::nullopt : std::optional(id); }

void add_parts(db::Write& db, const PartnershipId& partnership, const Evaluation& evaluation) {
    for (const auto& service : evaluation.services)
        db.run("insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3) on conflict do nothing",
               partnership, evaluation.id, service);
    for (const auto& group : evaluation.groups)
        db.run("insert into evaluation_children (partnership_id, evaluation_id, children_group) values ($1, $2, $3)", partnership,
               evaluation.id, group);
}

}  // namespace

std::optional<Evaluation> find_evaluation(db::Read& db, const PartnershipId& partnership, const EvaluationId& id) {
    std::optional<Evaluation> found;
    db.each(
        [&](const db::Row& row) {
            if (!found) found = read_evaluation(row);
            take_parts(*found, row);
        },
        fmt::format(R"sql(
        select {}, x.service_id, g.children_group, o.name as owner_name
          from evaluation v
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id{}
         where v.partnership_id = $1 and v.id = $2
         order by {})sql",
                    evaluation_columns, with_parts, order_of_parts),
        partnership, id);
    return found;
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

db::Answer<FoundEvaluations> ask_evaluations_titled(db::Trip& trip, const Sight& sight, const db::Words& words, int most) {
    const auto sql = fmt::format(R"sql(
        select {}, o.name as owner_name, count(*) over () as total
          from evaluation v
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
         where v.partnership_id = $1 and {} > 0{}
         order by v.created_at desc, v.id desc
         limit $7)sql",
                                 evaluation_columns, evaluation_extent(), words.condition("v.title_key", 8));
    const auto gather = [](FoundEvaluations& found, const db::Row& row) {
        found.total = row.get<int>("total");
        found.latest.push_back(read_evaluation(row));
    };
    return trip.gathered<FoundEvaluations>(gather, sql, sight, most, words.values());
}

void write_evaluation(db::Write& db, const PartnershipId& partnership, const Evaluation& evaluation) {
    db.run(R"sql(
        insert into evaluation (partnership_id, id, title, kind, why, level, children, period_from, period_to, framework_hash, owner_id, created_by,
                                created_at, finished_at, version, judging, inspects_id, parent_id, continues_id, title_key,
                                neighbourhood)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17, $18, $19, $20))sql",
           partnership, evaluation.id, evaluation.title, evaluation.kind, evaluation.why, evaluation.level, evaluation.children,
           evaluation.from, evaluation.to, evaluation.framework_hash, evaluation.owner, evaluation.created_by, evaluation.created_at,
           evaluation.finished_at, evaluation.judging, or_null(evaluation.inspects), or_null(evaluation.parent),
           or_null(evaluation.continues), search_key(evaluation.title), evaluation.neighbourhood);
    add_parts(db, partnership, evaluation);
}

void add_evaluation(db::Write& db, const By& by, const Evaluation& evaluation) {
    write_evaluation(db, by.partnership, evaluation);
    events::record(db, by, {.verb = "created", .kind = "evaluation", .object = evaluation.id.text, .after = as_json(evaluation)});
}

bool save_evaluation(db::Write& db, const By& by, const Evaluation& before, const Evaluation& after) {
    due_for_counting(db, by.partnership, after.id);  // as it stood, if it was finished
    const int changed = db.run(R"sql(
        update evaluation
           set title = $3, kind = $4, why = $5, level = $6, children = $7, period_from = $8, period_to = $9, finished_at = $10, judging = $11, parent_id = $12,
               title_key = $14, archived_at = $15, neighbourhood = $16, version = version + 1
         where partnership_id = $1 and id = $2 and version = $13)sql",
                               by.partnership, after.id, after.title, after.kind, after.why, after.level, after.children, after.from,
                               after.to, after.finished_at, after.judging, or_null(after.parent), after.version, search_key(after.title),
                               after.archived_at, after.neighbourhood);
    if (changed == 0) return false;
    for (const auto* table : {"evaluation_service", "evaluation_children"})
        db.run(fmt::format("delete from {} where partnership_id = $1 and evaluation_id = $2", table), by.partnership, after.id);
    add_parts(db, by.partnership, after);
    due_for_counting(db, by.partnership, after.id);
    if (before.is_finished() != after.is_finished())
        events::record(db, by, {.verb = after.is_finished() ? "finished" : "reopened", .kind = "evaluation", .object = after.id.text});
    else if (before.archived_at.has_value() != after.archived_at.has_value())
        events::record(db, by,
                       {.verb = after.archived_at ? "archived" : "took_out_of_archive", .kind = "evaluation", .object = after.id.text});
    else
        events::record(
            db, by,
            {.verb = "changed_set_up", .kind = "evaluation", .object = after.id.text, .before = as_json(before), .after = as_json(after)});
    return true;
}

bool raise_version(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, int seen_version) {
    return 1 == db.run("update evaluation set version = version + 1 where partnership_id = $1 and id = $2 and version = $3", partnership,
                       evaluation, seen_version);
}

void carry_scope(db::Write& db, const PartnershipId& partnership, const EvaluationId& last, const EvaluationId& next) {
    db.run(R"sql(
        insert into scope_choice (partnership_id, evaluation_id, indicator, depth, reason)
        select partnership_id, $3, indicator, depth, reason from scope_choice where partnership_id = $1 and evaluation_id = $2)sql",
           partnership, last, next);
    db.run(R"sql(
        insert into scope_theme (partnership_id, evaluation_id, indicator, theme)
        select partnership_id, $3, indicator, theme from scope_theme where partnership_id = $1 and evaluation_id = $2)sql",
           partnership, last, next);
}

void fit_scope(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const frameworks::Framework& framework) {
    for (const auto& choice : list_scope(db, partnership, evaluation)) {
        const auto* indicator = frameworks::find_indicator(framework, choice.indicator);
        const int themes = indicator ? static_cast<int>(indicator->themes.size()) : 0;
        db.run("delete from scope_theme where partnership_id = $1 and evaluation_id = $2 and indicator = $3 and theme > $4", partnership,
               evaluation, choice.indicator, themes);
        if (indicator == nullptr)
            db.run("delete from scope_choice where partnership_id = $1 and evaluation_id = $2 and indicator = $3", partnership, evaluation,
                   choice.indicator);
    }
}

db::Answer<std::vector<std::pair<std::string, std::string>>> ask_children_parts(db::Trip& trip, const PartnershipId& partnership,
                                                                                const EvaluationId& evaluation) {
    return trip.all([](const db::Row& row) { return std::pair(row.get<std::string>("name"), row.get<std::string>("children_part")); },
                    R"sql(
        select s.name, s.children_part
          from evaluation_service v join service s on s.partnership_id = v.partnership_id and s.id = v.service_id
         where v.partnership_id = $1 and v.evaluation_id = $2 and s.children_part <> ''
         order by s.name, s.id)sql",
                    partnership, evaluation);
}

db::Answer<std::vector<std::string>> ask_services_of(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return trip.all([](const db::Row& row) { return row.get<std::string>("name"); }, R"sql(
        select s.name
          from evaluation_service v join service s on s.partnership_id = v.partnership_id and s.id = v.service_id
         where v.partnership_id = $1 and v.evaluation_id = $2
         order by s.name, s.id)sql",
                    partnership, evaluation);
}

}  // namespace touchstone::evaluations
