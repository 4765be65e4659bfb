#include <algorithm>

#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evaluations/sharing_store.h"
#include "evaluations/sight_store.h"
#include "frameworks/framework_store.h"
#include "judging/moderation_store.h"
#include "people/draft_pages.h"
#include "people/organisation_store.h"
#include "workspace/pages.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

using web::text;

EvaluationDraft draft_of(const web::Form& form) {
    return {form.text("title"),
            form.text("kind"),
            form.text("why"),
            form.text("level"),
            form.list("services"),
            form.text("children"),
            web::typed_date(form, "from"),
            web::typed_date(form, "to"),
            form.number("seen_version"),
            form.text("judging"),
            form.text("parent")};
}

EvaluationDraft draft_of(const Evaluation& evaluation) {
    EvaluationDraft draft{
        evaluation.title,      name_of(evaluation.kind), evaluation.why,     name_of(evaluation.level), {},
        evaluation.children,   iso(evaluation.from),     iso(evaluation.to), evaluation.version,        name_of(evaluation.judging),
        evaluation.parent.text};
    for (const auto& service : evaluation.services) draft.services.push_back(service.text);
    return draft;
}

// Evaluations at a higher level that this actor may evaluate, and the present one, seen or not; the evaluation itself, as the form's
// address names it, is none.
std::vector<Related> possible_parents(const web::Visit& visit, const std::vector<ParentCandidate>& candidates,
                                      const EvaluationId& present) {
    std::vector<Related> parents;
    const auto own = visit.path.find("evaluation");
    for (auto candidate : candidates) {
        const bool may_choose = may_do(visit.actor, Ability::evaluate, candidate.seen) &&
                                (own == visit.path.end() || own->second != candidate.evaluation.id.text);
        if (!may_choose && candidate.evaluation.id != present) continue;
        if (candidate.seen.extent == Extent::nothing) candidate.evaluation.title = text("evaluations.setup.parent_unseen");
        parents.push_back(candidate.evaluation);
    }
    return parents;
}

web::Data parent_choice(const web::Visit& visit, const std::vector<ParentCandidate>& candidates, const EvaluationDraft& draft,
                        const EvaluationId& present, const Problems& problems) {
    const auto parents = possible_parents(visit, candidates, present);
    if (parents.empty()) return false;
    std::vector<web::Option> options{{"", text("evaluations.setup.no_parent"), {}}};
    for (const auto& parent : parents)
        options.push_back({parent.id.text, parent.title + " (" + text("evaluations.level." + name_of(parent.level) + ".name") + ")", {}});
    return web::select({.name = "parent",
                        .legend = text("evaluations.setup.parent"),
                        .hint = text("evaluations.setup.parent_hint"),
                        .options = options,
                        .chosen = {draft.parent}},
                       problems);
}

web::Object set_up_form(const web::Visit& visit, db::Read& db, const EvaluationDraft& draft, const Problems& problems,
                        const std::string& action) {
    std::vector<web::Option> services;
    for (const auto& service : people::list_services(db, visit.actor.partnership, visit.only))
        if (!service.closed_at || std::ranges::find(draft.services, service.id.text) != draft.services.end())
            services.push_back({service.id.text, service.name,
                                service.organisation_name + ", " +
                                    text("evaluations.level." + name_of(static_cast<ServiceLevel>(service.level)) + ".name")});
    std::vector<web::Option> kinds;
    for (const auto kind : all_kinds()) kinds.push_back({name_of(kind), text("evaluations.kind." + name_of(kind)), {}});
    return {
        {"error_summary", web::error_summary(problems)},
        {"csrf", visit.csrf},
        {"action", action},
        {"draft_key", action},
        {"seen_version", std::to_string(draft.seen_version)},
        {"title", web::text_input({.name = "title",
                                   .label = text("evaluations.setup.title"),
                                   .hint = text("evaluations.setup.title_hint"),
                                   .value = draft.title,
                                   .type = "text",
                                   .autocomplete = "off",
                                   .width = {}},
                                  problems)},
        {"kind",
         web::radios({.name = "kind", .legend = text("evaluations.setup.kind"), .hint = {}, .options = kinds, .chosen = {draft.kind}},
                     problems)},
        {"why", web::textarea({.name = "why",
                               .label = text("evaluations.setup.why"),
                               .hint = text("evaluations.setup.why_hint"),
                               .value = draft.why,
                               .rows = 4,
                               .max = statement_max_characters},
                              problems)},
        {"level", web::radios({.name = "level",
                               .legend = text("evaluations.setup.level"),
                               .hint = {},
                               .options = options_of(all_service_levels(), "evaluations.level"),
                               .chosen = {draft.level}},
                              problems)},
        {"services", services.empty() ? web::Data(false)
                                      : web::checkboxes({.name = "services",
                                                         .legend = text("evaluations.setup.services"),
                                                         .hint = {},
                                                         .options = services,
                                                         .chosen = draft.services,
                                                         .is_inline = false,
                                                         .is_small = true},
                                                        problems)},
        {"children", web::text_input({.name = "children",
                                      .label = text("evaluations.setup.children"),
                                      .hint = text("evaluations.setup.children_hint"),
                                      .value = draft.children,
                                      .type = "text",
                                      .autocomplete = "off",
                                      .width = {}},
                                     problems)},
        {"from", web::date_input(
                     {.name = "from", .legend = text("evaluations.setup.from"), .hint = text("evaluations.date_hint"), .value = draft.from},
                     problems)},
        {"to", web::date_input({.name = "to", .legend = text("evaluations.setup.to"), .hint = {}, .value = draft.to}, problems)},
        {"judging", web::radios({.name = "judging",
                                 .legend = text("evaluations.setup.judging"),
                                 .hint = {},
                                 .options = options_of(all_judgings(), "evaluations.judging"),
                                 .chosen = {draft.judging.empty() ? name_of(Judging::together) : draft.judging}},
                                problems)},
        {"button", web::button(text("evaluations.setup.save"))},
        {"parent", false},
        {"framework", false},
        {"owner", false},
        {"conflict", false}};
}

