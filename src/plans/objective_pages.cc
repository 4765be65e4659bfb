// One objective: what it comes from, its targets and action points, whether it made a difference; and its form.
#include <algorithm>
#include <map>
#include <set>

#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "plans/measured_words_pages.h"
#include "plans/objective_store.h"
#include "plans/plan_pages.h"
#include "plans/plan_words_pages.h"
#include "web/fields.h"

namespace touchstone::plans {
namespace {

using web::text;

std::string effects_address(const ObjectiveWhole& whole) { return address_of(whole.objective.id) + "/effects"; }
std::string state_address(const Objective& objective) { return address_of(objective.id) + "/state"; }

std::vector<AreaRef> areas_there(const Content& content) {
    std::vector<AreaRef> areas;
    for (const auto& area : content.areas) areas.push_back(area.ref);
    return areas;
}

std::vector<IndicatorRef> indicators_there(const Content& content) {
    std::vector<IndicatorRef> indicators;
    for (const auto& awarded : content.levels) indicators.push_back(awarded.at);
    return indicators;
}

// Each area for improvement of the plan's evaluations; what another objective has taken up says so.
std::vector<web::Option> areas_offered(const Content& content, const ObjectiveId& objective) {
    std::vector<web::Option> options;
    for (const auto& area : content.areas) {
        auto hint = area.evidence_title;
        for (const auto& whole : content.objectives)
            if (whole.objective.id != objective &&
                std::ranges::find(whole.objective.areas, area.ref.finding, &AreaRef::finding) != whole.objective.areas.end())
                hint += ". " + text("plans.objective.taken_up", {{"objective", whole.objective.title}});
        options.push_back({text_of(area.ref), area.statement, hint});
    }
    return options;
}

std::vector<web::Option> indicators_offered(db::Read& db, const Content& content) {
    std::vector<web::Option> options;
    for (const auto& [at, level] : content.levels) {
        const auto drawn = std::ranges::find(content.evaluations, at.evaluation, &Drawn::id);
        const auto& framework = frameworks::framework_of(db, drawn->framework_hash);
        const auto* indicator = frameworks::find_indicator(framework, at.indicator);
        options.push_back({text_of(at), at.indicator + " " + (indicator ? indicator->title : std::string()),
                           text("plans.objective.indicator_hint",
                                {{"level", evaluations::level_word(framework, static_cast<int>(level))}, {"evaluation", drawn->title}})});
    }
    return options;
}

std::vector<web::Option> outcomes_offered(const Content& content) {
    std::vector<web::Option> options;
    for (const auto& outcome : content.outcomes) options.push_back({outcome.key, outcome.title, outcome.about});
    return options;
}

std::vector<std::string> outcomes_there(const Content& content) {
    std::vector<std::string> keys;
    for (const auto& outcome : content.outcomes) keys.push_back(outcome.key);
    return keys;
}

web::Offers offers_of(db::Read& db, const Content& content, const ObjectiveId& objective) {
    std::vector<web::Option> priorities;
    for (const auto priority : all_priorities())
        priorities.push_back({name_of(priority), text("plans.priority." + name_of(priority) + ".name"),
                              text("plans.priority." + name_of(priority) + ".about")});
    return {{"outcomes", outcomes_offered(content)},
            {"priority", priorities},
            {"areas", areas_offered(content, objective)},
            {"indicators", indicators_offered(db, content)}};
}

// `whole` is null for a new one, `theirs` there when somebody else was faster.
web::Response form_page(const web::Visit& visit, db::Read& db, const Content& content, const ObjectiveWhole* whole,
                        const ObjectiveDraft& draft, const Problems& problems, web::Status status,
                        const std::optional<ObjectiveDraft>& theirs = {}) {
    const auto& fields = objective_fields();
    const auto title = text(whole ? "plans.objective.edit" : "plans.objective.add");
    const auto address = whole ? address_of(whole->objective.id) + "/edit" : address_of(content.plan.id) + "/objectives/new";
    const auto offers = offers_of(db, content, whole ? whole->objective.id : ObjectiveId{});
    auto data = web::components(fields, draft, problems, offers);
    for (const auto* list : {"areas", "indicators"}) data[list] = web::searchable(data[list], visit);
    data.merge({{"header", web::header(whole ? whole->objective.title : content.plan.title, title, text("plans.objective.lead"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"conflict",
                 theirs ? web::Data(web::compared(fields, draft, web::as_offered(fields, *theirs, offers), offers)) : web::Data(false)},
                {"button", web::button(text("plans.objective.save"))}});
    auto response = plan_page("plans/objective_form", title, content, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(fields, web::as_offered(fields, draft, offers))}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    ObjectiveDraft draft;
    draft.areas = visit.query.list("areas");
    draft.outcomes = visit.query.list("outcomes");
    return form_page(visit, db, *content, nullptr, draft, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    const auto draft = web::read_draft(objective_fields(), visit.form);
    if (web::is_searching(visit)) return form_page(visit, db, *content, nullptr, draft, {}, web::Status::ok);
    Objective fresh;
    fresh.id = ObjectiveId::make(visit.now);
    fresh.plan = content->plan.id;
    fresh.created_by = visit.actor.id;
    fresh.created_at = visit.now;
    const auto objective = set_objective(fresh, draft, areas_there(*content), indicators_there(*content), outcomes_there(*content));
    if (!objective) return form_page(visit, db, *content, nullptr, draft, objective.error(), web::Status::unprocessable);
    add_objective(db, visit.by(), *objective);
    begin_edition(db, visit.by(), content->plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(objective->id), "objective");
}

// Later judgements of the objective's indicators, and measured values: what an effect can rest on.
struct Grounds {
    std::vector<Ground> known;
    std::vector<web::Option> options;
};
Grounds grounds_of(db::Read& db, const ObjectiveWhole& whole, const Choices& choices) {
    Grounds grounds;
    const auto add = [&](const Ground& ground, const std::string& label) {
        grounds.known.push_back(ground);
        grounds.options.push_back({text_of(ground), label, {}});
    };
    std::set<std::string> codes;
    for (const auto& indicator : whole.objective.indicators) codes.insert(indicator.indicator);
    for (const auto& judged : choices.judged) {
        if (judged.when <= whole.objective.created_at || (!codes.empty() && !codes.contains(judged.at.indicator))) continue;
        const auto drawn = std::ranges::find(choices.readable, judged.at.evaluation, &Drawn::id);
        const auto& framework = frameworks::framework_of(db, drawn->framework_hash);
        add({judged.at, {}}, text("plans.effect.judgement", {{"indicator", judged.at.indicator},
                                                             {"level", evaluations::level_word(framework, static_cast<int>(judged.level))},
                                                             {"evaluation", judged.evaluation_title},
                                                             {"when", in_words(date_of(judged.when))}}));
    }
    for (const auto& target : whole.targets)
        for (const auto& value : target.values)
            add({{}, value.id},
                text("plans.effect.value",
                     {{"measure", target.measure}, {"value", with_unit(value.value, target)}, {"when", in_words(value.on)}}));
    return grounds;
}

web::List effect_rows(const ObjectiveWhole& whole, const Grounds& grounds) {
    web::List rows;
    for (const auto& effect : whole.effects) {
        const auto named = std::ranges::find(grounds.options, text_of(effect.ground), &web::Option::value);
        const bool has_ground = !text_of(effect.ground).empty();
        rows.push_back(web::Object{
            {"said", effect_in_words(effect)},
            {"paragraphs", web::paragraphs(effect.words)},
            {"ground",
             !has_ground ? web::Data(false) : web::Data(named == grounds.options.end() ? text("plans.effect.ground_gap") : named->label)}});
    }
    return rows;
}

web::Data effect_form(const web::Visit& visit, const ObjectiveWhole& whole, Grounds grounds, const Problems& problems) {
    if (!visit.may(Ability::evaluate, "objective")) return false;
    grounds.options.insert(grounds.options.begin(), {"", text("plans.effect.no_ground"), {}});
    auto data = web::components(effect_fields(), web::read_draft(effect_fields(), visit.form), problems, {{"ground", grounds.options}});
    data.merge({{"action", effects_address(whole)}, {"button", web::button(text("plans.effect.save"), {}, {}, true)}});
    return data;
}

web::Data closing_form(const web::Visit& visit, const Objective& objective, const Problems& problems) {
    if (!visit.may(Ability::lead, "objective")) return false;
    // Which state it is to have stands beside the button, not to be chosen.
    auto draft = web::read_draft(state_fields(), visit.form);
    draft.seen_version = objective.version;
    auto data = web::components(state_fields(), draft, problems, {{"state", {}}});
    data.merge({{"address", state_address(objective)},
                {"is_closed", objective.closed_at.has_value()},
                {"close", web::button(text("plans.objective.close"), {}, {}, true)},
                {"reopen", web::button(text("plans.objective.reopen"), {}, {}, true)}});
    return data;
}

// The forms that the page shows to whoever may fill them in.
std::map<std::string, web::FormNow> forms_of(const web::Visit& visit, const ObjectiveWhole& whole) {
    const auto& objective = whole.objective;
    std::map<std::string, web::FormNow> forms;
    if (visit.may(Ability::evaluate, "objective")) forms.emplace(effects_address(whole), web::form_now(effect_fields(), {}));
    if (visit.may(Ability::lead, "objective"))
        forms.emplace(state_address(objective),
                      web::form_now(state_fields(), {objective.closed_at ? "open" : "closed", "", objective.version}));
    return forms;
}

web::Response objective_page(const web::Visit& visit, db::Read& db, const Content& content, const ObjectiveWhole& whole,
                             const Problems& problems, web::Status status) {
    const auto& objective = whole.objective;
    const bool may_write = visit.may(Ability::lead, "objective") && !objective.closed_at;
    const auto grounds = grounds_of(db, whole, read_choices(db, visit.sight(), content.plan, visit.only));
    web::Data closed = false;
    if (objective.closed_at)
        closed =
            web::notice("info", text("plans.objective.closed_on", {{"date", in_words(date_of(*objective.closed_at))}}), objective.closing);
    auto response = plan_page("plans/objective", objective.title, content,
                              {{"header", web::header(text("plans.objective.label",
                                                           {{"priority", text("plans.priority." + name_of(objective.priority) + ".name")}}),
                                                      objective.title)},
                               {"csrf", visit.csrf},
                               {"address", address_of(objective.id)},
                               {"closed", closed},
                               {"difference", web::paragraphs(objective.difference)},
                               {"outcomes", web::or_false(outcomes_in_words(content.outcomes, objective.outcomes))},
                               {"areas", area_rows(whole.areas)},
                               {"no_areas", whole.areas.empty()},
                               {"targets", whole.targets.empty() ? web::Data(false) : web::Data(target_table(content, whole, true))},
                               {"actions", whole.actions.empty() ? web::Data(false) : web::Data(action_table({&whole}, visit.now, false))},
                               {"measured", measured_rows(content, whole, date_of(visit.now))},
                               {"effects", effect_rows(whole, grounds)},
                               {"no_effects", whole.effects.empty()},
                               {"effect_form", effect_form(visit, whole, grounds, problems)},
                               {"closing_form", closing_form(visit, objective, problems)},
                               {"may_write", may_write}},
                              status);
    response.problems = problems;
    response.forms = forms_of(visit, whole);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    return whole ? objective_page(visit, db, *content, *whole, {}, web::Status::ok) : web::not_found();
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    return whole ? form_page(visit, db, *content, whole, draft_of(whole->objective), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    auto draft = web::read_draft(objective_fields(), visit.form);
    if (web::is_searching(visit)) return form_page(visit, db, *content, whole, draft, {}, web::Status::ok);
    const auto after = set_objective(whole->objective, draft, areas_there(*content), indicators_there(*content), outcomes_there(*content));
    if (!after) return form_page(visit, db, *content, whole, draft, after.error(), web::Status::unprocessable);
    if (!save_objective(db, visit.by(), whole->objective, *after)) {
        draft.seen_version = whole->objective.version;  // saving again is now a choice
        return form_page(visit, db, *content, whole, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         draft_of(whole->objective));
    }
    begin_edition(db, visit.by(), content->plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id), "objective");
}

web::Response change_state(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    const auto draft = web::read_draft(state_fields(), visit.form);
    const bool closing = draft.state == "closed";
    const bool is_open = std::ranges::any_of(whole->actions, &ActionPoint::is_open);
    auto after = closing ? close_objective(whole->objective, draft.closing, is_open, visit.now) : reopen_objective(whole->objective);
    if (!after) return objective_page(visit, db, *content, *whole, after.error(), web::Status::unprocessable);
    after->version = draft.seen_version;
    if (!save_objective(db, visit.by(), whole->objective, *after))
        return objective_page(visit, db, *content, *whole, {{"", "plans.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(after->id));
}

web::Response say_effect(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, visit.id<ObjectiveId>("objective")) : nullptr;
    if (!whole) return web::not_found();
    const auto grounds = grounds_of(db, *whole, read_choices(db, visit.sight(), content->plan, visit.only));
    const auto effect = judge_effect(web::read_draft(effect_fields(), visit.form), grounds.known, visit.actor.id, visit.now);
    if (!effect) return objective_page(visit, db, *content, *whole, effect.error(), web::Status::unprocessable);
    add_effect(db, visit.by(), whole->objective, *effect);
    return web::see_other(address_of(whole->objective.id) + "#effect", "effect");
}

}  // namespace

void add_objective_pages(web::Router& router) {
    router.get("/plans/{plan}/objectives/new", may::lead, show_new);
    router.post("/plans/{plan}/objectives/new", may::lead, create, {.fields = web::taken(objective_fields()), .reads_named = true});
    router.get("/objectives/{objective}", may::read, show);
    router.get("/objectives/{objective}/edit", may::lead, show_edit);
    router.post("/objectives/{objective}/edit", may::lead, save, {.fields = web::taken(objective_fields()), .reads_named = true});
    router.post("/objectives/{objective}/state", may::lead, change_state,
                {.fields = web::taken(state_fields()), .form_at = "/objectives/{objective}", .reads_named = true});
    router.post("/objectives/{objective}/effects", may::evaluate, say_effect,
                {.fields = web::taken(effect_fields()), .form_at = "/objectives/{objective}", .reads_named = true});
}

}  // namespace touchstone::plans
