#include "measures/arrived_store.h"

#include "jobs/job_store.h"

namespace touchstone::measures {

void say_arrived(db::Write& db, const By& by) {
    jobs::ask(db, jobs::unattended(by.partnership, by.who), arrived_job, by.partnership.text, by.at, jobs::Limit::none);
}

}  // namespace touchstone::measures
