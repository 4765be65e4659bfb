#include "events/seal_store.h"

#include <algorithm>

#include "events/event_store.h"

namespace touchstone::events {
namespace {

void write_head(db::Write& db, const PartnershipId& partnership, const Head& head) {
    db.run(R"sql(
        insert into event_head (partnership_id, seq, hash, seal) values ($1, $2, $3, $4)
            on conflict (partnership_id) do update set seq = excluded.seq, hash = excluded.hash, seal = excluded.seal)sql",
           partnership, head.seq, head.hash, seal_of(partnership, head));
}

void write_seal(db::Write& db, const Heads& heads) { db.run("update event_seal set seal = $1 where id = 1", seal_of_all(heads)); }

bool is_sealed(const Chains& chains) { return !chains.seal.empty() && chains.seal == seal_of_all(chains.heads); }

// The seal of each end by itself.
std::map<PartnershipId, std::string> read_seals(db::Read& db) {
    std::map<PartnershipId, std::string> seals;
    db.each([&](const db::Row& row) { seals[row.get<PartnershipId>("partnership_id")] = row.get<std::string>("seal"); },
            "select partnership_id, seal from event_head");
    return seals;
}

}  // namespace

Chains read_chains(db::Read& db) {
    Chains chains;
    db.each(
        [&](const db::Row& row) {
            chains.seal = row.get<std::string>("seal");
            if (const auto partnership = row.maybe<PartnershipId>("partnership_id"))
                chains.heads[*partnership] = {row.get<std::int64_t>("seq"), row.get<std::string>("hash")};
        },
        "select s.seal, h.partnership_id, h.seq, h.hash from event_seal s left join event_head h on 1 = 1");
    return chains;
}

void keep_head(db::Write& db, Chains chains, const PartnershipId& partnership, const Head& head) {
    const bool was_sealed = is_sealed(chains);
    chains.heads[partnership] = head;
    write_head(db, partnership, head);
    if (was_sealed) write_seal(db, chains.heads);
}

void seal_anew(db::Write& db, const Heads& heads) {
    db.run("delete from event_head");
    for (const auto& [partnership, head] : heads) write_head(db, partnership, head);
    write_seal(db, heads);
}

void seal_for_the_first_time(db::Write& db, bool is_new) {
    const auto heads = read_chains(db).heads;
    const auto seals = read_seals(db);
    const auto fits = [&](const auto& each) { return seals.at(each.first) == former_seal_of(each.first, each.second); };
    if (heads.empty() ? is_new : std::ranges::all_of(heads, fits)) seal_anew(db, heads);
}

Chained check_chains(db::Read& db) {
    const auto chains = read_chains(db);
    if (chains.seal.empty()) return Chained::never_sealed;
    return is_sealed(chains) ? Chained::fits : Chained::broken;
}

Seals find_seals(db::Read& db) {
    const auto chains = read_chains(db);
    Seals seals{!chains.seal.empty(), is_sealed(chains)};
    for (const auto& [partnership, seal] : read_seals(db)) {
        const auto& head = chains.heads.at(partnership);
        seals.any = seals.any || !seal.empty();
        seals.fits = seals.fits || (!seal.empty() && (seal == seal_of(partnership, head) || seal == former_seal_of(partnership, head)));
    }
    return seals;
}

}  // namespace touchstone::events
