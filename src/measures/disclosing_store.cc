#include "measures/disclosing_store.h"

#include <algorithm>
#include <set>

namespace touchstone::measures {
namespace {

std::string digits_or_none(const std::optional<double>& number) { return number ? digits_of(*number) : std::string(); }

std::string kind_of(const Entry& it) { return it.is_pooled ? pooled_kind : name_in(period_kinds(), it.figure.period.kind); }

Entry read_entry(const db::Row& row) {
    const auto kind = row.get<std::string>("period_kind");
    const bool is_pooled = kind == pooled_kind;
    return {.series = row.get<std::string>("series_id"),
            .whose = {row.get<OrganisationId>("organisation_id"), row.get<std::string>("area_code"), row.get<std::string>("area_name"),
                      row.get<std::string>("people_group")},
            .figure = {.period = {is_pooled ? PeriodKind::years : value_in(period_kinds(), kind).value(), row.get<Date>("first_day"),
                                  row.get<Date>("last_day")},
                       .state = static_cast<FigureState>(row.get<int>("state") - 1),
                       .value = number_from(row.get<std::string>("value")),
                       .numerator = number_from(row.get<std::string>("numerator")),
                       .denominator = number_from(row.get<std::string>("denominator"))},
            .is_pooled = is_pooled,
            .revision = row.get<int>("revision"),
            .at = row.get<Instant>("entered_at"),
            .telling = static_cast<Telling>(row.get<int>("told"))};
}

// All that was ever entered: its numbers, and what of them was told.
std::vector<Entry> find_entries(db::Read& db, const PartnershipId& partnership, const MeasureId& measure) {
    return db.all(read_entry, R"sql(
        select f.series_id, s.organisation_id, s.area_code, s.area_name, s.people_group, f.period_kind, f.first_day, f.last_day, f.revision,
               f.state, f.value, f.numerator, f.denominator, f.told, f.entered_at
          from observation f
          join measure_series s on s.partnership_id = f.partnership_id and s.measure_id = f.measure_id and s.id = f.series_id
         where f.partnership_id = $1 and f.measure_id = $2
         order by f.series_id, f.first_day, f.last_day, f.period_kind, f.revision)sql",
                  partnership, measure);
}

void mark(db::Write& db, const PartnershipId& partnership, const MeasureId& measure, const Entry& it, Telling telling,
          const std::optional<Against>& against = {}) {
    const auto& period = it.figure.period;
    db.run(R"sql(
        update observation set told = $8, against_series = $9, against_period = $10
         where partnership_id = $1 and measure_id = $2 and series_id = $3 and first_day = $4 and last_day = $5 and period_kind = $6
           and revision = $7)sql",
           partnership, measure, it.series, period.first, period.last, kind_of(it), it.revision, static_cast<int>(telling),
           against ? against->series : "", against ? text_of(against->period) : "");
}

void add_pooled(db::Write& db, const By& by, const MeasureId& measure, const Entry& it) {
    const auto& period = it.figure.period;
    db.run(R"sql(
        insert into observation (partnership_id, measure_id, series_id, period_kind, first_day, last_day, revision, state, value, numerator,
                                 denominator, told, entered_by, entered_at)
        values ($1, $2, $3, $4, $5, $6, $7, 1, '', $8, $9, $10, $11, $12))sql",
           by.partnership, measure, it.series, kind_of(it), period.first, period.last, it.revision, digits_or_none(it.figure.numerator),
           digits_or_none(it.figure.denominator), static_cast<int>(Telling::told), by.who, by.at);
}

void decide_measure(db::Write& db, const By& by, const MeasureId& measure, const Definition& definition) {
    auto entries = find_entries(db, by.partnership, measure);
    std::set<Whose> touched;
    for (const auto& it : decide(definition, entries)) {
        auto& entry = entries[it.entry];
        const bool was_waiting = entry.telling == Telling::waiting, is_waiting = it.telling == Telling::waiting;
        entry.telling = it.telling;
        touched.insert(entry.whose);
        if (was_waiting ? !is_waiting : it.telling != Telling::told) mark(db, by.partnership, measure, entry, it.telling, it.against);
    }
    db.run("update observation set told = $3 where partnership_id = $1 and measure_id = $2 and told = 0", by.partnership, measure,
           static_cast<int>(Telling::told));
    for (const auto& it : pooled(definition, entries, {touched.begin(), touched.end()})) add_pooled(db, by, measure, it);
}

}  // namespace

void decide_undecided(db::Write& db, const By& by) {
    db.run(R"sql(
        update observation set told = $2
         where partnership_id = $1 and told = 0
           and measure_id in (select m.id from measure m where m.partnership_id = $1 and m.smallest = 0))sql",
           by.partnership, static_cast<int>(Telling::told));
    const auto measures =
        db.all([](const db::Row& row) { return row.get<MeasureId>("measure_id"); },
               "select distinct measure_id from observation where partnership_id = $1 and told = 0 order by measure_id", by.partnership);
    for (const auto& measure : measures)
        decide_measure(db, by, measure, find_measure(db, by.partnership, measure).measure.value().definition);
}

void decide_again(db::Write& db, const By& by, const MeasureId& measure, const Definition& definition) {
    if (definition.smallest == Smallest::as_published) {
        db.run("update observation set told = $3, against_series = '', against_period = '' where partnership_id = $1 and measure_id = $2",
               by.partnership, measure, static_cast<int>(Telling::told));
        return;
    }
    for (const auto& it : find_entries(db, by.partnership, measure)) {
        const bool is_known = it.telling == Telling::told || it.telling == Telling::was_told;
        const auto telling = !is_known ? Telling::undecided : is_small(definition, it.figure) ? Telling::was_told : Telling::told;
        if (telling != it.telling) mark(db, by.partnership, measure, it, telling);
    }
    decide_measure(db, by, measure, definition);
}

}  // namespace touchstone::measures
