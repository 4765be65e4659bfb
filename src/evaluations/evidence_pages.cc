// The evidence library: search first, then add. An item belongs to the partnership and serves any number of evaluations.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "evaluations/evaluation_pages.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/parts_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "people/event_store.h"
#include "web/form_reader.h"

namespace touchstone::evaluations {
namespace {

using frameworks::Framework;
using web::text;

EvidenceDraft draft_of(const web::Form& form) {
    return {form.text("title"),          form.text("source"),   form.text("line"), form.text("whose_view"), web::typed_date(form, "from"),
            web::typed_date(form, "to"), form.text("security"), form.text("link"), form.text("summary"),    form.number("seen_version")};
}

EvidenceDraft draft_of(const Evidence& evidence) {
    return {evidence.title,
            name_of(evidence.source),
            evidence.line == evidence.title ? "" : evidence.line,
            evidence.whose_view,
            iso(evidence.from),
            iso(evidence.to),
            name_of(evidence.security),
            evidence.link,
            evidence.summary,
            evidence.version};
}

std::string as_json(const Evidence& evidence) {
    const auto draft = draft_of(evidence);
    return nlohmann::json{{"title", draft.title},           {"source", draft.source}, {"line", draft.line},
                          {"whose_view", draft.whose_view}, {"from", draft.from},     {"to", draft.to},
                          {"security", draft.security},     {"link", draft.link},     {"summary", draft.summary}}
        .dump();
}

// The framework whose words are used where no evaluation says which.
const Framework* any_framework(db::Read& db) {
    const auto published = frameworks::list_frameworks(db);
    return published.empty() ? nullptr : &frameworks::framework_of(db, published.front().hash);
}

std::vector<std::string> groups_of(const Framework& framework) {
    std::vector<std::string> keys;
    for (const auto& group : framework.stakeholder_groups) keys.push_back(group.key);
    return keys;
}

web::Object card_of(const EvidenceListed& listed, const EvaluationId& evaluation) {
    const auto& item = listed.evidence;
    web::List meta;
    if (!listed.owner_name.empty()) meta.push_back(text("evaluations.sharing.owned_by", {{"owner", listed.owner_name}}));
    meta.push_back(period_in_words(item.from, item.to));
    meta.push_back(text("evaluations.security." + name_of(item.security) + ".name"));
    meta.push_back(web::counted("evaluations.evidence.findings_count", listed.findings) + " · " +
                   web::counted("evaluations.evidence.uses_count", listed.uses));
    if (listed.files > 0) meta.push_back(web::counted("evaluations.evidence.files_count", listed.files));
    return {{"label", text("evaluations.source_short." + name_of(item.source))},
            {"title", item.title},
            {"href", "/evidence/" + item.id.text + (evaluation.is_empty() ? "" : "?evaluation=" + evaluation.text)},
            {"text", item.line == item.title ? item.summary : item.line},
            {"meta", meta},
            {"id", item.id.text},
            {"is_used_here", listed.is_used_here}};
}

struct LibraryView {
    std::string address, add_href;
    const Evaluation* evaluation = nullptr;
    bool only_used = false;
};

web::Object library_data(const web::Visit& visit, db::Read& db, const LibraryView& view) {
    EvidenceFilter filter;
    if (view.evaluation) filter.evaluation = view.evaluation->id;
    filter.only_used = view.only_used;
    filter.words = visit.query.text("q");
    if (const auto source = source_from(visit.query.text("source"))) filter.source = static_cast<int>(*source);
    filter.page = std::clamp(visit.query.number("page"), 1, 10'000);
    const auto page = list_evidence(db, visit.sight(), filter);
    web::List cards;
    for (const auto& listed : page.items) cards.push_back(card_of(listed, filter.evaluation));
    const bool may_write = view.evaluation ? visit.may(Ability::contribute, "evaluation") && !view.evaluation->is_finished()
                                           : may::contribute.holds(visit.actor);
    const auto add = may_write ? web::Data(web::link(view.add_href, text("evaluations.evidence.add"))) : web::Data(false);
    const bool searching = !filter.words.empty() || filter.source > 0;
    const auto pages = (page.total + evidence_per_page - 1) / evidence_per_page;
    return {{"search",
             web::Object{{"action", view.address}, {"name", "q"}, {"label", text("evaluations.evidence.search")}, {"value", filter.words}}},
            {"reading", web::counted(searching ? "evaluations.evidence.found" : "evaluations.evidence.total", page.total)},
            {"cards", cards},
            {"nothing", page.total == 0 && !searching
                            ? web::Data(web::empty_state(text("evaluations.evidence.nothing"), text("evaluations.evidence.nothing_what"),
                                                         text("evaluations.evidence.nothing_why"), add))
                            : web::Data(false)},
            {"add", page.total == 0 && !searching ? web::Data(false) : add},
            {"pagination",
             web::pagination(text("evaluations.evidence.pages"),
                             view.address + (filter.words.empty() ? "" : "?q=" + web::percent_encoded(filter.words)), filter.page, pages)},
            {"csrf", visit.csrf}};
}

web::Response library(const web::Visit& visit, db::Read& db) {
    auto data = library_data(visit, db, {.address = "/evidence", .add_href = "/evidence/new"});
    data.emplace("header", web::header("", text("evaluations.evidence.title"), text("evaluations.evidence.lead")));
    data.emplace("choose", false);
    auto response = web::page("evaluations/library", text("evaluations.evidence.title"), std::move(data));
    response.who_can_see = text("people.seen_as_each");
    return response;
}

// What this evaluation uses, or, with ?choose=yes, everything that is there already and could be used.
web::Response of_evaluation(const web::Visit& visit, db::Read& db) {
    const auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return web::not_found();
    const bool choosing = visit.query.text("choose") == "yes" && visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished();
    const auto address = address_of(evaluation->id) + "/evidence";
    auto data =
        library_data(visit, db, {.address = address, .add_href = address + "/new", .evaluation = &*evaluation, .only_used = !choosing});
    const auto title = text(choosing ? "evaluations.evidence.choose_title" : "evaluations.evidence.used_title");
    data.emplace("header", web::header(evaluation->title, title,
                                       text(choosing ? "evaluations.evidence.choose_lead" : "evaluations.evidence.used_lead")));
    data.emplace(
        "choose",
        visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished()
            ? web::Data(web::Object{{"is_choosing", choosing}, {"address", address}, {"use_address", address_of(evaluation->id) + "/uses"}})
            : web::Data(false));
    return evaluation_page("evaluations/library", title, *evaluation, std::move(data));
}

web::Object form_data(const web::Visit& visit, const Framework& framework, const EvidenceDraft& draft, const Problems& problems,
                      const std::string& action) {
    std::vector<web::Option> sources, groups{{"", text("evaluations.evidence.nobody"), {}}};
    for (const auto& source : framework.sources) sources.push_back({source.key, source.title, source.about});
    for (const auto& group : framework.stakeholder_groups) groups.push_back({group.key, group.title, {}});
    const auto line_input = [&](const std::string& name, const std::string& value, const std::string& type = "text") {
        return web::text_input({.name = name,
                                .label = text("evaluations.evidence." + name),
                                .hint = text("evaluations.evidence." + name + "_hint"),
                                .value = value,
                                .type = type,
                                .autocomplete = "off",
                                .width = {}},
                               problems);
    };
    return {
        {"error_summary", web::error_summary(problems)},
        {"csrf", visit.csrf},
        {"action", action},
        {"seen_version", std::to_string(draft.seen_version)},
        {"title", line_input("title", draft.title)},
        {"source",
         web::radios(
             {.name = "source", .legend = text("evaluations.evidence.source"), .hint = {}, .options = sources, .chosen = {draft.source}},
             problems)},
        {"line", line_input("line", draft.line)},
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
        {"link", line_input("link", draft.link, "url")},
        {"summary", web::textarea({.name = "summary",
                                   .label = text("evaluations.evidence.summary"),
                                   .hint = text("evaluations.evidence.summary_hint"),
                                   .value = draft.summary,
                                   .rows = 4,
                                   .max = statement_max_characters},
                                  problems)},
        {"button", web::button(text("evaluations.evidence.save"))},
        {"owner", false},
        {"conflict", false}};
}

// In an evaluation that somebody was asked into, what they add can be its owner's, too.
std::vector<Owner> owners_of(const web::Visit& visit, db::Read& db, const Evaluation* evaluation) {
    auto owners = possible_owners(visit, db, Ability::contribute);
    if (evaluation && std::ranges::find(owners, evaluation->owner, &Owner::organisation) == owners.end())
        owners.push_back({evaluation->owner, {}, evaluation->owner_name});
    return owners;
}

web::Response new_page(const web::Visit& visit, db::Read& db, const Framework& framework, const Evaluation* evaluation,
                       const EvidenceDraft& draft, const Problems& problems, web::Status status) {
    auto data = form_data(visit, framework, draft, problems, visit.address);
    // Within an evaluation its owner is the likeliest; it can be changed before anything is saved.
    const auto chosen = visit.form.text("owner");
    const auto likeliest = evaluation ? text_of(Owner{evaluation->owner, {}, {}}) : std::string();
    data["owner"] = owner_choice(owners_of(visit, db, evaluation), chosen.empty() ? likeliest : chosen, problems);
    data.emplace("header",
                 web::header(evaluation ? evaluation->title : "", text("evaluations.evidence.add"), text("evaluations.evidence.add_lead")));
    data.emplace("files", web::file_upload({.name = "files",
                                            .label = text("evaluations.evidence.files"),
                                            .hint = text("evaluations.evidence.files_hint"),
                                            .accept = {},
                                            .is_multiple = true}));
    if (evaluation)
        return evaluation_page("evaluations/evidence_form", text("evaluations.evidence.add"), *evaluation, std::move(data), status);
    auto response = web::page("evaluations/evidence_form", text("evaluations.evidence.add"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_choice");
    return response;
}

void keep_files(const web::Visit& visit, db::Write& db, const EvidenceId& evidence) {
    for (const auto& upload : visit.form.uploads("files"))
        add_file(db, visit.actor.partnership,
                 {FileId::make(visit.now), evidence, upload.name, "application/octet-stream", static_cast<std::int64_t>(upload.size),
                  upload.hash, visit.actor.id, visit.now});
}

// The evaluation that the address names, when it names one.
std::optional<Evaluation> named_evaluation(const web::Visit& visit, db::Read& db) {
    return visit.path.contains("evaluation") ? find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"))
                                             : std::nullopt;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto evaluation = named_evaluation(visit, db);
    const auto* framework = evaluation ? &frameworks::framework_of(db, evaluation->framework_hash) : any_framework(db);
    if (!framework || (visit.path.contains("evaluation") && !evaluation)) return web::not_found();
    return new_page(visit, db, *framework, evaluation ? &*evaluation : nullptr, {}, {}, web::Status::ok);
}

// What one organisation owns and an evaluation of everybody uses: the others see a gap until it is shared.
bool needs_sharing(const Evaluation& evaluation, const Evidence& item) { return evaluation.owner.is_empty() && !item.owner.is_empty(); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto evaluation = named_evaluation(visit, db);
    const auto* framework = evaluation ? &frameworks::framework_of(db, evaluation->framework_hash) : any_framework(db);
    if (!framework || (visit.path.contains("evaluation") && !evaluation)) return web::not_found();
    const auto* used_by = evaluation ? &*evaluation : nullptr;
    const auto draft = draft_of(visit.form);
    if (used_by && used_by->is_finished())
        return new_page(visit, db, *framework, used_by, draft, {{"", "evaluations.finished"}}, web::Status::unprocessable);
    Evidence fresh;
    fresh.id = EvidenceId::make(visit.now);
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    const auto owner = owner_from(owners_of(visit, db, used_by), visit.form.text("owner"));
    if (owner) {
        fresh.owner = owner->organisation;
        fresh.service = owner->service;
    }
    auto item = gather(fresh, draft, groups_of(*framework));
    if (!owner) {
        auto problems = item ? Problems{} : item.error();
        problems.push_back({"owner", "evaluations.sharing.owner_missing"});
        item = refuse(problems);
    }
    if (!item) return new_page(visit, db, *framework, used_by, draft, item.error(), web::Status::unprocessable);
    add_evidence(db, visit.actor.partnership, *item);
    keep_files(visit, db, item->id);
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "added", "evidence", item->id.text, "", "", as_json(*item)});
    if (used_by) {
        use_evidence(db, visit.actor.partnership, used_by->id, item->id);
        people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "used_evidence", "evaluation", used_by->id.text,
                            item->id.text, "", ""});
    }
    people::forget_draft(visit, db);
    if (used_by && needs_sharing(*used_by, *item)) return web::see_other("/evidence/" + item->id.text + "/sharing?first=yes");
    return web::see_other("/evidence/" + item->id.text + (used_by ? "?evaluation=" + used_by->id.text : ""));
}

web::Response edit_page(const web::Visit& visit, const Framework& framework, const Evidence& item, const EvidenceDraft& draft,
                        const Problems& problems, web::Status status, web::Data conflict) {
    auto data = form_data(visit, framework, draft, problems, "/evidence/" + item.id.text + "/edit");
    data["conflict"] = std::move(conflict);
    data.emplace("header", web::header(item.title, text("evaluations.evidence.edit")));
    data.emplace("files", false);
    auto response = web::page("evaluations/evidence_form", text("evaluations.evidence.edit"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + item.id.text, item.title}};
    response.who_can_see = text("evaluations.sharing.seen_as_item");
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    return edit_page(visit, frameworks::framework_of(db, whole->framework_hash), whole->evidence, draft_of(whole->evidence), {},
                     web::Status::ok, false);
}

web::Object compared(const EvidenceDraft& yours, const Evidence& theirs) {
    const auto their = draft_of(theirs);
    web::List fields;
    for (const auto& [key, mine, other] :
         {std::tuple{"title", yours.title, their.title}, {"line", yours.line, their.line}, {"summary", yours.summary, their.summary}})
        fields.push_back(web::Object{
            {"label", text(std::string("evaluations.evidence.") + key)}, {"yours", mine}, {"theirs", other}, {"is_same", mine == other}});
    return {{"who", text("evaluations.somebody")}, {"when", text("evaluations.just_now")}, {"fields", fields}};
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto* framework = &frameworks::framework_of(db, whole->framework_hash);
    auto draft = draft_of(visit.form);
    const auto after = gather(whole->evidence, draft, groups_of(*framework));
    if (!after) return edit_page(visit, *framework, whole->evidence, draft, after.error(), web::Status::unprocessable, false);
    if (!save_evidence(db, visit.actor.partnership, *after)) {
        draft.seen_version = whole->evidence.version;  // saving again is now a choice
        return edit_page(visit, *framework, whole->evidence, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         compared(draft, whole->evidence));
    }
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "changed", "evidence", after->id.text, "",
                        as_json(whole->evidence), as_json(*after)});
    people::forget_draft(visit, db);
    return web::see_other("/evidence/" + after->id.text);
}

