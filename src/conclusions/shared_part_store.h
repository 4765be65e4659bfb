// What an owner shares of an evaluation without sharing all of it.
#pragma once
#include <map>
#include <string>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/evaluation.h"
#include "judging/judgement.h"

namespace touchstone::conclusions {

struct SharedPart {
    std::map<std::string, int> levels;           // as judged, by indicator; empty where only the summary is shared
    std::map<std::string, std::string> caveats;  // that travel with them
    std::map<std::string, judging::Confidence> confidences;
    struct Concluded {
        std::string statement, caveat;
    };
    std::map<std::string, Concluded> conclusions;  // by part
};
SharedPart read_shared(db::Read&, const PartnershipId&, const EvaluationId&, Extent);

}  // namespace touchstone::conclusions
