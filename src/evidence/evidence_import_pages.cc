// Many items of evidence at once: a table or files are sent, looked at row by row, and added when somebody says so.
#include <algorithm>
#include <set>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evidence/evidence_import_store.h"
#include "evidence/evidence_import_words_pages.h"
#include "evidence/evidence_item_pages.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "web/fields.h"
#include "web/form_reader.h"
#include "web/sheet_notes.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

constexpr const char* address = "/evidence/import";
constexpr const char* table_address = "/evidence/import?from=table";
constexpr const char* preview_address = "/evidence/import/preview";
constexpr const char* table_action = "/evidence/import/table";
constexpr const char* files_action = "/evidence/import/files";

const FieldShape framework_shape{"framework", FieldShape::Kind::choice}, owner_shape{"owner", FieldShape::Kind::choice};
// Which import was looked at, and the numbers of the rows that are ticked.
const FieldShape seen_shape{"seen_version"}, take_shape{"take", FieldShape::Kind::choices, 0, true};

web::Response import_page(const std::string& view, const std::string& title, web::Object data, web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}};
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Data upload_input(const char* name, const char* accept, bool is_multiple, const Problems& problems) {
    const auto key = std::string("evaluations.evidence_import.") + name;
    return web::file_upload({.name = name,
                             .label = text(key),
                             .hint = text(is_multiple ? std::string("evaluations.evidence.files_hint") : key + "_hint"),
                             .accept = accept,
                             .is_multiple = is_multiple},
                            problems);
}

web::Object table_form() {
    return {
        {"action", table_action}, {"about", text("evaluations.evidence_import.table_about", {{"columns", web::listed(import_columns())}})},
        {"has_template", true},   {"other", web::link(address, text("evaluations.evidence_import.files_head"))},
        {"fields", false},        {"button", web::button(text("evaluations.evidence_import.look"))}};
}

web::Object files_form(const web::Visit& visit, const Framework& framework, const Problems& problems) {
    const auto draft = web::read_draft(files_fields(), visit.form);
    return {{"action", files_action},
            {"about", text("evaluations.evidence_import.files_about")},
            {"has_template", false},
            {"other", web::link(table_address, text("evaluations.evidence_import.table_head"))},
            {"fields", web::components(files_fields(), draft, problems, offers_of(framework))},
            {"button", web::button(text("evaluations.evidence_import.look_files"))}};
}

// The framework of this id, or the only one.
const frameworks::Offered* offered_as(const EvidenceOffers& offers, const std::string& id) {
    const auto& all = offers.frameworks;
    if (id.empty() && all.size() == 1) return &all.front();
    const auto found = std::ranges::find(all, id, &frameworks::Offered::id);
    return found == all.end() ? nullptr : &*found;
}

web::Data framework_switch(db::Read& db, const EvidenceOffers& offers, const frameworks::Offered& chosen, const std::string& form) {
    std::vector<const Framework*> all;
    for (const auto& offered : offers.frameworks) all.push_back(&frameworks::framework_of(db, offered.hash));
    return frameworks::framework_switch(all, chosen.id, form);
}

web::Response start_page(const web::Visit& visit, const EvidenceOffers& offers, db::Read& db, bool is_table, const Problems& problems,
                         web::Status refusal = web::Status::unprocessable) {
    if (offers.frameworks.empty()) return web::not_found();
    const auto asked = visit.form.text("framework").empty() ? visit.query.text("framework") : visit.form.text("framework");
    const auto* named = offered_as(offers, asked);
    const auto& chosen = named ? *named : offers.frameworks.front();
    auto data = is_table ? table_form() : files_form(visit, frameworks::framework_of(db, chosen.hash), problems);
    data.emplace("framework", framework_switch(db, offers, chosen, is_table ? table_address : address));
    const auto title = text(is_table ? "evaluations.evidence_import.table_title" : "evaluations.evidence_import.files_title");
    data.emplace("header", web::header("", title, text("evaluations.evidence_import.lead")));
    data.emplace("csrf", visit.csrf);
    data.emplace("sheet", web::List{});
    data.emplace("file", is_table ? upload_input("file", ".csv,.txt,.xlsx", false, problems) : upload_input("files", "", true, problems));
    data.emplace("owner", owner_choice(named_owners(offers.owners), visit.form.text("owner"), problems));
    auto response = import_page("evidence/evidence_import", title, std::move(data), problems.empty() ? web::Status::ok : refusal);
    response.problems = problems;
    const std::vector<FieldValue> whose{{framework_shape, {chosen.id}}, {owner_shape, {visit.form.text("owner")}}};
    response.forms = {{table_action, {whose, {}}},
                      {files_action, web::form_now(files_fields(), web::read_draft(files_fields(), visit.form), whose)}};
    return response;
}

