#include "measures/observation_store.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "events/event_store.h"
#include "measures/disclosing_store.h"

namespace touchstone::measures {
namespace {

// Stored: never renumber.
int stored(FigureState state) { return static_cast<int>(state) + 1; }

std::string digits_or_none(const std::optional<double>& number) { return number ? digits_of(*number) : std::string(); }

// As it was entered: for nobody's eyes.
Observation read_entered(const db::Row& row) {
    return {.period = {value_in(period_kinds(), row.get<std::string>("period_kind")).value(), row.get<Date>("first_day"),
                       row.get<Date>("last_day")},
            .state = static_cast<FigureState>(row.get<int>("state") - 1),
            .value = number_from(row.get<std::string>("value")),
            .numerator = number_from(row.get<std::string>("numerator")),
            .denominator = number_from(row.get<std::string>("denominator"))};
}

// As it may be shown.
Observation read_figure_row(const db::Row& row) {
    auto it = read_entered(row);
    if (it.state == FigureState::value && static_cast<Telling>(row.get<int>("told")) != Telling::told)
        return {it.period, FigureState::withheld, {}, {}, {}};
    return it;
}

Placed read_placed(const db::Row& row) {
    return {.measure = row.get<MeasureId>("measure_id"),
            .series = row.get<std::string>("series_id"),
            .figure = read_figure_row(row),
            .telling = static_cast<Telling>(row.get<int>("told")),
            .against_series = row.get<std::string>("against_series"),
            .against_period = row.get<std::string>("against_period")};
}

Placed read_pooled(const db::Row& row) {
    return {.measure = row.get<MeasureId>("measure_id"),
            .series = row.get<std::string>("series_id"),
            .figure = {.period = {PeriodKind::years, row.get<Date>("first_day"), row.get<Date>("last_day")},
                       .state = FigureState::value,
                       .value = {},
                       .numerator = number_from(row.get<std::string>("numerator")),
                       .denominator = number_from(row.get<std::string>("denominator"))}};
}

Series read_series(const db::Row& row) {
    return {row.get<std::string>("id"),
            {row.get<OrganisationId>("organisation_id"), row.get<std::string>("area_code"), row.get<std::string>("area_name"),
             row.get<std::string>("people_group")},
            row.get<std::string>("organisation_name")};
}

constexpr const char* figure =
    "f.measure_id, f.series_id, f.period_kind, f.first_day, f.last_day, f.state, f.value, f.numerator, f.denominator, f.told, "
    "f.against_series, f.against_period";

// The revision that counts, of one period.
constexpr const char* is_latest = R"sql(
    f.period_kind <> 'pooled' and f.revision = (select max(l.revision) from observation l
                   where l.partnership_id = f.partnership_id and l.measure_id = f.measure_id and l.series_id = f.series_id
                     and l.first_day = f.first_day and l.last_day = f.last_day and l.period_kind = f.period_kind))sql";

// Of measure `m`.
constexpr const char* first_of_measure = R"sql(
    (select s.id
       from measure_series s left join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
      where s.partnership_id = m.partnership_id and s.measure_id = m.id
      order by s.people_group, coalesce(o.name, ''), s.area_name, s.id limit 1))sql";

using When = std::tuple<Date, Date, PeriodKind>;
When when(const Period& period) { return {period.first, period.last, period.kind}; }

using Which = std::tuple<MeasureId, std::string, When>;
Which which(const Placed& it) { return {it.measure, it.series, when(it.figure.period)}; }

std::vector<Observation> of_series(const std::vector<Placed>& all, const std::string& id) {
    std::vector<Observation> some;
    for (const auto& each : all)
        if (each.series == id) some.push_back(each.figure);
    return some;
}

constexpr std::size_t asked_at_once = 100;

