// Who sees which evidence: the only place that says so, as a condition for queries whose first six arguments are a Sight. Everything that
// lists, counts, searches or finds goes through it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"

namespace touchstone::evidence {

// An SQL condition over an item of evidence called `e`: whether it is there for the one who looks.
//
// An item is there for: whoever belongs to its owner (the partnership, or an organisation); whoever works in the service that it is about;
// whoever it is shared with, while it is; and whoever is given the whole of an evaluation that uses it, where both have the same owner or
// the item is shared with the partnership.
[[nodiscard]] const std::string& evidence_is_there();

// The same, or the item is one of those in the argument, a text such as ",id,id,".
[[nodiscard]] std::string there_or_besides(const std::string& argument);

// For a from clause: the items that the evaluation $7 uses, as `e`, there or not.
inline constexpr const char* used_evidence =
    "evidence_use uses join evidence e on e.partnership_id = uses.partnership_id and e.id = uses.evidence_id and uses.partnership_id = $1 "
    "and "
    "uses.evaluation_id = $7";

// To begin a statement with those of these items for which a condition holds, as `e`. They are found before anything is joined to them: on
// tables without statistics PostgreSQL joined every finding to every item, which took 4 s for 288 of them.
[[nodiscard]] std::string with_used_evidence(const std::string& condition);

// For a from clause behind used_evidence: the findings that stand, as `f`, on themes of the evaluation's framework, as `t`.
[[nodiscard]] const std::string& findings_on_themes();

// Those of the items of evidence that are there for the one who looks.
std::vector<EvidenceId> evidence_among(db::Read&, const Sight&, const std::vector<std::string>& ids);

// For the router's guard.
std::optional<Seen> look_up_evidence(db::Read&, const Actor&, const std::string& id, Instant now);

}  // namespace touchstone::evidence
