// What the workspace of an evaluation shows.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evaluations/evaluation.h"
#include "evaluations/evidence_used_store.h"
#include "evaluations/proposal.h"
#include "evaluations/scope.h"
#include "evaluations/triangulation.h"

namespace touchstone::evaluations {

// Everything, in one trip, whatever the number of indicators and items.
struct Workspace {
    std::map<std::string, ScopeChoice> scope;
    std::map<std::string, int> levels;            // as judged, by indicator
    std::map<ThemeRef, std::vector<Line>> lines;  // of enquiry, by theme
    std::set<std::string> concluded;              // parts, as texts
    int evidence = 0;
    std::vector<std::string> services;  // by name
    std::vector<NotShared> not_shared;
    std::vector<Related> above, below;  // that one may see: what it is part of, and its own parts
    std::vector<Weakness> weaknesses;   // in the order in which they were found
    std::vector<ScopeAnswer> answers;   // the latest first
};
Workspace read_workspace(db::Read&, const Sight&, const EvaluationId&);

// By name.
db::Answer<std::vector<std::string>> ask_services_of(db::Trip&, const PartnershipId&, const EvaluationId&);

}  // namespace touchstone::evaluations