// What holds now of so many figures from `from` on, with the latest revision's number.
std::map<Which, std::pair<Observation, int>> find_latest(db::Read& db, const PartnershipId& partnership, const std::vector<Placed>& all,
                                                         std::size_t from) {
    static const auto sql = [] {
        std::string keys;
        for (std::size_t i = 0; i < asked_at_once; ++i)
            keys += fmt::format("{}(${}, ${}, ${}, ${}, ${})", i == 0 ? "" : ", ", 5 * i + 2, 5 * i + 3, 5 * i + 4, 5 * i + 5, 5 * i + 6);
        return fmt::format(R"sql(
        with asked (measure_id, series_id, first_day, last_day, period_kind) as (values {})
        select {}, f.revision
          from asked
          join observation f on f.partnership_id = $1 and f.measure_id = asked.measure_id and f.series_id = asked.series_id
           and f.first_day = asked.first_day and f.last_day = asked.last_day and f.period_kind = asked.period_kind)sql",
                           keys, figure);
    }();
    std::vector<db::Value> keys;
    for (std::size_t i = 0; i < asked_at_once; ++i) {
        const auto& it = all[std::min(from + i, all.size() - 1)];
        const auto& period = it.figure.period;
        for (const auto& key : db::values_of(it.measure, it.series, period.first, period.last, name_in(period_kinds(), period.kind)))
            keys.push_back(key);
    }
    std::map<Which, std::pair<Observation, int>> known;
    db.each(
        [&](const db::Row& row) {
            const auto it = read_entered(row);
            auto& slot = known[{row.get<MeasureId>("measure_id"), row.get<std::string>("series_id"), when(it.period)}];
            if (row.get<int>("revision") > slot.second) slot = {it, row.get<int>("revision")};
        },
        sql, partnership, keys);
    return known;
}

void write_revision(db::Write& db, const By& by, const Placed& placed, int revision) {
    const auto& it = placed.figure;
    db.run(R"sql(
        insert into observation (partnership_id, measure_id, series_id, period_kind, first_day, last_day, revision, state, value, numerator,
                                 denominator, entered_by, entered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))sql",
           by.partnership, placed.measure, placed.series, name_in(period_kinds(), it.period.kind), it.period.first, it.period.last,
           revision, stored(it.state), digits_or_none(it.value), digits_or_none(it.numerator), digits_or_none(it.denominator), by.who,
           by.at);
}

}  // namespace

db::Answer<std::vector<Series>> ask_series(db::Trip& trip, const PartnershipId& partnership, const MeasureId& measure) {
    return trip.all(read_series, R"sql(
        select s.id, s.organisation_id, s.area_code, s.area_name, s.people_group, coalesce(o.name, '') as organisation_name
          from measure_series s left join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
         where s.partnership_id = $1 and s.measure_id = $2
         order by s.people_group, organisation_name, s.area_name, s.id)sql",
                    partnership, measure);
}

db::Answer<std::vector<Placed>> ask_figures(db::Trip& trip, const PartnershipId& partnership, const MeasureId& measure) {
    static const auto sql = fmt::format(R"sql(
        select {}
          from observation f
         where f.partnership_id = $1 and f.measure_id = $2 and {}
         order by f.series_id, f.first_day, f.last_day, f.period_kind)sql",
                                        figure, is_latest);
    return trip.all(read_placed, sql, partnership, measure);
}

db::Answer<std::vector<Placed>> ask_pooled(db::Trip& trip, const PartnershipId& partnership, const MeasureId& measure) {
    return trip.all(read_pooled, R"sql(
        select f.measure_id, f.series_id, f.first_day, f.last_day, f.numerator, f.denominator
          from observation f
         where f.partnership_id = $1 and f.measure_id = $2 and f.period_kind = 'pooled' and f.told = 1
         order by f.series_id, f.first_day, f.last_day, f.revision)sql",
                    partnership, measure);
}

db::Answer<std::vector<std::pair<MeasureId, Series>>> ask_first_series(db::Trip& trip, const Sight& sight, const Those& those) {
    const auto sql = fmt::format(R"sql(
        select m.id as measure_id, f.id, f.organisation_id, f.area_code, f.area_name, f.people_group,
               coalesce(p.name, '') as organisation_name
          from measure m
          join measure_series f on f.partnership_id = m.partnership_id and f.measure_id = m.id
          left join organisation p on p.partnership_id = f.partnership_id and p.id = f.organisation_id
         where m.partnership_id = $1 and {} and {} and f.id = {}
         order by m.id)sql",
                                 measure_is_there, those.condition, first_of_measure);
    return trip.all([](const db::Row& row) { return std::pair(row.get<MeasureId>("measure_id"), read_series(row)); }, sql,
                    sight.partnership, sight.member, sight.organisations, those.values);
}