web::Response show_start(const web::Visit& visit, db::Read& db) {
    return start_page(visit, read_offers(db, visit.actor, visit.now), db, visit.query.text("from") == "table", {});
}

// An empty table with an example.
web::Response template_table(const web::Visit&, db::Read&) {
    std::string heads, cells;
    for (auto column : import_columns()) {
        heads += (heads.empty() ? "" : ",") + column;
        std::ranges::replace(column, ' ', '_');
        auto cell = text("evaluations.evidence_import.example." + column);
        cells += (cells.empty() ? "\"" : ",\"") + cell + "\"";
    }
    return web::download_of("\xEF\xBB\xBF" + heads + "\r\n" + cells + "\r\n", text("evaluations.evidence_import.template_name"),
                            "text/csv; charset=utf-8");
}

// The sheet as JSON, or the key of what is wrong with the file.
std::string read_upload(const web::Visit& visit, db::Read&) {
    const auto uploads = visit.form.uploads("file");
    if (uploads.empty() || uploads.front().size == 0) return "evaluations.evidence_import.file_missing";
    if (uploads.front().size > sheet_max_bytes) return "people.sheet.too_large";
    const web::MappedFile file(uploads.front().path);
    const auto sheet = read_sheet(file.bytes(), is_import_head);
    return sheet ? as_json(*sheet) : sheet.error().front().text;
}

web::Response send_table(const web::Visit& visit, db::Write& db) {
    const auto offers = read_offers(db, visit.actor, visit.now);
    if (!visit.prepared.starts_with('{')) return start_page(visit, offers, db, true, {{"file", visit.prepared}});
    const auto owner = owner_from(named_owners(offers.owners), visit.form.text("owner"));
    const auto* of = offered_as(offers, visit.form.text("framework"));
    if (!of) return start_page(visit, offers, db, true, {{"framework", "frameworks.choose.missing"}});
    const auto sheet = sheet_from(visit.prepared);
    auto table = read_table(sheet.rows, frameworks::framework_of(db, of->hash));
    Problems problems = table ? Problems{} : table.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) {
        auto again = start_page(visit, offers, db, true, problems);
        again.data["sheet"] = web::said_of(sheet.notes);
        return again;
    }
    table->notes = sheet.notes;
    keep_import(db, visit.by(),
                {new_id_text(visit.now), text_of(*owner), visit.form.uploads("file").front().name, std::move(*table), of->hash});
    return web::see_other(preview_address);
}

web::Response send_files(const web::Visit& visit, db::Write& db) {
    const auto offers = read_offers(db, visit.actor, visit.now);
    const auto owner = owner_from(named_owners(offers.owners), visit.form.text("owner"));
    const auto uploads = visit.form.uploads("files");
    const auto* of = offered_as(offers, visit.form.text("framework"));
    Problems problems;
    if (!of) problems.push_back({"framework", "frameworks.choose.missing"});
    if (uploads.empty()) problems.push_back({"files", "evaluations.evidence_import.files_missing"});
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return start_page(visit, offers, db, false, problems);
    ImportedTable table;
    for (const auto& upload : uploads) {
        ImportedRow row;
        row.number = static_cast<int>(table.rows.size()) + 1;
        row.draft = web::read_draft(files_fields(), visit.form);
        row.draft.title = title_of_file(upload.name);
        row.file_name = upload.name;
        row.hash = upload.hash;
        row.size = static_cast<std::int64_t>(upload.size);
        table.rows.push_back(std::move(row));
    }
    keep_import(db, visit.by(), {new_id_text(visit.now), text_of(*owner), "", std::move(table), of->hash});
    return web::see_other(preview_address);
}

struct Preview {
    EvidenceImport import;
    const Framework* framework = nullptr;
    std::vector<PlannedItem> items;
    std::set<int> taken;  // numbers of the rows that are ticked
};

Evidence fresh_of(const web::Visit& visit) {
    Evidence fresh;
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    return fresh;
}

