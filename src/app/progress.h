// A progress bar on standard error when a terminal watches, and silence when none does.
#pragma once
#include <cstddef>
#include <string>

namespace touchstone::app {

class ProgressBar {
public:
    explicit ProgressBar(std::string what);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    void show(std::size_t done, std::size_t total);

private:
    std::string what_;
    bool is_watched_;
    int shown_ = -1;
};

}  // namespace touchstone::app
