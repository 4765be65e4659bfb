// A restore or an import that was interrupted, and what may be opened afterwards.
#include "carrying/unfinished_folder.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "carrying/backup.h"
#include "db/on_disk.h"
#include "people/organisation_store.h"

namespace touchstone::carrying {

namespace {

using std::filesystem::path;

class Unfinished : public ::testing::Test {
protected:
    ~Unfinished() override { std::filesystem::remove_all(around); }
    void write(const path& file) { std::ofstream(file) << "words"; }
    // As a kill leaves it: nothing is tidied up.
    void interrupt() {
        auto* making = new UnfinishedFolder(folder);
        write(making->place() / "touchstone.db");
        std::filesystem::copy(making->place(), around / "left", std::filesystem::copy_options::recursive);
        const auto place = making->place();
        delete making;
        std::filesystem::remove_all(place);
        std::filesystem::rename(around / "left", place);
    }
    void expect_refused(const path& given) {
        EXPECT_THROW((void)open_data(given, ""), Trouble);
        EXPECT_THROW((void)open_existing_data(given, ""), Trouble);
        EXPECT_THROW(Lock{given}, Trouble);
    }

    const path around = std::filesystem::temp_directory_path() / ("touchstone-" + new_id_text(now()));
    const path folder = around / "data";
};

TEST_F(Unfinished, folder_is_refused_wherever_somebody_looks_for_the_data) {
    interrupt();
    expect_refused(folder);
    EXPECT_FALSE(std::filesystem::exists(folder)) << "an empty server was started where a half is being restored";
    expect_refused(folder.string() + ".unfinished");
    expect_refused(folder / "");
    std::filesystem::create_directories(folder);
    expect_refused(folder);
    std::filesystem::remove(folder.string() + ".unfinished/unfinished");
    expect_refused(folder.string() + ".unfinished");
    expect_refused(folder);
}

TEST_F(Unfinished, folder_is_made_anew_by_the_next_restore) {
    interrupt();
    UnfinishedFolder again(folder);
    EXPECT_FALSE(std::filesystem::exists(again.place() / "touchstone.db"));
    write(again.place() / "whole");
    again.finish();
    EXPECT_TRUE(std::filesystem::exists(folder / "whole"));
    EXPECT_FALSE(std::filesystem::exists(folder.string() + ".unfinished"));
    EXPECT_NO_THROW(refuse_unfinished(folder));
}

TEST_F(Unfinished, folder_is_made_in_its_place_where_nothing_can_be_made_beside_it) {
    if (geteuid() == 0) std::ofstream(std::filesystem::create_directories(around) ? around / "data.unfinished" : around / "x");
    std::filesystem::create_directories(folder);
    if (geteuid() != 0) std::filesystem::permissions(around, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    {
        UnfinishedFolder here(folder);
        EXPECT_EQ(here.place(), folder);
        write(here.place() / "half");
        EXPECT_THROW(refuse_unfinished(folder), Trouble);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    UnfinishedFolder here(folder);
    write(here.place() / "whole");
    here.finish();
    std::filesystem::permissions(around, std::filesystem::perms::owner_all);
    EXPECT_NO_THROW(refuse_unfinished(folder));
    EXPECT_TRUE(std::filesystem::exists(folder / "whole"));
}

TEST_F(Unfinished, folder_belongs_to_one_restore_at_a_time) {
    const UnfinishedFolder first(folder);
    EXPECT_THROW(UnfinishedFolder{folder}, Trouble);
    EXPECT_TRUE(std::filesystem::exists(first.place()));
}

TEST_F(Unfinished, folder_never_takes_the_place_of_data) {
    std::filesystem::create_directories(folder);
    write(folder / "touchstone.db");
    EXPECT_THROW(UnfinishedFolder{folder}, Trouble);
    EXPECT_FALSE(std::filesystem::exists(folder.string() + ".unfinished"));
}

TEST_F(Unfinished, key_of_a_server_stopped_while_it_first_started_is_made_anew) {
    std::filesystem::create_directories(folder);
    write(folder / "new-snapshot.key");
    write(folder / "new-audit.key.new");
    EXPECT_NO_THROW((void)open_data(folder, ""));
    EXPECT_EQ(std::filesystem::file_size(folder / "snapshot.key"), 32U);
}

}  // namespace
}  // namespace touchstone::carrying
