// The pages of this module.
#pragma once
#include "web/router.h"

namespace touchstone::workspace {

void add_pages(web::Router&);

// Of an evaluation, on its own page.
inline const FieldShape archived_shape{"archived", FieldShape::Kind::choice, 0, true, {"yes", "no"}};
inline const FieldShape state_shape{"state", FieldShape::Kind::choice, 0, true, {"finished", "under_way"}};

// By file.
void add_list_pages(web::Router&);
void add_set_up_pages(web::Router&);
void add_workspace_pages(web::Router&);
void add_scope_pages(web::Router&);
void add_plan_pages(web::Router&);
void add_heard_pages(web::Router&);
void add_talk_pages(web::Router&);
void add_pack_pages(web::Router&);
void add_start_pages(web::Router&);
void add_levels_pages(web::Router&);

}  // namespace touchstone::workspace
