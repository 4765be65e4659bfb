#include "api/pages.h"

#include "api/api_pages.h"

namespace touchstone::api {

void add_pages(web::Router& router) {
    add_place_pages(router);
    add_evaluation_pages(router);
    add_work_pages(router);
    add_judging_pages(router);
    add_one_pages(router);
    add_voice_pages(router);
    add_reply_pages(router);
    add_measure_pages(router);
    add_wall_pages(router);
    add_talk_pages(router);
    add_search_pages(router);
    describe_forms(router);
}

}  // namespace touchstone::api
