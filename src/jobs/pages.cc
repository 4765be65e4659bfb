#include "jobs/pages.h"

#include "jobs/job_pages.h"

namespace touchstone::jobs {

void add_pages(web::Router& router) { add_job_pages(router); }

}  // namespace touchstone::jobs
