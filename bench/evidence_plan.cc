// Times evidence plans at their largest: bench_evidence_plan.
#include "workspace/evidence_plan.h"

#include <fmt/format.h>

#include "tests/large_plan.h"

using namespace touchstone::workspace;

namespace {

void time_plan(const std::string& what, const PlanRequest& request) {
    const auto began = std::chrono::steady_clock::now();
    const auto plan = plan_evidence(request);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    const auto in_hours = [](Work work) { return std::chrono::duration<double, std::ratio<3600>>(work).count(); };
    fmt::print("{:<22}{:7.0f} ms  {:3} activities  {:6.1f} h, at least {:6.1f} h  {}\n", what, took.count(), plan.activities.size(),
               in_hours(plan.work), in_hours(plan.at_least),
               plan.is_first   ? "proven least and first"
               : plan.is_least ? "proven least"
                               : "not proven");
}

}  // namespace

int main() {
    for (unsigned seed = 1; seed <= 10; ++seed) time_plan(fmt::format("1 to 24 hours, {}", seed), large_request(seed));
    for (unsigned seed = 1; seed <= 3; ++seed) time_plan(fmt::format("1 hour each, {}", seed), hard_request(seed));
}
