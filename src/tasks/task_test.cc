#include "tasks/task.h"

#include <gmock/gmock.h>

namespace touchstone::tasks {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const AccountId morag{"01morag"}, hamish{"01hamish"};
const Nameable nameable{{"", deadline, "5.1", "5.1/2"}, {morag}};

std::vector<std::string> keys(const TaskDraft& draft, const std::vector<Task>& others = {}, const Task& before = {}) {
    std::vector<std::string> keys;
    if (const auto task = set_task(before, draft, nameable, others); !task)
        for (const auto& problem : task.error()) keys.push_back(problem.text);
    return keys;
}

TEST(Tasks, are_about_an_indicator_a_theme_a_milestone_or_the_deadline) {
    EXPECT_THAT(keys({"5.1", "", morag.text, "2027-03-12"}), IsEmpty());
    EXPECT_THAT(keys({"5.1/2", "Talk to the parents’ group", "", "2027-03-12"}), IsEmpty());
    EXPECT_THAT(keys({"", "All views are in", "", "2027-03-12"}), IsEmpty());
    EXPECT_THAT(keys({deadline, "", "", "2027-03-12"}), IsEmpty());
    EXPECT_THAT(keys({"6.1", "", hamish.text, "2027-02-31"}),
                UnorderedElementsAre("tasks.task.part_unknown", "tasks.task.who_unknown", "tasks.task.due_wrong"));
    EXPECT_THAT(keys({"", "", "", ""}), UnorderedElementsAre("tasks.task.words_missing", "tasks.task.due_missing"));
}

TEST(Tasks, have_one_deadline) {
    Task other;
    other.part = deadline;
    EXPECT_THAT(keys({deadline, "", "", "2027-03-12"}, {other}), UnorderedElementsAre("tasks.task.part_twice"));
}

TEST(Tasks, keep_who_was_named_and_what_was_in_the_scope) {
    Task before;
    before.part = "6.1";
    before.who = hamish;
    EXPECT_THAT(keys({"6.1", "", hamish.text, "2027-03-12"}, {}, before), IsEmpty());
}

TEST(Tasks, speak_of_an_indicator_and_its_themes) {
    Task task;
    task.part = "5.1/2";
    EXPECT_TRUE(task.is_about("5.1"));
    EXPECT_FALSE(task.is_about("5.10"));
    EXPECT_FALSE(task.is_about("5"));
    task.part = "5.10";
    EXPECT_FALSE(task.is_about("5.1"));
}

}  // namespace
}  // namespace touchstone::tasks
