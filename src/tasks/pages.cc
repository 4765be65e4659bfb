// Who does what by when: one list, one form.
#include "tasks/pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/scope_store.h"
#include "evaluations/sight_store.h"
#include "frameworks/framework_store.h"
#include "people/actor_store.h"
#include "people/draft_pages.h"
#include "tasks/task_store.h"
#include "tasks/task_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::tasks {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

const FieldShape drop_shape{"drop", FieldShape::Kind::choice, 0, false, {"yes", "no"}};
const FieldShape done_shape{"done", FieldShape::Kind::choice, 0, false, {"yes", "no"}};

// Everything that a page about the tasks of one evaluation shows.
struct Tasks {
    Evaluation evaluation;
    const Framework* framework;
    std::vector<Task> tasks;
    std::vector<ScopeChoice> scope;
    std::vector<Actor> people;  // who can be named: they see the evaluation

    [[nodiscard]] const Task* find(const TaskId& id) const {
        const auto found = std::ranges::find(tasks, id, &Task::id);
        return found == tasks.end() ? nullptr : &*found;
    }
};

std::optional<Tasks> find_tasks(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    db::Trip trip(db);
    const auto tasks = ask_tasks(trip, visit.actor.partnership, evaluation->id);
    const auto scope = ask_scope(trip, visit.actor.partnership, evaluation->id);
    const auto people = people::ask_actors_at_console(trip, visit.actor.partnership, visit.now);
    trip.go();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    auto readers = readers_of(db, *people, evaluation->id, visit.now);
    return Tasks{std::move(*evaluation), &framework, *tasks, *scope, std::move(readers)};
}

bool may_write(const web::Visit& visit, const Tasks& at) {
    return visit.may(Ability::evaluate, "evaluation") && !at.evaluation.is_finished();
}

std::string list_address(const Tasks& at) { return address_of(at.evaluation.id) + "/tasks"; }

// The milestone, the deadline, and each indicator in scope with the themes that are looked at.
std::vector<web::Option> parts_offered(const Tasks& at) {
    std::vector<web::Option> options;
    const auto add = [&](const std::string& part) { options.push_back({part, part_in_words(*at.framework, part), {}}); };
    add("");
    add(deadline);
    for (const auto& choice : at.scope) {
        if (choice.depth == frameworks::Depth::none) continue;
        add(choice.indicator);
        const auto found = std::ranges::find(at.framework->indicators, choice.indicator, &frameworks::Indicator::code);
        if (found == at.framework->indicators.end()) continue;
        for (int theme = 1; theme <= static_cast<int>(found->themes.size()); ++theme)
            if (looks_at(choice, theme)) add(choice.indicator + "/" + std::to_string(theme));
    }
    return options;
}

web::Offers offers_of(const Tasks& at, const Task& before) {
    std::vector<web::Option> people;
    for (const auto& person : at.people) people.push_back({person.id.text, person.name, {}});
    if (!before.who.is_empty() && std::ranges::find(people, before.who.text, &web::Option::value) == people.end())
        people.push_back({before.who.text, before.who_name, {}});
    web::sort_by_label(people);
    people.insert(people.begin(), {"", text("tasks.nobody"), {}});
    auto parts = parts_offered(at);
    if (std::ranges::find(parts, before.part, &web::Option::value) == parts.end())
        parts.push_back({before.part, part_in_words(*at.framework, before.part), {}});
    return {{"who", people}, {"part", parts}};
}

web::Object form_of(const web::Visit& visit, const Tasks& at, const Task& before, const TaskDraft& draft, const Problems& problems,
                    const std::string& address) {
    auto form = web::components(task_fields(), draft, problems, offers_of(at, before));
    form.merge({{"csrf", visit.csrf},
                {"address", address},
                {"is_open", !problems.empty() || !draft.part.empty()},
                {"button", web::button(text("tasks.save"))}});
    return form;
}

