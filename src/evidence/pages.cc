#include "evidence/pages.h"

#include "evidence/sight_store.h"

namespace touchstone::evidence {

void add_pages(web::Router& router) {
    router.object("evidence", look_up_evidence);
    for (const auto* part : {"finding", "file"}) router.word(part);
    add_library_pages(router);
    add_history_pages(router);
    add_evidence_import_pages(router);
    add_evidence_pages(router);
    add_file_pages(router);
    add_finding_pages(router);
    add_sharing_pages(router);
    add_retention_pages(router);
}

}  // namespace touchstone::evidence
