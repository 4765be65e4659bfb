#pragma once
#include "web/router.h"

namespace touchstone::evaluations {

// The list, setting up and finishing of evaluations.
void add_evaluation_pages(web::Router&);
// What happened to an evaluation, and to an item.
void add_history_pages(web::Router&);
// The evaluation at a glance, and its scope.
void add_workspace_pages(web::Router&);
void add_scope_pages(web::Router&);
// Evidence: the library, the form of an item, its files, and the item with its findings.
void add_library_pages(web::Router&);
void add_calibration_pages(web::Router&);
void add_evidence_import_pages(web::Router&);
void add_evidence_pages(web::Router&);
void add_file_pages(web::Router&);
void add_finding_pages(web::Router&);
// The indicator desk: evidence and judgement in one glance.
void add_desk_pages(web::Router&);
// Judging alone first and agreeing in a meeting; the register of conflicts.
void add_moderation_pages(web::Router&);
void add_conflict_pages(web::Router&);
// The self-evaluation and its inspections side by side; what inspectors are told before they come.
void add_inspection_pages(web::Router&);
// The least work that closes the gaps of evidence.
void add_plan_pages(web::Router&);
// Who was not heard, and themes against the four sources.
void add_heard_pages(web::Router&);
void add_triangulation_pages(web::Router&);
void add_conclusion_pages(web::Router&);
void add_sharing_pages(web::Router&);

}  // namespace touchstone::evaluations
