// The list, and the form of one.
#include "@things@/@thing@_pages.h"

#include "@things@/@thing@_store.h"
#include "people/draft_pages.h"
#include "web/components.h"
#include "web/fields.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::@things@ {
namespace {

using web::text;

constexpr const char* list_address = "/@things@";

std::string address_of(const @Thing@Id& id) { return std::string(list_address) + "/" + id.text; }

web::Response list(const web::Visit& visit, db::Read& db) {
    web::Table table{.id = "@things@", .caption = text("@things@.list.title"), .heads = {{text("@things@.list.name"), {}}}, .rows = {}};
    for (const auto& @thing@ : list_@things@(db, visit.actor.partnership)) table.rows.push_back({{@thing@.title, address_of(@thing@.id)}});
    const auto add = may::contribute.holds(visit.actor) ? web::Data(web::link(std::string(list_address) + "/new", text("@things@.list.add")))
                                                        : web::Data(false);
    const bool is_empty = table.rows.empty();
    auto response =
        web::page("@things@/@things@", text("@things@.list.title"),
                  {{"header", web::header("", text("@things@.list.title"), text("@things@.list.lead"))},
                   {"add", is_empty ? web::Data(false) : add},
                   {"nothing", is_empty ? web::Data(web::empty_state(text("@things@.list.nothing"), text("@things@.list.nothing_what"),
                                                                     text("@things@.list.nothing_why"), add))
                                        : web::Data(false)},
                   {"table", is_empty ? web::Data(false) : web::Data(web::table(table))}});
    response.who_can_see = text("evaluations.sharing.seen_by_all");
    return response;
}

// `theirs` is there when somebody else was faster.
web::Response form_page(const web::Visit& visit, const @Thing@& before, const @Thing@Draft& draft, const Problems& problems,
                        web::Status status, const std::optional<@Thing@Draft>& theirs = {}) {
    const bool is_new = before.version == 0;
    const auto title = is_new ? text("@things@.@thing@.add") : before.title;
    const auto action = is_new ? std::string(list_address) + "/new" : address_of(before.id);
    const bool may_write = may::contribute.holds(visit.actor);
    auto data = web::components(@thing@_fields(), draft, problems);
    data.merge({{"header", web::header("", title, "")},
                {"conflict", theirs ? web::Data(web::compared(@thing@_fields(), draft, *theirs)) : web::Data(false)},
                {"csrf", visit.csrf},
                {"action", action},
                {"may_write", may_write},
                {"button", web::button(text("@things@.@thing@.save"))}});
    auto response = web::page("@things@/@thing@", title, std::move(data), status);
    response.problems = problems;
    response.crumbs = {{list_address, text("@things@.list.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_all");
    if (may_write) response.forms = {{action, web::form_now(@thing@_fields(), draft)}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read&) { return form_page(visit, {}, {}, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(@thing@_fields(), visit.form);
    const @Thing@ fresh{@Thing@Id::make(visit.now), {}, visit.actor.id, visit.now, 0};
    const auto @thing@ = set_@thing@(fresh, draft);
    if (!@thing@) return form_page(visit, fresh, draft, @thing@.error(), web::Status::unprocessable);
    add_@thing@(db, visit.by(), *@thing@);
    people::forget_draft(visit, db);
    return web::see_other(list_address);
}

std::optional<@Thing@> asked_for(const web::Visit& visit, db::Read& db) {
    return find_@thing@(db, visit.actor.partnership, visit.id<@Thing@Id>("@thing@"));
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto @thing@ = asked_for(visit, db);
    return @thing@ ? form_page(visit, *@thing@, draft_of(*@thing@), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto before = asked_for(visit, db);
    if (!before) return web::not_found();
    auto draft = web::read_draft(@thing@_fields(), visit.form);
    const auto after = set_@thing@(*before, draft);
    if (!after) return form_page(visit, *before, draft, after.error(), web::Status::unprocessable);
    if (!save_@thing@(db, visit.by(), *before, *after)) {
        draft.seen_version = before->version;  // saving again is now a choice
        return form_page(visit, *before, draft, {{"", "@things@.@thing@.changed_meanwhile"}}, web::Status::conflict, draft_of(*before));
    }
    people::forget_draft(visit, db);
    return web::see_other(list_address);
}

}  // namespace

void add_@thing@_pages(web::Router& router) {
    router.word("@thing@");
    router.get("/@things@", may::read, list);
    router.get("/@things@/new", may::contribute, show_new);
    router.post("/@things@/new", may::contribute, create, {.fields = web::taken(@thing@_fields())});
    router.get("/@things@/{@thing@}", may::read, show);
    router.post("/@things@/{@thing@}", may::contribute, save, {.fields = web::taken(@thing@_fields())});
}

}  // namespace touchstone::@things@
