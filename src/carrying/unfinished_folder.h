// A data folder that a restore or an import is making. Until it is finished nothing opens it, wherever it was interrupted: a half of the
// data must never start as a server, and least of all as an empty one.
#pragma once
#include <filesystem>
#include <memory>

#include "carrying/data_folder.h"

namespace touchstone::carrying {

class UnfinishedFolder {
public:
    // The folder must be absent or empty; what an interrupted one left is cleared away. It is made beside its place, as FOLDER.unfinished,
    // or in its place with a mark in it where nothing can be made beside it: another disk begins there, or the folder around it is somebody
    // else's.
    explicit UnfinishedFolder(const std::filesystem::path& folder);
    // What was made goes, unless it was finished.
    ~UnfinishedFolder();
    UnfinishedFolder(const UnfinishedFolder&) = delete;
    UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& place() const { return place_; }
    // Everything in it is put on disk; then it is a data folder like any other. Nothing in it may be open.
    void finish();

private:
    void clear() const;

    std::filesystem::path folder_, place_;
    std::unique_ptr<Lock> lock_;
    bool is_finished_ = false;
};

// Throws Trouble for a folder that is half made, and where one is half made for it.
void refuse_unfinished(const std::filesystem::path& folder);
// Whether there is nothing in it that a restore or an import could destroy.
[[nodiscard]] bool is_free(const std::filesystem::path& folder);

}  // namespace touchstone::carrying
