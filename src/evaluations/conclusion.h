// A conclusion answers one of the framework's high-level questions in words (part 2.4), beside the profile of levels, never as an average.
#pragma once
#include <string>

#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evaluations/evaluation.h"

namespace touchstone::evaluations {

struct Conclusion {
    int question = 0;
    std::string statement;
    AccountId written_by;
    Instant written_at;
    int version = 0;
};

struct ConclusionDraft {
    std::string statement;
    int seen_version = 0;
};

[[nodiscard]] Outcome<Conclusion> conclude(const Evaluation&, int question, const ConclusionDraft&, const AccountId& by, Instant now);

}  // namespace touchstone::evaluations
