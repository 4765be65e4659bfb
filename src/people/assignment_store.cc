#include "people/assignment_store.h"

#include <fmt/format.h>

#include "db/trip.h"
#include "events/event_store.h"
#include "people/account_store.h"
#include "people/organisation_store.h"

namespace touchstone::people {

using namespace events;
namespace {

Holding holding_on(Reach reach, const std::string& id, const std::string& name, const OrganisationId& owner) {
    Place place{owner, {}, {}};
    if (reach == Reach::service) place.services.push_back({id});
    if (reach == Reach::evaluation) place.evaluation = {id};
    return {reach, id, name, place};
}

}  // namespace

std::optional<Person> find_person(db::Read& db, const PartnershipId& partnership, const AccountId& account) {
    std::optional<Person> person;
    db.each(
        [&](const db::Row& row) {
            if (!person)
                person = Person{account,
                                row.get<std::string>("name"),
                                row.get<std::string>("job"),
                                row.get<std::string>("email"),
                                row.maybe<Instant>("disabled_at").has_value(),
                                {}};
            const auto reach = row.get<Reach>("reach");
            const auto on = row.get<std::string>("on_id");
            person->roles.push_back(
                {{row.get<AssignmentId>("id"), account, row.get<Role>("role"), reach, on, row.get<Instant>("since"),
                  row.maybe<Instant>("until"), row.get<std::string>("reason"), row.maybe<AccountId>("given_by").value_or(AccountId{})},
                 holding_on(reach, on, row.maybe<std::string>("on_name").value_or(""),
                            row.maybe<OrganisationId>("owner_id").value_or(OrganisationId{})),
                 row.maybe<std::string>("given_by_name").value_or("")});
        },
        R"sql(
        select a.name, a.job, a.email, a.disabled_at, r.id, r.role, r.reach, r.on_id, r.since, r.until, r.reason, r.given_by,
               g.name as given_by_name, coalesce(p.name, o.name, s.name, v.title) as on_name, coalesce(o.id, s.organisation_id, v.owner_id) as owner_id
          from assignment r
          join account a on a.id = r.account_id
          left join account g on g.id = r.given_by
          left join partnership p on r.reach = 1 and p.id = r.partnership_id
          left join organisation o on r.reach = 2 and o.partnership_id = r.partnership_id and o.id = r.on_id
          left join service s on r.reach = 3 and s.partnership_id = r.partnership_id and s.id = r.on_id
          left join evaluation v on r.reach = 4 and v.partnership_id = r.partnership_id and v.id = r.on_id
         where r.partnership_id = $1 and r.account_id = $2
         order by case when r.until is null then 0 else r.until end, r.reach, r.id)sql",
        partnership, account);
    return person;
}

std::optional<Seen> look_up_account(db::Read& db, const Actor& actor, const std::string& id, Instant) {
    if (!is_member(actor)) return std::nullopt;
    return db.first([](const db::Row&) { return Seen{{}, Extent::all}; },
                    "select id from assignment where partnership_id = $1 and account_id = $2 limit 1", actor.partnership, id);
}

std::vector<Holding> list_holdings(db::Read& db, const Actor& actor, Instant now, const db::Only& only) {
    const auto sight = sight_of(actor, now);
    const bool administers = may_do(actor, Ability::administer, Place{});
    const auto read_as = [](Reach reach) {
        return [reach](const db::Row& row) {
            return holding_on(reach, row.get<std::string>("id"), row.get<std::string>("name"), row.get<OrganisationId>("owner_id"));
        };
    };
    db::Trip trip(db);
    const std::vector asked{
        trip.all(read_as(Reach::partnership), "select id, name, '' as owner_id from partnership where id = $1", sight.partnership),
        trip.all(read_as(Reach::organisation),
                 fmt::format(R"sql(
            select id, name, id as owner_id
              from organisation
             where partnership_id = $1 and closed_at is null and ($2 = 1 or $3 like '%,' || id || ',%'){}
             order by name, id)sql",
                             only.condition("id", 4)),
                 sight.partnership, administers, sight.organisations, only.values()),
        trip.all(read_as(Reach::service),
                 fmt::format(R"sql(
            select s.id, s.name, s.organisation_id as owner_id
              from service s join organisation o on o.partnership_id = s.partnership_id and o.id = s.organisation_id
             where s.partnership_id = $1 and s.closed_at is null
               and ($2 = 1 or $3 like '%,' || o.id || ',%' or $4 like '%,' || s.id || ',%'){}
             order by o.name, s.name, s.id)sql",
                             only.condition("s.id", 5)),
                 sight.partnership, administers, sight.organisations, sight.services, only.values()),
        trip.all(read_as(Reach::evaluation),
                 fmt::format(R"sql(
            select id, title as name, owner_id
              from evaluation
             where partnership_id = $1 and ((owner_id = '' and $2 = 1) or $3 like '%,' || owner_id || ',%' or $4 like '%,' || id || ',%'){}
             order by title, id)sql",
                             only.condition("id", 5)),
                 sight.partnership, sight.member, sight.organisations, sight.evaluations, only.values())};
    trip.go();
    std::vector<Holding> holdings;
    for (const auto& some : asked) holdings.insert(holdings.end(), some->begin(), some->end());
    return holdings;
}

