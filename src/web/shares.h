// Who holds how many of the connections. Half of all are the most for one address: enough for a school behind it, and never everybody's.
#pragma once
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

namespace touchstone::web {

// Under what connections and tries from this address are counted: an IPv6 address comes with 2^64 neighbours.
[[nodiscard]] std::string share_of(const std::string& peer);

class Shares {
public:
    explicit Shares(std::size_t all) : all_(all) {}

    bool is_all_taken() const { return taken_ >= all_; }
    bool may_take(const std::string& who) const {
        const auto held = held_.find(who);
        return !is_all_taken() && (held == held_.end() || held->second < std::max<std::size_t>(all_ / 2, 1));
    }
    void take(const std::string& who) {
        ++held_[who];
        ++taken_;
    }
    void give_back(const std::string& who) {
        --taken_;
        if (--held_[who] == 0) held_.erase(who);
    }

private:
    const std::size_t all_;
    std::size_t taken_ = 0;
    std::map<std::string, std::size_t> held_;
};

}  // namespace touchstone::web
