// The evidence plan: what could be done, what it costs whom, and the least work that closes the gaps.
#include <algorithm>

#include <fmt/format.h>

#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "workspace/pages.h"
#include "workspace/planned_activity_store.h"
#include "workspace/workspace_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using frameworks::Framework;
using web::text;

constexpr std::chrono::milliseconds time_for_planning{300};  // on a page; what is not proven in this time is said to be not proven

// Of one activity: how far it has come, and how far it had for the one who says so.
const FieldShape activity_state_shape{"state", FieldShape::Kind::choice, 0, true, {"possible", "done", "dropped"}},
    seen_shape{"seen_version"};

std::string plan_address(const EvaluationId& id) { return address_of(id) + "/evidence-plan"; }

struct Material {
    Evaluation evaluation;
    const Framework* framework;
    Workspace workspace;
    std::vector<ProposedActivity> activities;
    std::vector<Partner> partners;
};

std::optional<Material> find_material(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    auto workspace = read_workspace(db, visit.sight(), evaluation->id);
    auto [activities, partners] = read_planning(db, visit.actor.partnership, evaluation->id, visit.only);
    return Material{std::move(*evaluation), &framework, std::move(workspace), std::move(activities), std::move(partners)};
}

// Themes in scope with what there is, in the framework's order: a full look wants triangulation, a light one a second line.
std::vector<ThemeInScope> themes_in_scope(const Material& material) {
    std::vector<ThemeInScope> themes;
    for (const auto& indicator : material.framework->indicators) {
        const auto choice = material.workspace.scope.find(indicator.code);
        if (choice == material.workspace.scope.end() || choice->second.depth == Depth::none) continue;
        for (std::size_t i = 0; i < indicator.themes.size(); ++i) {
            const ThemeRef theme{indicator.code, static_cast<int>(i) + 1};
            if (!looks_at(choice->second, theme.theme)) continue;
            const auto lines = material.workspace.lines.find(theme);
            themes.push_back({theme, indicator.themes[i].half,
                              choice->second.depth == Depth::full ? TriangulationState::triangulated : TriangulationState::backed_up,
                              lines == material.workspace.lines.end() ? std::vector<Line>{} : lines->second});
        }
    }
    return themes;
}

EvidencePlan least_of(const Material& material, std::vector<const ProposedActivity*>& possible) {
    PlanRequest request{themes_in_scope(material), {}, {}, time_for_planning};
    for (const auto& made : material.activities)
        if (made.state == ActivityState::possible) {
            possible.push_back(&made);
            request.activities.push_back(made.activity);
        }
    return plan_evidence(request);
}

std::string theme_word(const ThemeRef& theme) {
    return text("frameworks.theme_number", {{"code", theme.indicator}, {"number", std::to_string(theme.theme)}});
}

std::string partner_word(const Material& material, const OrganisationId& id) {
    const auto found = std::ranges::find(material.partners, id, &Partner::id);
    return found == material.partners.end() ? text("evaluations.sharing.whole_partnership") : found->name;
}

std::string work_in_words(const Material& material, const std::map<OrganisationId, Work>& work) {
    std::vector<std::string> words;
    for (const auto& [organisation, hours] : work)
        words.push_back(
            text("evaluations.evidence_plan.hours_of", {{"owner", partner_word(material, organisation)}, {"hours", in_hours(hours)}}));
    return web::listed(words);
}

