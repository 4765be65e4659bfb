// Threads that do work from a queue which never grows past its bound.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace touchstone::web {

class Workers {
public:
    Workers(std::size_t threads, std::size_t bound);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False, at once, when the queue is full or the workers have been stopped. Work must not throw.
    [[nodiscard]] bool take(std::function<void()> work);
    // Waits for what runs; forgets what has not begun.
    void stop();

private:
    void keep_working();

    const std::size_t bound_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace touchstone::web
