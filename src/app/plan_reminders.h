#pragma once
#include <string>

#include "db/db.h"

namespace touchstone::app {

// Writes a mail to each owner of an action point that is due soon or overdue, once for each, and to each owner what is open, once a week.
// Answers how many. `base_url` is what links in mails start with.
int remind_owners(db::Write&, const std::string& base_url, Instant now);

}  // namespace touchstone::app
