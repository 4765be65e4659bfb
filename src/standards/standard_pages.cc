// The register of specific standards, with the generic indicators that each of them serves.
#include "standards/standard_pages.h"

#include <algorithm>
#include <set>

#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "standards/standard_store.h"
#include "web/components.h"
#include "web/fields.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::standards {
namespace {

using web::text;

std::string address_of(const StandardId& id) { return "/standards/" + id.text; }

web::Response standards_page(const std::string& view, const std::string& title, web::Object data, web::Status status = web::Status::ok,
                             bool is_list = false) {
    auto response = web::page(view, title, std::move(data), status);
    if (!is_list) response.crumbs = {{"/standards", text("standards.list.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_all");
    return response;
}

using Frameworks = std::vector<const frameworks::Framework*>;

// The framework of this id, or the only one.
const frameworks::Framework* framework_for(const Frameworks& all, const std::string& id) {
    if (id.empty() && all.size() == 1) return all.front();
    const auto found = std::ranges::find(all, id, &frameworks::Framework::id);
    return found == all.end() ? nullptr : *found;
}

web::Response list(const web::Visit& visit, db::Read& db) {
    web::Table table{
        .id = "standards", .caption = text("standards.list.title"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "standards.csv"};
    for (const auto* head : {"standard", "document", "publisher", "serves"})
        table.heads.push_back({text(std::string("standards.list.") + head), {}});
    const auto all_frameworks = frameworks::latest_frameworks(db);
    const auto serves = [&](const Standard& standard) {
        const auto* framework = all_frameworks.size() > 1 ? framework_for(all_frameworks, standard.framework) : nullptr;
        return web::listed(standard.serves) + (framework ? " (" + framework->title + ")" : "");
    };
    auto all = list_standards(db, visit.sight());
    std::ranges::stable_sort(all, web::comes_before, &Standard::document);
    for (const auto& standard : all)
        table.rows.push_back({{(standard.code.empty() ? "" : standard.code + " ") + standard.title, address_of(standard.id)},
                              {standard.document, {}},
                              {standard.publisher, {}},
                              {serves(standard), {}}});
    const auto add =
        may::contribute.holds(visit.actor) ? web::Data(web::link("/standards/new", text("standards.list.add"))) : web::Data(false);
    const bool is_empty = table.rows.empty();
    return standards_page(
        "standards/standards", text("standards.list.title"),
        {{"header", web::header("", text("standards.list.title"), text("standards.list.lead"))},
         {"add", is_empty ? web::Data(false) : add},
         {"nothing", is_empty ? web::Data(web::empty_state(text("standards.list.nothing"), text("standards.list.nothing_what"),
                                                           text("standards.list.nothing_why"), add))
                              : web::Data(false)},
         {"table", is_empty ? web::Data(false) : web::Data(web::table(table))}},
        web::Status::ok, true);
}

std::vector<std::string> codes_of(const frameworks::Framework& framework) {
    std::vector<std::string> codes;
    for (const auto& indicator : framework.indicators) codes.push_back(indicator.code);
    return codes;
}

const FieldShape framework_shape{"framework", FieldShape::Kind::choice};
// Whose indicators they are is said at the start.
std::vector<FieldValue> more_of(bool is_new, const std::string& framework) {
    return is_new ? std::vector<FieldValue>{{framework_shape, {framework}}} : std::vector<FieldValue>{};
}

// A field that offers what other standards have while somebody types.
web::Data field_with(const char* name, const std::string& value, const std::set<std::string>& suggestions, const Problems& problems) {
    const auto key = std::string("standards.standard.") + name;
    return web::text_input({.name = name,
                            .label = text(key),
                            .hint = text(key + "_hint"),
                            .value = value,
                            .suggestions = {suggestions.begin(), suggestions.end()}},
                           problems);
}

web::Object components_of(const StandardDraft& draft, const std::vector<Standard>& all, const Problems& problems,
                          const web::Offers& offers) {
    std::set<std::string> documents, publishers;
    for (const auto& standard : all) {
        documents.insert(standard.document);
        if (!standard.publisher.empty()) publishers.insert(standard.publisher);
    }
    auto data = web::components(standard_fields(), draft, problems, offers);
    data["document"] = field_with("document", draft.document, documents, problems);
    data["publisher"] = field_with("publisher", draft.publisher, publishers, problems);
    return data;
}

// `theirs` is there when somebody else was faster.
web::Response form_page(const web::Visit& visit, db::Read& db, const std::vector<Standard>& all, const Standard& before,
                        const StandardDraft& draft, const Problems& problems, web::Status status,
                        const std::optional<StandardDraft>& theirs = {}) {
    const auto all_frameworks = frameworks::latest_frameworks(db);
    const auto* named = framework_for(all_frameworks, before.framework);
    const auto* framework = named ? named : all_frameworks.front();
    std::vector<web::Option> indicators;
    for (const auto& indicator : framework->indicators) indicators.push_back({indicator.code, indicator.code + " " + indicator.title, {}});
    const web::Offers offers{{"serves", indicators}};
    const bool is_new = before.version == 0;
    const auto title = text(is_new ? "standards.standard.add" : "standards.standard.edit");
    const auto action = is_new ? std::string("/standards/new") : address_of(before.id);
    const bool may_write = may::contribute.holds(visit.actor);
    auto data = components_of(draft, all, problems, offers);
    data.merge({{"header", web::header(is_new ? "" : before.document, is_new ? title : before.title, text("standards.standard.lead"))},
                {"conflict", theirs ? web::Data(web::compared(standard_fields(), draft, *theirs, offers)) : web::Data(false)},
                {"csrf", visit.csrf},
                {"action", action},
                {"framework", is_new ? frameworks::framework_switch(all_frameworks, framework->id, action) : web::Data(false)},
                {"read_only",
                 may_write ? web::Data(false) : web::Data(text("standards.standard.serves_read", {{"codes", web::listed(before.serves)}}))},
                {"may_write", may_write},
                {"button", web::button(text("standards.standard.save"))}});
    auto response = standards_page("standards/standard_form", is_new ? title : before.title, std::move(data), status);
    response.problems = problems;
    if (may_write) response.forms = {{action, web::form_now(standard_fields(), draft, more_of(is_new, framework->id))}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    Standard fresh;
    fresh.framework = visit.query.text("framework");
    return form_page(visit, db, list_standards(db, visit.sight()), fresh, {}, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(standard_fields(), visit.form);
    const auto* framework = framework_for(frameworks::latest_frameworks(db), visit.form.text("framework"));
    Standard fresh;
    fresh.id = StandardId::make(visit.now);
    fresh.framework = framework ? framework->id : std::string();
    fresh.made_by = visit.actor.id;
    fresh.made_at = visit.now;
    const auto standard = framework ? set_standard(fresh, draft, codes_of(*framework))
                                    : Outcome<Standard>(refuse({{"framework", "frameworks.choose.missing"}}));
    if (!standard)
        return form_page(visit, db, list_standards(db, visit.sight()), fresh, draft, standard.error(), web::Status::unprocessable);
    add_standard(db, visit.by(), *standard);
    people::forget_draft(visit, db);
    return web::see_other("/standards");
}

const Standard* one_of(const std::vector<Standard>& all, const web::Visit& visit) {
    const auto found = std::ranges::find(all, StandardId{visit.path.at("standard")}, &Standard::id);
    return found == all.end() ? nullptr : &*found;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto all = list_standards(db, visit.sight());
    const auto* standard = one_of(all, visit);
    return standard ? form_page(visit, db, all, *standard, draft_of(*standard), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto known = list_standards(db, visit.sight(), db::Only({visit.path.at("standard")}));
    const auto* before = one_of(known, visit);
    if (!before) return web::not_found();
    auto draft = web::read_draft(standard_fields(), visit.form);
    const auto after = set_standard(*before, draft, codes_of(*framework_for(frameworks::latest_frameworks(db), before->framework)));
    if (!after) return form_page(visit, db, list_standards(db, visit.sight()), *before, draft, after.error(), web::Status::unprocessable);
    if (!save_standard(db, visit.by(), *before, *after)) {
        draft.seen_version = before->version;  // saving again is now a choice
        return form_page(visit, db, list_standards(db, visit.sight()), *before, draft, {{"", "standards.standard.changed_meanwhile"}},
                         web::Status::conflict, draft_of(*before));
    }
    people::forget_draft(visit, db);
    return web::see_other("/standards");
}

}  // namespace

void add_standard_pages(web::Router& router) {
    router.word("standard");
    router.get("/standards", may::read, list);
    router.get("/standards/new", may::contribute, show_new);
    router.post("/standards/new", may::contribute, create, {.fields = web::taken(standard_fields(), {framework_shape})});
    router.get("/standards/{standard}", may::read, show);
    router.post("/standards/{standard}", may::contribute, save, {.fields = web::taken(standard_fields())});
}

}  // namespace touchstone::standards
