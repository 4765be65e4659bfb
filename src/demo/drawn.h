// What invented people answer: drawn by weights, always alike.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "voice/questionnaire.h"

namespace touchstone::demo {

// Numbers of chance that are always the same (Knuth's linear congruence, MMIX).
struct Chance {
    std::uint64_t state = 2006;
    int below(int most) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<int>(state >> 33U) % most;
    }
};

[[nodiscard]] std::string name_of_choice(const voice::Questionnaire&, const voice::Question&, const std::string& label);
// One choice, as often as its weight says; of several, each as often as its weight of a hundred says.
[[nodiscard]] std::vector<std::string> drawn(const voice::Questionnaire&, const voice::Question&, const YAML::Node& weights, Chance&);

}  // namespace touchstone::demo
