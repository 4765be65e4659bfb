#include "tasks/task_words_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"

namespace touchstone::tasks {

using web::text;

namespace {
// "5.1" or "5.1, theme 2"
std::string number_of(const std::string& part) {
    const auto slash = part.find('/');
    if (slash == std::string::npos) return part;
    return text("frameworks.theme_number", {{"code", part.substr(0, slash)}, {"number", part.substr(slash + 1)}});
}
}  // namespace

std::string part_in_words(const frameworks::Framework& framework, const std::string& part) {
    if (part.empty()) return text("tasks.milestone");
    if (part == deadline) return text("tasks.deadline");
    const auto slash = part.find('/');
    const auto found = std::ranges::find(framework.indicators, part.substr(0, slash), &frameworks::Indicator::code);
    if (found == framework.indicators.end()) return number_of(part);
    if (slash == std::string::npos) return part + " " + found->title;
    const auto number = static_cast<std::size_t>(part.back() - '0');
    const bool is_there = number >= 1 && number <= found->themes.size();
    return is_there ? number_of(part) + " " + frameworks::listed_title(found->themes[number - 1]) : number_of(part);
}

std::string about_in_words(const frameworks::Framework& framework, const Task& task) {
    if (task.part.empty()) return task.words;
    const auto about = part_in_words(framework, task.part);
    return task.words.empty() ? about : about + ": " + task.words;
}

std::string short_words(const Task& task) {
    if (task.part.empty()) return task.words;
    const auto about = task.part == deadline ? text("tasks.deadline") : number_of(task.part);
    return task.words.empty() ? about : about + ": " + task.words;
}

std::string place_of(const Task& task) {
    const auto address = evaluations::address_of(task.evaluation);
    return task.part.empty() || task.part == deadline ? address + "/tasks"
                                                      : address + "/indicators/" + task.part.substr(0, task.part.find('/'));
}

std::string task_address(const EvaluationId& evaluation, const TaskId& task) {
    return evaluations::address_of(evaluation) + "/tasks/" + task.text;
}

}  // namespace touchstone::tasks
