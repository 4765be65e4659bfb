// What programs read, as JSON from the stores that pages read from: the same sight, the same names gaps have. Nothing is decided here.
#pragma once
#include <string>

#include "web/router.h"

namespace touchstone::api {

// The id of the framework with this hash, whose codes indicators and themes are; empty for none.
[[nodiscard]] std::string framework_named(db::Read&, const std::string& hash);

// Who asks; people, organisations and services; frameworks.
void add_place_pages(web::Router&);
// Evaluations and evidence with what hangs on them.
void add_evaluation_pages(web::Router&);
// Plans, reports, duties, standards and good practice.
void add_work_pages(web::Router&);
// Triangulation, agreement, inspections, and what could be done to gather more evidence.
void add_judging_pages(web::Router&);
// One objective, action point, duty or practice.
void add_one_pages(web::Router&);
void add_register_pages(web::Router&);
// What people were asked, and what is shown of their answers.
void add_voice_pages(web::Router&);
// Answers from other tools on their way in.
void add_reply_pages(web::Router&);
void add_measure_pages(web::Router&);
// What stands on walls, and what is shown of what was said to it.
void add_wall_pages(web::Router&);
// What people say to one another.
void add_talk_pages(web::Router&);
// What each form does: once all are there.
void describe_forms(web::Router&);
// One search over all of these.
void add_search_pages(web::Router&);

}  // namespace touchstone::api
