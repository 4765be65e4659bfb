// Another program, run to its end: pg_dump, Chromium.
#pragma once
#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

struct ChildFailed : std::runtime_error {
    enum class Why { failed, missing, late };
    ChildFailed(std::string name, Why reason, const std::string& what) : runtime_error(what), program(std::move(name)), why(reason) {}
    std::string program;
    Why why;
};

// Runs `words` (found on the path, no shell) and returns what it printed. Throws ChildFailed when it is not there, cannot be
// started, exits with anything but 0, or outlives `limit`, and then it and everything it started is killed.
std::string run_child(const std::vector<std::string>& words, std::chrono::milliseconds limit);

// Whether there is a program of this name on the path.
[[nodiscard]] bool is_installed(const std::string& program);

}  // namespace touchstone
