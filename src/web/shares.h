// Who holds how many of the connections, or bytes. Half of all are the most for one address: enough for a school behind it, and never
// everybody's.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

namespace touchstone::web {

// Under what connections and tries from this address are counted: an IPv6 address comes with 2^64 neighbours.
[[nodiscard]] std::string share_of(const std::string& peer);

class Shares {
public:
    explicit Shares(std::uint64_t all) : all_(all) {}

    bool is_all_taken() const { return taken_ >= all_; }
    bool may_take(const std::string& who, std::uint64_t amount = 1) const {
        const auto found = held_.find(who);
        const auto held = found == held_.end() ? 0 : found->second;
        return taken_ + amount <= all_ && held + amount <= std::max<std::uint64_t>(all_ / 2, 1);
    }
    void take(const std::string& who, std::uint64_t amount = 1) {
        held_[who] += amount;
        taken_ += amount;
    }
    void give_back(const std::string& who, std::uint64_t amount = 1) {
        taken_ -= amount;
        held_[who] -= amount;
        if (held_[who] == 0) held_.erase(who);
    }

private:
    const std::uint64_t all_;
    std::uint64_t taken_ = 0;
    std::map<std::string, std::uint64_t> held_;
};

}  // namespace touchstone::web
