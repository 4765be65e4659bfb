// Requests that wait for a worker, each in its lane. Waiting is bounded by time, not by number: what has waited longer than the patience is
// never begun. Knows no thread and no clock.
#pragma once
#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "web/server.h"

namespace touchstone::web {

class Waiting {
public:
    using Time = std::chrono::steady_clock::time_point;
    // Called once: with true to do the work, with false to refuse it.
    using Work = std::function<void(bool is_begun)>;
    struct Begun {
        Lane lane;
        Work work;
    };

    Waiting(std::size_t workers, std::chrono::milliseconds patience);

    void put(Lane lane, Work work, Time now);
    // What a worker begins now; it counts as running until `done`. The oldest first; the newest first where the oldest has waited for half
    // of the patience already: more come than can be served, and who came last has the most left of it.
    [[nodiscard]] std::optional<Begun> next(Time now);
    void done(Lane lane);
    // Takes out what has waited too long.
    [[nodiscard]] std::vector<Work> too_late(Time now);
    [[nodiscard]] bool is_empty() const;
    // Something waits in a lane that has room: worth waking a worker.
    [[nodiscard]] bool may_begin() const;

private:
    struct Waiter {
        Time since;
        Work work;
    };
    static constexpr std::size_t lanes = 4;
    static std::size_t place(Lane lane) { return static_cast<std::size_t>(lane); }
    bool has_room(Lane lane) const;
    std::optional<Work> taken_from(std::deque<Waiter>& line, Time now) const;

    const std::chrono::milliseconds patience_;
    const std::size_t writers_max_;             // in the lanes of those who save, together
    const std::array<std::size_t, lanes> max_;  // at once
    std::array<std::size_t, lanes> running_{};
    std::array<std::deque<Waiter>, lanes> lines_;
};

}  // namespace touchstone::web
