// Everything a report says, in one statement. Reports own no table.
#pragma once
#include <map>
#include <vector>

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
    std::vector<std::string> services;
    std::string partnership;
};
Content read_content(db::Read&, const PartnershipId&, const EvaluationId&);

}  // namespace touchstone::reports
