// A published version of a framework that a form can use.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

namespace touchstone::frameworks {

struct Offered {
    std::string id, hash;
};

// Each framework in its latest version, of a list of all versions with the latest first.
[[nodiscard]] inline std::vector<Offered> latest_of(const std::vector<Offered>& all) {
    std::vector<Offered> latest;
    for (const auto& one : all)
        if (std::ranges::find(latest, one.id, &Offered::id) == latest.end()) latest.push_back(one);
    return latest;
}

}  // namespace touchstone::frameworks
