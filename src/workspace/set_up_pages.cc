#include "workspace/set_up_pages.h"

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
#include "web/fields.h"
#include "workspace/pages.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

using web::text;

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

std::vector<web::Option> parents_offered(const std::vector<Related>& parents) {
    std::vector<web::Option> options;
    if (!parents.empty()) options.push_back({"", text("evaluations.setup.no_parent"), {}});
    for (const auto& parent : parents)
        options.push_back({parent.id.text, parent.title + " (" + text("evaluations.level." + name_of(parent.level) + ".name") + ")", {}});
    return options;
}

// Those that are open, and those that are chosen already.
std::vector<web::Option> services_offered(const std::vector<people::Service>& all, const std::vector<std::string>& chosen) {
    std::vector<web::Option> services;
    for (const auto& service : all)
        if (!service.closed_at || std::ranges::find(chosen, service.id.text) != chosen.end())
            services.push_back({service.id.text, service.name,
                                web::listed({service.organisation_name,
                                             text("evaluations.level." + name_of(static_cast<ServiceLevel>(service.level)) + ".name")})});
    return services;
}

}  // namespace

web::Offers offers_of(const std::vector<people::Service>& services, const EvaluationDraft& draft, const std::vector<Related>& parents,
                      const std::vector<web::Option>& groups) {
    std::vector<web::Option> kinds;
    for (const auto kind : all_kinds()) kinds.push_back({name_of(kind), text("evaluations.kind." + name_of(kind)), {}});
    return {{"kind", kinds},
            {"level", options_of(all_service_levels(), "evaluations.level")},
            {"judging", options_of(all_judgings(), "evaluations.judging")},
            {"services", services_offered(services, draft.services)},
            {"parent", parents_offered(parents)},
            {"groups", groups}};
}

std::vector<web::Option> groups_offered(db::Read& db, const std::vector<std::string>& framework_hashes) {
    std::vector<web::Option> groups;
    for (const auto& hash : framework_hashes)
        for (const auto& group : frameworks::framework_of(db, hash).children_groups)
            if (std::ranges::find(groups, group.key, &web::Option::value) == groups.end()) groups.push_back({group.key, group.title, {}});
    return groups;
}

namespace {

web::Object set_up_form(const web::Visit& visit, const web::Offers& offers, const EvaluationDraft& draft, const Problems& problems) {
    auto data = web::components(set_up_fields(), draft, problems, offers);
    data.merge({{"csrf", visit.csrf},
                {"action", visit.address},
                {"button", web::button(text("evaluations.setup.save"))},
                {"framework", false},
                {"owner", false},
                {"conflict", false}});
    return data;
}

std::vector<std::string> hashes_of(const std::vector<frameworks::Published>& published) {
    std::vector<std::string> hashes;
    for (const auto& framework : published) hashes.push_back(framework.hash);
    return hashes;
}

std::vector<std::string> known_groups(db::Read& db, const std::string& framework_hash) {
    std::vector<std::string> keys;
    if (framework_hash.empty()) return keys;
    for (const auto& group : frameworks::framework_of(db, framework_hash).children_groups) keys.push_back(group.key);
    return keys;
}

// Where none is named, it matters whether there is any.
std::vector<ServiceId> known_services(const web::Visit& visit, db::Read& db, const EvaluationDraft& draft) {
    std::vector<ServiceId> ids;
    if (draft.services.empty()) {
        if (const auto any = people::find_any_service(db, visit.actor.partnership)) ids.push_back(*any);
        return ids;
    }
    for (const auto& service : people::list_services(db, visit.actor.partnership, visit.only)) ids.push_back(service.id);
    return ids;
}

}  // namespace

web::Data framework_choice(const std::vector<frameworks::Published>& published, const std::string& chosen, const Problems& problems) {
    if (published.size() < 2) return false;
    std::vector<web::Option> options;
    for (const auto& framework : published)
        options.push_back({framework.hash, web::listed({framework.title, framework.version}), framework.publisher});
    return web::radios({.name = "framework",
                        .legend = text("evaluations.setup.framework"),
                        .hint = text("evaluations.setup.framework_hint"),
                        .options = options,
                        .chosen = {chosen}},
                       problems);
}

