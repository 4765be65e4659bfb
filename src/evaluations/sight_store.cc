#include "evaluations/sight_store.h"

#include <map>

#include <fmt/format.h>

#include "base/left_out.h"
#include "db/trip.h"
#include "evaluations/evaluation_row_store.h"
namespace touchstone::evaluations {
namespace {

const char* not_revoked() { return guards("revoked") ? "h.revoked_at is null" : "1 = 1"; }
const char* not_over() { return guards("until") ? "h.until > $6" : "1 = 1"; }
const char* is_owner() { return guards("owner") ? "$3 like '%,' || {0}.owner_id || ',%'" : "1 = 1"; }

// Whether all services that the evaluation v looks at are its owner's and among those on which the one who looks holds a role.
constexpr const char* serves_all =
    "v.owner_id <> '' and exists (select 1 from evaluation_service x where x.partnership_id = v.partnership_id and x.evaluation_id = v.id) "
    "and not exists (select 1 from evaluation_service x join service y on y.partnership_id = x.partnership_id and y.id = x.service_id "
    "where "
    "x.partnership_id = v.partnership_id and x.evaluation_id = v.id and (y.organisation_id <> v.owner_id or $4 not like '%,' || "
    "x.service_id "
    "|| ',%'))";

}  // namespace

std::string share_is_in_force() { return fmt::format("{} and h.since <= $6 and {}", not_revoked(), not_over()); }

std::string share_holds(const char* object, int kind) {
    return fmt::format(
        "h.partnership_id = {0}.partnership_id and h.kind = {1} and h.object_id = {0}.id and {2} and "
        "((h.with_id = '' and $2 = 1) or $3 like '%,' || h.with_id || ',%')",
        object, kind, share_is_in_force());
}

std::string belongs(const char* object) {
    return fmt::format("({0}.owner_id = '' and $2 = 1) or {1}", object, fmt::format(fmt::runtime(is_owner()), object));
}

const std::string& evaluation_extent() {
    static const auto sql = fmt::format(
        "case when {} or $5 like '%,' || v.id || ',%' or ({}) then 3 else coalesce((select max(h.extent) from share h where {}), 0) end",
        belongs("v"), serves_all, share_holds("v", 1));
    return sql;
}

std::optional<Seen> look_up_evaluation(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql = fmt::format(R"sql(
        select {0}, {1} as extent, o.name as owner_name, x.service_id, y.organisation_id, g.children_group
          from evaluation v
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id{2}
          left join service y on y.partnership_id = x.partnership_id and y.id = x.service_id
         where v.partnership_id = $1 and v.id = $7
         order by {3})sql",
                                        evaluation_columns, evaluation_extent(), with_parts, order_of_parts);
    Evaluation evaluation;
    std::optional<Seen> seen;
    bool all_owned = true;
    db.each(
        [&](const db::Row& row) {
            if (!seen) {
                evaluation = read_evaluation(row);
                seen = Seen{{evaluation.owner, {}, evaluation.id}, row.get<Extent>("extent")};
            }
            take_parts(evaluation, row);
            if (row.maybe<ServiceId>("service_id"))
                all_owned = all_owned && row.maybe<OrganisationId>("organisation_id") == seen->place.owner;
        },
        sql, sight_of(actor, now), id);
    // Somebody else's evaluation of one's services is theirs: an inspection, for example.
    if (seen && all_owned) seen->place.services = evaluation.services;
    if (seen) seen->object = std::move(evaluation);
    return seen;
}

std::vector<Actor> readers_of(db::Read& db, const std::vector<Actor>& actors, const EvaluationId& id, Instant now) {
    static const auto sql =
        fmt::format("select {} as extent from evaluation v where v.partnership_id = $1 and v.id = $7", evaluation_extent());
    using Lists = std::tuple<bool, std::string, std::string, std::string>;
    const auto lists_of = [](const Sight& sight) { return Lists(sight.member, sight.organisations, sight.services, sight.evaluations); };
    db::Trip trip(db);
    std::map<Lists, db::Answer<std::vector<Extent>>> extents;
    for (const auto& actor : actors) {
        const auto sight = sight_of(actor, now);
        const auto lists = lists_of(sight);
        if (!extents.contains(lists))
            extents.emplace(lists, trip.all([](const db::Row& row) { return row.get<Extent>("extent"); }, sql, sight, id));
    }
    trip.go();
    std::vector<Actor> readers;
    for (const auto& actor : actors) {
        const auto& extent = *extents.at(lists_of(sight_of(actor, now)));
        if (!extent.empty() && may_do(actor, Ability::read, Seen{{}, extent.front()})) readers.push_back(actor);
    }
    return readers;
}

}  // namespace touchstone::evaluations
