// One mail a day at most tells somebody what is new of what waits for them, and on one day of each week all that is open.
#pragma once
#include <string>

#include "db/database.h"

namespace touchstone::app {

// To everybody for whom something is new, of every partnership, each in a transaction of its own. Answers how many mails were written.
// `base_url` is what links in mails start with.
int write_day_mails(db::Database&, const std::string& base_url, Instant now);

}  // namespace touchstone::app
