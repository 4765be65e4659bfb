// The form of an item of evidence: title, source and period are asked at once, the rest when it matters.
#include <algorithm>

#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evidence/evidence_parts_pages.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/finding_form_pages.h"
#include "evidence/pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "web/form_reader.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

EvidenceDraft draft_of(const web::Form& form) {
    return {form.text("title"),
            form.text("source"),
            form.text("line"),
            form.text("whose_view"),
            web::typed_date(form, "from"),
            web::typed_date(form, "to"),
            form.text("security"),
            form.text("link"),
            form.text("summary"),
            form.number("seen_version"),
            web::typed_date(form, "collected"),
            web::typed_date(form, "received"),
            form.text("collector"),
            form.list("outcomes"),
            form.list("groups")};
}

EvidenceDraft draft_of(const Evidence& evidence) {
    const auto day = [](const std::optional<Date>& date) { return date ? iso(*date) : std::string(); };
    return {evidence.title,
            name_of(evidence.source),
            evidence.line == evidence.title ? "" : evidence.line,
            evidence.whose_view,
            iso(evidence.from),
            iso(evidence.to),
            name_of(evidence.security),
            evidence.link,
            evidence.summary,
            evidence.version,
            day(evidence.collected),
            day(evidence.received),
            evidence.collector,
            evidence.outcomes,
            evidence.children};
}

web::Data day_input(const std::string& name, const std::string& value, const Problems& problems) {
    return web::date_input({.name = name,
                            .legend = text("evaluations.evidence." + name),
                            .hint = text("evaluations.evidence." + name + "_hint"),
                            .value = value},
                           problems);
}

template <class Values>
web::Data key_boxes(const std::string& name, const Values& values, const std::vector<std::string>& chosen) {
    if (values.empty()) return false;
    std::vector<web::Option> options;
    for (const auto& value : values) options.push_back({value.key, value.title, {}});
    return web::checkboxes({.name = name,
                            .legend = text("evaluations.evidence." + name),
                            .hint = {},
                            .options = options,
                            .chosen = chosen,
                            .is_inline = false,
                            .is_small = true});
}

// What is asked only where it matters; it opens by itself when something in it must be put right, and when an item is changed.
web::Object more_about(const Framework& framework, const EvidenceDraft& draft, const std::vector<std::string>& origins, bool is_change,
                       const Problems& problems) {
    const std::vector<std::string> fields{"line", "collector", "collected", "received", "summary", "link"};
    const bool has_problem =
        std::ranges::any_of(problems, [&](const Problem& problem) { return std::ranges::find(fields, problem.field) != fields.end(); });
    const auto line_input = [&](const std::string& name, const std::string& value, const std::string& type,
                                const std::vector<std::string>& suggestions) {
        return web::text_input({.name = name,
                                .label = text("evaluations.evidence." + name),
                                .hint = text("evaluations.evidence." + name + "_hint"),
                                .value = value,
                                .type = type,
                                .autocomplete = "off",
                                .width = {},
                                .suggestions = suggestions},
                               problems);
    };
    return {{"is_open", is_change || has_problem},
            {"line", line_input("line", draft.line, "text", origins)},
            {"collector", line_input("collector", draft.collector, "text", {})},
            {"collected", day_input("collected", draft.collected, problems)},
            {"received", day_input("received", draft.received, problems)},
            {"outcomes", key_boxes("outcomes", framework.outcomes, draft.outcomes)},
            {"groups", key_boxes("groups", framework.children_groups, draft.children)},
            {"summary", web::textarea({.name = "summary",
                                       .label = text("evaluations.evidence.summary"),
                                       .hint = text("evaluations.evidence.summary_hint"),
                                       .value = draft.summary,
                                       .rows = 4,
                                       .max = statement_max_characters},
                                      problems)},
            {"link", line_input("link", draft.link, "url", {})}};
}