web::Response add_files(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    keep_files(visit, db, whole->evidence.id);
    for (const auto& upload : visit.form.uploads("files"))
        people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "added_file", "evidence", whole->evidence.id.text,
                            upload.name, "", ""});
    return web::see_other("/evidence/" + whole->evidence.id.text);
}

web::Response show_file(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto found = std::ranges::find(whole->files, visit.id<FileId>("file"), &EvidenceFile::id);
    return found == whole->files.end() ? web::not_found() : web::download(found->hash, found->name, found->media_type);
}

web::Response change_use(const web::Visit& visit, db::Write& db) {
    const auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    const EvidenceId item{visit.form.text("evidence")};
    const auto whole = find_evidence(db, visit.sight(), item);
    if (!evaluation || evaluation->is_finished() || !whole) return web::not_found();
    const bool use = visit.form.text("use") == "yes";
    if (use)
        use_evidence(db, visit.actor.partnership, evaluation->id, item);
    else
        stop_using_evidence(db, visit.actor.partnership, evaluation->id, item);
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, use ? "used_evidence" : "stopped_using_evidence", "evaluation",
                        evaluation->id.text, item.text, "", ""});
    const bool offers =
        use && needs_sharing(*evaluation, whole->evidence) && may_do(visit.actor, Ability::evaluate, visit.seen.at("evidence"));
    return web::see_other(offers ? "/evidence/" + item.text + "/sharing?first=yes" : address_of(evaluation->id) + "/evidence?choose=yes");
}

}  // namespace

void add_evidence_pages(web::Router& router) {
    router.get("/evidence", may::read, library);
    router.get("/evidence/new", may::contribute, show_new);
    router.post("/evidence/new", may::contribute, create, {.takes_files = true});
    router.post("/evidence/{evidence}/files", may::contribute, add_files, {.takes_files = true});
    router.get("/evidence/{evidence}/files/{file}", may::read, show_file);
    router.get("/evidence/{evidence}/edit", may::contribute, show_edit);
    router.post("/evidence/{evidence}/edit", may::contribute, save);
    router.get("/evaluations/{evaluation}/evidence", may::read, of_evaluation);
    router.get("/evaluations/{evaluation}/evidence/new", may::contribute, show_new);
    router.post("/evaluations/{evaluation}/evidence/new", may::contribute, create, {.takes_files = true});
    router.post("/evaluations/{evaluation}/uses", may::evaluate, change_use, {.ids = {"evidence"}});
}

}  // namespace touchstone::evaluations
