#include "measures/starter_set.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks/pack.h"
#include "frameworks/test_folders.h"

namespace touchstone::measures {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string generic = "generic-2006";

std::vector<frameworks::PackFile> pack() {
    return frameworks::testing::pack_in(frameworks::testing::project_folder() / "frameworks/generic-2006");
}

Nameable nameable() {
    const auto framework = *frameworks::read_pack(pack()).framework;
    Nameable it;
    for (const auto& outcome : framework.outcomes) it.outcomes.push_back(outcome.key);
    for (const auto& indicator : framework.indicators)
        for (std::size_t theme = 1; theme <= indicator.themes.size(); ++theme)
            it.themes.push_back(generic + "/" + indicator.code + "/" + std::to_string(theme));
    return it;
}

TEST(Starters, are_sound_measures_of_the_frameworks_outcomes_and_themes_and_none_twice) {
    const auto known = nameable();
    std::set<std::string> codes;
    for (const auto& starter : starters(generic)) {
        const auto& draft = starter.draft;
        EXPECT_TRUE(codes.insert(draft.code).second) << draft.code;
        EXPECT_TRUE(defined(draft, known)) << draft.code;
        EXPECT_FALSE(draft.outcomes.empty() || draft.themes.empty() || draft.source.empty() || starter.set.empty()) << draft.code;
    }
    EXPECT_EQ(codes.size(), 22u);
    EXPECT_THAT(starters("none"), IsEmpty());
}

TEST(Starters, are_added_once) {
    const auto added = begun_with({{"CHN22", "CHN9", "CHN22"}}, {"CHN9"}, generic, nameable());
    ASSERT_TRUE(added);
    ASSERT_EQ(added->size(), 1u);
    EXPECT_EQ(added->front().code, "CHN22");
    EXPECT_EQ(added->front().smallest, Smallest::five);
}

TEST(Starters, say_what_is_wrong_with_a_choice) {
    const auto problems = [](const std::vector<std::string>& codes) {
        const auto added = begun_with({codes}, {"CHN9"}, generic, nameable());
        return added ? Problems{} : added.error();
    };
    EXPECT_THAT(problems({}), ElementsAre(Problem{"starters", "measures.starters.starters_missing"}));
    EXPECT_THAT(problems({"CHN9", "nonsense"}), ElementsAre(Problem{"starters", "measures.starters.starters_unknown"}));
    EXPECT_THAT(problems({"CHN9"}), ElementsAre(Problem{"starters", "measures.starters.starters_there"}));
}

TEST(Starters, are_no_part_of_the_framework) {
    auto without = pack();
    ASSERT_EQ(std::erase_if(without, [](const frameworks::PackFile& file) { return file.name == frameworks::measures_file; }), 1u);
    EXPECT_EQ(frameworks::read_pack(without).framework, frameworks::read_pack(pack()).framework);
}

}  // namespace
}  // namespace touchstone::measures
