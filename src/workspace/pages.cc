#include "workspace/pages.h"

namespace touchstone::workspace {

void add_pages(web::Router& router) {
    add_list_pages(router);
    add_set_up_pages(router);
    add_start_pages(router);
    add_workspace_pages(router);
    add_scope_pages(router);
    add_plan_pages(router);
    add_heard_pages(router);
    add_talk_pages(router);
    add_pack_pages(router);
    add_levels_pages(router);
}

}  // namespace touchstone::workspace