namespace {

// The one that was chosen, or the only one.
std::string framework_from(const std::string& chosen, const std::vector<frameworks::Published>& published) {
    if (published.size() == 1) return published.front().hash;
    for (const auto& framework : published)
        if (framework.hash == chosen) return framework.hash;
    return {};
}

}  // namespace

SetUpOffers offers_for(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto published = frameworks::ask_frameworks(trip);
    const auto parents = ask_parents(trip, visit.sight(), visit.only);
    const auto owners = ask_owners(trip, visit.actor, Ability::evaluate, visit.now);
    const auto services = people::ask_services(trip, visit.actor.partnership, visit.only);
    const auto evaluations = ask_evaluations(trip, visit.sight(), visit.only);
    trip.go();
    // Whoever evaluates for one service is not offered those of others.
    if (!may_do(visit.actor, Ability::evaluate, Place{}))
        std::erase_if(*services, [&](const people::Service& each) {
            return !may_do(visit.actor, Ability::evaluate, Place{each.organisation, {each.id}, {}});
        });
    return {std::move(*published), std::move(*parents), owners.all(), std::move(*services), std::move(*evaluations)};
}

namespace {

web::Response new_page(const web::Visit& visit, db::Read& db, const EvaluationDraft& draft, const Problems& problems, web::Status status) {
    const auto framework = visit.form.text("framework"), owner = visit.form.text("owner");
    auto offers = offers_for(visit, db);
    auto data = set_up_form(
        visit,
        offers_of(offers.services, draft, possible_parents(visit, offers.parents, {}), groups_offered(db, hashes_of(offers.frameworks))),
        draft, problems);
    data["framework"] = framework_choice(offers.frameworks, framework, problems);
    data["owner"] = owner_choice(named_owners(std::move(offers.owners)), owner, problems);
    data.emplace("header", web::header("", text("evaluations.setup.new_title"), text("evaluations.setup.lead")));
    auto response = web::page("workspace/set_up", text("evaluations.setup.new_title"), std::move(data), status);
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_choice");
    response.problems = problems;
    response.forms = {
        {"/evaluations/new", web::form_now(set_up_fields(), draft, {{framework_shape, {framework}}, {owner_shape, {owner}}})}};
    return response;
}

}  // namespace

EvaluationDraft usual_start(Date today) {
    EvaluationDraft draft;
    draft.kind = name_of(Kind::self_evaluation);
    draft.judging = name_of(Judging::together);
    draft.children = text("evaluations.setup.children_usual");
    draft.to = iso(today);
    draft.from = iso(Date{std::chrono::sys_days{today} - std::chrono::days{364}});
    return draft;
}

Outcome<Evaluation> begun(const web::Visit& visit, db::Read& db, const SetUpOffers& offers, const EvaluationDraft& draft,
                          const std::string& owner, const std::string& framework) {
    Evaluation fresh;
    fresh.id = EvaluationId::make(visit.now);
    fresh.framework_hash = framework_from(framework, offers.frameworks);
    fresh.created_by = visit.actor.id;
    fresh.created_at = visit.now;
    const auto whose = owner_from(offers.owners, owner);
    if (whose) fresh.owner = whose->organisation;
    auto evaluation = set_up(fresh, draft, known_services(visit, db, draft), possible_parents(visit, offers.parents, {}),
                             known_groups(db, fresh.framework_hash));
    auto problems = evaluation ? Problems{} : evaluation.error();
    if (!whose) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (fresh.framework_hash.empty()) problems.push_back({"framework", "evaluations.setup.framework_missing"});
    if (evaluation && whose && !may_do(visit.actor, Ability::evaluate, Place{fresh.owner, evaluation->services, fresh.id}))
        problems.push_back({"services", "evaluations.sharing.services_beyond"});
    return problems.empty() ? std::move(evaluation) : refuse(problems);
}

