// One target of an objective: its numbers over time, and its form.
#include <algorithm>

#include "people/draft_pages.h"
#include "plans/objective_store.h"
#include "plans/parts_pages.h"
#include "plans/plan_pages.h"

namespace touchstone::plans {
namespace {

using web::text;

TargetDraft draft_of(const web::Form& form) {
    return {form.text("measure"),
            form.text("unit"),
            form.text("direction"),
            form.text("baseline"),
            web::typed_date(form, "baseline_on"),
            form.text("aim"),
            web::typed_date(form, "aim_on"),
            form.text("variation"),
            form.number("seen_version")};
}

TargetDraft draft_of(const Target& target) {
    return {
        target.measure, target.unit,        name_of(target.direction), target.baseline, target.baseline_on ? iso(*target.baseline_on) : "",
        target.aim,     iso(target.aim_on), target.variation,          target.version};
}

web::Data form_of(const web::Visit& visit, const std::string& action, const TargetDraft& draft, const Problems& problems) {
    const auto number = [&](const char* name, const std::string& value) {
        return text_field(name, std::string("plans.target.") + name, value, problems, "fixed-10");
    };
    std::vector<web::Option> directions;
    for (const auto direction : {Direction::higher, Direction::lower})
        directions.push_back({name_of(direction), text("plans.target.directions." + name_of(direction)), {}});
    return web::Object{{"csrf", visit.csrf},
                       {"action", action},
                       {"seen_version", std::to_string(draft.seen_version)},
                       {"measure", text_field("measure", "plans.target.measure", draft.measure, problems)},
                       {"unit", text_field("unit", "plans.target.unit", draft.unit, problems, "fixed-20")},
                       {"direction", web::radios({.name = "direction",
                                                  .legend = text("plans.target.direction"),
                                                  .hint = {},
                                                  .options = directions,
                                                  .chosen = {draft.direction},
                                                  .is_inline = true},
                                                 problems)},
                       {"baseline", number("baseline", draft.baseline)},
                       {"baseline_on", date_field("baseline_on", "plans.target.baseline_on", draft.baseline_on, problems)},
                       {"aim", number("aim", draft.aim)},
                       {"aim_on", date_field("aim_on", "plans.target.aim_on", draft.aim_on, problems)},
                       {"variation", number("variation", draft.variation)},
                       {"button", web::button(text("plans.target.save"))}};
}

// Those who lead the plan, and the owners of its objective's action points, write down what was measured.
bool may_measure(const web::Visit& visit, const ObjectiveWhole& whole) {
    const Doer doer{visit.actor.id, visit.may(Ability::lead, "objective")};
    return doer.leads || std::ranges::any_of(whole.actions, [&](const ActionPoint& action) { return may_work_on(action, doer); });
}

web::Data value_form(const web::Visit& visit, const ObjectiveWhole& whole, const Target& target, const Problems& problems) {
    if (whole.objective.closed_at || !may_measure(visit, whole)) return false;
    return web::Object{{"csrf", visit.csrf},
                       {"action", address_of(whole.objective.id) + "/targets/" + target.id.text + "/values"},
                       {"value", text_field("value", "plans.target.value", visit.form.text("value"), problems, "fixed-10")},
                       {"on", date_field("on", "plans.target.on", web::typed_date(visit.form, "on"), problems)},
                       {"note", text_field("note", "plans.target.note", visit.form.text("note"), problems)},
                       {"button", web::button(text("plans.target.add_value"), {}, {}, true)}};
}

web::Data values_table(const Target& target) {
    if (target.values.empty()) return false;
    web::Table table{
        .id = "values", .caption = text("plans.target.values"), .heads = {}, .rows = {}, .is_sortable = false, .csv = "measured.csv"};
    for (const auto* column : {"day", "measured", "note_head", "by"})
        table.heads.push_back({text(std::string("plans.target.") + column), {}});
    for (const auto& value : target.values)
        table.rows.push_back({{in_words(value.on), {}}, {with_unit(value.value, target), {}}, {value.note, {}}, {value.by_name, {}}});
    return web::table(table);
}

// `target` is null for a new one.
web::Response target_page(const web::Visit& visit, const Content& content, const ObjectiveWhole& whole, const Target* target,
                          const TargetDraft& draft, const Problems& problems, web::Status status, web::Data conflict = false) {
    const auto address = address_of(whole.objective.id) + "/targets/" + (target ? target->id.text : "new");
    const bool may_write = visit.may(Ability::lead, "objective") && !whole.objective.closed_at;
    const auto title = target ? target->measure : text("plans.target.add");
    return plan_page("plans/target", title, content,
                     {{"header", web::header(target ? text("plans.target.label") : whole.objective.title, title,
                                             target ? standing_in_words(*target) : text("plans.target.lead"))},
                      {"error_summary", web::error_summary(problems)},
                      {"conflict", std::move(conflict)},
                      {"values", target ? values_table(*target) : web::Data(false)},
                      {"value_form", target ? value_form(visit, whole, *target, problems) : web::Data(false)},
                      {"summary", target ? web::Data(target_table({whole.objective, {}, {*target}, {}, {}}, false)) : web::Data(false)},
                      {"line", address_of(whole.objective.id) + "/line-of-sight"},
                      {"is_new", target == nullptr},
                      {"form", may_write ? form_of(visit, address, draft, problems) : web::Data(false)}},
                     status, {{address_of(whole.objective.id), whole.objective.title}});
}

// The objective that the address names, and the target in it, where it names one.
struct Found {
    Content content;
    const ObjectiveWhole* whole;
    const Target* target;
};
std::optional<Found> find_it(const web::Visit& visit, db::Read& db, bool with_target) {
    auto content = find_content(visit, db, "objective");
    if (!content) return std::nullopt;
    Found found{std::move(*content), nullptr, nullptr};
    found.whole = find(found.content, visit.id<ObjectiveId>("objective"));
    if (with_target && found.whole) found.target = find(*found.whole, visit.id<TargetId>("target"));
    if (!found.whole || (with_target && !found.target)) return std::nullopt;
    return found;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto found = find_it(visit, db, false);
    return found ? target_page(visit, found->content, *found->whole, nullptr, {}, {}, web::Status::ok) : web::not_found();
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto found = find_it(visit, db, false);
    if (!found) return web::not_found();
    const auto draft = draft_of(visit.form);
    Target fresh;
    fresh.id = TargetId::make(visit.now);
    const auto target = set_target(fresh, draft);
    if (!target) return target_page(visit, found->content, *found->whole, nullptr, draft, target.error(), web::Status::unprocessable);
    add_target(db, visit.by(), found->whole->objective, *target);
    begin_edition(db, visit.by(), found->content.plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(found->whole->objective.id));
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto found = find_it(visit, db, true);
    return found ? target_page(visit, found->content, *found->whole, found->target, draft_of(*found->target), {}, web::Status::ok)
                 : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto found = find_it(visit, db, true);
    if (!found) return web::not_found();
    auto draft = draft_of(visit.form);
    const auto again = [&](const Problems& problems, web::Status status, web::Data conflict) {
        return target_page(visit, found->content, *found->whole, found->target, draft, problems, status, std::move(conflict));
    };
    const auto after = set_target(*found->target, draft);
    if (!after) return again(after.error(), web::Status::unprocessable, false);
    if (!save_target(db, visit.by(), found->content.plan.id, *found->target, *after)) {
        draft.seen_version = found->target->version;  // saving again is now a choice
        return again({{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                     compared({{text("plans.target.measure"), draft.measure, found->target->measure},
                               {text("plans.target.aim"), draft.aim, found->target->aim},
                               {text("plans.target.aim_on"), draft.aim_on, iso(found->target->aim_on)}}));
    }
    begin_edition(db, visit.by(), found->content.plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(found->whole->objective.id));
}

web::Response add_one(const web::Visit& visit, db::Write& db) {
    const auto found = find_it(visit, db, true);
    if (!found) return web::not_found();
    const auto refused = [&](const Problems& problems) {
        return target_page(visit, found->content, *found->whole, found->target, draft_of(*found->target), problems,
                           web::Status::unprocessable);
    };
    if (!may_measure(visit, *found->whole)) return refused({{"", "plans.action.not_yours"}});
    const auto value =
        measure({visit.form.text("value"), web::typed_date(visit.form, "on"), visit.form.text("note")}, visit.actor.id, visit.now);
    if (!value) return refused(value.error());
    add_value(db, visit.by(), found->content.plan.id, *found->target, *value);
    return web::see_other(address_of(found->whole->objective.id) + "/targets/" + found->target->id.text);
}

// For the description of the API.
constexpr const char* target_fields =
    "{measure, unit, direction: higher|lower, baseline, baseline_on: day, aim, aim_on: day, variation, seen_version: number}";

}  // namespace

void add_target_pages(web::Router& router) {
    router.word("target");
    router.get("/objectives/{objective}/targets/new", may::lead, show_new);
    router.post("/objectives/{objective}/targets/new", may::lead, create, {.takes = target_fields, .reads_named = true});
    router.get("/objectives/{objective}/targets/{target}", may::read, show);
    router.post("/objectives/{objective}/targets/{target}", may::lead, save, {.takes = target_fields, .reads_named = true});
    router.post("/objectives/{objective}/targets/{target}/values", may::read, add_one,
                {.takes = "{value, on: day, note}", .reads_named = true});
}

}  // namespace touchstone::plans
