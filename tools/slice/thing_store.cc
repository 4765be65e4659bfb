#include "@things@/@thing@_store.h"

#include "events/event_store.h"

namespace touchstone::@things@ {
namespace {

@Thing@ read_@thing@(const db::Row& row) {
    return {row.get<@Thing@Id>("id"), row.get<std::string>("title"), row.get<AccountId>("added_by"), row.get<Instant>("added_at"),
            row.get<int>("version")};
}

}  // namespace

std::vector<@Thing@> list_@things@(db::Read& db, const PartnershipId& partnership) {
    return db.all(read_@thing@, "select id, title, added_by, added_at, version from @thing@ where partnership_id = $1 order by title, id",
                  partnership);
}

std::optional<@Thing@> find_@thing@(db::Read& db, const PartnershipId& partnership, const @Thing@Id& id) {
    return db.first(read_@thing@, "select id, title, added_by, added_at, version from @thing@ where partnership_id = $1 and id = $2",
                    partnership, id);
}

void add_@thing@(db::Write& db, const By& by, const @Thing@& @thing@) {
    db.run("insert into @thing@ (partnership_id, id, title, added_by, added_at, version) values ($1, $2, $3, $4, $5, 1)", by.partnership,
           @thing@.id, @thing@.title, @thing@.added_by, @thing@.added_at);
    events::record(
        db, by, {.verb = "added_@thing@", .kind = "@thing@", .object = @thing@.id.text, .part = @thing@.title, .after = as_json(@thing@)});
}

bool save_@thing@(db::Write& db, const By& by, const @Thing@& before, const @Thing@& after) {
    const auto changed = db.run("update @thing@ set title = $3, version = version + 1 where partnership_id = $1 and id = $2 and version = $4",
                                by.partnership, after.id, after.title, after.version);
    if (changed == 0) return false;
    events::record(db, by,
                   {.verb = "changed_@thing@",
                    .kind = "@thing@",
                    .object = after.id.text,
                    .part = after.title,
                    .before = as_json(before),
                    .after = as_json(after)});
    return true;
}

}  // namespace touchstone::@things@
