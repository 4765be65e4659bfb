#pragma once
#include "web/router.h"

namespace touchstone::jobs {

void add_job_pages(web::Router&);

}  // namespace touchstone::jobs
