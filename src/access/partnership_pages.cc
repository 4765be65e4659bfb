// Somebody with roles in several partnerships chooses the one to work in.
#include "access/partnership_pages.h"

#include <algorithm>

#include "access/session_store.h"
#include "people/account_store.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

web::Response choose_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    std::vector<web::Option> options;
    for (const auto& partnership : list_partnerships_of(db, visit.actor.id, visit.now))
        options.push_back({partnership.id.text, partnership.name, partnership.area});
    web::sort_by_label(options);
    auto response = web::page("access/partnership", text("people.partnership.title"),
                              {{"header", web::header("", text("people.partnership.title"), text("people.partnership.lead"))},
                               {"csrf", visit.csrf},
                               {"partnership", web::radios({.name = "partnership",
                                                            .legend = text("people.partnership.which"),
                                                            .hint = {},
                                                            .options = options,
                                                            .chosen = {visit.actor.partnership.text}},
                                                           problems)},
                               {"button", web::button(text("people.partnership.button"))}},
                              status);
    response.crumbs = {{"/account", text("people.own.title")}};
    response.who_can_see = text("people.seen_by_you");
    response.problems = problems;
    return response;
}

web::Response show_partnerships(const web::Visit& visit, db::Read& db) { return choose_page(visit, db, {}, web::Status::ok); }

web::Response choose(const web::Visit& visit, db::Write& db) {
    const PartnershipId wanted{visit.form.text("partnership")};
    const auto mine = list_partnerships_of(db, visit.actor.id, visit.now);
    if (std::ranges::find(mine, wanted, &Partnership::id) == mine.end())
        return choose_page(visit, db, {{"partnership", "people.partnership.missing"}}, web::Status::unprocessable);
    choose_partnership(db, {wanted, visit.actor.id, visit.now}, web::token_hash(visit.session_token));
    return web::see_other("/");
}

}  // namespace

void add_partnership_pages(web::Router& router) {
    router.get("/account/partnership", may::own, show_partnerships);
    router.post("/account/partnership", may::own, choose);
}

}  // namespace touchstone::access
