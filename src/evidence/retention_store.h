// Rules of retention, what is due by them, disposals and their doing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/only.h"
#include "db/trip.h"
#include "evidence/retention.h"

namespace touchstone::evidence {

// Those that were set.
db::Answer<std::vector<RetentionRule>> ask_rules(db::Trip&, const PartnershipId&);
// One for each class, in their order: as set, or by default.
std::vector<RetentionRule> list_rules(db::Read&, const PartnershipId&);
[[nodiscard]] bool save_rule(db::Write&, const By&, const RetentionRule& before, const RetentionRule& after);

// At most `due_at_once`, the oldest first: what is due, not held, and in no disposal that waits.
db::Answer<std::vector<Due>> ask_due(db::Trip&, const PartnershipId&, const RetentionRule&, Instant now, const db::Only& = {});
std::vector<Due> list_due(db::Read&, const PartnershipId&, const RetentionRule&, Instant now, const db::Only& = {});

struct Held {
    RetentionClass of = RetentionClass::evaluation;
    std::string id, name, reason, held_by_name;
    Instant held_at;
};
db::Answer<std::vector<Held>> ask_holds(db::Trip&, const PartnershipId&);
void hold(db::Write&, const By&, RetentionClass, const Due&, const std::string& reason);
// False when it was not held.
[[nodiscard]] bool release(db::Write&, const By&, RetentionClass, const std::string& id);

struct DisposalItem {
    Due due;
    bool gone = false;
};
struct DisposalWhole {
    Disposal disposal;
    std::string asked_by_name, decided_by_name;
    std::vector<DisposalItem> items;  // empty in a list
    int count = 0;
};
void add_disposal(db::Write&, const By&, const Asked&);
void save_decision(db::Write&, const By&, const Disposal&);
// The latest first, without their items.
db::Answer<std::vector<DisposalWhole>> ask_disposals(db::Trip&, const PartnershipId&);
std::optional<DisposalWhole> find_disposal(db::Read&, const PartnershipId&, const DisposalId&);
std::optional<Seen> look_up_disposal(db::Read&, const Actor&, const std::string& id, Instant now);

struct Disposed {
    int number = 0;                   // of the certificate; 0: there was nothing to do
    std::vector<std::string> hashes;  // of files that may now be nobody's
};
// Deletes those items that are still due, with all that is part of them and the words of the events about them, says in an event why the
// words are gone, and numbers the certificate. Done once: a disposal that is not approved is left alone.
Disposed dispose(db::Write&, const By&, const DisposalId&);
// The same for what goes by itself, of one class of a partnership: at most `due_at_once`, each time it is asked.
Disposed dispose_by_itself(db::Write&, const PartnershipId&, const RetentionRule&, Instant now);
// Every table that a disposal may have changed.
std::vector<std::string> disposed_tables();

db::Answer<ClockWatch> ask_clock(db::Trip&);
ClockWatch find_clock(db::Read&);
// Notes what the clock says, and keeps a leap until it is confirmed.
void watch_clock(db::Write&, Instant now);
void confirm_clock(db::Write&, const By&);

}  // namespace touchstone::evidence
