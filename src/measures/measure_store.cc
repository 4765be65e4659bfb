#include "measures/measure_store.h"

#include <fmt/format.h>

#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "measures/disclosing_store.h"

namespace touchstone::measures {
namespace {

constexpr const char* columns =
    "m.id, m.owner_id, coalesce(o.name, '') as owner_name, m.code, m.title, m.counted, m.numerator, m.denominator, m.unit, m.per, "
    "m.better, "
    "m.counting, m.chart, m.smallest, m.zeros_shown, m.years, m.source, m.link, m.questions, m.developments, m.made_by, m.made_at, "
    "m.version";
constexpr const char* from_measure = "measure m left join organisation o on o.partnership_id = m.partnership_id and o.id = m.owner_id";

KeptMeasure read_measure(const db::Row& row) {
    return {.id = row.get<MeasureId>("id"),
            .owner = row.get<OrganisationId>("owner_id"),
            .owner_name = row.get<std::string>("owner_name"),
            .definition = {.code = row.get<std::string>("code"),
                           .title = row.get<std::string>("title"),
                           .counted = row.get<std::string>("counted"),
                           .numerator = row.get<std::string>("numerator"),
                           .denominator = row.get<std::string>("denominator"),
                           .unit = row.get<Unit>("unit"),
                           .per = row.get<std::string>("per"),
                           .better = row.get<Direction>("better"),
                           .counting = row.get<Counting>("counting"),
                           .chart = value_in(chart_kinds(), row.get<std::string>("chart")).value(),
                           .smallest = row.get<Smallest>("smallest"),
                           .zeros_shown = row.get<int>("zeros_shown") == 1,
                           .years = value_in(period_kinds(), row.get<std::string>("years")),
                           .source = row.get<std::string>("source"),
                           .link = row.get<std::string>("link"),
                           .outcomes = {},
                           .themes = {},
                           .questions = row.get<std::string>("questions"),
                           .developments = row.get<std::string>("developments")},
            .made_by = row.get<AccountId>("made_by"),
            .made_at = row.get<Instant>("made_at"),
            .version = row.get<int>("version")};
}

Break read_break(const db::Row& row) {
    return {row.get<std::string>("id"),  row.get<BreakKind>("kind"),    row.get<Date>("holds_from"),
            row.get<std::string>("why"), row.get<AccountId>("made_by"), row.get<Instant>("made_at")};
}

Target read_target(const db::Row& row) {
    return {row.get<std::string>("id"),  row.get<Date>("reached_by"),   number_from(row.get<std::string>("wanted")).value(),
            row.get<std::string>("why"), row.get<AccountId>("made_by"), row.get<Instant>("made_at")};
}

void write_links(db::Write& db, const PartnershipId& partnership, const MeasureId& id, const Definition& definition) {
    db.run("delete from measure_theme where partnership_id = $1 and measure_id = $2", partnership, id);
    for (const auto& theme : definition.themes)
        db.run("insert into measure_theme (partnership_id, measure_id, theme) values ($1, $2, $3)", partnership, id, theme);
    db.run("delete from measure_outcome where partnership_id = $1 and measure_id = $2", partnership, id);
    for (const auto& outcome : definition.outcomes)
        db.run("insert into measure_outcome (partnership_id, measure_id, outcome) values ($1, $2, $3)", partnership, id, outcome);
}

std::string years_of(const Definition& definition) { return definition.years ? name_in(period_kinds(), *definition.years) : ""; }

// Whether what may be told of its figures depends on what changed.
bool is_told_otherwise(const Definition& a, const Definition& b) {
    return a.smallest != b.smallest || a.zeros_shown != b.zeros_shown || a.counting != b.counting;
}

std::string words_of(const Break& it) {
    return touchstone::as_json(break_fields().values({name_in(break_kinds(), it.kind), iso(it.from), it.why}));
}

std::string words_of(const Target& it) { return touchstone::as_json(target_fields().values({iso(it.by), digits_of(it.value), it.why})); }

}  // namespace

std::optional<Seen> look_up_measure(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql =
        fmt::format("select m.owner_id from measure m where m.partnership_id = $1 and m.id = $4 and {}", measure_is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

Known Asked::known() const {
    Known known{*measure, *breaks, *targets, *evidence};
    if (known.measure) {
        known.measure->definition.themes = *themes;
        known.measure->definition.outcomes = *outcomes;
    }
    return known;
}

Asked ask_measure(db::Trip& trip, const PartnershipId& partnership, const MeasureId& id) {
    static const auto sql = fmt::format("select {} from {} where m.partnership_id = $1 and m.id = $2", columns, from_measure);
    const auto word = [](const char* column) { return [column](const db::Row& row) { return row.get<std::string>(column); }; };
    return {trip.first(read_measure, sql, partnership, id),
            trip.all(word("theme"), "select theme from measure_theme where partnership_id = $1 and measure_id = $2 order by theme",
                     partnership, id),
            trip.all(word("outcome"), "select outcome from measure_outcome where partnership_id = $1 and measure_id = $2 order by outcome",
                     partnership, id),
            trip.all(read_break, R"sql(
        select id, kind, holds_from, why, made_by, made_at
          from measure_break
         where partnership_id = $1 and measure_id = $2
         order by holds_from, id)sql",
                     partnership, id),
            trip.all(read_target, R"sql(
        select id, reached_by, wanted, why, made_by, made_at
          from measure_target
         where partnership_id = $1 and measure_id = $2
         order by reached_by, id)sql",
                     partnership, id),
            trip.all([](const db::Row& row) { return row.get<EvidenceId>("evidence_id"); },
                     "select evidence_id from measure_evidence where partnership_id = $1 and measure_id = $2 order by evidence_id",
                     partnership, id)};
}

Known find_measure(db::Read& db, const PartnershipId& partnership, const MeasureId& id) {
    db::Trip trip(db);
    const auto asked = ask_measure(trip, partnership, id);
    trip.go();
    return asked.known();
}

Those on_themes_of(const EvaluationId& evaluation) {
    return {R"sql(exists (select 1
                      from measure_theme t
                      join evaluation v on v.partnership_id = t.partnership_id and v.id = $4
                      join framework y on y.hash = v.framework_hash
                     where t.partnership_id = m.partnership_id and t.measure_id = m.id and t.theme like y.id || '/%'))sql",
            db::values_of(evaluation)};
}

