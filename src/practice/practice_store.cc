#include "practice/practice_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "db/trip.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "evidence/sight_store.h"

namespace touchstone::practice {
namespace {

// In queries whose first arguments are a Sight's: whether the one who looks belongs to the owner of the practice `x`, and whether it is
// there for them.
constexpr const char* is_there = "((x.is_published = 1 and $2 = 1) or (x.owner_id = '' and $2 = 1) or $3 like '%,' || x.owner_id || ',%')";

constexpr const char* columns =
    "x.id, x.owner_id, x.title, x.done, x.for_whom, x.effect, x.ask, x.contact_id, x.framework_hash, x.evaluation_id, x.origin_indicator, "
    "x.is_published, x.created_by, x.created_at, x.version, coalesce(o.name, '') as owner_name, coalesce(c.name, '') as contact_name";
constexpr const char* from_practice =
    "practice x left join organisation o on o.partnership_id = x.partnership_id and o.id = x.owner_id left join account c on c.id = "
    "x.contact_id";

Practice read_practice(const db::Row& row) {
    const auto evaluation = row.get<EvaluationId>("evaluation_id");
    return {row.get<PracticeId>("id"),
            row.get<OrganisationId>("owner_id"),
            row.get<std::string>("owner_name"),
            row.get<std::string>("title"),
            row.get<std::string>("done"),
            row.get<std::string>("for_whom"),
            row.get<std::string>("effect"),
            row.get<std::string>("ask"),
            row.maybe<AccountId>("contact_id").value_or(AccountId{}),
            row.get<std::string>("contact_name"),
            row.get<std::string>("framework_hash"),
            {},
            evaluation.is_empty() ? std::nullopt : std::optional(Origin{evaluation, row.get<std::string>("origin_indicator")}),
            {},
            row.get<int>("is_published") == 1,
            row.get<AccountId>("created_by"),
            row.get<Instant>("created_at"),
            row.get<int>("version")};
}

void add_parts(db::Write& db, const PartnershipId& partnership, const Practice& practice) {
    for (const auto& code : practice.indicators)
        db.run("insert into practice_indicator (partnership_id, practice_id, indicator) values ($1, $2, $3)", partnership, practice.id,
               code);
    for (const auto& evidence : practice.evidence)
        db.run("insert into practice_evidence (partnership_id, practice_id, evidence_id) values ($1, $2, $3)", partnership, practice.id,
               evidence);
}

std::optional<AccountId> contact_of(const Practice& practice) {
    return practice.contact.is_empty() ? std::nullopt : std::optional(practice.contact);
}

}  // namespace

std::optional<Seen> look_up_practice(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql = fmt::format(
        "select x.owner_id, case when {} then 3 else 1 end as extent from practice x where x.partnership_id = $1 and x.id = $4 and {}",
        practice_is_ours, is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, row.get<Extent>("extent")}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

PracticeFilter filter_from(const std::string& words, const std::string& indicator,
                           const std::vector<const frameworks::Framework*>& offered) {
    const auto slash = indicator.find('/');
    if (slash != std::string::npos) return {words, indicator.substr(slash + 1), indicator.substr(0, slash)};
    const auto has_it = [&](const frameworks::Framework* framework) {
        return std::ranges::any_of(framework->indicators, [&](const auto& each) { return each.judged && each.code == indicator; });
    };
    const auto found = std::ranges::find_if(offered, has_it);
    return {words, indicator, found == offered.end() ? "" : (*found)->id};
}

std::vector<ListedPractice> list_practices(db::Read& db, const Sight& sight, const PracticeFilter& filter) {
    static const auto sql = fmt::format(R"sql(
        select {}, i.indicator, (select count(*) from practice_adopted a where a.partnership_id = x.partnership_id and a.practice_id = x.id) as adopted
          from {}
          left join practice_indicator i on i.partnership_id = x.partnership_id and i.practice_id = x.id
         where x.partnership_id = $1 and {}
           and x.words_key like $4
           and ($5 = '' or exists (select 1 from practice_indicator w where w.partnership_id = x.partnership_id and w.practice_id = x.id and w.indicator = $5))
           and ($6 = '' or exists (select 1 from framework g where g.hash = x.framework_hash and g.id = $6))
         order by x.created_at desc, x.id desc, i.indicator)sql",
                                        columns, from_practice, is_there);
    std::vector<ListedPractice> listed;
    db.each(
        [&](const db::Row& row) {
            if (listed.empty() || listed.back().practice.id != row.get<PracticeId>("id"))
                listed.push_back({read_practice(row), row.get<int>("adopted")});
            if (const auto code = row.maybe<std::string>("indicator")) listed.back().practice.indicators.push_back(*code);
        },
        sql, sight.partnership, sight.member, sight.organisations, pattern_of(filter.words), filter.indicator, filter.framework);
    return listed;
}

namespace {

auto ask_practice(db::Trip& trip, const Sight& sight, const PracticeId& id) {
    static const auto sql = fmt::format(R"sql(
        select {}, coalesce({}, 0) as origin_extent, coalesce(v.title, '') as origin_title
          from {}
          left join evaluation v on v.partnership_id = x.partnership_id and v.id = x.evaluation_id
         where x.partnership_id = $1 and x.id = $7 and {})sql",
                                        columns, evaluations::evaluation_extent(), from_practice, is_there);
    const auto read = [](const db::Row& row) {
        const auto extent = row.get<Extent>("origin_extent");
        const auto title = extent >= Extent::levels ? row.get<std::string>("origin_title") : "";
        return PracticeWhole{read_practice(row), {}, {}, title, extent};
    };
    return trip.first(read, sql, sight, id);
}

auto ask_indicators(db::Trip& trip, const PartnershipId& partnership, const PracticeId& id) {
    return trip.all([](const db::Row& row) { return row.get<std::string>("indicator"); },
                    "select indicator from practice_indicator where partnership_id = $1 and practice_id = $2 order by indicator",
                    partnership, id);
}

ShownEvidence read_evidence(const db::Row& row) { return {row.get<EvidenceId>("id"), row.get<std::string>("title")}; }
auto ask_evidence(db::Trip& trip, const Sight& sight, const PracticeId& id) {
    static const auto sql = fmt::format(R"sql(
        select n.evidence_id as id, coalesce(e.title, '') as title
          from practice_evidence n
          left join evidence e on e.partnership_id = n.partnership_id and e.id = n.evidence_id and {}
         where n.partnership_id = $1 and n.practice_id = $7
         order by n.evidence_id)sql",
                                        evidence::evidence_is_there());
    return trip.all(read_evidence, sql, sight, id);
}

