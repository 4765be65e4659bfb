// Organisations and services from a table: uploading it, looking at how each row is understood, importing.
#include "people/import_pages.h"

#include <set>

#include "people/import_store.h"
#include "people/joining_store.h"
#include "people/organisation_store.h"
#include "people/organisation_words_pages.h"
#include "web/form_reader.h"
#include "web/sheet_notes.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using web::text;

constexpr const char* preview_address = "/organisations/import/preview";
const FieldShape seen_shape{"seen_version"};  // which import was looked at

std::string column_word(const std::string& column) { return text("people.import.column_" + column); }

web::Object example() {
    web::Table table{.id = "example", .caption = text("people.import.example"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    for (const auto& column : import_columns()) table.heads.push_back({column_word(column), {}});
    for (const auto* row : {"first", "second", "third"}) {
        table.rows.emplace_back();
        for (const auto& column : import_columns())
            table.rows.back().push_back({text("people.import.example_" + std::string(row) + "." + column), {}});
    }
    return web::table(table);
}

web::Response upload_page(const web::Visit& visit, const Problems& problems, web::Status status, const SheetNotes& notes = {}) {
    auto response = organisation_page("people/import", text("people.import.title"),
                                      {{"header", web::header("", text("people.import.title"), text("people.import.lead"))},
                                       {"csrf", visit.csrf},
                                       {"sheet", web::said_of(notes)},
                                       {"example", example()},
                                       {"file", web::file_upload({.name = "file",
                                                                  .label = text("people.import.file"),
                                                                  .hint = text("people.import.file_hint"),
                                                                  .accept = ".csv,.txt,.xlsx",
                                                                  .is_multiple = false},
                                                                 problems)},
                                       {"button", web::button(text("people.import.look"))}},
                                      status);
    response.problems = problems;
    return response;
}

web::Response show_upload(const web::Visit& visit, db::Read&) { return upload_page(visit, {}, web::Status::ok); }

// The sheet as JSON, or the key of what is wrong with the file.
std::string read_upload(const web::Visit& visit, db::Read&) {
    const auto uploads = visit.form.uploads("file");
    if (uploads.empty() || uploads.front().size == 0) return "people.import.file_missing";
    if (uploads.front().size > sheet_max_bytes) return "people.sheet.too_large";
    const web::MappedFile file(uploads.front().path);
    const auto sheet = read_sheet(file.bytes(), is_import_head);
    return sheet ? as_json(*sheet) : sheet.error().front().text;
}

web::Response upload(const web::Visit& visit, db::Write& db) {
    if (!visit.prepared.starts_with('{')) return upload_page(visit, {{"file", visit.prepared}}, web::Status::unprocessable);
    const auto sheet = sheet_from(visit.prepared);
    if (const auto plan = plan_import(sheet.rows, {}, visit.now); !plan)
        return upload_page(visit, plan.error(), web::Status::unprocessable, sheet.notes);
    keep_import_draft(db, visit.actor.partnership, visit.actor.id,
                      {new_id_text(visit.now), visit.form.uploads("file").front().name, sheet, visit.now});
    return web::see_other(preview_address);
}

std::string what_happens(const ImportRow& row) {
    if (row.adds_organisation) return text(row.adds_service ? "people.import.adds_both" : "people.import.adds_organisation");
    return text(row.adds_service ? "people.import.adds_service" : "people.import.is_there");
}

web::Data problems_table(const ImportPlan& plan) {
    if (plan.problems.empty()) return false;
    web::Table table{.id = "problems",
                     .caption = text("people.import.problems"),
                     .heads = {{text("people.import.row"), {}, true},
                               {text("people.import.column"), {}},
                               {text("people.import.value"), {}},
                               {text("people.import.problem"), {}}},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "problems.csv"};
    for (const auto& [row, column, why, value] : plan.problems)
        table.rows.push_back({{std::to_string(row), {}, true}, {column_word(column), {}}, {value, {}}, {text(why), {}}});
    return web::table(table);
}

web::Data rows_table(const ImportPlan& plan) {
    web::Table table{.id = "rows",
                     .caption = text("people.import.rows"),
                     .heads = {{text("people.import.row"), {}, true}},
                     .rows = {},
                     .is_sortable = true,
                     .csv = {}};
    for (const auto& column : import_columns()) table.heads.push_back({column_word(column), {}});
    table.heads.push_back({text("people.import.what_happens"), {}});
    for (const auto& row : plan.rows)
        table.rows.push_back({{std::to_string(row.number), {}, true},
                              {row.organisation, {}},
                              {row.kind, {}},
                              {row.service, {}},
                              {row.level, {}},
                              {row.part_of, {}},
                              {what_happens(row), {}}});
    return web::table(table);
}

std::string totals(const ImportPlan& plan) {
    return text("people.import.totals",
                {{"rows", web::counted("people.import.row_count", static_cast<int>(plan.rows.size()))},
                 {"organisations", web::counted("people.organisations.count", static_cast<int>(plan.organisations.size()))},
                 {"services", web::counted("people.services.count", static_cast<int>(plan.services.size()))}});
}

web::Data unread(const ImportPlan& plan) {
    if (plan.unknown_columns.empty()) return false;
    return text("people.import.unread", {{"names", web::joined(plan.unknown_columns)}});
}

web::Response preview_page(const web::Visit& visit, const ImportDraft& draft, const ImportPlan& plan, const Problems& problems,
                           web::Status status) {
    auto notice = plan.is_ready() ? web::notice("info", totals(plan))
                  : plan.problems.empty()
                      ? web::notice("info", text("people.import.nothing_new"))
                      : web::notice("warning", web::counted("people.import.problem_count", static_cast<int>(plan.problems.size())),
                                    text("people.import.mend"));
    auto response = organisation_page(
        "people/import_preview", text("people.import.preview_title"),
        {{"header", web::header("", text("people.import.preview_title"), draft.file_name)},
         {"csrf", visit.csrf},
         {"id", draft.id},
         {"notice", notice},
         {"sheet", web::said_of(draft.sheet.notes)},
         {"unread", unread(plan)},
         {"problems", problems_table(plan)},
         {"rows", rows_table(plan)},
         {"button", plan.is_ready() ? web::Data(web::button(web::counted("people.import.button", static_cast<int>(plan.rows.size()))))
                                    : web::Data(false)}},
        status);
    response.forms = {{preview_address, {{{seen_shape, {draft.id}}}, {}}}};
    response.crumbs.push_back({"/organisations/import", text("people.import.title")});
    response.who_can_see = text("people.seen_by_you");
    response.problems = problems;
    return response;
}

web::Response show_preview(const web::Visit& visit, db::Read& db) {
    const auto draft = find_import_draft(db, visit.actor.partnership, visit.actor.id);
    if (!draft) return web::see_other("/organisations/import");
    const auto plan = plan_import(draft->sheet.rows, list_everything(db, visit.actor.partnership), visit.now);
    return plan ? preview_page(visit, *draft, *plan, {}, web::Status::ok) : web::see_other("/organisations/import");
}

// Programs look at no table.
Problems problems_in(const ImportPlan& plan) {
    Problems problems;
    for (const auto& [row, column, why, value] : plan.problems) problems.push_back({column + "_" + std::to_string(row), why});
    if (problems.empty()) problems.push_back({"", "people.import.nothing_new"});
    return problems;
}

// Planned anew: what others added meanwhile is there already, or a problem.
web::Response import(const web::Visit& visit, db::Write& db) {
    const auto& here = visit.actor.partnership;
    const auto draft = find_import_draft(db, here, visit.actor.id);
    const auto refused = [&](const char* why) { return upload_page(visit, {{"", why}}, web::Status::conflict); };
    if (!draft) return refused("people.import.gone");
    const auto& rows = draft->sheet.rows;
    const auto plan = plan_import(rows, list_called(db, here, names_in(rows)), visit.now);
    if (!plan) return refused("people.import.gone");
    const bool is_overtaken = draft->id != visit.form.text(seen_shape.name);
    if (is_overtaken || !plan->is_ready()) {
        const auto shown = plan_import(rows, list_everything(db, here), visit.now);
        return is_overtaken
                   ? preview_page(visit, *draft, *shown, {{"", "people.import.overtaken"}}, web::Status::conflict)
                   : preview_page(visit, *draft, *shown, visit.is_api ? problems_in(*shown) : Problems{}, web::Status::unprocessable);
    }
    for (const auto& organisation : plan->organisations) add_organisation(db, visit.by(), organisation);
    for (const auto& service : plan->services) add_service(db, visit.by(), service);
    std::set<OrganisationId> changed;
    for (const auto& service : plan->services) changed.insert(service.organisation);
    for (const auto& organisation : changed) bring_up_to_date(db, here, organisation, visit.now);
    discard_import_draft(db, here, visit.actor.id);
    return web::see_other("/organisations");
}

}  // namespace

void add_import_pages(web::Router& router) {
    router.get("/organisations/import", may::administer_partnership, show_upload);
    router.post("/organisations/import", may::administer_partnership, upload,
                {.takes_files = true, .keeps_files = false, .prepare = read_upload, .is_button = true});
    router.get(preview_address, may::administer_partnership, show_preview);
    router.post(preview_address, may::administer_partnership, import, {.fields = {seen_shape}});
}

}  // namespace touchstone::people