web::Data least_data(const Material& material) {
    std::vector<const ProposedActivity*> possible;
    const auto plan = least_of(material, possible);
    web::List items, unreachable;
    for (const auto& planned : plan.activities) {
        const auto& made = *possible[planned.number];
        web::List gains;
        for (const auto& gain : planned.gains)
            gains.push_back(text("evaluations.evidence_plan.gain", {{"theme", theme_word(gain.theme)},
                                                                    {"without", text("evaluations.triangulation." + name_of(gain.without))},
                                                                    {"with", text("evaluations.triangulation." + name_of(gain.with))}}));
        items.push_back(web::Object{{"name", made.activity.name}, {"work", work_in_words(material, made.activity.work)}, {"gains", gains}});
    }
    for (const auto& theme : plan.out_of_reach)
        unreachable.push_back(
            text("evaluations.evidence_plan.out_of_reach",
                 {{"theme", theme_word(theme.theme)}, {"best", text("evaluations.triangulation." + name_of(theme.best.state))}}));
    return web::Object{
        {"reading", items.empty()
                        ? text(plan.out_of_reach.empty() ? "evaluations.evidence_plan.enough" : "evaluations.evidence_plan.none_helps")
                        : web::counted("evaluations.evidence_plan.least", static_cast<int>(items.size()),
                                       {{"hours", in_hours(plan.work)}, {"partners", work_in_words(material, plan.work_of)}})},
        {"unproven", !plan.is_least},
        {"items", items},
        {"unreachable", unreachable.empty() ? web::Data(false)
                                            : web::Data(web::Object{{"summary", web::counted("evaluations.evidence_plan.unreachable",
                                                                                             static_cast<int>(unreachable.size()))},
                                                                    {"items", unreachable}})}};
}

web::List activity_rows(const web::Visit& visit, const Material& material, bool may_write) {
    web::List rows;
    for (const auto& made : material.activities) {
        std::vector<std::string> themes;
        for (const auto& serves : made.activity.serves) themes.push_back(text_of(serves.theme));
        web::List buttons;
        if (may_write)
            for (const auto state : {ActivityState::done, ActivityState::dropped, ActivityState::possible})
                if (state != made.state)
                    buttons.push_back(web::Object{{"value", name_of(state)},
                                                  {"text", text("evaluations.evidence_plan.do." + name_of(state))},
                                                  {"name", made.activity.name}});
        rows.push_back(web::Object{{"name", made.activity.name},
                                   {"state", text("evaluations.evidence_plan.state." + name_of(made.state))},
                                   {"source", source_word(*material.framework, made.source)},
                                   {"themes", web::listed(themes)},
                                   {"work", work_in_words(material, made.activity.work)},
                                   {"change", made.change},
                                   {"csrf", visit.csrf},
                                   {"address", plan_address(material.evaluation.id) + "/" + made.id.text},
                                   {"seen", name_of(made.state)},
                                   {"buttons", buttons}});
    }
    return rows;
}

web::Offers offers_of(const Material& material) {
    std::vector<web::Option> sources, themes;
    for (const auto& source : material.framework->sources) sources.push_back({source.key, source.title, {}});
    for (const auto& theme : themes_in_scope(material)) {
        const auto indicator = std::ranges::find(material.framework->indicators, theme.theme.indicator, &frameworks::Indicator::code);
        const auto state = triangulate(theme.evidence).state;
        themes.push_back({text_of(theme.theme), theme_word(theme.theme) + ": " + frameworks::listed_title(*indicator, theme.theme.theme),
                          state >= theme.goal ? std::string() : text("evaluations.triangulation." + name_of(state))});
    }
    return {{"source", sources}, {"themes", themes}};
}

ProposedActivityDraft read_draft(const web::Form& form, const Material& material) {
    auto draft = web::read_draft(activity_fields(), form);
    for (const auto& partner : material.partners) draft.hours[partner.id.text] = form.text(hours_shape.in_row(partner.id.text).name);
    return draft;
}

web::Object form_data(const web::Visit& visit, const Material& material, const ProposedActivityDraft& draft, const Problems& problems) {
    web::List hours;
    for (const auto& partner : material.partners)
        hours.push_back(web::Object{{"input", web::text_input({.name = hours_shape.in_row(partner.id.text).name,
                                                               .label = partner.name,
                                                               .hint = {},
                                                               .value = draft.hours.at(partner.id.text),
                                                               .width = "fixed-5"},
                                                              problems)}});
    auto data = web::components(activity_fields(), draft, problems, offers_of(material));
    data["themes"] = web::searchable(data["themes"], visit);
    data.merge({{"csrf", visit.csrf},
                {"address", plan_address(material.evaluation.id)},
                {"hours", hours},
                {"button", web::button(text("evaluations.evidence_plan.add"))}});
    return data;
}

