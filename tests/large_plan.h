// Requests for evidence plans made by dice, for tests and benchmarks: equal seeds make equal requests.
#pragma once
#include <random>
#include <string>

#include "tests/four_sources.h"
#include "workspace/evidence_plan.h"

namespace touchstone::workspace {

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(engine_); }
    bool one_in(int chances) { return up_to(chances - 1) == 0; }
    evidence::Source source() { return testing::four_sources()[static_cast<std::size_t>(up_to(3))]; }

private:
    std::mt19937 engine_;
};

// The most that a plan is made for: 72 themes in pairs, the first four of them impact pairs, and 200 activities of three partners; one
// activity in four may quote the line of another. An activity serves up to `most_themes` that lie `spread` themes from each other at most.
inline workspace::PlanRequest large_request(unsigned seed, int most_themes = 10, int spread = 14) {
    Dice dice(seed);
    PlanRequest request;
    for (int i = 0; i < 72; ++i) {
        ThemeInScope in_scope{{std::to_string(1 + i / 2), 1 + i % 2},
                              i < 8 ? static_cast<Half>(1 + i % 2) : Half::none,
                              judging::TriangulationState::triangulated,
                              {}};
        if (dice.one_in(2)) in_scope.evidence.push_back({dice.source(), "have " + std::to_string(dice.up_to(9)), ""});
        request.themes.push_back(in_scope);
    }
    for (int i = 0; i < 200; ++i) {
        const int number = dice.one_in(4) ? dice.up_to(i) : i;
        Activity each{"Activity " + std::to_string(i), "Line " + std::to_string(number), {}, {}};
        const auto source = dice.source();
        const int first = dice.up_to(71);
        for (int served = 1 + dice.up_to(most_themes - 1); served > 0; --served)
            each.serves.push_back({request.themes[static_cast<std::size_t>((first + dice.up_to(spread)) % 72)].theme, source});
        each.work[OrganisationId{"partner " + std::to_string(dice.up_to(2))}] = Work(60 * (1 + dice.up_to(23)));
        request.activities.push_back(each);
    }
    return request;
}

// The hardest kind: every activity takes one hour and serves many themes of all kinds, so that thousands of plans are nearly equal.
inline workspace::PlanRequest hard_request(unsigned seed) {
    auto request = large_request(seed, 20, 71);
    for (auto& activity : request.activities) activity.work = {{OrganisationId{"partner"}, std::chrono::hours(1)}};
    return request;
}

}  // namespace touchstone::workspace
