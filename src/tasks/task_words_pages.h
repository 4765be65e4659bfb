// How tasks are spoken of, on whatever page they stand.
#pragma once
#include <string>
#include <vector>

#include "frameworks/framework.h"
#include "tasks/task.h"

namespace touchstone::tasks {

// "The evaluation is ready", "5.1 Fun and recreation", "5.1/2 …", or the words of a milestone.
[[nodiscard]] std::string about_in_words(const frameworks::Framework&, const Task&);
// Where no framework is at hand: "5.1: talk to the parents' group".
[[nodiscard]] std::string short_words(const Task&);
[[nodiscard]] std::string part_in_words(const frameworks::Framework&, const std::string& part);
// Where it is done: the desk of its indicator, or the list of tasks.
[[nodiscard]] std::string place_of(const Task&);
[[nodiscard]] std::string task_address(const EvaluationId&, const TaskId&);

}  // namespace touchstone::tasks
