// One target of an objective: its numbers over time, and its form.
#include <algorithm>

#include "measures/measure_store.h"
#include "people/draft_pages.h"
#include "plans/measured.h"
#include "plans/objective_store.h"
#include "plans/plan_pages.h"
#include "plans/plan_words_pages.h"
#include "web/fields.h"

namespace touchstone::plans {
namespace {

using web::text;

// Measures that figures can be read from: those that whoever writes may see; when it is saved, the one that the form names.
web::Offers offers_of(const web::Visit& visit, db::Read& db) {
    std::vector<web::Option> options{{"", text("plans.target.read_from_none"), {}}};
    const auto sight = visit.sight();
    for (const auto& kept : db::alone(db, measures::ask_measures, sight, measures::named_in(visit.only)))
        options.push_back({kept.id.text, web::listed({kept.definition.title, kept.owner_name}), {}});
    return {{"read_from", options}};
}

std::vector<measures::MeasureId> measures_in(const web::Offers& offers) {
    std::vector<measures::MeasureId> ids;
    for (const auto& option : offers.at("read_from"))
        if (!option.value.empty()) ids.push_back({option.value});
    return ids;
}

// A measure that whoever looks may not see is not shown; the target keeps it.
TargetDraft as_offered(TargetDraft draft, const web::Offers& offers) {
    const auto ids = measures_in(offers);
    if (std::ranges::find(ids, measures::MeasureId{draft.read_from}) == ids.end()) draft.read_from.clear();
    return draft;
}

web::Data form_of(const web::Visit& visit, const std::string& action, const TargetDraft& draft, const Problems& problems,
                  const web::Offers& offers) {
    auto data = web::components(target_fields(), draft, problems, offers);
    data.merge({{"csrf", visit.csrf}, {"action", action}, {"button", web::button(text("plans.target.save"))}});
    return data;
}

// Those who lead the plan, and the owners of its objective's action points, write down what was measured.
bool may_measure(const web::Visit& visit, const ObjectiveWhole& whole) {
    const Doer doer{visit.actor.id, visit.may(Ability::lead, "objective")};
    return doer.leads || std::ranges::any_of(whole.actions, [&](const ActionPoint& action) { return may_work_on(action, doer); });
}

bool takes_values(const web::Visit& visit, const ObjectiveWhole& whole) { return !whole.objective.closed_at && may_measure(visit, whole); }

std::string values_address(const ObjectiveWhole& whole, const Target& target) {
    return address_of(whole.objective.id) + "/targets/" + target.id.text + "/values";
}

web::Data value_form(const web::Visit& visit, const ObjectiveWhole& whole, const Target& target, const Problems& problems) {
    if (!takes_values(visit, whole)) return false;
    auto data = web::components(value_fields(), web::read_draft(value_fields(), visit.form), problems);
    data.merge({{"csrf", visit.csrf},
                {"action", values_address(whole, target)},
                {"button", web::button(text("plans.target.add_value"), {}, {}, true)}});
    return data;
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

// `target` is null for a new one, `theirs` there when somebody else was faster.
web::Response target_page(const web::Visit& visit, db::Read& db, const Content& content, const ObjectiveWhole& whole, const Target* target,
                          const TargetDraft& typed, const Problems& problems, web::Status status,
                          const std::optional<TargetDraft>& theirs = {}) {
    const auto offers = offers_of(visit, db);
    const auto draft = as_offered(typed, offers);
    const auto address = address_of(whole.objective.id) + "/targets/" + (target ? target->id.text : "new");
    const bool may_write = visit.may(Ability::lead, "objective") && !whole.objective.closed_at;
    const auto title = target ? target->measure : text("plans.target.add");
    auto response = plan_page(
        "plans/target", title, content,
        {{"header", web::header(target ? text("plans.target.label") : whole.objective.title, title,
                                target ? standing_in_words(*target) : text("plans.target.lead"))},
         {"conflict", theirs ? web::Data(web::compared(target_fields(), draft, as_offered(*theirs, offers), offers)) : web::Data(false)},
         {"values", target ? values_table(*target) : web::Data(false)},
         {"value_form", target ? value_form(visit, whole, *target, problems) : web::Data(false)},
         {"summary", target ? web::Data(target_table(content, {whole.objective, {}, {*target}, {}, {}}, false)) : web::Data(false)},
         {"line", address_of(whole.objective.id) + "/line-of-sight"},
         {"is_new", target == nullptr},
         {"form", may_write ? form_of(visit, address, draft, problems, offers) : web::Data(false)}},
        status, {{address_of(whole.objective.id), whole.objective.title}});
    response.problems = problems;
    if (may_write) response.forms.emplace(address, web::form_now(target_fields(), draft));
    if (target && takes_values(visit, whole)) response.forms.emplace(values_address(whole, *target), web::form_now(value_fields(), {}));
    return response;
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
    found.whole = one_of(found.content, visit.id<ObjectiveId>("objective"));
    if (with_target && found.whole) found.target = one_of(*found.whole, visit.id<TargetId>("target"));
    if (!found.whole || (with_target && !found.target)) return std::nullopt;
    return found;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto found = find_it(visit, db, false);
    return found ? target_page(visit, db, found->content, *found->whole, nullptr, {}, {}, web::Status::ok) : web::not_found();
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto found = find_it(visit, db, false);
    if (!found) return web::not_found();
    const auto draft = web::read_draft(target_fields(), visit.form);
    Target fresh;
    fresh.id = TargetId::make(visit.now);
    const auto target = set_target(fresh, draft, measures_in(offers_of(visit, db)));
    if (!target) return target_page(visit, db, found->content, *found->whole, nullptr, draft, target.error(), web::Status::unprocessable);
    add_target(db, visit.by(), found->whole->objective, *target);
    begin_edition(db, visit.by(), found->content.plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(found->whole->objective.id), "target");
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto found = find_it(visit, db, true);
    return found ? target_page(visit, db, found->content, *found->whole, found->target, draft_of(*found->target), {}, web::Status::ok)
                 : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto found = find_it(visit, db, true);
    if (!found) return web::not_found();
    auto draft = web::read_draft(target_fields(), visit.form);
    const auto again = [&](const Problems& problems, web::Status status, const std::optional<TargetDraft>& theirs) {
        return target_page(visit, db, found->content, *found->whole, found->target, draft, problems, status, theirs);
    };
    auto seen = measures_in(offers_of(visit, db));
    if (reading_of(found->content, *found->target) != nullptr) seen.push_back(found->target->read_from);
    const auto after = set_target(*found->target, draft, seen);
    if (!after) return again(after.error(), web::Status::unprocessable, {});
    if (!save_target(db, visit.by(), found->content.plan.id, *found->target, *after)) {
        draft.seen_version = found->target->version;  // saving again is now a choice
        return again({{"", "evaluations.changed_meanwhile"}}, web::Status::conflict, draft_of(*found->target));
    }
    begin_edition(db, visit.by(), found->content.plan.id);
    people::forget_draft(visit, db);
    return web::see_other(address_of(found->whole->objective.id), "target");
}

web::Response add_one(const web::Visit& visit, db::Write& db) {
    const auto found = find_it(visit, db, true);
    if (!found) return web::not_found();
    const auto refused = [&](const Problems& problems) {
        return target_page(visit, db, found->content, *found->whole, found->target, draft_of(*found->target), problems,
                           web::Status::unprocessable);
    };
    if (!may_measure(visit, *found->whole)) return refused({{"", "plans.action.not_yours"}});
    const auto value = measure(web::read_draft(value_fields(), visit.form), visit.actor.id, visit.now);
    if (!value) return refused(value.error());
    add_value(db, visit.by(), found->content.plan.id, *found->target, *value);
    return web::see_other(address_of(found->whole->objective.id) + "/targets/" + found->target->id.text, "measured");
}

}  // namespace

void add_target_pages(web::Router& router) {
    router.word("target");
    router.get("/objectives/{objective}/targets/new", may::lead, show_new);
    router.post("/objectives/{objective}/targets/new", may::lead, create, {.fields = web::taken(target_fields()), .reads_named = true});
    router.get("/objectives/{objective}/targets/{target}", may::read, show);
    router.post("/objectives/{objective}/targets/{target}", may::lead, save, {.fields = web::taken(target_fields()), .reads_named = true});
    router.post("/objectives/{objective}/targets/{target}/values", may::read, add_one,
                {.fields = web::taken(value_fields()), .form_at = "/objectives/{objective}/targets/{target}", .reads_named = true});
}

}  // namespace touchstone::plans