namespace {

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto draft = usual_start(date_of(visit.now));
    return new_page(visit, db, draft, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(set_up_fields(), visit.form);
    const auto evaluation = begun(visit, db, offers_for(visit, db), draft, visit.form.text("owner"), visit.form.text("framework"));
    if (!evaluation) return new_page(visit, db, draft, evaluation.error(), web::Status::unprocessable);
    add_evaluation(db, visit.by(), *evaluation);
    people::forget_draft(visit, db);
    return web::see_other(address_of(evaluation->id) + "/scope", "evaluation");
}

// `theirs` is there when somebody else was faster.
web::Response edit_page(const web::Visit& visit, db::Read& db, const Evaluation& evaluation, const EvaluationDraft& draft,
                        const Problems& problems, web::Status status, const std::optional<EvaluationDraft>& theirs = {}) {
    const auto parents = possible_parents(visit, db::alone(db, ask_parents, visit.sight(), visit.only), evaluation.parent);
    const auto offers = offers_of(people::list_services(db, visit.actor.partnership, visit.only), draft, parents,
                                  groups_offered(db, {evaluation.framework_hash}));
    auto data = set_up_form(visit, offers, draft, problems);
    if (theirs) data["conflict"] = web::compared(set_up_fields(), draft, *theirs, offers);
    data.emplace("header", web::header(evaluation.title, text("evaluations.setup.edit_title")));
    auto response = evaluation_page("workspace/set_up", text("evaluations.setup.edit_title"), evaluation, std::move(data), status);
    response.problems = problems;
    if (!evaluation.is_finished()) response.forms = {{visit.address, web::form_now(set_up_fields(), draft)}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    return edit_page(visit, db, *evaluation, draft_of(*evaluation), {}, web::Status::ok);
}

// What somebody judged unseen by the others stays so until it is revealed: nobody opens it by setting up differently.
bool has_first_judgements(const web::Visit& visit, db::Read& db, const Evaluation& evaluation) {
    return std::ranges::any_of(judging::read_rounds(db, visit.actor.partnership, evaluation.id, {}),
                               [](const auto& round) { return !round.second.given.empty(); });
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto before = evaluation_at(visit);
    if (!before) return web::not_found();
    auto draft = web::read_draft(set_up_fields(), visit.form);
    auto after = set_up(*before, draft, known_services(visit, db, draft),
                        possible_parents(visit, db::alone(db, ask_parents, visit.sight(), visit.only), before->parent),
                        known_groups(db, before->framework_hash));
    if (after && !may_do(visit.actor, Ability::evaluate, Place{after->owner, after->services, after->id}))
        after = refuse({{"services", "evaluations.sharing.services_beyond"}});
    if (after && before->judging == Judging::alone_first && after->judging != before->judging && has_first_judgements(visit, db, *before))
        after = refuse({{"judging", "evaluations.setup.judging_begun"}});
    if (!after) return edit_page(visit, db, *before, draft, after.error(), web::Status::unprocessable);
    if (!save_evaluation(db, visit.by(), *before, *after)) {
        draft.seen_version = before->version;  // saving again is now a choice
        return edit_page(visit, db, *before, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict, draft_of(*before));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(before->id), "evaluation");
}

web::Response change_state(const web::Visit& visit, db::Write& db) {
    const auto before = evaluation_at(visit);
    if (!before) return web::not_found();
    const auto after = visit.form.text("state") == "finished" ? finish(*before, visit.now) : reopen(*before);
    // Asked twice, or by two people: what they wanted is so already.
    if (after) (void)save_evaluation(db, visit.by(), *before, *after);
    return web::see_other(address_of(before->id), "state");
}

web::Response change_archive(const web::Visit& visit, db::Write& db) {
    const auto before = evaluation_at(visit);
    if (!before) return web::not_found();
    const auto after = visit.form.text("archived") == "yes" ? archive(*before, visit.now) : take_out_of_archive(*before);
    if (after && after->archived_at != before->archived_at) (void)save_evaluation(db, visit.by(), *before, *after);
    return web::see_other(address_of(before->id));
}

}  // namespace

void add_set_up_pages(web::Router& router) {
    router.get("/evaluations/new", may::evaluate, show_new);
    router.post("/evaluations/new", may::evaluate, create,
                {.fields = web::taken(set_up_fields(), {framework_shape, owner_shape}), .reads_named = true});
    router.get("/evaluations/{evaluation}/set-up", may::evaluate, show_edit);
    router.post("/evaluations/{evaluation}/set-up", may::evaluate, save, {.fields = web::taken(set_up_fields()), .reads_named = true});
    router.post("/evaluations/{evaluation}/state", may::evaluate, change_state,
                {.fields = {state_shape}, .form_at = "/evaluations/{evaluation}"});
    router.post("/evaluations/{evaluation}/archive", may::evaluate, change_archive,
                {.fields = {archived_shape}, .form_at = "/evaluations/{evaluation}"});
}

}  // namespace touchstone::workspace
