#include "access/pages.h"

#include "access/access_token_pages.h"
#include "access/account_pages.h"
#include "access/factor_pages.h"
#include "access/invite_pages.h"
#include "access/openid_pages.h"
#include "access/partnership_pages.h"
#include "access/password_pages.h"
#include "access/role_offer_pages.h"
#include "access/see_as_pages.h"
#include "access/sign_in_pages.h"

namespace touchstone::access {

void add_pages(web::Router& router) {
    add_sign_in_pages(router);
    add_openid_pages(router);
    add_account_pages(router);
    add_access_token_pages(router);
    add_factor_pages(router);
    add_password_pages(router);
    add_invite_pages(router);
    add_role_offer_pages(router);
    add_partnership_pages(router);
    add_see_as_pages(router);
}

}  // namespace touchstone::access
