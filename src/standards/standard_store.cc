#include "standards/standard_store.h"

#include <fmt/format.h>

#include "db/ask_by.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "evidence/sight_store.h"

namespace touchstone::standards {
namespace {

constexpr const char* columns =
    "s.id, s.document, s.publisher, s.code, s.title, s.link, s.framework, s.made_by, s.made_at, s.version, x.indicator";
constexpr const char* from_standard = "standard s join standard_serves x on x.partnership_id = s.partnership_id and x.standard_id = s.id";

// Each row is a standard with one of the indicators that it serves.
void take_standard(std::vector<Standard>& all, const db::Row& row) {
    const auto id = row.get<StandardId>("id");
    if (all.empty() || all.back().id != id)
        all.push_back({id,
                       row.get<std::string>("document"),
                       row.get<std::string>("publisher"),
                       row.get<std::string>("code"),
                       row.get<std::string>("title"),
                       row.get<std::string>("link"),
                       row.get<std::string>("framework"),
                       {},
                       row.get<AccountId>("made_by"),
                       row.get<Instant>("made_at"),
                       row.get<int>("version")});
    all.back().serves.push_back(row.get<std::string>("indicator"));
}

// The register is the members'. Who was given evaluations only sees standards with which evidence there was gathered, and their own.
std::string standard_is_there() {
    return fmt::format(
        "($2 = 1 or s.made_by = $7 or exists (select 1 from evidence_standard n join evidence e on e.partnership_id = n.partnership_id and "
        "e.id = n.evidence_id where n.partnership_id = s.partnership_id and n.standard_id = s.id and {}))",
        evidence::evidence_is_there());
}

auto ask_standards(db::Trip& trip, const Sight& sight, const char* order, const db::Only& only = {}) {
    const auto sql = fmt::format("select {} from {} where s.partnership_id = $1 and {}{} order by {}, s.id, x.indicator", columns,
                                 from_standard, standard_is_there(), only.condition("s.id", 8), order);
    return trip.gathered<std::vector<Standard>>(take_standard, sql, sight, sight.account, only.values());
}

void add_serves(db::Write& db, const PartnershipId& partnership, const Standard& standard) {
    for (const auto& code : standard.serves)
        db.run("insert into standard_serves (partnership_id, standard_id, indicator) values ($1, $2, $3)", partnership, standard.id, code);
}

}  // namespace

std::vector<Standard> list_standards(db::Read& db, const Sight& sight, const db::Only& only) {
    db::Trip trip(db);
    const auto all = ask_standards(trip, sight, "s.document, s.code, s.title", only);
    trip.go();
    return *all;
}

void add_standard(db::Write& db, const By& by, const Standard& standard) {
    db.run(R"sql(
        insert into standard (partnership_id, id, document, publisher, code, title, link, framework, made_by, made_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1))sql",
           by.partnership, standard.id, standard.document, standard.publisher, standard.code, standard.title, standard.link,
           standard.framework, standard.made_by, standard.made_at);
    add_serves(db, by.partnership, standard);
    events::record(
        db, by,
        {.verb = "added_standard", .kind = "standard", .object = standard.id.text, .part = standard.title, .after = as_json(standard)});
}

bool save_standard(db::Write& db, const By& by, const Standard& before, const Standard& standard) {
    const auto changed = db.run(R"sql(
        update standard set document = $3, publisher = $4, code = $5, title = $6, link = $7, version = version + 1
         where partnership_id = $1 and id = $2 and version = $8)sql",
                                by.partnership, standard.id, standard.document, standard.publisher, standard.code, standard.title,
                                standard.link, standard.version);
    if (changed == 0) return false;
    db.run("delete from standard_serves where partnership_id = $1 and standard_id = $2", by.partnership, standard.id);
    add_serves(db, by.partnership, standard);
    events::record(db, by,
                   {.verb = "changed_standard",
                    .kind = "standard",
                    .object = standard.id.text,
                    .part = standard.title,
                    .before = as_json(before),
                    .after = as_json(standard)});
    return true;
}

