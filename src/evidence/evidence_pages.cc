// The form of an item of evidence: title, source and period are asked at once, the rest when it matters.
#include <algorithm>

#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evidence/evidence_item_pages.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/finding_form_pages.h"
#include "evidence/pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "web/fields.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice};
// Of the first finding of a new item, which says what the item says on the theme that somebody came from.
FieldShape of_finding(const std::string& name) {
    auto shapes = finding_fields().shapes();
    auto shape = *std::ranges::find(shapes, name, &FieldShape::name);
    shape.is_needed = false;
    return shape;
}
const FieldShape kind_shape = of_finding("kind"), statement_shape = of_finding("statement");

// What is asked only where it matters opens by itself when something in it must be put right, and when an item is changed.
bool is_more_open(bool is_change, const Problems& problems) {
    const std::vector<std::string> fields{"line",    "line_source", "collector", "collected", "received",
                                          "summary", "link",        "labels",    "language"};
    return is_change ||
           std::ranges::any_of(problems, [&](const Problem& problem) { return std::ranges::find(fields, problem.field) != fields.end(); });
}

web::Offers offers_with(const Framework& framework, const std::vector<std::string>& origins) {
    auto offers = offers_of(framework);
    for (const auto& origin : origins) offers["line"].push_back({origin, {}, {}});
    return offers;
}

web::Object form_data(const web::Visit& visit, const web::Offers& offers, const EvidenceDraft& draft, bool is_change,
                      const Problems& problems) {
    auto data = web::components(evidence_fields(), draft, problems, offers);
    data.merge({{"csrf", visit.csrf},
                {"action", visit.address + on_theme_of(visit, '?')},
                {"more", web::Object{{"is_open", is_more_open(is_change, problems)}}},
                {"button", web::button(text("evaluations.evidence.save"))},
                {"files", false},
                {"owner", false},
                {"finding", false},
                {"perhaps", false},
                {"conflict", false}});
    return data;
}

