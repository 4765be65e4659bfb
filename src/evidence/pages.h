// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::evidence {

void add_pages(web::Router&);

// By file.
void add_library_pages(web::Router&);
void add_history_pages(web::Router&);
void add_evidence_import_pages(web::Router&);
void add_evidence_pages(web::Router&);
void add_file_pages(web::Router&);
void add_finding_pages(web::Router&);
void add_sharing_pages(web::Router&);
void add_retention_pages(web::Router&);

}  // namespace touchstone::evidence
