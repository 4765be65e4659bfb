// Closing a wave: the last ballots are opened, and what may be shown of all of them is fixed.
#pragma once
#include "base/permission.h"
#include "db/db.h"
#include "voice/wave.h"

namespace touchstone::voice {

// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool close_wave(db::Write&, const By&, const Wave& before, const Wave& closed);

}  // namespace touchstone::voice
