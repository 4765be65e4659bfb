// A whole plan as one reader sees it: what stands in it, and what it draws on as far as that is there for them.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "frameworks/framework.h"
#include "measures/reading.h"
#include "plans/action.h"
#include "plans/effect.h"
#include "plans/objective.h"
#include "plans/target.h"

namespace touchstone::plans {

// An area for improvement, with the evidence that it was drawn from.
struct Area {
    AreaRef ref;
    bool is_there = false;  // for the reader; where not, only the owner's name is told
    std::string statement;
    EvidenceId evidence;
    std::string evidence_title, owner_name;  // of an empty owner, the whole partnership, the name is empty
    bool is_withdrawn = false;
    std::vector<std::string> outcomes = {};  // keys of those that the evidence speaks about
};

struct ObjectiveWhole {
    Objective objective;
    std::vector<Area> areas;
    std::vector<Target> targets;
    std::vector<ActionPoint> actions;  // by the day on which they are due
    std::vector<Effect> effects;       // the latest last
};

// An evaluation that the plan draws on.
struct Drawn {
    EvaluationId id;
    std::string title, owner_name, framework_hash;  // no title where it is not there for the reader
    Extent extent = Extent::nothing;
};

struct Content {
    Plan plan;
    std::vector<Drawn> evaluations;
    std::vector<ObjectiveWhole> objectives;                 // the highest priority first
    std::vector<Area> areas;                                // of the evaluations, those that are there for the reader
    std::vector<Awarded> levels;                            // of the evaluations, those that are there for the reader
    std::vector<LevelAnswer> answers;                       // the latest last
    std::vector<Signature> signatures;                      // the latest last
    std::vector<Partner> organisations;                     // of the partnership, open ones, by name
    std::vector<frameworks::DesiredOutcome> outcomes = {};  // of the frameworks of the evaluations, each key once
    std::vector<measures::Reading> readings = {};           // of measures that targets are read from, as far as they are there
};

}  // namespace touchstone::plans
