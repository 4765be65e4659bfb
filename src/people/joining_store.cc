#include "people/joining_store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "events/event_store.h"
#include "people/organisation_store.h"

namespace touchstone::people {

using namespace events;

void keep_joining_code(db::Write& db, const By& by, const JoiningCode& code, const std::string& token_hash) {
    db.run(R"sql(
        insert into joining_code (partnership_id, organisation_id, token_hash, purpose, made_by, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           by.partnership, code.organisation, token_hash, code.purpose, code.made_by, code.made_at, code.expires_at);
    record(db, by,
           {.verb = "made_joining_code",
            .kind = "organisation",
            .object = code.organisation.text,
            .after = nlohmann::json{{"purpose", code.purpose}}.dump()});
}

std::optional<JoiningCode> find_joining_code(db::Read& db, const std::string& token_hash, Instant now) {
    return db.first(
        [](const db::Row& row) {
            return JoiningCode{row.get<PartnershipId>("partnership_id"),
                               row.get<OrganisationId>("organisation_id"),
                               row.get<std::string>("organisation_name"),
                               row.get<std::string>("home_name"),
                               row.get<std::string>("purpose"),
                               row.get<AccountId>("made_by"),
                               row.get<Instant>("made_at"),
                               row.get<Instant>("expires_at")};
        },
        R"sql(
        select c.partnership_id, c.organisation_id, o.name as organisation_name, p.name as home_name, c.purpose, c.made_by, c.made_at, c.expires_at
          from joining_code c
          join organisation o on o.partnership_id = c.partnership_id and o.id = c.organisation_id and o.closed_at is null
          join partnership p on p.id = c.partnership_id
         where c.token_hash = $1 and c.used_at is null and c.expires_at > $2)sql",
        token_hash, now);
}

std::vector<Partnership> list_partnerships_with(db::Read& db, const PartnershipId& home, const OrganisationId& organisation) {
    static const auto sql = fmt::format(R"sql(
        select {}
          from organisation c join partnership p on p.id = c.partnership_id
         where c.id = $2 and c.home_id = $1 and c.left_at is null
         order by p.name, p.id)sql",
                                        partnership_columns);
    return db.all(read_partnership, sql, home, organisation);
}

namespace {
// An event at the organisation's home, by somebody of another partnership.
void tell_home(db::Write& db, const By& by, const PartnershipId& home, const char* verb, const OrganisationId& organisation,
               const nlohmann::json& after) {
    record(db, By{home, by.who, by.at}, {.verb = verb, .kind = "organisation", .object = organisation.text, .after = after.dump()});
}
}  // namespace

void take_in(db::Write& db, const By& by, const JoiningCode& code, const std::string& token_hash, const std::string& partnership_name) {
    db.run("update joining_code set used_at = $2 where token_hash = $1", token_hash, by.at);
    if (0 == db.run("update organisation set left_at = null where partnership_id = $1 and id = $2 and home_id = $3", by.partnership,
                    code.organisation, code.home))
        db.run(R"sql(
            insert into organisation (partnership_id, id, name, name_key, kind, home_id)
            select $1, id, name, name_key, kind, $3 from organisation where partnership_id = $3 and id = $2)sql",
               by.partnership, code.organisation, code.home);
    bring_up_to_date(db, code.home, code.organisation, by.at);
    record(db, by,
           {.verb = "joined",
            .kind = "organisation",
            .object = code.organisation.text,
            .after = nlohmann::json{{"name", code.organisation_name}, {"home", code.home_name}, {"purpose", code.purpose}}.dump()});
    end_working_alone(db, by);
    tell_home(db, by, code.home, "joined_elsewhere", code.organisation, {{"partnership", partnership_name}, {"purpose", code.purpose}});
}

void leave(db::Write& db, const By& by, const Organisation& organisation, const std::string& partnership_name) {
    db.run(R"sql(
        update organisation set left_at = $3, closed_at = coalesce(closed_at, $3), version = version + 1
         where partnership_id = $1 and id = $2 and home_id <> '' and left_at is null)sql",
           by.partnership, organisation.id, by.at);
    db.run(R"sql(
        update service set closed_at = $3, version = version + 1
         where partnership_id = $1 and organisation_id = $2 and closed_at is null)sql",
           by.partnership, organisation.id, by.at);
    record(db, by,
           {.verb = "left",
            .kind = "organisation",
            .object = organisation.id.text,
            .before = as_json(organisation),
            .after = as_json(closed(organisation, by.at))});
    tell_home(db, by, organisation.home, "left_elsewhere", organisation.id, {{"partnership", partnership_name}});
}

void bring_up_to_date(db::Write& db, const PartnershipId& home, const OrganisationId& organisation, Instant now) {
    db.run(R"sql(
        update organisation set name = h.name, name_key = h.name_key, kind = h.kind, closed_at = h.closed_at, version = organisation.version + 1
          from organisation h
         where h.partnership_id = $1 and h.id = $2 and organisation.id = $2 and organisation.home_id = $1 and organisation.left_at is null)sql",
           home, organisation);
    db.run(R"sql(
        insert into service (partnership_id, id, organisation_id, name, name_key, level)
        select c.partnership_id, h.id, h.organisation_id, h.name, h.name_key, h.level
          from service h join organisation c on c.id = h.organisation_id and c.home_id = $1 and c.left_at is null
         where h.partnership_id = $1 and h.organisation_id = $2
           and not exists (select 1 from service s where s.partnership_id = c.partnership_id and s.id = h.id))sql",
           home, organisation);
    // What it is part of is named where that is in the partnership, too.
    db.run(R"sql(
        update service set organisation_id = h.organisation_id, name = h.name, name_key = h.name_key, level = h.level, closed_at = h.closed_at,
               merged_into = h.merged_into, version = service.version + 1,
               parent_id = (select p.id from service p where p.partnership_id = service.partnership_id and p.id = h.parent_id)
          from service h, organisation c
         where h.partnership_id = $1 and h.organisation_id = $2 and c.id = $2 and c.home_id = $1 and c.left_at is null
           and service.partnership_id = c.partnership_id and service.id = h.id)sql",
           home, organisation);
    // What went to an organisation that is not in the partnership.
    db.run(R"sql(
        update service set closed_at = $3, version = version + 1
         where organisation_id = $2 and closed_at is null
           and partnership_id in (select c.partnership_id from organisation c where c.id = $2 and c.home_id = $1 and c.left_at is null)
           and not exists (select 1 from service h where h.partnership_id = $1 and h.organisation_id = $2 and h.id = service.id))sql",
           home, organisation, now);
}

}  // namespace touchstone::people