web::Object row_of(const web::Visit& visit, const Tasks& at, const Task& task) {
    const bool has_desk = !task.part.empty() && task.part != deadline;
    const bool is_late = !task.is_done() && !at.evaluation.is_finished() && task.due < date_of(visit.now);
    return {{"about", about_in_words(*at.framework, task)},
            {"href", has_desk ? web::Data(place_of(task)) : web::Data(false)},
            {"who", task.who.is_empty() ? text("tasks.nobody") : task.who_name},
            {"due", in_words(task.due)},
            {"late", is_late},
            {"done", task.is_done()
                         ? web::Data(text("tasks.done_by", {{"name", task.done_by_name}, {"when", in_words(date_of(*task.done_at))}}))
                         : web::Data(false)},
            {"edit", may_write(visit, at) ? web::Data(task_address(at.evaluation.id, task.id)) : web::Data(false)},
            {"mark", visit.may(Ability::contribute, "evaluation") && !at.evaluation.is_finished()
                         ? web::Data(task_address(at.evaluation.id, task.id) + "/done")
                         : web::Data(false)},
            {"mark_value", task.is_done() ? "no" : "yes"},
            {"mark_text", text(task.is_done() ? "tasks.mark_open" : "tasks.mark_done")},
            {"csrf", visit.csrf}};
}

web::Response list_page(const web::Visit& visit, const Tasks& at, const TaskDraft& draft, const Problems& problems, web::Status status) {
    web::List open, done;
    for (const auto& task : at.tasks) (task.is_done() ? done : open).push_back(row_of(visit, at, task));
    const auto title = text("tasks.title");
    const bool writes = may_write(visit, at);
    auto response = evaluation_page(
        "tasks/tasks", title, at.evaluation,
        {{"header", web::header(at.evaluation.title, title, text("tasks.lead"))},
         {"nothing", at.tasks.empty()},
         {"open", open.empty() ? web::Data(false) : web::Data(web::Object{{"rows", open}})},
         {"finished", done.empty() ? web::Data(false) : web::Data(web::Object{{"rows", done}})},
         {"form", writes || !problems.empty() ? web::Data(form_of(visit, at, {}, draft, problems, list_address(at))) : web::Data(false)}},
        status);
    response.problems = problems;
    if (writes) response.forms = {{list_address(at), web::form_now(task_fields().of_new(), draft)}};
    if (visit.may(Ability::contribute, "evaluation") && !at.evaluation.is_finished())
        for (const auto& task : at.tasks)
            response.forms.emplace(task_address(at.evaluation.id, task.id) + "/done",
                                   web::FormNow{{{done_shape, {task.is_done() ? "yes" : "no"}}}, {}});
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_tasks(visit, db);
    TaskDraft draft;
    draft.part = visit.query.text("on");  // whoever comes from a gap has said what about
    return at ? list_page(visit, *at, draft, {}, web::Status::ok) : web::not_found();
}

Nameable nameable_of(const Tasks& at) {
    Nameable nameable;
    for (const auto& part : parts_offered(at)) nameable.parts.push_back(part.value);
    for (const auto& person : at.people) nameable.people.push_back(person.id);
    return nameable;
}

std::vector<Task> without(std::vector<Task> tasks, const TaskId& id) {
    std::erase_if(tasks, [&](const Task& task) { return task.id == id; });
    return tasks;
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto at = find_tasks(visit, db);
    if (!at) return web::not_found();
    const auto draft = web::read_draft(task_fields().of_new(), visit.form);
    if (at->evaluation.is_finished()) return list_page(visit, *at, draft, {{"", "evaluations.finished"}}, web::Status::unprocessable);
    Task fresh;
    fresh.id = TaskId::make(visit.now);
    fresh.evaluation = at->evaluation.id;
    const auto task = set_task(fresh, draft, nameable_of(*at), at->tasks);
    if (!task) return list_page(visit, *at, draft, task.error(), web::Status::unprocessable);
    add_task(db, visit.by(), *task);
    people::forget_draft(visit, db);
    return web::see_other(list_address(*at), "task");
}

