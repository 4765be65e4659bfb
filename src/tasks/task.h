// Who does what by when in an evaluation: the day on which it is to be ready, milestones on the way, and who looks after an indicator or a
// theme.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::tasks {

using TaskId = Id<struct TaskTag>;

inline constexpr const char* deadline = "deadline";
inline constexpr std::size_t words_max_characters = 300;

struct Task {
    TaskId id;
    EvaluationId evaluation;
    std::string part;   // deadline, "5.1", "5.1/2", or empty for a milestone
    std::string words;  // what is to be done; a milestone has nothing else
    AccountId who;      // empty: nobody by name
    std::string who_name;
    Date due{};
    std::optional<Instant> done_at;
    std::string done_by_name;
    int version = 0;

    [[nodiscard]] bool is_done() const { return done_at.has_value(); }
    [[nodiscard]] bool is_about(const std::string& indicator) const;  // it or one of its themes
};

struct TaskDraft {
    std::string part, words, who, due;
    int seen_version = 0;
};
[[nodiscard]] const Fields<TaskDraft>& task_fields();
[[nodiscard]] TaskDraft draft_of(const Task&);

// What it can be about, and who can be named: they see the evaluation.
struct Nameable {
    std::vector<std::string> parts;
    std::vector<AccountId> people;
};
// Whoever was named already may stay. An evaluation has one deadline: `others` are its other tasks.
[[nodiscard]] Outcome<Task> set_task(const Task& before, const TaskDraft&, const Nameable&, const std::vector<Task>& others);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Task&);

}  // namespace touchstone::tasks