void add_assignment(db::Write& db, const PartnershipId& partnership, const Assignment& assignment) {
    db.run(R"sql(
        insert into assignment (partnership_id, id, account_id, role, reach, on_id, since, until, reason, given_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           partnership, assignment.id, assignment.account, assignment.role, assignment.reach, assignment.on, assignment.since,
           assignment.until, assignment.reason, assignment.given_by.is_empty() ? std::nullopt : std::optional(assignment.given_by));
}

bool is_held(db::Read& db, const PartnershipId& partnership, const Assignment& assignment, Instant now) {
    return db
        .first([](const db::Row&) { return true; }, R"sql(
        select id from assignment
         where partnership_id = $1 and account_id = $2 and role = $3 and reach = $4 and on_id = $5 and since <= $6
           and (until is null or until >= $7))sql",
               partnership, assignment.account, assignment.role, assignment.reach, assignment.on, now,
               assignment.until.value_or(Instant::max()))
        .has_value();
}

void give_role(db::Write& db, const By& by, const Assignment& assignment, const Called& called) {
    add_assignment(db, by.partnership, assignment);
    record(db, by,
           {.verb = "gave_role",
            .kind = "account",
            .object = assignment.account.text,
            .part = called.role,
            .after = as_json(assignment, called.role, called.on)});
}

void invite(db::Write& db, const By& by, const Assignment& assignment) {
    if (!is_held(db, by.partnership, assignment, by.at)) add_assignment(db, by.partnership, assignment);
    note_on_account(db, by, "invited", assignment.account);
}

void add_person(db::Write& db, const By& by, const Assignment& assignment) {
    add_assignment(db, by.partnership, assignment);
    note_on_account(db, by, "added_person", assignment.account);
}

void open_partnership(db::Write& db, const By& by, const Partnership& partnership, const AccountId& administrator) {
    add_partnership(db, partnership);
    add_assignment(db, partnership.id, on_partnership(partnership.id, administrator, Role::administrator, by.at));
    // Whoever is alone has nobody to give them the role in which one begins.
    if (partnership.works_alone) add_assignment(db, partnership.id, on_partnership(partnership.id, administrator, Role::lead, by.at));
    record(db, by, {.verb = "added_partnership", .kind = "partnership", .object = partnership.id.text});
}

bool end_role(db::Write& db, const By& by, const Assignment& before, const Assignment& after, const Called& called) {
    if (0 == db.run("update assignment set until = $3 where partnership_id = $1 and id = $2 and (until is null or until > $3)",
                    by.partnership, after.id, after.until))
        return false;
    record(db, by,
           {.verb = "ended_role",
            .kind = "account",
            .object = after.account.text,
            .part = called.role,
            .before = as_json(before, called.role, called.on)});
    return true;
}

void end_roles_of(db::Write& db, const AccountId& account, Instant now) {
    db.run("update assignment set until = $2 where account_id = $1 and (until is null or until > $2)", account, now);
}

void end_roles_on(db::Write& db, const PartnershipId& partnership, const std::string& on, Instant now) {
    db.run("update assignment set until = $3 where partnership_id = $1 and on_id = $2 and (until is null or until > $3)", partnership, on,
           now);
}

}  // namespace touchstone::people