web::Response edit_page(const web::Visit& visit, const Tasks& at, const Task& task, const TaskDraft& draft, const Problems& problems,
                        web::Status status, const std::optional<TaskDraft>& theirs = {}) {
    const auto address = task_address(at.evaluation.id, task.id);
    auto data = form_of(visit, at, task, draft, problems, address);
    data.merge({{"header", web::header(at.evaluation.title, text("tasks.edit_title"))},
                {"conflict", theirs ? web::Data(web::compared(task_fields(), draft, *theirs, offers_of(at, task))) : web::Data(false)},
                {"drop", web::button(text("tasks.drop"), "drop", "yes", true)}});
    auto response = evaluation_page("tasks/task", text("tasks.edit_title"), at.evaluation, std::move(data), status);
    response.crumbs.push_back({list_address(at), text("tasks.title")});
    response.problems = problems;
    response.forms = {{address, web::form_now(task_fields(), draft, {{drop_shape, {"no"}}})}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto at = find_tasks(visit, db);
    const auto* task = at ? at->find(visit.id<TaskId>("task")) : nullptr;
    return task && may_write(visit, *at) ? edit_page(visit, *at, *task, draft_of(*task), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto at = find_tasks(visit, db);
    const auto* before = at ? at->find(visit.id<TaskId>("task")) : nullptr;
    if (!before) return web::not_found();
    auto draft = web::read_draft(task_fields(), visit.form);
    const auto again = [&](const Problems& problems, web::Status status, const std::optional<TaskDraft>& theirs = {}) {
        return edit_page(visit, *at, *before, draft, problems, status, theirs);
    };
    if (at->evaluation.is_finished()) return again({{"", "evaluations.finished"}}, web::Status::unprocessable);
    const auto meanwhile = [&] {
        draft.seen_version = before->version;  // saving again is now a choice
        return again({{"", "evaluations.changed_meanwhile"}}, web::Status::conflict, draft_of(*before));
    };
    if (visit.form.text("drop") == "yes") {
        if (draft.seen_version != before->version) return meanwhile();
        drop_task(db, visit.by(), *before);
        people::forget_draft(visit, db);
        return web::see_other(list_address(*at), "task_dropped");
    }
    const auto after = set_task(*before, draft, nameable_of(*at), without(at->tasks, before->id));
    if (!after) return again(after.error(), web::Status::unprocessable);
    if (!save_task(db, visit.by(), *before, *after)) return meanwhile();
    people::forget_draft(visit, db);
    return web::see_other(list_address(*at), "task");
}

web::Response mark(const web::Visit& visit, db::Write& db) {
    const auto at = find_tasks(visit, db);
    const auto* task = at ? at->find(visit.id<TaskId>("task")) : nullptr;
    if (!task) return web::not_found();
    if (at->evaluation.is_finished()) return list_page(visit, *at, {}, {{"", "evaluations.finished"}}, web::Status::unprocessable);
    mark_task(db, visit.by(), *task, visit.form.text("done") != "no");
    return web::see_other(list_address(*at), "task");
}

}  // namespace

void add_pages(web::Router& router) {
    router.word("task");
    router.get("/evaluations/{evaluation}/tasks", may::read, show);
    router.post("/evaluations/{evaluation}/tasks", may::evaluate, add, {.fields = web::taken(task_fields().of_new())});
    router.get("/evaluations/{evaluation}/tasks/{task}", may::evaluate, show_edit);
    router.post("/evaluations/{evaluation}/tasks/{task}", may::evaluate, save, {.fields = web::taken(task_fields(), {drop_shape})});
    router.post("/evaluations/{evaluation}/tasks/{task}/done", may::contribute, mark,
                {.fields = {done_shape}, .form_at = "/evaluations/{evaluation}/tasks"});
}

}  // namespace touchstone::tasks
