#include "people/pages.h"

#include "people/draft_pages.h"
#include "people/import_pages.h"
#include "people/joining_pages.h"
#include "people/mail_pages.h"
#include "people/merge_pages.h"
#include "people/organisation_edit_pages.h"
#include "people/organisation_pages.h"
#include "people/role_pages.h"

namespace touchstone::people {

void add_pages(web::Router& router) {
    add_role_pages(router);
    add_organisation_pages(router);
    add_organisation_edit_pages(router);
    add_merge_pages(router);
    add_joining_pages(router);
    add_import_pages(router);
    add_mail_pages(router);
    add_draft_pages(router);
}

}  // namespace touchstone::people