// Where something new is added, in two statements.
struct Start {
    std::optional<Evaluation> evaluation;  // that will use it
    const Framework* framework = nullptr;  // of the evaluation
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
    if (start.evaluation) start.framework = &frameworks::framework_of(db, start.evaluation->framework_hash);
    start.words = start.framework ? worded_by({start.framework}) : words_of_all(db, start.offers);
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

// The theme on the desk that somebody came from, of the evaluation's framework.
std::optional<LinkedTheme> theme_asked(const web::Visit& visit, const Start& start) {
    if (!start.framework) return std::nullopt;
    const auto theme = linked_theme_from(visit.query.text("on"), start.framework->id);
    const auto known = linkable_of({start.framework}).themes;
    return theme && std::ranges::find(known, *theme) != known.end() ? theme : std::nullopt;
}

FindingDraft typed_finding(const web::Visit& visit, const Start& start) {
    FindingDraft draft{.kind = visit.form.text("kind"), .statement = visit.form.text("statement"), .themes = {}};
    if (const auto theme = theme_asked(visit, start)) draft.themes.push_back(text_of(*theme));
    return draft;
}

web::Data finding_fields_of(const web::Visit& visit, const Start& start, const Problems& problems) {
    const auto theme = theme_asked(visit, start);
    if (!theme) return false;
    std::vector<web::Option> kinds;
    for (const auto kind : all_finding_kinds()) kinds.push_back({name_of(kind), text("evaluations.finding.kind." + name_of(kind)), {}});
    auto fields = web::components(finding_fields().prefix,
                                  {{kind_shape, {visit.form.text("kind")}}, {statement_shape, {visit.form.text("statement")}}}, problems,
                                  {{"kind", kinds}});
    fields.emplace("about", text("evaluations.finding.at_once", {{"theme", text_of(theme->theme)}}));
    return fields;
}

web::Response new_page(const web::Visit& visit, const Start& start, const EvidenceDraft& draft, const Problems& problems,
                       web::Status status) {
    const auto& evaluation = start.evaluation;
    auto data = form_data(visit, offers_with(start.words, start.offers.origins), draft, false, problems);
    // Within an evaluation its owner is the likeliest; it can be changed before anything is saved.
    auto owner = visit.form.text("owner");
    if (owner.empty() && evaluation) owner = text_of(Owner{evaluation->owner, {}, {}});
    data["owner"] = owner_choice(owners_of(start), owner, problems);
    data.emplace("header",
                 web::header(evaluation ? evaluation->title : "", text("evaluations.evidence.add"), text("evaluations.evidence.add_lead")));
    data["finding"] = finding_fields_of(visit, start, problems);
    if (evaluation) data["perhaps"] = web::link(visit.address + on_theme_of(visit, '?'), text("evaluations.evidence.perhaps"));
    data["files"] = web::file_upload({.name = "files",
                                      .label = text("evaluations.evidence.files"),
                                      .hint = text("evaluations.evidence.files_hint"),
                                      .accept = {},
                                      .is_multiple = true});
    const auto title = text("evaluations.evidence.add");
    auto response = evaluation ? evaluation_page("evidence/evidence_form", title, *evaluation, std::move(data), status)
                               : web::page("evidence/evidence_form", title, std::move(data), status);
    if (!evaluation) {
        response.crumbs = {{"/evidence", text("evaluations.evidence.title")}};
        response.who_can_see = text("evaluations.sharing.seen_by_choice");
    }
    response.problems = problems;
    std::vector<FieldValue> more{{owner_shape, {owner}}};
    if (theme_asked(visit, start)) more.insert(more.end(), {{kind_shape, {""}}, {statement_shape, {""}}});
    response.forms = {{visit.address, web::form_now(evidence_fields(), draft, std::move(more))}};
    return response;
}

// Within an evaluation, what has been gathered already comes first; a program that asks for the form gets it.
web::Response show_new(const web::Visit& visit, db::Read& db) {
    if (visit.path.contains("evaluation") && visit.query.text("add") != "yes" && !visit.is_api)
        if (auto gathered = already_gathered(visit, db)) return *std::move(gathered);
    const auto start = find_start(visit, db, true);
    return start ? new_page(visit, *start, {}, {}, web::Status::ok) : web::not_found();
}

// Beside all that can be said of the item alone: where another one of its origin is there, which of them is the origin.
Outcome<Evidence> gathered(const web::Visit& visit, db::Read& db, const Evidence& before, const EvidenceDraft& draft,
                           const Framework& words) {
    auto item = gather(before, draft, groups_of(words), date_of(visit.now));
    const bool is_asked = item && (item->line != before.line || item->source != before.source || item->line_source != before.line_source);
    if (!is_asked) return item;
    if (const auto problems = unclear_origin(*item, list_lines(db, visit.sight(), *item)); !problems.empty()) return refuse(problems);
    return item;
}

// The finding that was typed with the new item; nothing where none was.
Outcome<std::optional<Finding>> new_finding(const web::Visit& visit, const Start& start, const EvidenceId& evidence) {
    const auto draft = typed_finding(visit, start);
    if (draft.themes.empty() || (draft.kind.empty() && draft.statement.empty())) return std::optional<Finding>{};
    Finding fresh;
    fresh.id = FindingId::make(visit.now);
    fresh.evidence = evidence;
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    auto finding = find(fresh, draft, linkable_of({start.framework}));
    if (!finding) return refuse(finding.error());
    return std::optional(std::move(*finding));
}

// The new item as it would be saved, or everything that is wrong with it.
Outcome<Evidence> new_item(const web::Visit& visit, db::Read& db, const Start& start, const EvidenceDraft& draft) {
    Evidence fresh;
    fresh.id = EvidenceId::make(visit.now);
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    const auto owner = owner_from(owners_of(start), visit.form.text("owner"));
    if (owner) {
        fresh.owner = owner->organisation;
        fresh.service = owner->service;
    }
    auto item = gathered(visit, db, fresh, draft, start.words);
    if (owner) return item;
    auto problems = item ? Problems{} : item.error();
    problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    return refuse(problems);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto start = find_start(visit, db, false);
    if (!start) return web::not_found();
    const auto& used_by = start->evaluation;
    const auto draft = web::read_draft(evidence_fields(), visit.form);
    if (used_by && used_by->is_finished())
        return new_page(visit, *find_start(visit, db, true), draft, {{"", "evaluations.finished"}}, web::Status::unprocessable);
    const auto item = new_item(visit, db, *start, draft);
    const auto finding = new_finding(visit, *start, item ? item->id : EvidenceId{});
    if (!item || !finding) {
        auto problems = item ? Problems{} : item.error();
        if (!finding) problems.insert(problems.end(), finding.error().begin(), finding.error().end());
        return new_page(visit, *find_start(visit, db, true), draft, problems, web::Status::unprocessable);
    }
    add_evidence(db, visit.by(), *item);
    keep_files(visit, db, item->id);
    if (used_by) use_evidence(db, visit.by(), used_by->id, item->id);
    if (*finding) add_finding(db, visit.by(), **finding);
    people::forget_draft(visit, db);
    if (used_by && needs_sharing(*used_by, *item)) return web::see_other("/evidence/" + item->id.text + "/sharing?first=yes");
    if (*finding) return web::see_other(desk_address_of(used_by->id, theme_asked(visit, *start)->theme), "finding");
    return web::see_other(
        "/evidence/" + item->id.text +
            (used_by ? "?evaluation=" + used_by->id.text + on_theme_of(visit, '&') + (visit.query.text("on").empty() ? "" : "#add_finding")
                     : ""),
        "evidence");
}

// `theirs` is there when somebody else was faster.
web::Response edit_page(const web::Visit& visit, const Framework& framework, const EvidenceWhole& whole, const EvidenceDraft& draft,
                        const Problems& problems, web::Status status, const std::optional<EvidenceDraft>& theirs = {}) {
    const auto& item = whole.evidence;
    const auto offers = offers_with(framework, whole.origins);
    auto data = form_data(visit, offers, draft, true, problems);
    if (theirs) data["conflict"] = web::compared(evidence_fields(), draft, *theirs, offers);
    data.emplace("header", web::header(item.title, text("evaluations.evidence.edit")));
    auto response = web::page("evidence/evidence_form", text("evaluations.evidence.edit"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + item.id.text, item.title}};
    response.who_can_see = text("evaluations.sharing.seen_as_item");
    response.problems = problems;
    response.forms = {{visit.address, web::form_now(evidence_fields(), draft)}};
    return response;
}

// Of all frameworks that the item speaks about.
Framework words_of(db::Read& db, const EvidenceWhole& whole) { return worded_by(speaking_of(db, whole, {}).frameworks); }

EvidenceDraft shown_draft(const Framework& framework, const Evidence& item) {
    return web::as_offered(evidence_fields(), draft_of(item), offers_of(framework));
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"), true);
    if (!whole) return web::not_found();
    const auto words = words_of(db, *whole);
    return edit_page(visit, words, *whole, shown_draft(words, whole->evidence), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto words = words_of(db, *whole);
    auto draft = web::read_draft(evidence_fields(), visit.form);
    const auto after = gathered(visit, db, whole->evidence, draft, words);
    const auto with_origins = [&] { return *find_evidence(db, visit.sight(), whole->evidence.id, true); };
    if (!after) return edit_page(visit, words, with_origins(), draft, after.error(), web::Status::unprocessable);
    if (!save_evidence(db, visit.by(), whole->evidence, *after)) {
        draft.seen_version = whole->evidence.version;  // saving again is now a choice
        return edit_page(visit, words, with_origins(), draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         shown_draft(words, whole->evidence));
    }
    people::forget_draft(visit, db);
    return web::see_other("/evidence/" + after->id.text, "evidence");
}

}  // namespace

Framework words_of_all(db::Read& db, const EvidenceOffers& offers) {
    std::vector<const Framework*> all;
    for (const auto& offered : offers.frameworks) all.push_back(&frameworks::framework_of(db, offered.hash));
    return worded_by(all);
}

void add_evidence_pages(web::Router& router) {
    const auto made = [] { return web::Traits{.takes_files = true, .fields = web::taken(evidence_fields(), {owner_shape})}; };
    router.get("/evidence/new", may::contribute, show_new);
    router.post("/evidence/new", may::contribute, create, made());
    router.get("/evidence/{evidence}/edit", may::contribute, show_edit);
    router.post("/evidence/{evidence}/edit", may::contribute, save, {.fields = web::taken(evidence_fields())});
    router.get("/evaluations/{evaluation}/evidence/new", may::contribute, show_new);
    auto with_finding = made();
    with_finding.fields.insert(with_finding.fields.end(), {kind_shape, statement_shape});
    router.post("/evaluations/{evaluation}/evidence/new", may::contribute, create, with_finding);
}

}  // namespace touchstone::evidence
