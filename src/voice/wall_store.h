// Walls in tables: the statements that somebody has read, and what became of each. Everything else of a wall is its wave's.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/wall.h"

namespace touchstone::voice {

struct ListedWall {
    Wave wave;  // its id, title, days and closing
    std::string owner_name;
    int sent = 0;
};
// The latest first.
std::vector<ListedWall> list_walls(db::Read&, const Sight&);
void add_wall(db::Write&, const By&, const Wall&);

// By number, those that are held back among them.
db::Answer<std::vector<Statement>> ask_statements(db::Trip&, const PartnershipId&, const WaveId&);
std::vector<Statement> list_statements(db::Read&, const PartnershipId&, const WaveId&);
// By its reader. False where somebody else has dealt with it since.
[[nodiscard]] bool deal_with_statement(db::Write&, const By&, const WaveId&, const std::string& text, const Reading&);
// What became of it. False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_fate(db::Write&, const By&, const WaveId&, const Statement& before, const Statement& after);
// Before the words with this mark are deleted: no statement that came from them stands any longer.
void take_off_wall(db::Write&, const PartnershipId&, const WaveId&, const std::string& own_mark);

}  // namespace touchstone::voice