// Planned anew each time: what others added meanwhile is there already. Saving does not ask for that: what is ticked is added.
void plan(Preview& preview, db::Read& db, const Evidence& fresh, const std::vector<KnownEvidence>& known) {
    preview.framework = &frameworks::framework_of(db, preview.import.framework_hash);
    preview.items = plan_items(preview.import.table.rows, known, fresh, *preview.framework);
}
void plan(Preview& preview, const web::Visit& visit, db::Read& db, const Evidence& fresh) {
    plan(preview, db, fresh, list_known(db, visit.sight()));
}

std::string about(const Preview& preview, const PlannedItem& planned) {
    const auto& row = *planned.row;
    std::string words = row.file_name;
    const auto add = [&](const std::string& more) {
        if (!more.empty()) words += (words.empty() ? "" : " · ") + more;
    };
    if (!row.draft.source.empty()) add(source_word(*preview.framework, {row.draft.source}));
    if (planned.item) add(period_in_words(planned.item->from, planned.item->to));
    if (!planned.findings.empty()) add(web::counted("evaluations.evidence_import.findings", static_cast<int>(planned.findings.size())));
    return words;
}

web::Object row_data(const Preview& preview, const PlannedItem& planned) {
    const auto& row = *planned.row;
    const auto number = std::to_string(row.number), end = "_" + number;
    Problems problems;
    for (const auto& [field, why] : planned.problems) problems.push_back({field + end, why});
    web::Data fields = false;
    if (preview.import.is_of_files()) {
        auto some = web::components(file_fields().in_row(number), row.draft, problems, offers_of(*preview.framework));
        some.emplace("is_open", !problems.empty());
        fields = some;
    }
    return {{"number", number},
            {"name", row.draft.title.empty() ? text("evaluations.evidence_import.untitled", {{"number", number}})
                                             : text("evaluations.evidence_import.row", {{"number", number}, {"title", row.draft.title}})},
            {"is_taken", preview.taken.contains(row.number)},
            {"about", about(preview, planned)},
            {"problems", problems_said(planned, *preview.framework, !preview.import.is_of_files())},
            {"there", planned.there ? web::Data(web::link("/evidence/" + planned.there->id.text, planned.there->title)) : web::Data(false)},
            {"same_row", planned.same_row > 0
                             ? web::Data(text("evaluations.evidence_import.same_row", {{"number", std::to_string(planned.same_row)}}))
                             : web::Data(false)},
            {"fields", fields}};
}

web::Object summary_of(const Preview& preview) {
    int ready = 0, wrong = 0;
    for (const auto& planned : preview.items)
        if (preview.taken.contains(planned.row->number)) (planned.item ? ready : wrong) += 1;
    if (wrong > 0)
        return web::notice(
            "warning", web::counted("evaluations.evidence_import.problem_count", wrong),
            text(preview.import.is_of_files() ? "evaluations.evidence_import.mend_files" : "evaluations.evidence_import.mend"));
    return web::notice("info", web::counted("evaluations.evidence_import.ready", ready));
}

web::FormNow form_of(const Preview& preview) {
    web::FormNow form{{{seen_shape, {preview.import.id}}, {take_shape, {}}}, {}};
    for (const int number : preview.taken) form.values[1].values.push_back(std::to_string(number));
    if (preview.import.is_of_files())
        for (const auto& row : preview.import.table.rows)
            for (auto& value : file_fields().in_row(std::to_string(row.number)).values(row.draft)) form.values.push_back(std::move(value));
    return form;
}

web::Response preview_page(const web::Visit& visit, const Preview& preview, const Problems& problems, web::Status status) {
    web::List rows;
    for (const auto& planned : preview.items) rows.push_back(row_data(preview, planned));
    const auto duplicates = static_cast<int>(std::ranges::count_if(preview.items, &PlannedItem::is_duplicate));
    const auto unread = web::joined(preview.import.table.unknown_columns);
    auto response = import_page(
        "evidence/evidence_import_preview", text("evaluations.evidence_import.preview_title"),
        {{"header", web::header("", text("evaluations.evidence_import.preview_title"), preview.import.name)},
         {"csrf", visit.csrf},
         {"id", preview.import.id},
         {"notice", summary_of(preview)},
         {"sheet", web::said_of(preview.import.table.notes)},
         {"duplicates",
          duplicates > 0 ? web::Data(web::counted("evaluations.evidence_import.duplicate_count", duplicates)) : web::Data(false)},
         {"unread", unread.empty() ? web::Data(false) : web::Data(text("evaluations.evidence_import.unread", {{"names", unread}}))},
         {"rows", rows},
         {"button", web::button(web::counted("evaluations.evidence_import.take", static_cast<int>(rows.size())))}},
        status);
    response.crumbs.push_back({address, text("evaluations.evidence_import.title")});
    response.problems = problems;
    response.forms = {{preview_address, form_of(preview)}};
    return response;
}

