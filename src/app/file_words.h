// The words inside a file that somebody added: text as it is, PDF through pdftotext, Word and OpenDocument through pandoc.
#pragma once
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace touchstone::app {

// It claims to hold words and does not give them: it is broken, encrypted, or takes too much time or memory.
struct Unreadable : std::runtime_error {
    using runtime_error::runtime_error;
};

// The program that could read it is not there: another day it may be.
struct NotInstalled : std::runtime_error {
    using runtime_error::runtime_error;
};

// Runs another program over what somebody sent us: with limits, and without our environment. Throws Unreadable and NotInstalled.
void run_limited(const std::vector<std::string>& program, const std::vector<std::string>& more_limits = {});

// Nothing for a kind of file that is not read; `name` tells its kind. The other programs run with limits, without our environment, write
// into `folder` and fetch nothing. Throws Unreadable and NotInstalled.
[[nodiscard]] std::optional<std::string> words_of_file(const std::filesystem::path& file, const std::string& name,
                                                       const std::filesystem::path& folder);

}  // namespace touchstone::app
