// Inspection: inspectors evaluate the same services by themselves and lay their levels beside those of the self-evaluation
// (parts 1.3, 3.4). An inspection is an evaluation that belongs to the inspectorate: sealed, because nobody else sees it, until the
// inspectorate shares it. Several inspectorates that inspect together each have their own, with their own evidence.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "evaluations/evaluation.h"

namespace touchstone::judging {

struct InspectionDraft {
    std::string title, inspectorate;
};
[[nodiscard]] const Fields<InspectionDraft>& inspection_fields();
// An inspection of a finished or unfinished self-evaluation, before its scope is chosen. `title` is the new one's.
[[nodiscard]] Outcome<evaluations::Evaluation> inspect(const evaluations::Evaluation& inspected, const std::string& title,
                                                       const OrganisationId& inspectorate, const AccountId& by, Instant now);

// Where an inspection's levels lie against those of the self-evaluation, on the indicators that both judged. Counts, never a sum of steps.
struct Accuracy {
    int same = 0, lower = 0, higher = 0;  // the inspectors' level against the self-evaluated one
    int compared() const { return same + lower + higher; }
};
[[nodiscard]] Accuracy compare(const std::map<std::string, int>& self, const std::map<std::string, int>& inspected);

struct Difference {
    std::string indicator, reason;
    AccountId by;
    Instant at;
    int version = 0;
};
struct DifferenceDraft {
    std::string reason;
    int seen_version = 0;
};
[[nodiscard]] const Fields<DifferenceDraft>& difference_fields();
[[nodiscard]] DifferenceDraft draft_of(const Difference&);
// Only where both have a level and they differ.
[[nodiscard]] Outcome<Difference> explain(const evaluations::Evaluation& inspection, const std::string& indicator, std::optional<int> self,
                                          std::optional<int> inspected, const DifferenceDraft&, const AccountId& by, Instant now);

// For the history: why the levels differ, as JSON.
[[nodiscard]] std::string as_json(const Difference&);

// What inspectors are told before they come.
struct PositionStatement {
    std::string statement, written_by_name;
    AccountId written_by;
    Instant written_at;
    int version = 0;
};
struct PositionDraft {
    std::string statement;
    int seen_version = 0;
};
[[nodiscard]] const Fields<PositionDraft>& position_fields();
[[nodiscard]] PositionDraft draft_of(const PositionStatement&);
[[nodiscard]] Outcome<PositionStatement> state_position(const evaluations::Evaluation&, const PositionDraft&, const AccountId& by,
                                                        Instant now);
[[nodiscard]] std::string as_json(const PositionStatement&);

}  // namespace touchstone::judging
