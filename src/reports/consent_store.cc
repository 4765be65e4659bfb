#include "reports/consent_store.h"

#include <fmt/format.h>

#include "events/event_store.h"
#include "evidence/sight_store.h"

namespace touchstone::reports {
namespace {

Consent read_consent(const db::Row& row) {
    const auto given = row.maybe<int>("is_given");
    return {row.get<ConsentId>("consent_id"),   row.get<EvaluationId>("evaluation_id"),
            row.get<EvidenceId>("evidence_id"), row.get<int>("number"),
            row.get<Audience>("audience"),      row.get<AccountId>("asked_by"),
            row.get<Instant>("asked_at"),       given ? std::optional(*given == 1) : std::nullopt,
            row.maybe<Instant>("taken_back_at")};
}

// Whether the item of evidence `e` is owned here: $2 member, $3 organisations.
constexpr const char* is_owned = "((e.owner_id = '' and $2 = 1) or $3 like '%,' || e.owner_id || ',%')";

}  // namespace

std::vector<Lent> list_lent(db::Read& db, const Sight& sight, const EvaluationId& evaluation, int number) {
    static const auto sql = fmt::format(R"sql(
        select e.id, e.title, e.owner_id, coalesce(o.name, '') as owner_name,
               case when exists (select 1 from share h where h.partnership_id = e.partnership_id and h.kind = 2 and h.object_id = e.id
                                    and h.with_id = '' and h.revoked_at is null and h.since <= $6 and h.until > $6)
                    then 1 else 0 end as is_for_all,
               c.id as consent_id, c.evaluation_id, c.evidence_id, c.number, c.audience, c.asked_by, c.asked_at, c.is_given, c.taken_back_at
          from {0}
          join evaluation w on w.partnership_id = uses.partnership_id and w.id = uses.evaluation_id
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
          left join publish_consent c on c.partnership_id = e.partnership_id and c.evaluation_id = w.id and c.evidence_id = e.id and c.number = $8
         where e.owner_id <> w.owner_id and {1}
         order by e.title, e.id, c.audience)sql",
                                        evidence::used_evidence, evidence::evidence_is_there());
    std::vector<Lent> lent;
    db.each(
        [&](const db::Row& row) {
            const auto id = row.get<EvidenceId>("id");
            if (lent.empty() || lent.back().evidence != id)
                lent.push_back({id,
                                row.get<std::string>("title"),
                                row.get<std::string>("owner_name"),
                                row.get<OrganisationId>("owner_id"),
                                row.get<int>("is_for_all") == 1,
                                {}});
            if (row.maybe<ConsentId>("consent_id"))
                if (const auto consent = read_consent(row); true) lent.back().consents.emplace(consent.audience, consent);
        },
        sql, sight, evaluation, number);
    return lent;
}

namespace {
// In the history of the item.
void note(db::Write& db, const By& by, const char* verb, const Consent& consent) {
    events::record(db, by, {.verb = verb, .kind = "evidence", .object = consent.evidence.text, .part = name_of(consent.audience)});
}
}  // namespace

bool ask_consent(db::Write& db, const By& by, const Consent& consent) {
    const bool is_new = 1 == db.run(R"sql(
        insert into publish_consent (partnership_id, id, evaluation_id, evidence_id, number, audience, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (partnership_id, evaluation_id, evidence_id, number, audience) do nothing)sql",
                                    by.partnership, consent.id, consent.evaluation, consent.evidence, consent.number, consent.audience,
                                    consent.asked_by, consent.asked_at);
    if (is_new) note(db, by, "asked_consent", consent);
    return is_new;
}

std::vector<AskedConsent> list_asked(db::Read& db, const Sight& sight, const db::Only& only) {
    return db.all(
        [](const db::Row& row) {
            return AskedConsent{read_consent(row),
                                row.get<std::string>("item"),
                                row.get<std::string>("report"),
                                row.get<std::string>("publisher"),
                                row.get<std::string>("name"),
                                row.get<std::string>("email")};
        },
        fmt::format(R"sql(
        select c.id as consent_id, c.evaluation_id, c.evidence_id, c.number, c.audience, c.asked_by, c.asked_at, c.is_given, c.taken_back_at,
               e.title as item, v.title as report, coalesce(o.name, '') as publisher, a.name, a.email
          from publish_consent c
          join evidence e on e.partnership_id = c.partnership_id and e.id = c.evidence_id
          join evaluation v on v.partnership_id = c.partnership_id and v.id = c.evaluation_id
          join account a on a.id = c.asked_by
          left join organisation o on o.partnership_id = v.partnership_id and o.id = v.owner_id
         where c.partnership_id = $1 and {}{}
         order by c.asked_at desc, c.id desc)sql",
                    is_owned, only.condition("c.id", 4)),
        sight.partnership, sight.member, sight.organisations, only.values());
}

db::Answer<int> ask_waiting_consents(db::Trip& trip, const Sight& sight) {
    return trip.one([](const db::Row& row) { return row.get<int>("waiting"); },
                    fmt::format(R"sql(
        select count(*) as waiting
          from publish_consent c join evidence e on e.partnership_id = c.partnership_id and e.id = c.evidence_id
         where c.partnership_id = $1 and c.is_given is null and {})sql",
                                is_owned),
                    sight.partnership, sight.member, sight.organisations);
}

bool answer_consent(db::Write& db, const By& by, const Consent& consent, bool is_given) {
    if (0 == db.run("update publish_consent set is_given = $3, answered_by = $4, answered_at = $5 where partnership_id = $1 and id = $2 "
                    "and is_given "
                    "is null",
                    by.partnership, consent.id, is_given ? 1 : 0, by.who, by.at))
        return false;
    note(db, by, is_given ? "gave_consent" : "refused_consent", consent);
    return true;
}

bool take_back_consent(db::Write& db, const By& by, const Consent& consent) {
    if (0 ==
        db.run(
            "update publish_consent set taken_back_by = $3, taken_back_at = $4 where partnership_id = $1 and id = $2 and is_given = 1 and "
            "taken_back_at is null",
            by.partnership, consent.id, by.who, by.at))
        return false;
    note(db, by, "took_back_consent", consent);
    return true;
}

std::vector<Receiver> list_leads(db::Read& db, const PartnershipId& partnership, const OrganisationId& organisation, Instant now) {
    return db.all([](const db::Row& row) { return Receiver{row.get<std::string>("email"), row.get<std::string>("name")}; }, R"sql(
        select distinct a.email, a.name
          from assignment r join account a on a.id = r.account_id and a.disabled_at is null
         where r.partnership_id = $1 and r.role in (3, 4) and r.since <= $3 and (r.until is null or r.until > $3)
           and (($2 = '' and r.reach = 1) or (r.reach = 2 and r.on_id = $2))
         order by a.email)sql",
                  partnership, organisation, now);
}

}  // namespace touchstone::reports
