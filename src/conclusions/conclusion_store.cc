#include "conclusions/conclusion_store.h"

#include <fmt/format.h>

#include "conclusions/figure_row_store.h"
#include "events/event_store.h"
#include "evidence/sight_store.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

Concluded read_concluded(const db::Row& row) {
    const auto confidence = row.get<int>("confidence");
    return {{stored_part(row.get<std::string>("part")),
             row.get<std::string>("statement"),
             confidence == 0 ? std::nullopt : std::optional(static_cast<Confidence>(confidence)),
             row.get<std::string>("caveat"),
             {},
             row.get<AccountId>("written_by"),
             row.get<Instant>("written_at"),
             row.get<int>("version"),
             row.get<std::string>("achievements"),
             row.get<std::string>("responsiveness")},
            row.get<std::string>("name")};
}

ContextFactor read_factor(const db::Row& row) {
    return {row.get<FactorId>("id"),          row.get<FactorKind>("kind"),  row.get<std::string>("words"),  row.get<Date>("review_on"),
            row.get<AccountId>("written_by"), row.get<std::string>("name"), row.get<Instant>("written_at"), std::nullopt,
            row.get<int>("version")};
}

Tie read_tie(const db::Row& row) {
    return {row.get<TieId>("id"),
            row.get<std::string>("part"),
            {row.get<std::string>("word"), row.get<std::string>("sentence")},
            row.get<FigureId>("figure_id")};
}

}  // namespace

Figure read_figure(const db::Row& row) {
    return {row.get<FigureId>("id"),
            row.get<EvidenceId>("evidence_id"),
            row.get<std::string>("title"),
            row.get<std::string>("words"),
            row.get<int>("counted"),
            row.get<int>("total"),
            row.get<Date>("as_of"),
            row.get<AccountId>("written_by"),
            row.get<Instant>("written_at"),
            row.get<int>("version"),
            row.get<measures::MeasureId>("measure_id")};
}

db::Answer<std::vector<Concluded>> ask_conclusions(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return trip.all(read_concluded, R"sql(
        select c.part, c.statement, c.confidence, c.caveat, c.achievements, c.responsiveness, c.written_by, c.written_at,
               c.version, a.name
          from conclusion c join account a on a.id = c.written_by
         where c.partnership_id = $1 and c.evaluation_id = $2
         order by c.part)sql",
                    partnership, evaluation);
}

std::vector<Concluded> list_conclusions(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return db::alone(db, ask_conclusions, partnership, evaluation);
}

db::Answer<std::vector<std::pair<std::string, FindingId>>> ask_drawn_in(db::Trip& trip, const PartnershipId& partnership,
                                                                        const EvaluationId& evaluation) {
    return trip.all(
        [](const db::Row& row) { return std::pair(row.get<std::string>("part"), row.get<FindingId>("finding_id")); },
        "select part, finding_id from conclusion_finding where partnership_id = $1 and evaluation_id = $2 order by part, finding_id",
        partnership, evaluation);
}

db::Answer<std::vector<ContextFactor>> ask_factors(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return trip.all(read_factor, R"sql(
        select c.id, c.kind, c.words, c.review_on, c.written_by, a.name, c.written_at, c.version
          from context_factor c join account a on a.id = c.written_by
         where c.partnership_id = $1 and c.evaluation_id = $2 and c.ended_at is null
         order by c.id)sql",
                    partnership, evaluation);
}

db::Answer<std::vector<Figure>> ask_figures_used(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation,
                                                 const std::string& besides) {
    static const auto sql = fmt::format(R"sql(
        {} select {} from e join figure g on g.partnership_id = e.partnership_id and g.evidence_id = e.id order by g.total, g.id)sql",
                                        with_used_evidence(there_or_besides("$8")), figure_columns);
    return trip.all(read_figure, sql, sight, evaluation, besides);
}

db::Answer<std::vector<Tie>> ask_ties(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    return trip.all(read_tie, R"sql(
        select id, part, word, sentence, figure_id from figure_tie where partnership_id = $1 and evaluation_id = $2 order by part, id)sql",
                    partnership, evaluation);
}

namespace {

// In the history of the evaluation.
void note(db::Write& db, const By& by, const EvaluationId& evaluation, const char* verb, const std::string& part, const std::string& before,
          const std::string& after) {
    events::record(db, by, {.verb = verb, .kind = "evaluation", .object = evaluation.text, .part = part, .before = before, .after = after});
}

const char* verb_of(const Part& part) {
    constexpr const char* verbs[] = {"concluded", "concluded_area", "concluded_component"};
    return verbs[static_cast<int>(part.kind)];
}

}  // namespace

