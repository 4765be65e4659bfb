#include "conclusions/measured_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "conclusions/conclusion_store.h"
#include "conclusions/figure_row_store.h"
#include "events/event_store.h"
#include "frameworks/framework_store.h"

namespace touchstone::conclusions {
namespace {

std::optional<Count> count_in(const measures::Told& told, const std::string& series) {
    return latest_count(told.measure().definition, told.of(series));
}

struct Followed {
    Figure figure;
    std::string series;
};
std::vector<Followed> list_followed(db::Read& db, const PartnershipId& partnership, const measures::MeasureId& measure) {
    static const auto sql = fmt::format(R"sql(
        select {}, k.series_id
          from figure g
          join evidence e on e.partnership_id = g.partnership_id and e.id = g.evidence_id
          join measure_evidence k on k.partnership_id = g.partnership_id and k.measure_id = g.measure_id and k.evidence_id = g.evidence_id
         where g.partnership_id = $1 and g.measure_id = $2
         order by g.id)sql",
                                        figure_columns);
    return db.all([](const db::Row& row) { return Followed{read_figure(row), row.get<std::string>("series_id")}; }, sql, partnership,
                  measure);
}

struct Tied {
    EvaluationId evaluation;
    std::string framework_hash, part;
    Said said;
};
std::vector<Tied> list_tied(db::Read& db, const PartnershipId& partnership, const FigureId& figure) {
    return db.all(
        [](const db::Row& row) {
            return Tied{row.get<EvaluationId>("evaluation_id"),
                        row.get<std::string>("framework_hash"),
                        row.get<std::string>("part"),
                        {row.get<std::string>("word"), row.get<std::string>("sentence")}};
        },
        R"sql(
        select t.evaluation_id, v.framework_hash, t.part, t.word, t.sentence
          from figure_tie t join evaluation v on v.partnership_id = t.partnership_id and v.id = t.evaluation_id
         where t.partnership_id = $1 and t.figure_id = $2
         order by t.id)sql",
        partnership, figure);
}

void check_words(db::Write& db, const By& by, const Figure& before, const Figure& after) {
    for (const auto& tied : list_tied(db, by.partnership, after.id)) {
        const auto& framework = frameworks::framework_of(db, tied.framework_hash);
        const bool held = supports(framework, tied.said.word, before), holds = supports(framework, tied.said.word, after);
        if (held == holds) continue;
        events::record(db, by,
                       {.verb = holds ? "figure_supports_again" : "figure_contradicts",
                        .kind = "evaluation",
                        .object = tied.evaluation.text,
                        .part = tied.part,
                        .after = as_json(tied.said)});
    }
}

}  // namespace

db::Answer<std::optional<MadeFrom>> ask_made_from(db::Trip& trip, const Sight& sight, const EvidenceId& evidence) {
    static const auto sql = fmt::format(R"sql(
        select k.measure_id, k.series_id
          from measure_evidence k join measure m on m.partnership_id = k.partnership_id and m.id = k.measure_id
         where k.partnership_id = $1 and {} and k.evidence_id = $4)sql",
                                        measures::measure_is_there);
    return trip.first(
        [](const db::Row& row) { return MadeFrom{row.get<measures::MeasureId>("measure_id"), row.get<std::string>("series_id")}; }, sql,
        sight.partnership, sight.member, sight.organisations, evidence);
}

std::optional<Measured> find_measured(db::Read& db, const PartnershipId& partnership, const std::optional<MadeFrom>& from) {
    if (!from) return std::nullopt;
    const auto told = measures::find_told(db, partnership, from->measure);
    if (!told) return std::nullopt;
    return Measured{from->measure, told->measure().definition.title, count_in(*told, from->series)};
}

std::vector<measures::MeasureId> list_read_from(db::Read& db, const PartnershipId& partnership) {
    return db.all([](const db::Row& row) { return row.get<measures::MeasureId>("measure_id"); },
                  "select distinct measure_id from figure where partnership_id = $1 and measure_id <> '' order by measure_id", partnership);
}

int read_again(db::Write& db, const By& by, const measures::MeasureId& measure) {
    const auto told = measures::find_told(db, by.partnership, measure);
    if (!told) return 0;
    int changed = 0;
    for (const auto& [before, series] : list_followed(db, by.partnership, measure)) {
        const auto count = count_in(*told, series);
        if (!count || *count == count_of(before)) continue;
        auto after = before;
        after.counted = count->counted;
        after.total = count->total;
        after.as_of = count->as_of;
        after.written_by = by.who;
        after.written_at = by.at;
        if (!save_figure(db, by, before, after)) continue;
        check_words(db, by, before, after);
        ++changed;
    }
    return changed;
}

}  // namespace touchstone::conclusions