// Where none is named, it matters whether there is any.
std::vector<ServiceId> known_services(const web::Visit& visit, db::Read& db) {
    std::vector<ServiceId> ids;
    if (visit.form.list("services").empty()) {
        if (const auto any = people::find_any_service(db, visit.actor.partnership)) ids.push_back(*any);
        return ids;
    }
    for (const auto& service : people::list_services(db, visit.actor.partnership, visit.only)) ids.push_back(service.id);
    return ids;
}

// Asked only where there is a choice. An evaluation stays with its framework version for ever.
web::Data framework_choice(const std::vector<frameworks::Published>& published, const std::string& chosen, const Problems& problems) {
    if (published.size() < 2) return false;
    std::vector<web::Option> options;
    for (const auto& framework : published)
        options.push_back({framework.hash, framework.title + ", " + framework.version, framework.publisher});
    return web::radios({.name = "framework",
                        .legend = text("evaluations.setup.framework"),
                        .hint = text("evaluations.setup.framework_hint"),
                        .options = options,
                        .chosen = {chosen}},
                       problems);
}

// The one that was chosen, or the only one.
std::string framework_from(const web::Visit& visit, const std::vector<frameworks::Published>& published) {
    if (published.size() == 1) return published.front().hash;
    for (const auto& framework : published)
        if (framework.hash == visit.form.text("framework")) return framework.hash;
    return {};
}

struct SetUpOffers {
    std::vector<frameworks::Published> frameworks;
    std::vector<ParentCandidate> parents;
    std::vector<Owner> owners;  // whose it can be, where this actor evaluates
};

SetUpOffers offers_for(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto published = frameworks::ask_frameworks(trip);
    const auto parents = ask_parents(trip, visit.sight(), visit.only);
    const auto owners = ask_owners(trip, visit.actor, Ability::evaluate, visit.now);
    trip.go();
    return {std::move(*published), std::move(*parents), owners.all()};
}

web::Response new_page(const web::Visit& visit, db::Read& db, const EvaluationDraft& draft, const Problems& problems, web::Status status) {
    auto data = set_up_form(visit, db, draft, problems, "/evaluations/new");
    auto offers = offers_for(visit, db);
    data["parent"] = parent_choice(visit, offers.parents, draft, {}, problems);
    data["framework"] = framework_choice(offers.frameworks, visit.form.text("framework"), problems);
    data["owner"] = owner_choice(named_owners(std::move(offers.owners)), visit.form.text("owner"), problems);
    data.emplace("header", web::header("", text("evaluations.setup.new_title"), text("evaluations.setup.lead")));
    auto response = web::page("workspace/set_up", text("evaluations.setup.new_title"), std::move(data), status);
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_choice");
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, db, {}, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto draft = draft_of(visit.form);
    Evaluation fresh;
    fresh.id = EvaluationId::make(visit.now);
    const auto offers = offers_for(visit, db);
    fresh.framework_hash = framework_from(visit, offers.frameworks);
    fresh.created_by = visit.actor.id;
    fresh.created_at = visit.now;
    const auto owner = owner_from(offers.owners, visit.form.text("owner"));
    if (owner) fresh.owner = owner->organisation;
    auto evaluation = set_up(fresh, draft, known_services(visit, db), possible_parents(visit, offers.parents, {}));
    auto problems = evaluation ? Problems{} : evaluation.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (fresh.framework_hash.empty()) problems.push_back({"framework", "evaluations.setup.framework_missing"});
    if (evaluation && owner && !may_do(visit.actor, Ability::evaluate, Place{fresh.owner, evaluation->services, fresh.id}))
        problems.push_back({"services", "evaluations.sharing.services_beyond"});
    if (!problems.empty()) evaluation = refuse(problems);
    if (!evaluation) return new_page(visit, db, draft, evaluation.error(), web::Status::unprocessable);
    add_evaluation(db, visit.by(), *evaluation);
    people::forget_draft(visit, db);
    return web::see_other(address_of(evaluation->id) + "/scope");
}

