#include "people/merge_store.h"

#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "db/column_tags.h"
#include "events/event_store.h"
#include "people/joining_store.h"
#include "people/organisation_store.h"

namespace touchstone::people {

using namespace events;
namespace {

std::string kind_of(const OrganisationId&) { return "organisation"; }
std::string kind_of(const ServiceId&) { return "service"; }

// Every column that refers to such a thing, as its module says beside its table.
void each_reference(const std::string& to, const std::function<void(const db::TaggedTable&, const db::Follows&)>& see) {
    for (const auto& table : db::tagged_tables())
        for (const auto& column : table.follows)
            if (column.into == to) see(table, column);
}

template <class SomeId>
std::vector<Referring> count(db::Read& db, const PartnershipId& partnership, const SomeId& id) {
    std::string sql;
    each_reference(kind_of(id), [&](const db::TaggedTable& table, const db::Follows& column) {
        if (column.counted.empty()) return;
        sql += fmt::format("{}select '{}' as what, count(*) as n from {} where partnership_id = $1 and {} = $2 and {}",
                           sql.empty() ? "" : " union all ", column.counted, table.name, column.column, column.when);
    });
    return db.all([](const db::Row& row) { return Referring{row.get<std::string>("what"), row.get<int>("n")}; }, sql, partnership, id);
}

// What both have becomes one before it moves.
template <class SomeId>
void become_one(db::Write& db, const PartnershipId& partnership, const SomeId& from, const SomeId& into, const std::string& table,
                const db::Follows& column) {
    std::string same;
    for (const auto& key : column.once_for) same += fmt::format(" and o.{1} = {0}.{1}", table, key);
    const auto other = fmt::format("from {0} o where o.partnership_id = $1 and o.{1} = $2{2}", table, column.column, same);
    if (!column.adds.empty())
        db.run(fmt::format("update {0} set {1} = {1} + coalesce((select o.{1} {2}), 0) where partnership_id = $1 and {3} = $3", table,
                           column.adds, other, column.column),
               partnership, from, into);
    db.run(fmt::format("delete from {0} where partnership_id = $1 and {1} = $3 and exists (select 1 {2})", table, column.column, other),
           partnership, into, from);
}

}  // namespace

std::vector<Referring> count_referring(db::Read& db, const PartnershipId& partnership, const OrganisationId& id) {
    return count(db, partnership, id);
}

std::vector<Referring> count_referring(db::Read& db, const PartnershipId& partnership, const ServiceId& id) {
    return count(db, partnership, id);
}

namespace {

template <class SomeId>
void follow(db::Write& db, const PartnershipId& partnership, const SomeId& from, const SomeId& into) {
    each_reference(kind_of(from), [&](const db::TaggedTable& table, const db::Follows& column) {
        if (!column.once_for.empty()) become_one(db, partnership, from, into, table.name, column);
        db.run(
            fmt::format("update {0} set {1} = $3 where partnership_id = $1 and {1} = $2 and {2}", table.name, column.column, column.when),
            partnership, from, into);
    });
}

}  // namespace

void refer_to(db::Write& db, const PartnershipId& partnership, const OrganisationId& from, const OrganisationId& into) {
    follow(db, partnership, from, into);
}

void refer_to(db::Write& db, const PartnershipId& partnership, const ServiceId& from, const ServiceId& into) {
    follow(db, partnership, from, into);
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
    for (const auto& table : db::tagged_tables())
        for (const auto& column : table.follows) columns.push_back(table.name + "." + column.column);
    return columns;
}

}  // namespace touchstone::people