web::Response waiting_page(const web::Visit& visit, db::Read& db, EvidenceImport import, const Problems& problems, web::Status status) {
    Preview preview{std::move(import), nullptr, {}, {}};
    const auto fresh = fresh_of(visit);
    plan(preview, visit, db, fresh);
    for (const auto& planned : preview.items)
        if (!planned.is_duplicate()) preview.taken.insert(planned.row->number);
    return preview_page(visit, preview, problems, status);
}

web::Response show_preview(const web::Visit& visit, db::Read& db) {
    auto import = find_import(db, visit.actor.partnership, visit.actor.id);
    return import ? waiting_page(visit, db, std::move(*import), {}, web::Status::ok) : web::see_other(address);
}

void read_preview(Preview& preview, const web::Form& form) {
    const auto ticked = form.list(take_shape.name);
    for (auto& row : preview.import.table.rows) {
        const auto number = std::to_string(row.number);
        if (std::ranges::find(ticked, number) != ticked.end()) preview.taken.insert(row.number);
        if (preview.import.is_of_files()) row.draft = web::read_draft(file_fields().in_row(number), form);
    }
}

web::Response add_all(const web::Visit& visit, db::Write& db) {
    const auto& here = visit.actor.partnership;
    auto import = find_import(db, here, visit.actor.id);
    if (!import)
        return start_page(visit, read_offers(db, visit.actor, visit.now), db, true, {{"", "evaluations.evidence_import.gone"}},
                          web::Status::conflict);
    if (import->id != visit.form.text(seen_shape.name))
        return waiting_page(visit, db, std::move(*import), {{"", "evaluations.evidence_import.overtaken"}}, web::Status::conflict);
    Preview preview{std::move(*import), nullptr, {}, {}};
    read_preview(preview, visit.form);
    auto fresh = fresh_of(visit);
    const auto owner = owner_from(named_owners(read_offers(db, visit.actor, visit.now).owners), preview.import.owner);
    if (!owner || text_of(*owner) != preview.import.owner) {  // the role that made the choice possible has ended since
        plan(preview, visit, db, fresh);
        return preview_page(visit, preview, {{"", "evaluations.evidence_import.owner_gone"}}, web::Status::conflict);
    }
    fresh.owner = owner->organisation;
    fresh.service = owner->service;
    plan(preview, db, fresh, {});
    const auto is_taken = [&](const PlannedItem& planned) { return preview.taken.contains(planned.row->number); };
    const bool is_none = preview.taken.empty();
    if (is_none || std::ranges::any_of(preview.items, [&](const auto& planned) { return is_taken(planned) && !planned.item; })) {
        plan(preview, visit, db, fresh);
        return preview_page(visit, preview, is_none ? Problems{{"", "evaluations.evidence_import.nothing_chosen"}} : Problems{},
                            web::Status::unprocessable);
    }
    for (const auto& planned : preview.items)
        if (is_taken(planned)) add_planned(db, visit.by(), planned, first_scan_state(visit));
    if (preview.import.is_of_files()) ask_for_file_work(visit, db);
    discard_import(db, here, visit.actor.id);
    return web::see_other("/evidence");
}

}  // namespace

void add_evidence_import_pages(web::Router& router) {
    router.get(address, may::contribute, show_start);
    router.get("/evidence/import/template", may::contribute, template_table);
    router.post(
        table_action, may::contribute, send_table,
        {.takes_files = true, .keeps_files = false, .prepare = read_upload, .fields = {framework_shape, owner_shape}, .form_at = address});
    router.post(files_action, may::contribute, send_files,
                {.takes_files = true, .fields = web::taken(files_fields(), {framework_shape, owner_shape}), .form_at = address});
    router.get(preview_address, may::contribute, show_preview);
    router.post(preview_address, may::contribute, add_all, {.fields = web::taken(file_fields().in_row("*"), {seen_shape, take_shape})});
}

}  // namespace touchstone::evidence
