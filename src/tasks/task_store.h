// Tasks in tables. Whoever may read the whole of an evaluation sees who does what in it.
#pragma once
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "tasks/task.h"

namespace touchstone::tasks {

// What is to be done first, and then what is done; by day.
db::Answer<std::vector<Task>> ask_tasks(db::Trip&, const PartnershipId&, const EvaluationId&);

// A task with the title of its evaluation.
struct Owed {
    Task task;
    std::string evaluation_title;
};
// What the one who looks has to do in evaluations that are under way; by day.
db::Answer<std::vector<Owed>> ask_owed_tasks(db::Trip&, const Sight&);

void add_task(db::Write&, const By&, const Task&);
// False, and nothing changes, when somebody saved another version meanwhile.
[[nodiscard]] bool save_task(db::Write&, const By&, const Task& before, const Task& after);
// Done, or not done after all.
void mark_task(db::Write&, const By&, const Task&, bool is_done);
void drop_task(db::Write&, const By&, const Task&);

}  // namespace touchstone::tasks
