#include "tasks/task_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "events/event_store.h"

namespace touchstone::tasks {
namespace {

constexpr const char* columns =
    "t.id, t.evaluation_id, t.part, t.words, t.account_id, t.due, t.done_at, t.version, coalesce(a.name, '') as who_name, "
    "coalesce(d.name, '') as done_by_name";
constexpr const char* from_task = "task t left join account a on a.id = t.account_id left join account d on d.id = t.done_by";

Task read_task(const db::Row& row) {
    return {row.get<TaskId>("id"),
            row.get<EvaluationId>("evaluation_id"),
            row.get<std::string>("part"),
            row.get<std::string>("words"),
            row.maybe<AccountId>("account_id").value_or(AccountId{}),
            row.get<std::string>("who_name"),
            row.get<Date>("due"),
            row.maybe<Instant>("done_at"),
            row.get<std::string>("done_by_name"),
            row.get<int>("version")};
}

std::optional<AccountId> who_of(const Task& task) { return task.who.is_empty() ? std::nullopt : std::optional(task.who); }

// In the history of the evaluation.
void note(db::Write& db, const By& by, const char* verb, const Task& task, const std::string& before, const std::string& after) {
    events::record(
        db, by, {.verb = verb, .kind = "evaluation", .object = task.evaluation.text, .part = task.part, .before = before, .after = after});
}

}  // namespace

db::Answer<std::vector<Task>> ask_tasks(db::Trip& trip, const PartnershipId& partnership, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(
        "select {} from {} where t.partnership_id = $1 and t.evaluation_id = $2 order by case when t.done_at is null then 0 else 1 end, "
        "t.due, t.id",
        columns, from_task);
    return trip.all(read_task, sql, partnership, evaluation);
}

db::Answer<std::vector<Owed>> ask_owed_tasks(db::Trip& trip, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select {}, v.title as evaluation_title
          from {}
          join evaluation v on v.partnership_id = t.partnership_id and v.id = t.evaluation_id
         where t.partnership_id = $1 and t.account_id = $7 and t.done_at is null and v.finished_at is null and {} = 3
         order by t.due, t.id)sql",
                                        columns, from_task, evaluations::evaluation_extent());
    return trip.all([](const db::Row& row) { return Owed{read_task(row), row.get<std::string>("evaluation_title")}; }, sql, sight,
                    sight.account);
}

void add_task(db::Write& db, const By& by, const Task& task) {
    db.run(
        "insert into task (partnership_id, id, evaluation_id, part, words, account_id, due, version) values ($1, $2, $3, $4, $5, $6, $7, "
        "1)",
        by.partnership, task.id, task.evaluation, task.part, task.words, who_of(task), task.due);
    note(db, by, "set_task", task, "", as_json(task));
}

bool save_task(db::Write& db, const By& by, const Task& before, const Task& after) {
    const bool saved = 1 == db.run(R"sql(
        update task set part = $3, words = $4, account_id = $5, due = $6, version = version + 1
         where partnership_id = $1 and id = $2 and version = $7)sql",
                                   by.partnership, after.id, after.part, after.words, who_of(after), after.due, after.version);
    if (saved) note(db, by, "changed_task", after, as_json(before), as_json(after));
    return saved;
}

void mark_task(db::Write& db, const By& by, const Task& task, bool is_done) {
    if (task.is_done() == is_done) return;
    db.run("update task set done_by = $3, done_at = $4 where partnership_id = $1 and id = $2", by.partnership, task.id,
           is_done ? std::optional(by.who) : std::nullopt, is_done ? std::optional(by.at) : std::nullopt);
    note(db, by, is_done ? "did_task" : "undid_task", task, "", as_json(task));
}

void drop_task(db::Write& db, const By& by, const Task& task) {
    db.run("delete from task where partnership_id = $1 and id = $2", by.partnership, task.id);
    note(db, by, "dropped_task", task, as_json(task), "");
}

}  // namespace touchstone::tasks