auto ask_adoptions(db::Trip& trip, const PartnershipId& partnership, const PracticeId& id) {
    const auto read = [](const db::Row& row) {
        return Adoption{
            row.get<AdoptionId>("id"),     row.get<OrganisationId>("organisation_id"), row.get<std::string>("organisation_name"),
            row.get<std::string>("note"),  row.get<AccountId>("adopted_by"),           row.get<std::string>("by_name"),
            row.get<Instant>("adopted_at")};
    };
    return trip.all(read, R"sql(
        select a.id, a.organisation_id, coalesce(w.name, '') as organisation_name, a.note, a.adopted_by, b.name as by_name, a.adopted_at
          from practice_adopted a
          left join organisation w on w.partnership_id = a.partnership_id and w.id = a.organisation_id
          join account b on b.id = a.adopted_by
         where a.partnership_id = $1 and a.practice_id = $2
         order by a.adopted_at, a.id)sql",
                    partnership, id);
}

auto ask_people(db::Trip& trip, const Sight& sight, const db::Only& only) {
    const auto read = [](const db::Row& row) {
        return PracticeChoices::Person{row.get<AccountId>("id"), row.get<std::string>("name"), row.get<std::string>("job")};
    };
    return trip.all(read,
                    fmt::format(R"sql(
        select c.id, c.name, c.job from account c
         where c.disabled_at is null and exists (select 1 from assignment g where g.partnership_id = $1 and g.account_id = c.id
               and g.since <= $2 and (g.until is null or g.until > $2) and g.reach in (1, 2, 3)){}
         order by c.name, c.id)sql",
                                only.condition("c.id", 3)),
                    sight.partnership, sight.now, only.values());
}

// The latest that holds the words, and what the practice has already.
auto ask_offered_evidence(db::Trip& trip, const Sight& sight, const std::string& words, const std::vector<std::string>& chosen,
                          const PracticeId& id, const db::Only& only) {
    const auto sql = fmt::format(R"sql(
        select id, title, added_at
          from (select e.id, e.title, e.added_at from evidence e where e.partnership_id = $1 and {0}{1}
                   and exists (select 1 from evidence_text t where t.partnership_id = e.partnership_id and t.evidence_id = e.id and t.kind = 1
                        and t.words_key like $7)
                 order by e.added_at desc, e.id desc limit $8) latest
        union
        select e.id, e.title, e.added_at from practice_evidence n
          join evidence e on e.partnership_id = n.partnership_id and e.id = n.evidence_id and {0}
         where n.partnership_id = $1 and n.practice_id = $9
        union
        select e.id, e.title, e.added_at from evidence e where e.partnership_id = $1 and {0} and e.id in {2}
         order by added_at desc, title, id)sql",
                                 evidence::evidence_is_there(), only.condition("e.id", 11), db::ids_in("$10"));
    return trip.all(read_evidence, sql, sight, pattern_of(words), words.empty() ? evidence_offered : evidence_max, id,
                    db::in_one_text(chosen), only.values());
}

// Every version, the latest first.
auto ask_frameworks(db::Trip& trip) {
    return trip.all([](const db::Row& row) { return frameworks::Offered{row.get<std::string>("id"), row.get<std::string>("hash")}; },
                    "select id, hash from framework order by published_at desc, id, hash");
}

