// Duties in tables. A duty is there for whoever belongs to its owner: the partnership, or one organisation.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "duties/duty.h"

namespace touchstone::duties {

// An SQL condition over a duty called `d`, for queries whose first arguments are a Sight's: whether it is there for the one who looks.
inline constexpr const char* duty_is_there = "((d.owner_id = '' and $2 = 1) or $3 like '%,' || d.owner_id || ',%')";

// For the router's guard.
std::optional<Seen> look_up_duty(db::Read&, const Actor&, const std::string& id, Instant now);

struct ListedDuty {
    Duty duty;
    int known = 0;  // aspects of which something is written down
};
// Those that are there for the one who looks, the next to be reviewed first; of one kind, or of all.
std::vector<ListedDuty> list_duties(db::Read&, const Sight&, std::optional<DutyKind>);

struct DutyWhole {
    Duty duty;
    std::vector<AspectNote> notes;  // the latest first
};
// One statement.
std::optional<DutyWhole> find_duty(db::Read&, const Sight&, const DutyId&);

void add_duty(db::Write&, const By&, const Duty&);
// False, and nothing changes, when somebody saved another version meanwhile.
[[nodiscard]] bool save_duty(db::Write&, const By&, const Duty& before, const Duty& after);
// The aspect is called so in the history.
void add_note(db::Write&, const By&, const DutyId&, const AspectNote&, const std::string& aspect);

}  // namespace touchstone::duties