std::vector<StandardId> standards_of(db::Read& db, const PartnershipId& partnership, const EvidenceId& evidence) {
    return db.all([](const db::Row& row) { return row.get<StandardId>("standard_id"); },
                  "select standard_id from evidence_standard where partnership_id = $1 and evidence_id = $2 order by standard_id",
                  partnership, evidence);
}

void replace_standards_of(db::Write& db, const By& by, const EvidenceId& evidence, const std::vector<Standard>& before,
                          const std::vector<Standard>& after) {
    db.run("delete from evidence_standard where partnership_id = $1 and evidence_id = $2", by.partnership, evidence);
    for (const auto& standard : after)
        db.run("insert into evidence_standard (partnership_id, evidence_id, standard_id) values ($1, $2, $3)", by.partnership, evidence,
               standard.id);
    events::record(db, by,
                   {.verb = "said_standards",
                    .kind = "evidence",
                    .object = evidence.text,
                    .before = before.empty() ? std::string() : as_json(before),
                    .after = as_json(after)});
}

namespace {

auto ask_items(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select e.id, e.title, case when u.evidence_id is null then 0 else 1 end as is_used
          from evidence e
          left join evidence_use u on u.partnership_id = e.partnership_id and u.evidence_id = e.id and u.evaluation_id = $7
         where e.partnership_id = $1 and {}
           and exists (select 1 from evidence_standard n where n.partnership_id = e.partnership_id and n.evidence_id = e.id)
         order by e.added_at desc, e.id)sql",
                                        evidence::evidence_is_there());
    const auto read = [](const db::Row& row) {
        return GatheredItem{row.get<EvidenceId>("id"), row.get<std::string>("title"), row.get<int>("is_used") == 1, {}, {}};
    };
    return trip.all(read, sql, sight, evaluation);
}

auto ask_standards_of_items(db::Trip& trip, const PartnershipId& partnership) {
    return db::ask_by<EvidenceId>(
        trip, "evidence_id", [](const db::Row& row) { return row.get<StandardId>("standard_id"); },
        "select evidence_id, standard_id from evidence_standard where partnership_id = $1 order by standard_id", partnership);
}

// Of the evaluation's framework.
auto ask_indicators_of_items(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        with gathered as materialized (
            select e.id from evidence e
             where e.partnership_id = $1 and {}
               and exists (select 1 from evidence_standard n where n.partnership_id = e.partnership_id and n.evidence_id = e.id))
        select distinct g.id as evidence_id, t.indicator
          from gathered g
          join finding f on f.partnership_id = $1 and f.evidence_id = g.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = $1 and t.finding_id = f.id and t.framework || '' = {})sql",
                                        evidence::evidence_is_there(), evaluations::framework_of_evaluation);
    const auto read = [](const db::Row& row) { return row.get<std::string>("indicator"); };
    return db::ask_by<EvidenceId>(trip, "evidence_id", read, sql, sight, evaluation);
}

auto ask_scope(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    const auto gather = [](std::set<std::string>& scope, const db::Row& row) { scope.insert(row.get<std::string>("indicator")); };
    return trip.gathered<std::set<std::string>>(
        gather, "select indicator from scope_choice where partnership_id = $1 and evaluation_id = $2 and depth > 0", partnership,
        evaluation);
}

}  // namespace

Gathered read_gathered(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    db::Trip trip(db);
    const auto standards = ask_standards(trip, sight, "s.document, s.code");
    const auto items = ask_items(trip, sight, evaluation);
    const auto standards_of = ask_standards_of_items(trip, sight.partnership);
    const auto indicators_of = ask_indicators_of_items(trip, sight, evaluation);
    const auto scope = ask_scope(trip, sight.partnership, evaluation);
    trip.go();
    for (auto& item : *items) {
        item.standards = (*standards_of)[item.id];
        item.found_on = {(*indicators_of)[item.id].begin(), (*indicators_of)[item.id].end()};
    }
    return {*standards, *items, *scope};
}

}  // namespace touchstone::standards
