#include "people/merge_store.h"

#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "events/event_store.h"
#include "people/joining_store.h"
#include "people/organisation_store.h"

namespace touchstone::people {

using namespace events;
namespace {

// The tables of later slices are named here, too: a merge has to reach everything that there is.
struct Reference {
    const char* what;  // empty: not counted before anybody's eyes
    const char* table;
    const char* column;
    const char* where;
};
constexpr Reference to_organisation[] = {
    {"services", "service", "organisation_id", "1 = 1"},
    {"roles", "assignment", "on_id", "reach = 2"},
    {"", "role_offer", "on_id", "reach = 2"},
    {"evaluations", "evaluation", "owner_id", "1 = 1"},
    {"evidence", "evidence", "owner_id", "1 = 1"},
    {"shares", "share", "with_id", "1 = 1"},
    {"", "concern", "organisation_id", "1 = 1"},
    {"", "concern_receiver", "organisation_id", "1 = 1"},
    {"", "plan_work", "organisation_id", "1 = 1"},
    {"", "plan", "owner_id", "1 = 1"},
    {"", "duty", "owner_id", "1 = 1"},
    {"", "practice", "owner_id", "1 = 1"},
    {"", "practice_adopted", "organisation_id", "1 = 1"},
    {"", "action_point", "organisation_id", "1 = 1"},
    {"", "action_partner", "organisation_id", "1 = 1"},
    {"", "plan_signature", "organisation_id", "1 = 1"},
};
constexpr Reference to_service[] = {
    {"parts", "service", "parent_id", "1 = 1"},
    {"roles", "assignment", "on_id", "reach = 3"},
    {"evaluations", "evaluation_service", "service_id", "1 = 1"},
    {"evidence", "evidence", "service_id", "1 = 1"},
};

template <class SomeId>
std::vector<Referring> count(db::Read& db, const PartnershipId& partnership, const SomeId& id, std::span<const Reference> references) {
    std::string sql;
    for (const auto& [what, table, column, where] : references) {
        if (std::string_view(what).empty()) continue;
        sql += fmt::format("{}select '{}' as what, count(*) as n from {} where partnership_id = $1 and {} = $2 and {}",
                           sql.empty() ? "" : " union all ", what, table, column, where);
    }
    return db.all([](const db::Row& row) { return Referring{row.get<std::string>("what"), row.get<int>("n")}; }, sql, partnership, id);
}

template <class SomeId>
void move(db::Write& db, const PartnershipId& partnership, const SomeId& from, const SomeId& into, std::span<const Reference> references) {
    for (const auto& [what, table, column, where] : references)
        db.run(fmt::format("update {0} set {1} = $3 where partnership_id = $1 and {1} = $2 and {2}", table, column, where), partnership,
               from, into);
}

}  // namespace

std::vector<Referring> count_referring(db::Read& db, const PartnershipId& partnership, const OrganisationId& id) {
    return count(db, partnership, id, to_organisation);
}

std::vector<Referring> count_referring(db::Read& db, const PartnershipId& partnership, const ServiceId& id) {
    return count(db, partnership, id, to_service);
}

void refer_to(db::Write& db, const PartnershipId& partnership, const OrganisationId& from, const OrganisationId& into) {
    // What both have becomes one before it moves.
    db.run(R"sql(
        delete from concern_receiver where partnership_id = $1 and organisation_id = $2 and exists (select 1 from concern_receiver o
         where o.partnership_id = $1 and o.organisation_id = $3 and o.account_id = concern_receiver.account_id))sql",
           partnership, from, into);
    db.run(R"sql(
        update plan_work set minutes = minutes + coalesce((select o.minutes from plan_work o where o.partnership_id = $1
               and o.activity_id = plan_work.activity_id and o.organisation_id = $2), 0)
         where partnership_id = $1 and organisation_id = $3)sql",
           partnership, from, into);
    db.run(R"sql(
        delete from plan_work where partnership_id = $1 and organisation_id = $2 and exists (select 1 from plan_work o
         where o.partnership_id = $1 and o.organisation_id = $3 and o.activity_id = plan_work.activity_id))sql",
           partnership, from, into);
    db.run(R"sql(
        delete from action_partner where partnership_id = $1 and organisation_id = $2 and exists (select 1 from action_partner o
         where o.partnership_id = $1 and o.organisation_id = $3 and o.action_id = action_partner.action_id))sql",
           partnership, from, into);
    move(db, partnership, from, into, to_organisation);
}

void refer_to(db::Write& db, const PartnershipId& partnership, const ServiceId& from, const ServiceId& into) {
    // An evaluation that looks at both looks at one of them now.
    db.run(R"sql(
        delete from evaluation_service where partnership_id = $1 and service_id = $2
           and evaluation_id in (select evaluation_id from evaluation_service where partnership_id = $1 and service_id = $3))sql",
           partnership, from, into);
    move(db, partnership, from, into, to_service);
}

namespace {

// What moved, for the history.
std::string merged_json(const std::string& after, const std::string& into, const std::vector<Referring>& moved) {
    auto json = nlohmann::json::parse(after);
    json["merged_into"] = into;
    for (const auto& [what, count] : moved) json["moved"][what] = count;
    return json.dump();
}

}  // namespace

bool merge(db::Write& db, const By& by, const Organisation& before, const Organisation& after, const std::string& into_name) {
    const auto moved = count_referring(db, by.partnership, before.id);
    refer_to(db, by.partnership, before.id, after.merged_into);
    if (!write_organisation(db, by.partnership, after)) return false;
    record(db, by,
           {.verb = "merged_organisation",
            .kind = "organisation",
            .object = before.id.text,
            .before = as_json(before),
            .after = merged_json(as_json(after), into_name, moved)});
    bring_up_to_date(db, by.partnership, after.merged_into, by.at);
    return true;
}

bool merge(db::Write& db, const By& by, const Service& before, const Service& after, const std::string& into_name) {
    const auto moved = count_referring(db, by.partnership, before.id);
    refer_to(db, by.partnership, before.id, after.merged_into);
    // Both are there wherever their organisation is.
    for (const auto& partnership : list_partnerships_with(db, by.partnership, before.organisation))
        refer_to(db, partnership.id, before.id, after.merged_into);
    if (!write_service(db, by.partnership, after)) return false;
    record(db, by,
           {.verb = "merged_service",
            .kind = "service",
            .object = before.id.text,
            .before = as_json(before),
            .after = merged_json(as_json(after), into_name, moved)});
    bring_up_to_date(db, by.partnership, before.organisation, by.at);
    return true;
}

std::vector<std::string> columns_that_follow() {
    std::vector<std::string> columns;
    for (const auto references : {std::span<const Reference>(to_organisation), std::span<const Reference>(to_service)})
        for (const auto& reference : references) columns.push_back(fmt::format("{}.{}", reference.table, reference.column));
    return columns;
}

}  // namespace touchstone::people
