// A partnership that holds so many of everything, and what saving a form in it takes of SQLite.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/site.h"

namespace touchstone::testing {

using Fields = std::vector<std::pair<std::string, std::string>>;
Fields operator+(Fields, const Fields& more);
Fields day(const std::string& name, int year, int month, int of_month);

// What SQLite did, in all connections of this process.
struct Effort {
    long statements = 0, rows = 0, steps = 0;
    std::map<std::string, long> steps_of;  // by statement
};

// Counts as long as it is there. Databases that were opened before are not seen.
class Watching {
public:
    Watching();
    ~Watching();
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
    static Effort during(const std::function<void()>&);
};

class Full {
public:
    explicit Full(int how_many);

    // Sends a form, holds it to be saved, and answers where it leads to.
    std::string save(const std::string& name, const std::string& address, const Fields&, web::Status = web::Status::see_other);
    void write(const std::function<void(db::Write&)>&);

    Site site;
    EvaluationId self;
    OrganisationId organisation;  // with so many services, and its administrator
    ServiceId service;            // of it
    OrganisationId small;         // with two services, one below the other
    ServiceId above, below;
    std::vector<std::pair<std::string, Effort>> spent;

private:
    void add_own();
};

// The forms, by who sends them.
void save_evaluation(Full&);  // and its plan
void save_places(Full&);      // organisations and services
void save_people(Full&);      // roles, concerns, rights
void save_registers(Full&);   // shares, standards, good practice, records, and what is altered later

}  // namespace touchstone::testing
