#include "web/workers.h"

namespace touchstone::web {

Workers::Workers(std::size_t threads, std::size_t bound) : bound_(bound) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { keep_working(); });
}

Workers::~Workers() { stop(); }

bool Workers::take(std::function<void()> work) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || queue_.size() >= bound_) return false;
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void Workers::stop() {
    std::deque<std::function<void()>> forgotten;
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        forgotten.swap(queue_);
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::keep_working() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (stopping_) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

}  // namespace touchstone::web
