#include "events/event_store.h"

#include <map>

#include "base/text.h"
#include "events/seal_store.h"

namespace touchstone::events {

Happened read_event(const db::Row& row) {
    return {{.partnership = row.get<PartnershipId>("partnership_id"),
             .at = row.get<Instant>("at"),
             .actor = row.maybe<AccountId>("actor_id").value_or(AccountId{}),
             .verb = row.get<std::string>("verb"),
             .kind = row.get<std::string>("kind"),
             .object = row.get<std::string>("object_id"),
             .part = row.get<std::string>("part"),
             .before = row.maybe<std::string>("before").value_or(""),
             .after = row.maybe<std::string>("after").value_or("")},
            row.maybe<std::string>("name").value_or("")};
}

namespace {

std::optional<std::string> or_null(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

std::string find_seal(db::Read& db, const PartnershipId& partnership) {
    return db
        .first([](const db::Row& row) { return row.get<std::string>("seal"); }, "select seal from event_head where partnership_id = $1",
               partnership)
        .value_or("");
}

}  // namespace

Head find_head(db::Read& db, const PartnershipId& partnership) {
    return db
        .first([](const db::Row& row) { return Head{row.get<std::int64_t>("seq"), row.get<std::string>("hash")}; },
               "select seq, hash from event_head where partnership_id = $1", partnership)
        .value_or(Head{});
}

void record(db::Write& db, const Event& event) {
    const auto id = new_id_text(event.at);
    const auto chains = read_chains(db);
    const auto end = chains.heads.find(event.partnership);
    const auto link = link_after(end == chains.heads.end() ? Head{} : end->second, event, id, new_id_text(event.at));
    db.run(R"sql(
        insert into event (partnership_id, id, at, actor_id, verb, kind, object_id, part, before, after, seq, salt, words_hash, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))sql",
           event.partnership, id, event.at, or_null(event.actor.text), event.verb, event.kind, event.object, event.part,
           or_null(event.before), or_null(event.after), link.seq, link.salt, link.words_hash, link.hash);
    keep_head(db, chains, event.partnership, {link.seq, link.hash});
}

void record(db::Write& db, const By& by, const Change& change) {
    record(db, {by.partnership, by.at, by.who, change.verb, change.kind, change.object, change.part, change.before, change.after});
}

void chain_anew(db::Write& db) {
    Heads heads;
    const auto rows = db.all([](const db::Row& row) { return ChainedEvent{read_event(row).event, row.get<std::string>("id"), {}}; }, R"sql(
        select partnership_id, id, at, actor_id, verb, kind, object_id, part, before, after, '' as name from event
         order by partnership_id, seq, id)sql");
    for (const auto& [event, id, old] : rows) {
        auto& head = heads[event.partnership];
        const auto link = link_after(head, event, id, new_id_text(event.at));
        db.run("update event set seq = $3, salt = $4, words_hash = $5, hash = $6 where partnership_id = $1 and id = $2", event.partnership,
               id, link.seq, link.salt, link.words_hash, link.hash);
        head = {link.seq, link.hash};
    }
    seal_anew(db, heads);
}

Audited audit(db::Read& db, const PartnershipId& partnership, const Head& kept) {
    Auditor auditor(partnership, kept);
    db.each(
        [&](const db::Row& row) {
            auditor.read({read_event(row).event,
                          row.get<std::string>("id"),
                          {row.get<std::int64_t>("seq"), row.get<std::string>("salt"), row.get<std::string>("words_hash"),
                           row.get<std::string>("hash")}});
        },
        R"sql(
        select e.partnership_id, e.id, e.at, e.actor_id, e.verb, e.kind, e.object_id, e.part, e.before, e.after, '' as name, e.seq, e.salt, e.words_hash,
               e.hash
          from event e where e.partnership_id = $1 order by e.seq, e.id)sql",
        partnership);
    return {auditor.chained(), auditor.before_the_chain(), auditor.erased(),
            auditor.faults(find_head(db, partnership), find_seal(db, partnership))};
}

void forget_words(db::Write& db, const PartnershipId& partnership, const std::string& kind, const std::string& object) {
    db.run(
        "update event set salt = '', before = null, after = null where partnership_id = $1 and object_id = $2 and kind = $3 and verb <> $4",
        partnership, object, kind, std::string(erased_verb));
}

}  // namespace touchstone::events
