#include "web/waiting.h"

#include <algorithm>

namespace touchstone::web {
namespace {

constexpr std::array by_urgency{Lane::health, Lane::forms, Lane::posts, Lane::pages};

std::size_t at_least_one(std::size_t number) { return std::max<std::size_t>(number, 1); }

}  // namespace

// Of twelve workers at least four are for who reads and three for who saves; strangers who save hold at most four.
Waiting::Waiting(std::size_t workers, std::chrono::milliseconds patience)
    : patience_(patience),
      writers_max_(at_least_one(workers - workers / 3)),
      max_{at_least_one(workers / 6), writers_max_, at_least_one(workers / 3), at_least_one(workers - workers / 4)} {}

void Waiting::put(Lane lane, Work work, Time now) { lines_[place(lane)].push_back({now, std::move(work)}); }

bool Waiting::has_room(Lane lane) const {
    if (running_[place(lane)] >= max_[place(lane)]) return false;
    const bool saves = lane == Lane::forms || lane == Lane::posts;
    return !saves || running_[place(Lane::forms)] + running_[place(Lane::posts)] < writers_max_;
}

std::optional<Waiting::Work> Waiting::taken_from(std::deque<Waiter>& line, Time now) const {
    if (line.empty() || now - line.back().since > patience_) return std::nullopt;
    auto work = std::optional<Work>();
    if (now - line.front().since > patience_ / 2) {
        work = std::move(line.back().work);
        line.pop_back();
    } else {
        work = std::move(line.front().work);
        line.pop_front();
    }
    return work;
}

std::optional<Waiting::Begun> Waiting::next(Time now) {
    for (const auto lane : by_urgency) {
        if (!has_room(lane)) continue;
        if (auto work = taken_from(lines_[place(lane)], now)) {
            ++running_[place(lane)];
            return Begun{lane, std::move(*work)};
        }
    }
    return std::nullopt;
}

void Waiting::done(Lane lane) { --running_[place(lane)]; }

std::vector<Waiting::Work> Waiting::too_late(Time now) {
    std::vector<Work> late;
    for (auto& line : lines_)
        while (!line.empty() && now - line.front().since > patience_) {
            late.push_back(std::move(line.front().work));
            line.pop_front();
        }
    return late;
}

bool Waiting::is_empty() const {
    return std::ranges::all_of(lines_, [](const auto& line) { return line.empty(); });
}

bool Waiting::may_begin() const {
    return std::ranges::any_of(by_urgency, [&](Lane lane) { return !lines_[place(lane)].empty() && has_room(lane); });
}

}  // namespace touchstone::web
