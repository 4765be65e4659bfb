#include "people/pages.h"

#include "people/access_token_pages.h"
#include "people/account_pages.h"
#include "people/concern_pages.h"
#include "people/draft_pages.h"
#include "people/factor_pages.h"
#include "people/import_pages.h"
#include "people/invite_pages.h"
#include "people/joining_pages.h"
#include "people/mail_pages.h"
#include "people/merge_pages.h"
#include "people/openid_pages.h"
#include "people/organisation_edit_pages.h"
#include "people/organisation_pages.h"
#include "people/partnership_pages.h"
#include "people/password_pages.h"
#include "people/rights_pages.h"
#include "people/role_offer_pages.h"
#include "people/role_pages.h"
#include "people/sign_in_pages.h"

namespace touchstone::people {

void add_pages(web::Router& router) {
    add_sign_in_pages(router);
    add_openid_pages(router);
    add_account_pages(router);
    add_access_token_pages(router);
    add_role_pages(router);
    add_rights_pages(router);
    add_concern_pages(router);
    add_organisation_pages(router);
    add_organisation_edit_pages(router);
    add_merge_pages(router);
    add_joining_pages(router);
    add_import_pages(router);
    add_partnership_pages(router);
    add_factor_pages(router);
    add_password_pages(router);
    add_invite_pages(router);
    add_mail_pages(router);
    add_role_offer_pages(router);
    add_draft_pages(router);
}

}  // namespace touchstone::people
