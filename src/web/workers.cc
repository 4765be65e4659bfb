#include "web/workers.h"

namespace touchstone::web {

using std::chrono::steady_clock;

Workers::Workers(std::size_t threads, std::chrono::milliseconds patience) : waiting_(threads, patience) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { keep_working(); });
}

Workers::~Workers() { stop(); }

bool Workers::take(Lane lane, Waiting::Work work) {
    bool may_begin = false;
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) return false;
        waiting_.put(lane, std::move(work), steady_clock::now());
        may_begin = waiting_.may_begin();
    }
    if (may_begin) wake_.notify_one();
    return true;
}

bool Workers::refuse_late() {
    std::vector<Waiting::Work> late;
    bool is_left = false;
    {
        const std::scoped_lock lock(mutex_);
        late = waiting_.too_late(steady_clock::now());
        is_left = !waiting_.is_empty();
    }
    for (auto& work : late) work(false);
    return is_left;
}

void Workers::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::keep_working() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        auto begun = waiting_.next(steady_clock::now());
        if (!begun) {
            wake_.wait(lock);
            continue;
        }
        const bool may_begin = waiting_.may_begin();
        lock.unlock();
        if (may_begin) wake_.notify_one();  // another lane's may have room now, and was not woken when it came
        begun->work(true);
        lock.lock();
        waiting_.done(begun->lane);
    }
}

}  // namespace touchstone::web