struct OriginFound {
    std::string framework_hash;
    OrganisationId owner;
};
auto ask_origin(db::Trip& trip, const Sight& sight, const std::optional<Origin>& origin) {
    static const auto sql = fmt::format(R"sql(
        select v.framework_hash, v.owner_id
          from evaluation v
          join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id and j.indicator = $8 and j.level = 6
         where v.partnership_id = $1 and v.id = $7 and {} >= 2)sql",
                                        evaluations::evaluation_extent());
    const auto read = [](const db::Row& row) {
        return OriginFound{row.get<std::string>("framework_hash"), row.get<OrganisationId>("owner_id")};
    };
    const auto asked = origin.value_or(Origin{});
    return trip.first(read, sql, sight, asked.evaluation, asked.indicator);
}

}  // namespace

std::optional<PracticeWhole> find_practice(db::Read& db, const Sight& sight, const PracticeId& id) {
    db::Trip trip(db);
    const auto whole = ask_practice(trip, sight, id);
    const auto indicators = ask_indicators(trip, sight.partnership, id);
    const auto evidence = ask_evidence(trip, sight, id);
    const auto adoptions = ask_adoptions(trip, sight.partnership, id);
    trip.go();
    if (!*whole) return std::nullopt;
    auto& found = **whole;
    found.practice.indicators = *indicators;
    for (const auto& item : *evidence) found.practice.evidence.push_back(item.id);
    found.evidence = *evidence;
    found.adoptions = *adoptions;
    return found;
}

PracticeChoices read_choices(db::Read& db, const Sight& sight, const std::string& words, const std::vector<std::string>& chosen,
                             const PracticeId& id, const std::optional<Origin>& origin, const db::Only& only) {
    db::Trip trip(db);
    const auto people = ask_people(trip, sight, only);
    const auto evidence = ask_offered_evidence(trip, sight, words, chosen, id, only);
    const auto published = ask_frameworks(trip);
    const auto found = ask_origin(trip, sight, origin);
    trip.go();
    const auto from = found->value_or(OriginFound{});
    return {*people, *evidence, frameworks::latest_of(*published), from.framework_hash, from.owner};
}

namespace {
std::string words_key_of(const Practice& practice) { return search_key(practice.title + " " + practice.done + " " + practice.effect); }
}  // namespace

void add_practice(db::Write& db, const By& by, const Practice& practice) {
    db.run(R"sql(
        insert into practice (partnership_id, id, owner_id, title, done, for_whom, effect, ask, contact_id, framework_hash, evaluation_id,
                              origin_indicator, is_published, created_by, created_at, words_key, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1))sql",
           by.partnership, practice.id, practice.owner, practice.title, practice.done, practice.for_whom, practice.effect, practice.ask,
           contact_of(practice), practice.framework_hash, practice.origin ? practice.origin->evaluation : EvaluationId{},
           practice.origin ? practice.origin->indicator : std::string(), practice.is_published, practice.created_by, practice.created_at,
           words_key_of(practice));
    add_parts(db, by.partnership, practice);
    events::record(
        db, by,
        {.verb = "added_practice", .kind = "practice", .object = practice.id.text, .part = practice.title, .after = as_json(practice)});
}

bool save_practice(db::Write& db, const By& by, const Practice& before, const Practice& practice) {
    const bool saved = 1 == db.run(R"sql(
        update practice set title = $3, done = $4, for_whom = $5, effect = $6, ask = $7, contact_id = $8, is_published = $9, words_key = $11, version = version + 1
         where partnership_id = $1 and id = $2 and version = $10)sql",
                                   by.partnership, practice.id, practice.title, practice.done, practice.for_whom, practice.effect,
                                   practice.ask, contact_of(practice), practice.is_published, practice.version, words_key_of(practice));
    if (!saved) return false;
    db.run("delete from practice_indicator where partnership_id = $1 and practice_id = $2", by.partnership, practice.id);
    db.run("delete from practice_evidence where partnership_id = $1 and practice_id = $2", by.partnership, practice.id);
    add_parts(db, by.partnership, practice);
    events::record(db, by,
                   {.verb = "changed_practice",
                    .kind = "practice",
                    .object = practice.id.text,
                    .part = practice.title,
                    .before = as_json(before),
                    .after = as_json(practice)});
    return true;
}

void add_adoption(db::Write& db, const By& by, const PracticeId& practice, const Adoption& adoption) {
    db.run(R"sql(
        insert into practice_adopted (partnership_id, id, practice_id, organisation_id, note, adopted_by, adopted_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           by.partnership, adoption.id, practice, adoption.organisation, adoption.note, adoption.by, adoption.at);
    events::record(db, by,
                   {.verb = "adopted_practice",
                    .kind = "practice",
                    .object = practice.text,
                    .part = adoption.organisation_name,
                    .after = as_json(adoption)});
}

}  // namespace touchstone::practice
