#include "judging/calibration_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "events/event_store.h"

namespace touchstone::judging {

using namespace evaluations;

std::string set_is_there() {
    return fmt::format(
        "exists (select 1 from calibration_case k where k.partnership_id = c.partnership_id and k.set_id = c.id) and not exists (select 1 "
        "from calibration_case k join evaluation v on v.partnership_id = k.partnership_id and v.id = k.evaluation_id where "
        "k.partnership_id = c.partnership_id and k.set_id = c.id and {} <> 3)",
        evaluation_extent());
}
namespace {

// Of a set `c`, with the one who looks as {0}.
std::string set_columns(const char* who) {
    return fmt::format(
        "c.id, c.title, (select count(*) from calibration_case k where k.partnership_id = c.partnership_id and k.set_id = c.id) as cases, "
        "(select count(*) from calibration_judgement p where p.partnership_id = c.partnership_id and p.set_id = c.id and p.account_id = "
        "{0} "
        "and p.round = 1) as judged, case when c.made_by = {0} then (select count(distinct p.account_id) from calibration_judgement p "
        "where "
        "p.partnership_id = c.partnership_id and p.set_id = c.id) else -1 end as people",
        who);
}

ListedSet read_set(const db::Row& row) {
    ListedSet set{row.get<CalibrationId>("id"), row.get<std::string>("title"), row.get<int>("cases"), row.get<int>("judged")};
    if (const auto people = row.get<int>("people"); people >= 0) set.people = people;
    return set;
}

CalibrationCase read_case(const db::Row& row) {
    CalibrationCase one{{row.get<EvaluationId>("evaluation_id"), row.get<std::string>("indicator")},
                        row.get<std::string>("evaluation_title"),
                        row.get<std::string>("framework_hash"),
                        row.get<OrganisationId>("owner_id"),
                        row.maybe<std::string>("owner_name").value_or(""),
                        row.maybe<Instant>("finished_at"),
                        std::nullopt,
                        "",
                        {}};
    if (row.maybe<int>("round")) {
        one.agreed = row.maybe<Level>("agreed");
        one.agreed_rationale = row.maybe<std::string>("agreed_rationale").value_or("");
    }
    return one;
}

}  // namespace

std::vector<ListedSet> list_sets(db::Read& db, const Sight& sight, const AccountId& who_looks) {
    static const auto sql =
        fmt::format("select {} from calibration_set c where c.partnership_id = $1 and {} order by c.made_at desc, c.id desc",
                    set_columns("$7"), set_is_there());
    return db.all(read_set, sql, sight, who_looks);
}

std::optional<CalibrationWhole> find_set(db::Read& db, const PartnershipId& partnership, const CalibrationId& id,
                                         const AccountId& who_looks) {
    static const auto sql = fmt::format(R"sql(
        select {}, k.evaluation_id, k.indicator, v.title as evaluation_title, v.framework_hash, v.owner_id, v.finished_at, o.name as owner_name,
               p.round, p.level, p.rationale, p.judged_at, j.level as agreed, j.rationale as agreed_rationale
          from calibration_set c
          join calibration_case k on k.partnership_id = c.partnership_id and k.set_id = c.id
          join evaluation v on v.partnership_id = k.partnership_id and v.id = k.evaluation_id
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
          left join calibration_judgement p on p.partnership_id = k.partnership_id and p.set_id = k.set_id and p.evaluation_id = k.evaluation_id
               and p.indicator = k.indicator and p.account_id = $3
          left join judgement j on j.partnership_id = k.partnership_id and j.evaluation_id = k.evaluation_id and j.indicator = k.indicator
               and p.round is not null
         where c.partnership_id = $1 and c.id = $2
         order by v.created_at, v.id, k.indicator, p.round)sql",
                                        set_columns("$3"));
    std::optional<CalibrationWhole> whole;
    db.each(
        [&](const db::Row& row) {
            if (!whole) whole = CalibrationWhole{read_set(row), {}};
            auto one = read_case(row);
            if (whole->cases.empty() || whole->cases.back().ref != one.ref) whole->cases.push_back(std::move(one));
            if (const auto round = row.maybe<int>("round"))
                whole->cases.back().own.push_back(
                    {*round, row.get<Level>("level"), row.get<std::string>("rationale"), row.get<Instant>("judged_at")});
        },
        sql, partnership, id, who_looks);
    return whole;
}

std::vector<Candidate> list_candidates(db::Read& db, const Sight& sight, const db::Only& evaluations) {
    const auto sql = fmt::format(R"sql(
        select v.id, v.title, v.framework_hash, m.indicator
          from moderation m
          join judgement j on j.partnership_id = m.partnership_id and j.evaluation_id = m.evaluation_id and j.indicator = m.indicator
          join evaluation v on v.partnership_id = m.partnership_id and v.id = m.evaluation_id
         where m.partnership_id = $1 and {} = 3{}
         order by v.created_at desc, v.id, m.indicator)sql",
                                 evaluation_extent(), evaluations.condition("v.id", 7));
    return db.all(
        [](const db::Row& row) {
            return Candidate{{row.get<EvaluationId>("id"), row.get<std::string>("indicator")},
                             row.get<std::string>("title"),
                             row.get<std::string>("framework_hash")};
        },
        sql, sight, evaluations.values());
}

void add_set(db::Write& db, const By& by, const CalibrationSet& set) {
    db.run("insert into calibration_set (partnership_id, id, title, made_by, made_at) values ($1, $2, $3, $4, $5)", by.partnership, set.id,
           set.title, set.made_by, set.made_at);
    for (const auto& one : set.cases)
        db.run("insert into calibration_case (partnership_id, set_id, evaluation_id, indicator) values ($1, $2, $3, $4)", by.partnership,
               set.id, one.evaluation, one.indicator);
    events::record(db, by, {.verb = "made_calibration", .kind = "calibration", .object = set.id.text, .after = as_json(set)});
}

bool record_practice(db::Write& db, const By& by, const CalibrationId& set, const CaseRef& one, const Practice& practice) {
    if (1 != db.run(R"sql(
        insert into calibration_judgement (partnership_id, set_id, evaluation_id, indicator, account_id, round, level, rationale, judged_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing)sql",
                    by.partnership, set, one.evaluation, one.indicator, by.who, practice.round, practice.level, practice.rationale,
                    practice.at))
        return false;
    events::record(db, by, {.verb = "practised", .kind = "calibration", .object = set.text});
    return true;
}

std::optional<Seen> look_up_calibration(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql = fmt::format(
        "select (select min(k.evaluation_id) from calibration_case k where k.partnership_id = c.partnership_id and k.set_id = c.id) as "
        "evaluation_id from calibration_set c where c.partnership_id = $1 and c.id = $7 and {}",
        set_is_there());
    const auto evaluation =
        db.first([](const db::Row& row) { return row.get<std::string>("evaluation_id"); }, sql, sight_of(actor, now), id);
    return evaluation ? look_up_evaluation(db, actor, *evaluation, now) : std::nullopt;
}

}  // namespace touchstone::judging
