// Threads that do what waits.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "web/waiting.h"

namespace touchstone::web {

class Workers {
public:
    Workers(std::size_t threads, std::chrono::milliseconds patience);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False, at once, when the workers have been stopped. Work must not throw.
    [[nodiscard]] bool take(Lane lane, Waiting::Work work);
    // Refuses, on the caller's thread, what has waited too long. True when something still waits.
    bool refuse_late();
    // Waits for what runs; forgets what has not begun.
    void stop();

private:
    void keep_working();

    std::mutex mutex_;
    std::condition_variable wake_;
    Waiting waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace touchstone::web
