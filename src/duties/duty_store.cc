#include "duties/duty_store.h"

#include <fmt/format.h>

#include "events/event_store.h"
#include "evidence/sight_store.h"

namespace touchstone::duties {
namespace {

// Whether the duty `d` is there for the one who looks, in queries whose first arguments are a Sight's.

constexpr const char* columns =
    "d.id, d.owner_id, d.title, d.kind, d.asks, d.applies_to, d.lead_id, d.review_on, d.created_by, d.created_at, d.version, "
    "coalesce(o.name, '') as owner_name, coalesce(l.name, '') as lead_name";
constexpr const char* from_duty =
    "duty d left join organisation o on o.partnership_id = d.partnership_id and o.id = d.owner_id left join account l on l.id = d.lead_id";

Duty read_duty(const db::Row& row) {
    return {row.get<DutyId>("id"),
            row.get<OrganisationId>("owner_id"),
            row.get<std::string>("owner_name"),
            row.get<std::string>("title"),
            row.get<DutyKind>("kind"),
            row.get<std::string>("asks"),
            row.get<std::string>("applies_to"),
            row.maybe<AccountId>("lead_id").value_or(AccountId{}),
            row.get<std::string>("lead_name"),
            row.maybe<Date>("review_on"),
            row.get<AccountId>("created_by"),
            row.get<Instant>("created_at"),
            row.get<int>("version")};
}

// Each row is a note with one of its items of evidence, if it has any.
void read_note(std::vector<AspectNote>& notes, const db::Row& row) {
    const auto id = row.maybe<NoteId>("note_id");
    if (!id) return;
    if (notes.empty() || notes.back().id != *id)
        notes.push_back({*id,
                         row.get<Aspect>("aspect"),
                         row.get<std::string>("words"),
                         row.get<Sureness>("sureness"),
                         row.get<AccountId>("noted_by"),
                         row.get<std::string>("by_name"),
                         row.get<Instant>("noted_at"),
                         {}});
    if (const auto evidence = row.maybe<EvidenceId>("evidence_id"))
        notes.back().evidence.push_back({*evidence, row.maybe<std::string>("evidence_title").value_or("")});
}

std::optional<AccountId> lead_of(const Duty& duty) { return duty.lead.is_empty() ? std::nullopt : std::optional(duty.lead); }

}  // namespace

std::optional<Seen> look_up_duty(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; },
                    fmt::format("select d.owner_id from duty d where d.partnership_id = $1 and d.id = $4 and {}", duty_is_there),
                    sight.partnership, sight.member, sight.organisations, id);
}

std::vector<ListedDuty> list_duties(db::Read& db, const Sight& sight, std::optional<DutyKind> kind) {
    static const auto sql = fmt::format(R"sql(
        select {}, (select count(distinct n.aspect) from duty_aspect n where n.partnership_id = d.partnership_id and n.duty_id = d.id) as known
          from {}
         where d.partnership_id = $1 and {} and ($4 = 0 or d.kind = $4)
         order by case when d.review_on is null then 1 else 0 end, d.review_on, d.id)sql",
                                        columns, from_duty, duty_is_there);
    return db.all([](const db::Row& row) { return ListedDuty{read_duty(row), row.get<int>("known")}; }, sql, sight.partnership,
                  sight.member, sight.organisations, kind ? static_cast<int>(*kind) : 0);
}

std::optional<DutyWhole> find_duty(db::Read& db, const Sight& sight, const DutyId& id) {
    static const auto sql = fmt::format(R"sql(
        select {}, n.id as note_id, n.aspect, n.words, n.sureness, n.noted_by, n.noted_at, a.name as by_name,
               x.evidence_id, e.title as evidence_title
          from {}
          left join duty_aspect n on n.partnership_id = d.partnership_id and n.duty_id = d.id
          left join account a on a.id = n.noted_by
          left join duty_evidence x on x.partnership_id = n.partnership_id and x.aspect_id = n.id
          left join evidence e on e.partnership_id = x.partnership_id and e.id = x.evidence_id and {}
         where d.partnership_id = $1 and d.id = $7 and {}
         order by n.noted_at desc, n.id desc, x.evidence_id)sql",
                                        columns, from_duty, evidence::evidence_is_there(), duty_is_there);
    std::optional<DutyWhole> whole;
    db.each(
        [&](const db::Row& row) {
            if (!whole) whole = DutyWhole{read_duty(row), {}};
            read_note(whole->notes, row);
        },
        sql, sight, id);
    return whole;
}

void add_duty(db::Write& db, const By& by, const Duty& duty) {
    db.run(R"sql(
        insert into duty (partnership_id, id, owner_id, title, kind, asks, applies_to, lead_id, review_on, created_by, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1))sql",
           by.partnership, duty.id, duty.owner, duty.title, duty.kind, duty.asks, duty.applies_to, lead_of(duty), duty.review_on,
           duty.created_by, duty.created_at);
    events::record(db, by, {.verb = "added_duty", .kind = "duty", .object = duty.id.text, .part = duty.title, .after = as_json(duty)});
}

bool save_duty(db::Write& db, const By& by, const Duty& before, const Duty& duty) {
    const bool saved = 1 == db.run(R"sql(
        update duty set title = $3, kind = $4, asks = $5, applies_to = $6, lead_id = $7, review_on = $8, version = version + 1
         where partnership_id = $1 and id = $2 and version = $9)sql",
                                   by.partnership, duty.id, duty.title, duty.kind, duty.asks, duty.applies_to, lead_of(duty),
                                   duty.review_on, duty.version);
    if (saved)
        events::record(db, by,
                       {.verb = "changed_duty",
                        .kind = "duty",
                        .object = duty.id.text,
                        .part = duty.title,
                        .before = as_json(before),
                        .after = as_json(duty)});
    return saved;
}

void add_note(db::Write& db, const By& by, const DutyId& duty, const AspectNote& note, const std::string& aspect) {
    db.run(R"sql(
        insert into duty_aspect (partnership_id, id, duty_id, aspect, words, sureness, noted_by, noted_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, note.id, duty, note.aspect, note.words, note.sureness, note.by, note.at);
    for (const auto& evidence : note.evidence)
        db.run("insert into duty_evidence (partnership_id, aspect_id, evidence_id) values ($1, $2, $3)", by.partnership, note.id,
               evidence.id);
    events::record(db, by, {.verb = "noted_duty", .kind = "duty", .object = duty.text, .part = aspect, .after = as_json(note)});
}

}  // namespace touchstone::duties