db::Answer<std::vector<Placed>> ask_first_figures(db::Trip& trip, const Sight& sight, const Those& those) {
    const auto sql = fmt::format(R"sql(
        select {}
          from measure m
          join observation f on f.partnership_id = m.partnership_id and f.measure_id = m.id
         where m.partnership_id = $1 and {} and {} and {}
           and f.series_id = {}
         order by f.measure_id, f.first_day, f.last_day, f.period_kind)sql",
                                 figure, measure_is_there, those.condition, is_latest, first_of_measure);
    return trip.all(read_placed, sql, sight.partnership, sight.member, sight.organisations, those.values);
}

std::vector<std::pair<Series, Revision>> list_revisions(db::Read& db, const PartnershipId& partnership, const MeasureId& measure) {
    return db.all(
        [](const db::Row& row) {
            return std::pair(read_series(row), Revision{read_figure_row(row), row.get<int>("revision"),
                                                        row.get<std::string>("entered_name"), row.get<Instant>("entered_at")});
        },
        R"sql(
        select s.id, s.organisation_id, s.area_code, s.area_name, s.people_group, coalesce(o.name, '') as organisation_name,
               f.period_kind, f.first_day, f.last_day, f.state, f.value, f.numerator, f.denominator, f.told, f.revision,
               a.name as entered_name, f.entered_at
          from observation f
          join measure_series s on s.partnership_id = f.partnership_id and s.measure_id = f.measure_id and s.id = f.series_id
          join account a on a.id = f.entered_by
          left join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
         where f.partnership_id = $1 and f.measure_id = $2 and f.period_kind <> 'pooled'
         order by f.entered_at desc, f.first_day desc, f.revision desc
         limit $3)sql",
        partnership, measure, revisions_shown);
}

std::vector<Observation> Told::of(const std::string& id) const { return of_series(figures, id); }
std::vector<Observation> Told::pooled_of(const std::string& id) const { return of_series(pooled, id); }

std::optional<Told> find_told(db::Read& db, const PartnershipId& partnership, const MeasureId& id) {
    db::Trip trip(db);
    const auto asked = ask_measure(trip, partnership, id);
    const auto series = ask_series(trip, partnership, id);
    const auto figures = ask_figures(trip, partnership, id);
    const auto pooled = ask_pooled(trip, partnership, id);
    trip.go();
    auto known = asked.known();
    if (!known.measure) return std::nullopt;
    return Told{std::move(known), *series, *figures, *pooled};
}

std::string series_of(db::Write& db, const By& by, const MeasureId& measure, const Whose& whose) {
    const auto found = db.first([](const db::Row& row) { return row.get<std::string>("id"); }, R"sql(
        select id
          from measure_series
         where partnership_id = $1 and measure_id = $2 and organisation_id = $3 and area_code = $4 and area_name = $5 and people_group = $6
         order by id)sql",
                                by.partnership, measure, whose.organisation, whose.area_code, whose.area_name, whose.people);
    if (found) return *found;
    const auto id = Id<struct SeriesTag>::make(by.at).text;
    db.run(R"sql(
        insert into measure_series (partnership_id, measure_id, id, organisation_id, area_code, area_name, people_group)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           by.partnership, measure, id, whose.organisation, whose.area_code, whose.area_name, whose.people);
    return id;
}

Entered enter_all(db::Write& db, const By& by, const std::vector<Placed>& all) {
    Entered entered;
    std::map<Which, std::pair<Observation, int>> known;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % asked_at_once == 0) known = find_latest(db, by.partnership, all, i);
        auto& [before, revision] = known[which(all[i])];
        if (revision > 0 && before == all[i].figure) {
            ++entered.unchanged;
            continue;
        }
        ++(revision > 0 ? entered.corrected : entered.added);
        before = all[i].figure;
        write_revision(db, by, all[i], ++revision);
    }
    decide_undecided(db, by);
    return entered;
}

Entered enter_figures(db::Write& db, const By& by, const MeasureId& measure, const Whose& whose, const std::vector<Observation>& figures) {
    const auto series = series_of(db, by, measure, whose);
    std::vector<Placed> all;
    for (const auto& it : figures) all.push_back({measure, series, it});
    const auto entered = enter_all(db, by, all);
    if (entered.added + entered.corrected > 0)
        events::record(db, by,
                       {.verb = "entered_figures",
                        .kind = "measure",
                        .object = measure.text,
                        .after = touchstone::as_json(
                            {{{"added"}, {std::to_string(entered.added)}}, {{"corrected"}, {std::to_string(entered.corrected)}}})});
    return entered;
}

}  // namespace touchstone::measures
