// What the workspace of an evaluation shows.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evaluations/evaluation.h"
#include "evaluations/scope.h"
#include "evidence/evidence_used_store.h"
#include "judging/judgement.h"
#include "judging/triangulation.h"
#include "measures/reading.h"
#include "tasks/task.h"
#include "workspace/proposal.h"

namespace touchstone::workspace {

// Everything, in one trip, whatever the number of indicators and items.
struct Workspace {
    std::map<std::string, evaluations::ScopeChoice> scope;
    std::map<std::string, judging::Judgement> judgements;             // by indicator
    std::map<std::string, int> levels;                                // of them
    std::map<evidence::ThemeRef, std::vector<evidence::Line>> lines;  // of enquiry, by theme
    std::set<std::string> given_alone;                                // indicators on which one can judge alone no more
    std::vector<tasks::Task> tasks;
    std::set<std::string> concluded;  // parts, as texts
    int evidence = 0;
    std::vector<std::string> services;  // by name
    std::vector<evidence::NotShared> not_shared;
    std::vector<evaluations::Related> above, below;  // that one may see: what it is part of, and its own parts
    std::vector<Weakness> weaknesses;                // in the order in which they were found
    std::vector<measures::Reading> readings;         // of measures on the framework's themes, by title
    std::vector<ScopeAnswer> answers;                // the latest first
};
Workspace read_workspace(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::workspace
