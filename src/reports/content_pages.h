// What a report says, as JSON: the content of a snapshot. The one place where an evaluation is put into that form; docs/reports.md
// describes it.
#pragma once
#include <map>
#include <set>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "conclusions/whole_store.h"
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"
#include "plans/plan_store.h"
#include "reports/publishing_store.h"

namespace touchstone::reports {

struct Version {
    int number = 0;  // 0: not published
    std::string what_changed, made_by;
    Instant made_at;
};

// Whose reports may hold what belongs to others than the publisher. What is not in it may stand in each.
using LentTo = std::map<EvidenceId, std::set<Audience>>;

[[nodiscard]] nlohmann::json content_of(const evaluations::Evaluation&, const frameworks::Framework&, const conclusions::Whole&,
                                        const std::vector<plans::Intention>&, const PlainWords&, const Version&, const LentTo& = {});

// Its shape as web/shape.h writes it, for the whole content and for as much of it as an audience has.
[[nodiscard]] std::string content_shape();

}  // namespace touchstone::reports
