#include "practice/practice_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/sight_store.h"

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

// Indicators are part 1, evidence 2, adoptions 3; none where the practice has nothing of any.
void read_part(PracticeWhole& whole, const db::Row& row) {
    switch (row.maybe<int>("part").value_or(0)) {
        case 1:
            whole.practice.indicators.push_back(row.get<std::string>("part_id"));
            break;
        case 2:
            whole.practice.evidence.push_back(row.get<EvidenceId>("part_id"));
            whole.evidence.push_back({row.get<EvidenceId>("part_id"), row.maybe<std::string>("part_name").value_or("")});
            break;
        case 3:
            whole.adoptions.push_back({row.get<AdoptionId>("part_id"), row.get<OrganisationId>("of_id"),
                                       row.maybe<std::string>("part_name").value_or(""), row.get<std::string>("note"),
                                       row.get<AccountId>("by_id"), row.get<std::string>("by_name"), row.get<Instant>("at")});
            break;
        default:
            break;
    }
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

PracticeFilter filter_from(const std::string& words, const std::string& indicator) {
    const auto slash = indicator.find('/');
    if (slash == std::string::npos) return {words, indicator, {}};
    return {words, indicator.substr(slash + 1), indicator.substr(0, slash)};
}

std::vector<ListedPractice> list_practices(db::Read& db, const Sight& sight, const PracticeFilter& filter) {
    static const auto sql = fmt::format(R"sql(
        select {}, i.indicator, (select count(*) from practice_adopted a where a.partnership_id = x.partnership_id and a.practice_id = x.id) as adopted
          from {}
          left join practice_indicator i on i.partnership_id = x.partnership_id and i.practice_id = x.id
         where x.partnership_id = $1 and {}
           and ($4 = '%' or lower(x.title) like $4 escape '\' or lower(x.done) like $4 escape '\' or lower(x.effect) like $4 escape '\')
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

std::optional<PracticeWhole> find_practice(db::Read& db, const Sight& sight, const PracticeId& id) {
    static const auto sql =
        fmt::format(R"sql(
        select {0}, coalesce({1}, 0) as origin_extent, coalesce(v.title, '') as origin_title, p.part, p.part_id, p.part_name, p.of_id, p.note, p.by_id, p.by_name, p.at
          from {2}
          left join evaluation v on v.partnership_id = x.partnership_id and v.id = x.evaluation_id
          left join (
            select 1 as part, i.practice_id, i.indicator as part_id, '' as part_name, '' as of_id, '' as note, '' as by_id, '' as by_name, 0 as at
              from practice_indicator i where i.partnership_id = $1
            union all
            select 2, n.practice_id, n.evidence_id, e.title, '', '', '', '', 0 from practice_evidence n
              left join evidence e on e.partnership_id = n.partnership_id and e.id = n.evidence_id and {3} where n.partnership_id = $1
            union all
            select 3, a.practice_id, a.id, w.name, a.organisation_id, a.note, a.adopted_by, b.name, a.adopted_at from practice_adopted a
              left join organisation w on w.partnership_id = a.partnership_id and w.id = a.organisation_id
              join account b on b.id = a.adopted_by where a.partnership_id = $1) p on p.practice_id = x.id
         where x.partnership_id = $1 and x.id = $7 and {4}
         order by p.part, p.at, p.part_id)sql",
                    columns, evaluations::evaluation_extent(), from_practice, evaluations::evidence_is_there(), is_there);
    std::optional<PracticeWhole> whole;
    db.each(
        [&](const db::Row& row) {
            if (!whole) {
                whole = PracticeWhole{read_practice(row), {}, {}, {}, row.get<Extent>("origin_extent")};
                if (whole->origin_extent >= Extent::levels) whole->origin_title = row.get<std::string>("origin_title");
            }
            read_part(*whole, row);
        },
        sql, sight, id);
    return whole;
}

PracticeChoices read_choices(db::Read& db, const Sight& sight, const std::string& words, const PracticeId& id,
                             const std::optional<Origin>& origin) {
    static const auto sql = fmt::format(R"sql(
        select 1 as part, c.id, c.name as words, c.job as more, 0 as at from account c
         where c.disabled_at is null and exists (select 1 from assignment g where g.partnership_id = $1 and g.account_id = c.id
               and g.since <= $6 and (g.until is null or g.until > $6) and g.reach in (1, 2, 3))
        union all
        select * from (select 2, e.id, e.title, '', e.added_at from evidence e where e.partnership_id = $1 and {0}
           and (lower(e.title) like $7 escape '\' or lower(e.line) like $7 escape '\' or lower(e.summary) like $7 escape '\')
         order by e.added_at desc, e.id desc limit $11) latest
        union all
        select 2, e.id, e.title, '', e.added_at from practice_evidence n
          join evidence e on e.partnership_id = n.partnership_id and e.id = n.evidence_id and {0} where n.partnership_id = $1 and n.practice_id = $8
        union all
        select 3, hash, id, '', published_at from framework
        union all
        select 4, v.framework_hash, v.owner_id, '', 0 from evaluation v
          join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id and j.indicator = $10 and j.level = 6
         where v.partnership_id = $1 and v.id = $9 and {1} >= 2
         order by 1, 5 desc, 3, 2)sql",
                                        evaluations::evidence_is_there(), evaluations::evaluation_extent());
    PracticeChoices choices;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<int>("part");
            const auto key = row.get<std::string>("id"), found = row.get<std::string>("words");
            if (part == 1) choices.people.push_back({AccountId{key}, found, row.get<std::string>("more")});
            if (part == 2 && (choices.evidence.empty() || choices.evidence.back().id.text != key))
                choices.evidence.push_back({EvidenceId{key}, found});
            if (part == 3 && std::ranges::find(choices.frameworks, found, &frameworks::Offered::id) == choices.frameworks.end())
                choices.frameworks.push_back({found, key});
            if (part == 4) {
                choices.origin_framework = key;
                choices.origin_owner = OrganisationId{found};
            }
        },
        sql, sight, pattern_of(words), id, origin ? origin->evaluation : EvaluationId{}, origin ? origin->indicator : std::string(),
        static_cast<int>(words.empty() ? evidence_offered : evidence_max));
    return choices;
}

void add_practice(db::Write& db, const PartnershipId& partnership, const Practice& practice) {
    db.run(R"sql(
        insert into practice (partnership_id, id, owner_id, title, done, for_whom, effect, ask, contact_id, framework_hash, evaluation_id,
                              origin_indicator, is_published, created_by, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1))sql",
           partnership, practice.id, practice.owner, practice.title, practice.done, practice.for_whom, practice.effect, practice.ask,
           contact_of(practice), practice.framework_hash, practice.origin ? practice.origin->evaluation : EvaluationId{},
           practice.origin ? practice.origin->indicator : std::string(), practice.is_published, practice.created_by, practice.created_at);
    add_parts(db, partnership, practice);
}

bool save_practice(db::Write& db, const PartnershipId& partnership, const Practice& practice) {
    const bool saved = 1 == db.run(R"sql(
        update practice set title = $3, done = $4, for_whom = $5, effect = $6, ask = $7, contact_id = $8, is_published = $9, version = version + 1
         where partnership_id = $1 and id = $2 and version = $10)sql",
                                   partnership, practice.id, practice.title, practice.done, practice.for_whom, practice.effect,
                                   practice.ask, contact_of(practice), practice.is_published, practice.version);
    if (!saved) return false;
    db.run("delete from practice_indicator where partnership_id = $1 and practice_id = $2", partnership, practice.id);
    db.run("delete from practice_evidence where partnership_id = $1 and practice_id = $2", partnership, practice.id);
    add_parts(db, partnership, practice);
    return true;
}

void add_adoption(db::Write& db, const PartnershipId& partnership, const PracticeId& practice, const Adoption& adoption) {
    db.run(R"sql(
        insert into practice_adopted (partnership_id, id, practice_id, organisation_id, note, adopted_by, adopted_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           partnership, adoption.id, practice, adoption.organisation, adoption.note, adoption.by, adoption.at);
}

}  // namespace touchstone::practice