bool record_conclusion(db::Write& db, const By& by, const EvaluationId& evaluation, const Conclusion* before, const Conclusion& after) {
    const auto part = text_of(after.part);
    if (1 != db.run(R"sql(
        insert into conclusion (partnership_id, evaluation_id, part, statement, confidence, caveat, achievements, responsiveness, written_by,
                                written_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
            on conflict (partnership_id, evaluation_id, part) do update
           set statement = excluded.statement, confidence = excluded.confidence, caveat = excluded.caveat,
               achievements = excluded.achievements, responsiveness = excluded.responsiveness, written_by = excluded.written_by,
               written_at = excluded.written_at, version = conclusion.version + 1
         where conclusion.version = $11)sql",
                    by.partnership, evaluation, part, after.statement, after.confidence ? static_cast<int>(*after.confidence) : 0,
                    after.caveat, after.achievements, after.responsiveness, after.written_by, after.written_at, after.version))
        return false;
    db.run("delete from conclusion_finding where partnership_id = $1 and evaluation_id = $2 and part = $3", by.partnership, evaluation,
           part);
    for (const auto& finding : after.findings)
        db.run("insert into conclusion_finding (partnership_id, evaluation_id, part, finding_id) values ($1, $2, $3, $4)", by.partnership,
               evaluation, part, finding);
    note(db, by, evaluation, verb_of(after.part), after.part.key, before ? as_json(*before) : std::string(), as_json(after));
    return true;
}

void add_factor(db::Write& db, const By& by, const EvaluationId& evaluation, const ContextFactor& factor) {
    db.run(R"sql(
        insert into context_factor (partnership_id, evaluation_id, id, kind, words, review_on, written_by, written_at, ended_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1))sql",
           by.partnership, evaluation, factor.id, factor.kind, factor.words, factor.review_on, factor.written_by, factor.written_at,
           factor.ended_at);
    note(db, by, evaluation, "noted_factor", factor.id.text, "", as_json(factor));
}

bool save_factor(db::Write& db, const By& by, const EvaluationId& evaluation, const ContextFactor& before, const ContextFactor& after) {
    if (1 != db.run(R"sql(
        update context_factor
           set kind = $4, words = $5, review_on = $6, written_by = $7, written_at = $8, ended_at = $9, version = version + 1
         where partnership_id = $1 and evaluation_id = $2 and id = $3 and version = $10)sql",
                    by.partnership, evaluation, after.id, after.kind, after.words, after.review_on, after.written_by, after.written_at,
                    after.ended_at, after.version))
        return false;
    note(db, by, evaluation, after.ended_at ? "ended_factor" : "changed_factor", after.id.text, as_json(before), as_json(after));
    return true;
}

db::Answer<std::vector<Figure>> ask_figures_of(db::Trip& trip, const PartnershipId& partnership, const EvidenceId& evidence) {
    static const auto sql = fmt::format(R"sql(
        select {} from figure g join evidence e on e.partnership_id = g.partnership_id and e.id = g.evidence_id
         where g.partnership_id = $1 and g.evidence_id = $2 order by g.as_of desc, g.id)sql",
                                        figure_columns);
    return trip.all(read_figure, sql, partnership, evidence);
}

std::vector<Figure> list_figures(db::Read& db, const PartnershipId& partnership, const EvidenceId& evidence) {
    return db::alone(db, ask_figures_of, partnership, evidence);
}

void add_figure(db::Write& db, const By& by, const Figure& figure) {
    db.run(R"sql(
        insert into figure (partnership_id, id, evidence_id, words, counted, total, as_of, measure_id, written_by, written_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1))sql",
           by.partnership, figure.id, figure.evidence, figure.words, figure.counted, figure.total, figure.as_of, figure.read_from,
           figure.written_by, figure.written_at);
    events::record(
        db, by,
        {.verb = "added_figure", .kind = "evidence", .object = figure.evidence.text, .part = figure.id.text, .after = as_json(figure)});
}

bool save_figure(db::Write& db, const By& by, const Figure& before, const Figure& after) {
    if (1 != db.run(R"sql(
        update figure set words = $3, counted = $4, total = $5, as_of = $6, written_by = $7, written_at = $8, measure_id = $10,
               version = version + 1
         where partnership_id = $1 and id = $2 and version = $9)sql",
                    by.partnership, after.id, after.words, after.counted, after.total, after.as_of, after.written_by, after.written_at,
                    after.version, after.read_from))
        return false;
    events::record(db, by,
                   {.verb = "changed_figure",
                    .kind = "evidence",
                    .object = after.evidence.text,
                    .part = after.id.text,
                    .before = as_json(before),
                    .after = as_json(after)});
    return true;
}

void add_tie(db::Write& db, const By& by, const EvaluationId& evaluation, const Tie& tie) {
    db.run(R"sql(
        insert into figure_tie (partnership_id, evaluation_id, id, part, word, sentence, figure_id, tied_by, tied_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
           by.partnership, evaluation, tie.id, tie.part, tie.said.word, tie.said.sentence, tie.figure, by.who, by.at);
    note(db, by, evaluation, "tied_figure", tie.said.word, "", as_json(tie.said));
}

void remove_tie(db::Write& db, const By& by, const EvaluationId& evaluation, const Tie& tie) {
    db.run("delete from figure_tie where partnership_id = $1 and evaluation_id = $2 and id = $3", by.partnership, evaluation, tie.id);
    note(db, by, evaluation, "untied_figure", tie.said.word, "", as_json(tie.said));
}

}  // namespace touchstone::conclusions
