// Calendars that people subscribe to: what somebody has to do until when, at an address that only they know.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "plans/action.h"
#include "tasks/task_store.h"

namespace touchstone::plans {

// When the address was made; nothing when there is none.
std::optional<Instant> find_feed(db::Read&, const PartnershipId&, const AccountId&);
// In place of the one that was there before.
void keep_feed(db::Write&, const By&, const std::string& token_hash);
void end_feed(db::Write&, const By&);

// An open action point that the person owns, or a milestone in it that is not reached.
struct DueDay {
    std::string id, title, within;  // `within` is the plan, or the action point of a milestone
    std::string address;            // of its page
    Date due{};
};
struct Feed {
    std::string language, partnership_language;  // that were chosen; mostly empty
    std::vector<DueDay> days;
    std::vector<tasks::Owed> tasks;
    bool works_alone = false;
};
// Nothing when nobody has this address, or whoever had it is not let in any more.
std::optional<Feed> read_feed(db::Read&, const std::string& token_hash, Instant now);

}  // namespace touchstone::plans
