#include "evaluations/pages.h"

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {

void add_pages(web::Router& router) {
    router.object("evaluation", look_up_evaluation);
    router.word("indicator");
}

}  // namespace touchstone::evaluations
