// That figures arrived: what is read from measures elsewhere is read again, as a job.
#pragma once
#include "base/actor.h"
#include "db/db.h"

namespace touchstone::measures {

inline constexpr const char* arrived_job = "figures_arrived";
// One that waits is enough, whatever arrives until it begins.
void say_arrived(db::Write&, const By&);

}  // namespace touchstone::measures