Those named_in(const db::Only& only) { return {"1 = 1" + only.condition("m.id", 4), only.values()}; }

db::Answer<std::vector<KeptMeasure>> ask_measures(db::Trip& trip, const Sight& sight, const Those& those) {
    const auto sql = fmt::format("select {} from {} where m.partnership_id = $1 and {} and {} order by m.title, m.id", columns,
                                 from_measure, measure_is_there, those.condition);
    return trip.all(read_measure, sql, sight.partnership, sight.member, sight.organisations, those.values);
}

namespace {

// What stands in this table beside those measures that the one who looks may see.
template <class Reader>
auto ask_beside(db::Trip& trip, const Sight& sight, const Those& those, Reader read, const char* columns_beside, const char* table,
                const char* order) {
    const auto sql = fmt::format(R"sql(
        select b.measure_id, {}
          from measure m join {} b on b.partnership_id = m.partnership_id and b.measure_id = m.id
         where m.partnership_id = $1 and {} and {}
         order by {})sql",
                                 columns_beside, table, measure_is_there, those.condition, order);
    return trip.all([read](const db::Row& row) { return std::pair(row.get<MeasureId>("measure_id"), read(row)); }, sql, sight.partnership,
                    sight.member, sight.organisations, those.values);
}

}  // namespace

db::Answer<std::vector<std::pair<MeasureId, Break>>> ask_breaks(db::Trip& trip, const Sight& sight, const Those& those) {
    return ask_beside(trip, sight, those, read_break, "b.id, b.kind, b.holds_from, b.why, b.made_by, b.made_at", "measure_break",
                      "b.holds_from, b.id");
}

db::Answer<std::vector<std::pair<MeasureId, Target>>> ask_all_targets(db::Trip& trip, const Sight& sight, const Those& those) {
    return ask_beside(trip, sight, those, read_target, "b.id, b.reached_by, b.wanted, b.why, b.made_by, b.made_at", "measure_target",
                      "b.reached_by, b.id");
}

db::Answer<OfMeasure> ask_all_outcomes(db::Trip& trip, const Sight& sight, const Those& those) {
    const auto read = [](const db::Row& row) { return row.get<std::string>("outcome"); };
    return ask_beside(trip, sight, those, read, "b.outcome", "measure_outcome", "b.outcome, b.measure_id");
}

