#include "carrying/unfinished_folder.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "db/on_disk.h"

namespace touchstone::carrying {
namespace {

using std::filesystem::path;

constexpr std::string_view suffix = ".unfinished";
constexpr const char* mark = "unfinished";

path whole_name(const path& given) {
    const auto folder = std::filesystem::absolute(given).lexically_normal();
    return folder.has_filename() ? folder : folder.parent_path();
}

path beside(const path& folder) { return folder.string() + std::string(suffix); }

bool is_marked(const path& folder) { return std::filesystem::exists(folder / mark); }

bool holds_nothing(const path& folder) { return !std::filesystem::exists(folder) || std::filesystem::is_empty(folder); }

bool begins_a_disk(const path& folder) {
    struct statx about{};
    return statx(AT_FDCWD, folder.c_str(), 0, 0, &about) == 0 && (about.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// Where it can be made.
path place_for(const path& folder) {
    if (is_marked(folder) || begins_a_disk(folder)) return folder;
    std::error_code failed;
    std::filesystem::create_directories(beside(folder), failed);
    if (!failed) return beside(folder);
    if (!std::filesystem::exists(folder)) throw Trouble("nothing can be made in " + folder.parent_path().string());
    return folder;
}

}  // namespace

bool is_free(const path& folder) { return holds_nothing(folder) || is_marked(folder); }

void refuse_unfinished(const path& given) {
    const auto folder = whole_name(given);
    if (is_marked(folder) || folder.filename().string().ends_with(suffix))
        throw Trouble(folder.string() +
                      " is only half made: a restore or an import into it was interrupted. Do it again, or remove the folder.");
    if (holds_nothing(folder) && std::filesystem::exists(beside(folder)))
        throw Trouble(beside(folder).string() + " is only half made: a restore or an import into " + folder.string() +
                      " was interrupted. Do it again, or remove that folder.");
}

UnfinishedFolder::UnfinishedFolder(const path& folder) : folder_(whole_name(folder)) {
    if (!is_free(folder_)) throw Trouble(folder_.string() + " is not empty: name a new folder");
    place_ = place_for(folder_);
    db::write_whole(place_ / mark, "A restore or an import was interrupted here. Do it again, or remove this folder.\n");
    lock_ = std::make_unique<Lock>(place_, Lock::Half::made);
    clear();
    std::filesystem::permissions(place_, std::filesystem::perms::owner_all);
}

UnfinishedFolder::~UnfinishedFolder() {
    if (is_finished_) return;
    try {
        clear();
        std::filesystem::remove(place_ / Lock::file_name);
        std::filesystem::remove(place_ / mark);
        if (place_ != folder_) std::filesystem::remove(place_);
    } catch (const std::exception&) {
        // What is left is refused, as if it had been interrupted.
    }
}

void UnfinishedFolder::clear() const {
    for (const auto& entry : std::filesystem::directory_iterator(place_))
        if (entry.path().filename() != mark && entry.path().filename() != Lock::file_name) std::filesystem::remove_all(entry.path());
}

void UnfinishedFolder::finish() {
    db::put_folders_on_disk(place_);
    db::remove_whole(place_ / mark);
    if (place_ != folder_) db::name_whole(place_, folder_);
    is_finished_ = true;
}

}  // namespace touchstone::carrying