// What is new, and how far each activity has come.
std::map<std::string, web::FormNow> forms_of(const Material& material, const ProposedActivityDraft& draft) {
    std::vector<FieldValue> hours;
    for (const auto& [organisation, typed] : draft.hours) hours.push_back({hours_shape.in_row(organisation), {typed}});
    const auto address = plan_address(material.evaluation.id);
    std::map<std::string, web::FormNow> forms;
    if (!themes_in_scope(material).empty()) forms[address + "/new"] = web::form_now(activity_fields(), draft, hours);
    for (const auto& made : material.activities)
        forms[address + "/" + made.id.text] = {{{activity_state_shape, {name_of(made.state)}}, {seen_shape, {name_of(made.state)}}}, {}};
    return forms;
}

web::Response plan_page(const web::Visit& visit, const Material& material, const ProposedActivityDraft& draft, const Problems& problems,
                        web::Status status) {
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !material.evaluation.is_finished();
    const bool has_scope = !themes_in_scope(material).empty();
    auto response = evaluation_page(
        "workspace/evidence_plan", text("evaluations.evidence_plan.title"), material.evaluation,
        {{"header",
          web::header(material.evaluation.title, text("evaluations.evidence_plan.title"), text("evaluations.evidence_plan.lead"))},
         {"no_scope", !has_scope},
         {"least", has_scope ? least_data(material) : web::Data(false)},
         {"rows", activity_rows(visit, material, may_write)},
         {"form", may_write && has_scope ? web::Data(form_data(visit, material, draft, problems)) : web::Data(false)}},
        status);
    response.problems = problems;
    if (may_write) response.forms = forms_of(material, draft);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto material = find_material(visit, db);
    return material ? plan_page(visit, *material, read_draft({}, *material), {}, web::Status::ok) : web::not_found();
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto material = find_material(visit, db);
    if (!material) return web::not_found();
    const auto draft = read_draft(visit.form, *material);
    if (web::is_searching(visit)) return plan_page(visit, *material, draft, {}, web::Status::ok);
    std::vector<OrganisationId> organisations;
    for (const auto& partner : material->partners) organisations.push_back(partner.id);
    std::vector<ThemeRef> themes;
    for (const auto& theme : themes_in_scope(*material)) themes.push_back(theme.theme);
    const auto made = propose(material->evaluation, draft, themes, organisations, sources_of(*material->framework),
                              static_cast<int>(material->activities.size()), visit.actor.id, visit.now);
    if (!made) return plan_page(visit, *material, draft, made.error(), web::Status::unprocessable);
    add_activity(db, visit.by(), material->evaluation.id, *made);
    people::forget_draft(visit, db);
    return web::see_other(plan_address(material->evaluation.id));
}

web::Response change_state(const web::Visit& visit, db::Write& db) {
    const auto material = find_material(visit, db);
    if (!material) return web::not_found();
    const auto again = [&](const Problems& problems, web::Status status) {
        return plan_page(visit, *material, read_draft({}, *material), problems, status);
    };
    const auto state = activity_state_from(visit.form.text("state"));
    const ActivityId id{visit.path.at("activity")};
    const auto found = std::ranges::find(material->activities, id, &ProposedActivity::id);
    if (!state || found == material->activities.end() || material->evaluation.is_finished())
        return again({{"", "evaluations.evidence_plan.no_activity"}}, web::Status::unprocessable);
    if (visit.form.text("seen_version") != name_of(found->state))
        return again({{"", "evaluations.evidence_plan.changed_meanwhile"}}, web::Status::conflict);
    save_state(db, visit.by(), material->evaluation.id, *found, *state);
    return web::see_other(plan_address(material->evaluation.id));
}

}  // namespace

void add_plan_pages(web::Router& router) {
    router.word("activity");
    router.get("/evaluations/{evaluation}/evidence-plan", may::read, show);
    router.post("/evaluations/{evaluation}/evidence-plan/new", may::evaluate, add,
                {.fields = web::taken(activity_fields(), {hours_shape.in_row("*")}),
                 .form_at = "/evaluations/{evaluation}/evidence-plan",
                 .reads_named = true});
    router.post("/evaluations/{evaluation}/evidence-plan/{activity}", may::evaluate, change_state,
                {.fields = {activity_state_shape, seen_shape}, .form_at = "/evaluations/{evaluation}/evidence-plan"});
}

}  // namespace touchstone::workspace