db::Answer<OfMeasure> ask_all_themes(db::Trip& trip, const Sight& sight, const Those& those) {
    const auto read = [](const db::Row& row) { return row.get<std::string>("theme"); };
    return ask_beside(trip, sight, those, read, "b.theme", "measure_theme", "b.theme, b.measure_id");
}

void add_measure(db::Write& db, const By& by, const KeptMeasure& kept) {
    const auto& it = kept.definition;
    db.run(R"sql(
        insert into measure (partnership_id, id, owner_id, code, title, counted, numerator, denominator, unit, per, better, counting, chart,
                             smallest, zeros_shown, years, source, link, questions, developments, made_by, made_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1))sql",
           by.partnership, kept.id, kept.owner, it.code, it.title, it.counted, it.numerator, it.denominator, it.unit, it.per, it.better,
           it.counting, name_in(chart_kinds(), it.chart), it.smallest, it.zeros_shown, years_of(it), it.source, it.link, it.questions,
           it.developments, by.who, by.at);
    write_links(db, by.partnership, kept.id, it);
    events::record(db, by, {.verb = "made_measure", .kind = "measure", .object = kept.id.text, .after = as_json(it)});
}

bool save_definition(db::Write& db, const By& by, const KeptMeasure& before, const Definition& it) {
    if (0 == db.run(R"sql(
        update measure
           set code = $4, title = $5, counted = $6, numerator = $7, denominator = $8, unit = $9, per = $10, better = $11, counting = $12,
               chart = $13, smallest = $14, zeros_shown = $15, years = $16, source = $17, link = $18, questions = $19, developments = $20,
               version = version + 1
         where partnership_id = $1 and id = $2 and version = $3)sql",
                    by.partnership, before.id, before.version, it.code, it.title, it.counted, it.numerator, it.denominator, it.unit, it.per,
                    it.better, it.counting, name_in(chart_kinds(), it.chart), it.smallest, it.zeros_shown, years_of(it), it.source, it.link,
                    it.questions, it.developments))
        return false;
    write_links(db, by.partnership, before.id, it);
    if (is_told_otherwise(before.definition, it)) decide_again(db, by, before.id, it);
    events::record(db, by,
                   {.verb = "changed_measure",
                    .kind = "measure",
                    .object = before.id.text,
                    .before = as_json(before.definition),
                    .after = as_json(it)});
    return true;
}

void add_break(db::Write& db, const By& by, const MeasureId& measure, const Break& it) {
    db.run(R"sql(
        insert into measure_break (partnership_id, measure_id, id, kind, holds_from, why, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, measure, it.id, it.kind, it.from, it.why, by.who, by.at);
    events::record(db, by, {.verb = "broke_measure", .kind = "measure", .object = measure.text, .after = words_of(it)});
}

void remove_break(db::Write& db, const By& by, const MeasureId& measure, const Break& it) {
    db.run("delete from measure_break where partnership_id = $1 and measure_id = $2 and id = $3", by.partnership, measure, it.id);
    events::record(db, by, {.verb = "joined_measure", .kind = "measure", .object = measure.text, .before = words_of(it)});
}

void add_target(db::Write& db, const By& by, const MeasureId& measure, const Target& it) {
    db.run(R"sql(
        insert into measure_target (partnership_id, measure_id, id, reached_by, wanted, why, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, measure, it.id, it.by, digits_of(it.value), it.why, by.who, by.at);
    events::record(db, by, {.verb = "set_measure_target", .kind = "measure", .object = measure.text, .after = words_of(it)});
}

void remove_target(db::Write& db, const By& by, const MeasureId& measure, const Target& it) {
    db.run("delete from measure_target where partnership_id = $1 and measure_id = $2 and id = $3", by.partnership, measure, it.id);
    events::record(db, by, {.verb = "removed_measure_target", .kind = "measure", .object = measure.text, .before = words_of(it)});
}

void make_evidence_of(db::Write& db, const By& by, const MeasureId& measure, const std::string& series, const evidence::Evidence& item,
                      Date up_to) {
    evidence::add_evidence(db, by, item);
    db.run("insert into measure_evidence (partnership_id, measure_id, evidence_id, series_id, up_to) values ($1, $2, $3, $4, $5)",
           by.partnership, measure, item.id, series, up_to);
}

}  // namespace touchstone::measures
