#include "judging/inspection.h"

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::judging {

using namespace evaluations;

Outcome<Evaluation> inspect(const Evaluation& inspected, const std::string& title, const OrganisationId& inspectorate, const AccountId& by,
                            Instant now) {
    Problems problems;
    if (!inspected.inspects.is_empty()) problems.push_back({"", "evaluations.inspection.of_inspection"});
    if (inspectorate.is_empty() || inspectorate == inspected.owner) problems.push_back({"", "evaluations.inspection.own"});
    require_text(problems, "evaluations.setup", "title", title, title_max_characters);
    if (!problems.empty()) return refuse(problems);
    auto fresh = inspected;
    fresh.id = EvaluationId::make(now);
    fresh.title = title;
    fresh.kind = Kind::joint_inspection;
    fresh.owner = inspectorate;
    fresh.inspects = inspected.id;
    fresh.created_by = by;
    fresh.created_at = now;
    fresh.finished_at.reset();
    fresh.version = 0;
    return fresh;
}

Accuracy compare(const std::map<std::string, int>& self, const std::map<std::string, int>& inspected) {
    Accuracy accuracy;
    for (const auto& [indicator, level] : inspected) {
        const auto own = self.find(indicator);
        if (own == self.end()) continue;
        (level == own->second ? accuracy.same : level < own->second ? accuracy.lower : accuracy.higher) += 1;
    }
    return accuracy;
}

Outcome<Difference> explain(const Evaluation& inspection, const std::string& indicator, std::optional<int> self,
                            std::optional<int> inspected, const std::string& reason, int seen_version, const AccountId& by, Instant now) {
    if (inspection.is_finished()) return refuse({{"", "evaluations.finished"}});
    if (!self || !inspected || *self == *inspected) return refuse({{"", "evaluations.inspection.no_difference"}});
    Problems problems;
    require_text(problems, "evaluations.inspection", "reason", reason, statement_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Difference{indicator, reason, by, now, seen_version};
}

std::string as_json(const Difference& difference) { return nlohmann::json{{"reason", difference.reason}}.dump(); }

}  // namespace touchstone::judging
