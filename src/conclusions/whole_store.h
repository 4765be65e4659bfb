// Everything that an evaluation comes to, in one trip: what conclusions are written from, and what reports say.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/permission.h"
#include "conclusions/conclusion_store.h"
#include "db/db.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_used_store.h"
#include "judging/judgement_store.h"

namespace touchstone::conclusions {

// What an indicator came to the last time.
struct LastTime {
    int level = 0;
    judging::Confidence confidence = judging::Confidence::low;
    std::string caveat;
};

struct Whole {
    std::map<std::string, evaluations::ScopeChoice> scope;  // by indicator
    std::map<std::string, judging::Judged> judgements;      // by indicator
    std::map<std::string, LastTime> last_time;              // of the evaluation that it goes on from, by indicator
    std::map<std::string, Concluded> conclusions;           // by part
    std::vector<evidence::OnTheme> findings;                // once for each theme; by indicator, theme and source
    std::vector<judging::Decision> decisions;
    std::vector<ContextFactor> factors;  // those that still play a part
    std::vector<Figure> figures;         // of the evidence used
    std::vector<Tie> ties;
    std::vector<evidence::NotShared> not_shared;
    std::vector<std::string> services;
    std::vector<std::pair<std::string, std::string>> children_parts;  // of those of which only a part concerns children: name and part
    std::string partnership;

    [[nodiscard]] const Figure* figure(const FigureId&) const;
    [[nodiscard]] int items_not_shared() const;
};
// As far as it is there for the one who looks, and the items `besides`, as ",id,id,".
Whole read_whole(db::Read&, const Sight&, const EvaluationId&, const std::string& besides = {});

}  // namespace touchstone::conclusions
