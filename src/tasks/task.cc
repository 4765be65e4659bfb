#include "tasks/task.h"

#include <algorithm>
#include <ranges>

#include "base/checks.h"

namespace touchstone::tasks {

bool Task::is_about(const std::string& indicator) const { return part == indicator || part.starts_with(indicator + "/"); }

const Fields<TaskDraft>& task_fields() {
    using field::choice, field::day, field::needed, field::words;
    static const Fields<TaskDraft> fields{"tasks.task",
                                          {choice("part", &TaskDraft::part), words("words", &TaskDraft::words, words_max_characters),
                                           choice("who", &TaskDraft::who), needed(day("due", &TaskDraft::due))},
                                          &TaskDraft::seen_version};
    return fields;
}

TaskDraft draft_of(const Task& task) {
    return {.part = task.part, .words = task.words, .who = task.who.text, .due = iso(task.due), .seen_version = task.version};
}

Outcome<Task> set_task(const Task& before, const TaskDraft& draft, const Nameable& nameable, const std::vector<Task>& others) {
    Problems problems;
    const auto is_known = [](const auto& all, const auto& one) { return std::ranges::find(all, one) != all.end(); };
    if (draft.part != before.part && !is_known(nameable.parts, draft.part)) problems.push_back({"part", "tasks.task.part_unknown"});
    if (draft.part == deadline && is_known(others | std::views::transform(&Task::part), draft.part))
        problems.push_back({"part", "tasks.task.part_twice"});
    if (draft.part.empty())
        require_text(problems, "tasks.task", "words", draft.words, words_max_characters);
    else
        limit_text(problems, "tasks.task", "words", draft.words, words_max_characters);
    const AccountId who{draft.who};
    if (!who.is_empty() && who != before.who && !is_known(nameable.people, who)) problems.push_back({"who", "tasks.task.who_unknown"});
    const auto due = date_from(draft.due);
    if (!due) problems.push_back({"due", draft.due.empty() ? "tasks.task.due_missing" : "tasks.task.due_wrong"});
    if (!problems.empty()) return refuse(problems);
    auto task = before;
    task.part = draft.part;
    task.words = draft.words;
    task.who = who;
    task.due = *due;
    task.version = draft.seen_version;
    return task;
}

std::string as_json(const Task& task) {
    auto fields = task_fields().values(draft_of(task));
    // An id tells a reader nothing, and the event names the part.
    std::erase_if(fields, [](const FieldValue& field) { return field.shape.name == "who" || field.shape.name == "part"; });
    return as_json(fields);
}

}  // namespace touchstone::tasks
