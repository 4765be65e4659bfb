#include "app/progress.h"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace touchstone::app {

constexpr int width = 40;

ProgressBar::ProgressBar(std::string what) : what_(std::move(what)), is_watched_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    if (shown_ >= 0) fmt::print(stderr, "\n");
}

void ProgressBar::show(std::size_t done, std::size_t total) {
    const int filled = total == 0 ? width : static_cast<int>(done * width / total);
    if (!is_watched_ || filled == shown_) return;
    shown_ = filled;
    fmt::print(stderr, "\r{} [{:<{}}] {}/{}", what_, std::string(static_cast<std::size_t>(filled), '#'), width, done, total);
    std::fflush(stderr);
}

}  // namespace touchstone::app
