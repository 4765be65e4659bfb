// Restricted records: those that one may open, making one, and rewriting it. No draft is kept of anything typed here.
#include "records/record_pages.h"

#include <algorithm>

#include "evaluations/evaluation_store.h"
#include "records/record_words_pages.h"
#include "web/fields.h"
#include "workspace/list_store.h"

namespace touchstone::records {
namespace {

using web::text;

web::Data records_table(const std::vector<Found>& records) {
    if (records.empty()) return false;
    web::Table table{.id = "records", .caption = text("records.list.caption"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    for (const auto* column : {"label", "part", "keep_until"}) table.heads.push_back({text(std::string("records.list.") + column), {}});
    for (const auto& found : records)
        table.rows.push_back({{found.is_readable ? found.record.words.label : text("records.list.unreadable"), address_of(found.record.id)},
                              {text("records.readers.kind_" + name_of(found.kind) + ".name"), {}},
                              {in_words(found.record.keep_until), {}}});
    return web::table(table);
}

web::List due(const std::vector<Found>& records, Instant now) {
    web::List rows;
    for (const auto& found : records)
        if (found.kind == ReaderKind::keeper && is_due(found.record, now))
            rows.push_back(web::Object{{"href", address_of(found.record.id)},
                                       {"text", found.is_readable ? found.record.words.label : text("records.list.unreadable")},
                                       {"until", text("records.list.due_day", {{"day", in_words(found.record.keep_until)}})}});
    return rows;
}

// Whoever can open none learns what restricted records are, and not whether there are any.
web::Response show_list(const web::Visit& visit, db::Read& db) {
    const auto records = list_records(db, visit.actor, visit.now);
    const auto add =
        may::make_records.holds(visit.actor) ? web::Data(web::link("/records/new", text("records.form.new"))) : web::Data(false);
    const auto due_rows = due(records, visit.now);
    auto response =
        web::page("records/list", text("records.list.title"),
                  {{"header", web::header("", text("records.list.title"), text("records.list.lead"))},
                   {"needs_factor", !visit.actor.has_factor},
                   {"nothing", records.empty() ? web::Data(web::empty_state(text("records.list.nothing"), text("records.list.nothing_what"),
                                                                            text("records.list.nothing_why"), add))
                                               : web::Data(false)},
                   {"due", due_rows.empty() ? web::Data(false) : web::Data(web::Object{{"rows", due_rows}})},
                   {"table", records_table(records)},
                   {"add", records.empty() ? web::Data(false) : add}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

constexpr int text_rows = 16;

web::Object form_data(const web::Visit& visit, const RecordDraft& draft, const Problems& problems) {
    auto data = web::components(record_fields(), draft, problems);
    data["text"] = web::textarea({.name = "text",
                                  .label = text("records.form.text"),
                                  .hint = text("records.form.text_hint"),
                                  .value = draft.text,
                                  .rows = text_rows,
                                  .max = text_max_characters},
                                 problems);
    data.merge(
        {{"csrf", visit.csrf}, {"action", visit.address}, {"evaluation", false}, {"button", web::button(text("records.form.save"))}});
    return data;
}

// What a record can belong to: nothing, or an evaluation that its maker leads.
std::vector<web::Option> places(const web::Visit& visit, db::Read& db, const db::Only& only = {}) {
    const auto lead = as_lead(visit.actor);
    std::vector<web::Option> options{{"", text("records.form.no_evaluation"), {}}};
    for (const auto& summary : workspace::list_evaluations(db, sight_of(lead, visit.now), only)) {
        const auto& evaluation = summary.evaluation;
        if (!evaluation.is_finished() && may_do(lead, Ability::lead, Place{evaluation.owner, {}, evaluation.id}))
            options.push_back({evaluation.id.text, evaluation.title, {}});
    }
    return options;
}

Outcome<Record> typed(const web::Visit& visit, const std::vector<web::Option>& places) {
    Record fresh;
    fresh.evaluation = EvaluationId{visit.form.text("evaluation")};
    fresh.made_by = visit.actor.id;
    fresh.made_at = visit.now;
    const bool is_known = std::ranges::find(places, fresh.evaluation.text, &web::Option::value) != places.end();
    auto record = make_record(fresh, web::read_draft(record_fields(), visit.form), visit.now);
    if (is_known) return record;
    auto problems = record ? Problems{} : record.error();
    problems.push_back({"evaluation", "records.form.evaluation_missing"});
    return refuse(problems);
}

web::Response new_page(const web::Visit& visit, const std::vector<web::Option>& places, const Problems& problems, web::Status status) {
    auto data = form_data(visit, web::read_draft(record_fields(), visit.form), problems);
    data["evaluation"] = web::select({.name = "evaluation",
                                      .legend = text("records.form.evaluation"),
                                      .hint = text("records.form.evaluation_hint"),
                                      .options = places,
                                      .chosen = {visit.form.text("evaluation")}},
                                     problems);
    data.emplace("header", web::header("", text("records.form.new"), text("records.form.new_lead")));
    auto response = kept_page("records/form", std::move(data), status);
    response.problems = problems;
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, places(visit, db), {}, web::Status::ok); }

// The key is on disk before anything is sealed with it. Answers the new record's id.
std::string make_key(const web::Visit& visit, db::Read& db) {
    if (!typed(visit, places(visit, db, db::Only(visit.form.ids())))) return {};
    const auto id = RecordId::make(visit.now).text;
    privacy::vault().make_key(id);
    return id;
}

web::Response create(const web::Visit& visit, db::Write& db) {
    auto record = typed(visit, places(visit, db, db::Only(visit.form.ids())));
    if (!record || visit.prepared.empty())
        return new_page(visit, places(visit, db), record ? Problems{} : record.error(), web::Status::unprocessable);
    record->id = RecordId{visit.prepared};
    add_record(db, visit.by(), *record, first_keeper(*record));
    return web::see_other(address_of(record->id));
}

web::Response edit_page(const web::Visit& visit, const RecordDraft& draft, const Problems& problems, web::Status status) {
    auto data = form_data(visit, draft, problems);
    data.emplace("header", web::header("", text("records.form.edit"), text("records.form.edit_lead")));
    auto response = kept_page("records/form", std::move(data), status);
    response.problems = problems;
    return response;
}

// The words stand in the form, so it needs a reason like reading does.
web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto found = find_asked(visit, db, "kept_record");
    if (!found) return web::not_found();
    if (!found->is_readable) return cannot_open();
    if (!found->is_open_at(visit.now)) return web::see_other(address_of(found->record.id));
    return edit_page(visit, draft_of(found->record), {}, web::Status::ok);
}

// What was typed is taken even when the time to read is over: it shows nothing that is sealed.
web::Response save(const web::Visit& visit, db::Write& db) {
    const auto found = find_asked(visit, db, "kept_record");
    if (!found) return web::not_found();
    if (!found->is_readable) return cannot_open();
    auto draft = web::read_draft(record_fields(), visit.form);
    const auto after = rewrite(found->record, draft, visit.now);
    if (!after) return edit_page(visit, draft, after.error(), web::Status::unprocessable);
    if (!save_record(db, visit.by(), *after)) {
        draft.seen_version = found->record.version;  // saving again is now a choice
        return edit_page(visit, draft, {{"", "records.form.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(address_of(after->id));
}

}  // namespace

void add_record_pages(web::Router& router) {
    router.object("record", look_up_record);
    router.object("kept_record", look_up_kept);
    router.get("/records", may::see, show_list);
    router.get("/records/new", may::make_records, show_new);
    router.post("/records/new", may::make_records, create, {.prepare = make_key});
    router.get("/records/{kept_record}/edit", may::see, show_edit);
    router.post("/records/{kept_record}/edit", may::see, save);
    add_reading_pages(router);
    add_keeping_pages(router);
}

}  // namespace touchstone::records