web::Response edit_page(const web::Visit& visit, db::Read& db, const Evaluation& evaluation, const EvaluationDraft& draft,
                        const Problems& problems, web::Status status, web::Data conflict) {
    auto data = set_up_form(visit, db, draft, problems, address_of(evaluation.id) + "/set-up");
    data["parent"] = parent_choice(visit, db::alone(db, ask_parents, visit.sight(), visit.only), draft, evaluation.parent, problems);
    data["conflict"] = std::move(conflict);
    data.emplace("header", web::header(evaluation.title, text("evaluations.setup.edit_title")));
    return evaluation_page("workspace/set_up", text("evaluations.setup.edit_title"), evaluation, std::move(data), status);
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    return edit_page(visit, db, *evaluation, draft_of(*evaluation), {}, web::Status::ok, false);
}

web::Object compared(const EvaluationDraft& yours, const Evaluation& theirs) {
    const auto their = draft_of(theirs);
    web::List fields;
    const auto add = [&](const std::string& key, const std::string& mine, const std::string& other) {
        fields.push_back(
            web::Object{{"label", text("evaluations.setup." + key)}, {"yours", mine}, {"theirs", other}, {"is_same", mine == other}});
    };
    add("title", yours.title, their.title);
    add("why", yours.why, their.why);
    add("children", yours.children, their.children);
    add("from", yours.from, their.from);
    add("to", yours.to, their.to);
    return web::Object{{"who", text("ui.conflict_somebody")}, {"when", text("ui.conflict_just_now")}, {"fields", fields}};
}

// What somebody judged unseen by the others stays so until it is revealed: nobody opens it by setting up differently.
bool has_first_judgements(const web::Visit& visit, db::Read& db, const Evaluation& evaluation) {
    return std::ranges::any_of(judging::read_rounds(db, visit.actor.partnership, evaluation.id, {}),
                               [](const auto& round) { return !round.second.given.empty(); });
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto before = evaluation_at(visit);
    if (!before) return web::not_found();
    auto draft = draft_of(visit.form);
    auto after = set_up(*before, draft, known_services(visit, db),
                        possible_parents(visit, db::alone(db, ask_parents, visit.sight(), visit.only), before->parent));
    if (after && !may_do(visit.actor, Ability::evaluate, Place{after->owner, after->services, after->id}))
        after = refuse({{"services", "evaluations.sharing.services_beyond"}});
    if (after && before->judging == Judging::alone_first && after->judging != before->judging && has_first_judgements(visit, db, *before))
        after = refuse({{"judging", "evaluations.setup.judging_begun"}});
    if (!after) return edit_page(visit, db, *before, draft, after.error(), web::Status::unprocessable, false);
    if (!save_evaluation(db, visit.by(), *before, *after)) {
        draft.seen_version = before->version;  // saving again is now a choice
        return edit_page(visit, db, *before, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         compared(draft, *before));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(before->id));
}

web::Response change_state(const web::Visit& visit, db::Write& db) {
    const auto before = evaluation_at(visit);
    if (!before) return web::not_found();
    const auto after = visit.form.text("state") == "finished" ? finish(*before, visit.now) : reopen(*before);
    // Asked twice, or by two people: what they wanted is so already.
    if (after) (void)save_evaluation(db, visit.by(), *before, *after);
    return web::see_other(address_of(before->id));
}

// For the description of the API.
constexpr const char* set_up_fields =
    "{title, kind: self_evaluation|single_service_inspection|joint_inspection|thematic_review|plan_formulation|monitoring, why, "
    "level: strategic|operational|delivery, services: [text], children, from: day, to: day, judging: together|alone_first|, parent, "
    "framework, owner, "
    "seen_version: number}";

}  // namespace

void add_set_up_pages(web::Router& router) {
    router.get("/evaluations/new", may::evaluate, show_new);
    router.post("/evaluations/new", may::evaluate, create, {.takes = set_up_fields, .reads_named = true});
    router.get("/evaluations/{evaluation}/set-up", may::evaluate, show_edit);
    router.post("/evaluations/{evaluation}/set-up", may::evaluate, save, {.takes = set_up_fields, .reads_named = true});
    router.post("/evaluations/{evaluation}/state", may::evaluate, change_state, {.takes = "{state: finished|under_way}"});
}

}  // namespace touchstone::workspace