web::Object form_data(const web::Visit& visit, const Framework& framework, const EvidenceDraft& draft,
                      const std::vector<std::string>& origins, bool is_change, const Problems& problems) {
    std::vector<web::Option> sources, groups{{"", text("evaluations.evidence.nobody"), {}}};
    for (const auto& source : framework.sources) sources.push_back({source.key, source.title, source.about});
    for (const auto& group : framework.stakeholder_groups) groups.push_back({group.key, group.title, {}});
    return {
        {"error_summary", web::error_summary(problems)},
        {"csrf", visit.csrf},
        {"action", visit.address},
        {"seen_version", std::to_string(draft.seen_version)},
        {"title", web::text_input({.name = "title",
                                   .label = text("evaluations.evidence.title_label"),
                                   .hint = text("evaluations.evidence.title_hint"),
                                   .value = draft.title,
                                   .type = "text",
                                   .autocomplete = "off",
                                   .width = {}},
                                  problems)},
        {"source",
         web::radios(
             {.name = "source", .legend = text("evaluations.evidence.source"), .hint = {}, .options = sources, .chosen = {draft.source}},
             problems)},
        {"whose_view", web::select({.name = "whose_view",
                                    .legend = text("evaluations.evidence.whose_view"),
                                    .hint = text("evaluations.evidence.whose_view_hint"),
                                    .options = groups,
                                    .chosen = {draft.whose_view}},
                                   problems)},
        {"from",
         web::date_input(
             {.name = "from", .legend = text("evaluations.evidence.from"), .hint = text("evaluations.date_hint"), .value = draft.from},
             problems)},
        {"to", web::date_input({.name = "to", .legend = text("evaluations.evidence.to"), .hint = {}, .value = draft.to}, problems)},
        {"security", web::radios({.name = "security",
                                  .legend = text("evaluations.evidence.security"),
                                  .hint = {},
                                  .options = options_of(all_securities(), "evaluations.security"),
                                  .chosen = {draft.security}},
                                 problems)},
        {"more", more_about(framework, draft, origins, is_change, problems)},
        {"button", web::button(text("evaluations.evidence.save"))},
        {"files", false},
        {"owner", false},
        {"conflict", false}};
}

// Where something new is added, in two statements.
struct Start {
    std::optional<Evaluation> evaluation;  // that will use it
    Framework words;                       // of its framework, or of all
    EvidenceOffers offers;
};

std::optional<Start> find_start(const web::Visit& visit, db::Read& db, bool with_origins) {
    Start start;
    if (visit.path.contains("evaluation")) {
        start.evaluation = evaluation_at(visit);
        if (!start.evaluation) return std::nullopt;
    }
    start.offers = read_offers(db, visit.actor, visit.now, with_origins);
    if (start.offers.frameworks.empty()) return std::nullopt;
    start.words =
        start.evaluation ? worded_by({&frameworks::framework_of(db, start.evaluation->framework_hash)}) : words_of_all(db, start.offers);
    return start;
}

// In an evaluation that somebody was asked into, what they add can be its owner's, too.
std::vector<Owner> owners_of(const Start& start) {
    auto owners = named_owners(start.offers.owners);
    const auto& evaluation = start.evaluation;
    if (evaluation && std::ranges::find(owners, evaluation->owner, &Owner::organisation) == owners.end())
        owners.push_back({evaluation->owner, {}, evaluation->owner_name});
    return owners;
}

