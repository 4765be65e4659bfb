// Everything a report says, in one statement. Reports own no table.
#pragma once
#include <map>
#include <vector>

#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "evaluations/scope.h"

namespace touchstone::reports {

struct Content {
    std::map<std::string, evaluations::ScopeChoice> scope;
    std::map<std::string, evaluations::Judged> judgements;
    std::map<int, evaluations::Concluded> conclusions;
    struct Stated {  // a finding, once for each indicator that it speaks about
        std::string indicator;
        evaluations::FindingKind kind;
        std::string statement;
        EvidenceId evidence;
        std::string evidence_title;
        int theme = 0;
        evaluations::Source source;
        std::string line;
    };
    std::vector<Stated> findings;
    std::vector<evaluations::NotShared> not_shared;
    std::vector<std::string> services;
    std::string partnership;
};
// As far as it is there for the one who looks.
Content read_content(db::Read&, const Sight&, const EvaluationId&);

// For the router's guard: a job is there for whoever asked for it, as long as the evaluation that it prints is.
std::optional<Seen> look_up_report_job(db::Read&, const Actor&, const std::string& id, Instant now);

}  // namespace touchstone::reports
