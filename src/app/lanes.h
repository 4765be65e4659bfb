// What is done beside requests, in lanes: each a runner of its own, so that what takes long in one holds up nothing in another. Reports
// never wait for files that are scanned or read.
#pragma once
#include <functional>
#include <list>
#include <map>
#include <string>

#include "db/database.h"
#include "jobs/runner.h"

namespace touchstone::app {

class Lanes {
public:
    Lanes(db::Database&, const std::map<std::string, jobs::Work>&, const std::function<Instant()>& clock);
    // Somebody may have asked for something: all look at once.
    void wake();

private:
    std::list<jobs::Runner> runners_;
};

}  // namespace touchstone::app
