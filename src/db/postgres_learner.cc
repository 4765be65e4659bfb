#include "db/postgres_learner.h"

#include <exception>
#include <utility>

#include <spdlog/spdlog.h>

namespace touchstone::db {
namespace {

constexpr int fresh_min = 50;  // rows at least, and a quarter of what was known

}  // namespace

Learner::Learner(std::function<void(const std::vector<std::string>&)> look) : look_(std::move(look)), thread_([this] { keep_looking(); }) {}

Learner::~Learner() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Learner::note(const Added& added) {
    const std::scoped_lock lock(mutex_);
    for (const auto& [table, rows] : added) {
        auto& fresh = fresh_[table];
        fresh += rows;
        if (fresh < fresh_min + known_[table] / 4) continue;
        known_[table] += std::exchange(fresh, 0);
        waiting_.push_back(table);
    }
    if (!waiting_.empty()) wake_.notify_all();
}

void Learner::keep_looking() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        const auto tables = std::exchange(waiting_, {});
        lock.unlock();
        try {
            look_(tables);
        } catch (const std::exception& error) {  // then PostgreSQL looks by itself
            spdlog::warn("the sizes of tables could not be learnt: {}", error.what());
        }
        lock.lock();
    }
}

}  // namespace touchstone::db
