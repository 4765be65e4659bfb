// What goes by itself when its time is over: nobody refers to it, and nobody would look for it.
#pragma once
#include <set>
#include <string>

#include "db/db.h"

namespace touchstone::people {

inline constexpr std::chrono::days mail_length{90}, draft_length{365}, upload_length{30}, used_code_length{365};

// Ended sessions and access tokens, what tokens were answered, and steps of signing in, links that have run out, mail that was sent or
// given up, drafts and uploaded tables that nobody came back to. Answers how many rows went.
int sweep(db::Write&, Instant now);

// The hash of every kept file that some row of any partnership refers to.
std::set<std::string> kept_hashes(db::Read&);

}  // namespace touchstone::people
