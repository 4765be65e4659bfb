// Other programs on a path of the test's own: all that are installed, without some and with scripts in place of others. The path is the
// whole program's, so nothing else may run meanwhile.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/ids.h"
#include "base/text.h"
#include "base/workbench.h"

namespace touchstone::testing {

class OtherPrograms {
public:
    OtherPrograms() : before_(std::getenv("PATH")), folder_(std::filesystem::temp_directory_path() / ("path-" + new_id_text({}))) {
        std::filesystem::create_directories(folder_);
        for (const auto& place : split(before_, ':')) {
            std::error_code none;
            for (const auto& program : std::filesystem::directory_iterator(place, none)) {
                std::error_code is_there;
                std::filesystem::create_symlink(program.path(), folder_ / program.path().filename(), is_there);
            }
        }
        setenv("PATH", folder_.c_str(), 1);
    }
    ~OtherPrograms() {
        setenv("PATH", before_.c_str(), 1);
        std::filesystem::remove_all(folder_);
    }
    OtherPrograms(const OtherPrograms&) = delete;
    OtherPrograms& operator=(const OtherPrograms&) = delete;

    void take_away(const std::string& program) { std::filesystem::remove(folder_ / program); }
    // A script for the shell, in which $REAL is the program in whose place it stands.
    void replace(const std::string& program, const std::string& script) {
        take_away(program);
        write_file(folder_ / program, "#!/bin/sh\nREAL=" + real(program) + "\n" + script + "\n");
        std::filesystem::permissions(folder_ / program, std::filesystem::perms::owner_all);
    }
    void bring_back(const std::string& program) {
        take_away(program);
        std::filesystem::create_symlink(real(program), folder_ / program);
    }
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::string real(const std::string& program) const {
        for (const auto& place : split(before_, ':'))
            if (std::filesystem::exists(std::filesystem::path(place) / program)) return (std::filesystem::path(place) / program).string();
        throw std::logic_error(program + " is not installed");
    }

    std::string before_;
    std::filesystem::path folder_;
};

}  // namespace touchstone::testing
