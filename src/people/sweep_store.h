// What goes by itself when its time is over: nobody refers to it, and nobody would look for it.
#pragma once
#include "db/db.h"

namespace touchstone::people {

inline constexpr std::chrono::days mail_length{90}, draft_length{365}, upload_length{30}, used_code_length{365};

// Mail that was sent or given up, drafts and uploaded tables that nobody came back to, answers to forms, used codes. Answers how many rows
// went.
int sweep(db::Write&, Instant now);

}  // namespace touchstone::people
