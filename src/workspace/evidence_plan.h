// Evidence plan (parts 3.4 and 3.6): of all that could be done to gather evidence, the least work that closes the gaps of triangulation.
// docs/evidence-plan.md says what it assumes.
#pragma once
#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "evidence/evidence.h"
#include "frameworks/framework.h"
#include "judging/triangulation.h"

namespace touchstone::workspace {

using frameworks::Half;
using Work = std::chrono::minutes;

struct ThemeInScope {
    evidence::ThemeRef theme;
    Half half = Half::none;
    judging::TriangulationState goal = judging::TriangulationState::triangulated;
    std::vector<evidence::Line> evidence;  // what there is already
};

// What an activity says about a theme, and from which source.
struct Serves {
    evidence::ThemeRef theme;
    evidence::Source source = evidence::Source::performance_data;
};

// A review of documents, a focus group, a survey, a visit, a request for data: what could be done. Whatever it serves is one line of
// enquiry; without a line of its own, the activity is its own line, named by its name.
struct Activity {
    std::string name;
    std::string line;
    std::vector<Serves> serves;           // themes out of scope are passed over
    std::map<OrganisationId, Work> work;  // of each partner; not negative
};

struct PlanRequest {
    std::vector<ThemeInScope> themes;  // none twice
    std::vector<Activity> activities;
    std::map<OrganisationId, Work> limits;  // the most that a partner has; a partner not named has no limit
    std::chrono::milliseconds time{2'000};
};

// What a theme gains by an activity that the rest of the plan does not give.
struct Gain {
    evidence::ThemeRef theme;
    judging::TriangulationState without, with;
    bool meets_half = false;  // only this activity speaks for the half that the theme belongs to
};

struct PlannedActivity {
    std::size_t number = 0;  // in the request, from 0
    std::vector<Gain> gains;
};

// Nothing that could be done brings the theme to its goal. All activities together bring it to `best`, whose reason says what lacks.
struct OutOfReach {
    evidence::ThemeRef theme;
    judging::Triangulation best;
    bool lacks_half = false;  // nothing speaks for the half that the theme belongs to
};

// Every theme comes to its goal, or as far towards it as it can.
struct EvidencePlan {
    std::vector<PlannedActivity> activities;  // in the order of the request
    Work work{};
    std::map<OrganisationId, Work> work_of;     // of partners that have any
    std::map<OrganisationId, Work> over_limit;  // of partners whose limit is not enough
    std::vector<OutOfReach> out_of_reach;
    bool is_least = false;  // proven: no plan exceeds the limits by less in all, and none of those is less work
    bool is_first = false;  // proven: the first of all that are least, by number of activities and then by the order of the request
    Work at_least{};        // proven: no plan that exceeds the limits as little is less work; 0 when the time was too short to know
};

// Least work over the limits, then least work, then fewest activities, then those that come first. Exact, unless the time runs out.
[[nodiscard]] EvidencePlan plan_evidence(const PlanRequest&);

// The observed half needs performance data or observation, the reported half needs views; a theme of neither is content.
[[nodiscard]] bool speaks_for(Half, const std::vector<evidence::Source>&);

}  // namespace touchstone::workspace