web::Response new_page(const web::Visit& visit, const Start& start, const EvidenceDraft& draft, const Problems& problems,
                       web::Status status) {
    const auto& evaluation = start.evaluation;
    auto data = form_data(visit, start.words, draft, start.offers.origins, false, problems);
    // Within an evaluation its owner is the likeliest; it can be changed before anything is saved.
    const auto chosen = visit.form.text("owner");
    const auto likeliest = evaluation ? text_of(Owner{evaluation->owner, {}, {}}) : std::string();
    data["owner"] = owner_choice(owners_of(start), chosen.empty() ? likeliest : chosen, problems);
    data.emplace("header",
                 web::header(evaluation ? evaluation->title : "", text("evaluations.evidence.add"), text("evaluations.evidence.add_lead")));
    data["files"] = web::file_upload({.name = "files",
                                      .label = text("evaluations.evidence.files"),
                                      .hint = text("evaluations.evidence.files_hint"),
                                      .accept = {},
                                      .is_multiple = true});
    if (evaluation)
        return evaluation_page("evidence/evidence_form", text("evaluations.evidence.add"), *evaluation, std::move(data), status);
    auto response = web::page("evidence/evidence_form", text("evaluations.evidence.add"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_choice");
    return response;
}

// Within an evaluation, what has been gathered already comes first.
web::Response show_new(const web::Visit& visit, db::Read& db) {
    if (visit.path.contains("evaluation") && visit.query.text("add") != "yes") return already_gathered(visit, db);
    const auto start = find_start(visit, db, true);
    return start ? new_page(visit, *start, {}, {}, web::Status::ok) : web::not_found();
}

// The new item as it would be saved, or everything that is wrong with it.
Outcome<Evidence> new_item(const web::Visit& visit, const Start& start, const EvidenceDraft& draft) {
    Evidence fresh;
    fresh.id = EvidenceId::make(visit.now);
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    const auto owner = owner_from(owners_of(start), visit.form.text("owner"));
    if (owner) {
        fresh.owner = owner->organisation;
        fresh.service = owner->service;
    }
    auto item = gather(fresh, draft, groups_of(start.words), date_of(visit.now));
    if (owner) return item;
    auto problems = item ? Problems{} : item.error();
    problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    return refuse(problems);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto start = find_start(visit, db, false);
    if (!start) return web::not_found();
    const auto& used_by = start->evaluation;
    const auto draft = draft_of(visit.form);
    if (used_by && used_by->is_finished())
        return new_page(visit, *find_start(visit, db, true), draft, {{"", "evaluations.finished"}}, web::Status::unprocessable);
    const auto item = new_item(visit, *start, draft);
    if (!item) return new_page(visit, *find_start(visit, db, true), draft, item.error(), web::Status::unprocessable);
    add_evidence(db, visit.by(), *item);
    keep_files(visit, db, item->id);
    if (used_by) use_evidence(db, visit.by(), used_by->id, item->id);
    people::forget_draft(visit, db);
    if (used_by && needs_sharing(*used_by, *item)) return web::see_other("/evidence/" + item->id.text + "/sharing?first=yes");
    return web::see_other("/evidence/" + item->id.text + (used_by ? "?evaluation=" + used_by->id.text : ""));
}

web::Response edit_page(const web::Visit& visit, const Framework& framework, const EvidenceWhole& whole, const EvidenceDraft& draft,
                        const Problems& problems, web::Status status, web::Data conflict) {
    const auto& item = whole.evidence;
    auto data = form_data(visit, framework, draft, whole.origins, true, problems);
    data["conflict"] = std::move(conflict);
    data.emplace("header", web::header(item.title, text("evaluations.evidence.edit")));
    auto response = web::page("evidence/evidence_form", text("evaluations.evidence.edit"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + item.id.text, item.title}};
    response.who_can_see = text("evaluations.sharing.seen_as_item");
    return response;
}

// Of all frameworks that the item speaks about.
Framework words_of(db::Read& db, const EvidenceWhole& whole) { return worded_by(speaking_of(db, whole, {}).frameworks); }

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"), true);
    if (!whole) return web::not_found();
    return edit_page(visit, words_of(db, *whole), *whole, draft_of(whole->evidence), {}, web::Status::ok, false);
}

web::Object compared(const EvidenceDraft& yours, const Evidence& theirs) {
    const auto their = draft_of(theirs);
    web::List fields;
    for (const auto& [key, mine, other] : {std::tuple{"title", yours.title, their.title},
                                           {"line", yours.line, their.line},
                                           {"collector", yours.collector, their.collector},
                                           {"summary", yours.summary, their.summary}})
        fields.push_back(web::Object{
            {"label", text(std::string("evaluations.evidence.") + key)}, {"yours", mine}, {"theirs", other}, {"is_same", mine == other}});
    return {{"who", text("ui.conflict_somebody")}, {"when", text("ui.conflict_just_now")}, {"fields", fields}};
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto words = words_of(db, *whole);
    auto draft = draft_of(visit.form);
    const auto after = gather(whole->evidence, draft, groups_of(words), date_of(visit.now));
    const auto with_origins = [&] { return *find_evidence(db, visit.sight(), whole->evidence.id, true); };
    if (!after) return edit_page(visit, words, with_origins(), draft, after.error(), web::Status::unprocessable, false);
    if (!save_evidence(db, visit.by(), whole->evidence, *after)) {
        draft.seen_version = whole->evidence.version;  // saving again is now a choice
        return edit_page(visit, words, with_origins(), draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         compared(draft, whole->evidence));
    }
    people::forget_draft(visit, db);
    return web::see_other("/evidence/" + after->id.text);
}

// For the description of the API.
constexpr const char* item_fields =
    "{title, source: performance_data|documentation|views|observation, line, whose_view, from: day, to: day, collected: day, received: "
    "day, collector, security: secure|partial|anecdotal, link, "
    "summary, outcomes: [text], groups: [text], owner, seen_version: number}";

}  // namespace

Framework words_of_all(db::Read& db, const EvidenceOffers& offers) {
    std::vector<const Framework*> all;
    for (const auto& offered : offers.frameworks) all.push_back(&frameworks::framework_of(db, offered.hash));
    return worded_by(all);
}

void add_evidence_pages(web::Router& router) {
    router.get("/evidence/new", may::contribute, show_new);
    router.post("/evidence/new", may::contribute, create, {.takes_files = true, .takes = item_fields});
    router.get("/evidence/{evidence}/edit", may::contribute, show_edit);
    router.post("/evidence/{evidence}/edit", may::contribute, save, {.takes = item_fields});
    router.get("/evaluations/{evaluation}/evidence/new", may::contribute, show_new);
    router.post("/evaluations/{evaluation}/evidence/new", may::contribute, create, {.takes_files = true, .takes = item_fields});
}

}  // namespace touchstone::evidence
