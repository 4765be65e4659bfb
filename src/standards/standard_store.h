// Specific standards in tables, and what was gathered with them.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "standards/standard.h"

namespace touchstone::standards {

// Those of the partnership, by document and code. One statement.
std::vector<Standard> list_standards(db::Read&, const Sight&, const db::Only& = {});
void add_standard(db::Write&, const By&, const Standard&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_standard(db::Write&, const By&, const Standard& before, const Standard& after);

// The standards with which an item was gathered.
std::vector<StandardId> standards_of(db::Read&, const PartnershipId&, const EvidenceId&);
void replace_standards_of(db::Write&, const By&, const EvidenceId&, const std::vector<Standard>& before,
                          const std::vector<Standard>& after);

// An item that was gathered with specific standards, as an evaluation sees it.
struct GatheredItem {
    EvidenceId id;
    std::string title;
    bool is_used = false;            // by the evaluation
    std::set<std::string> found_on;  // generic indicators on which it has findings
    std::vector<StandardId> standards;
};
struct Gathered {
    std::vector<Standard> standards;  // of the partnership
    std::vector<GatheredItem> items;  // that are there for the one who looks, the latest first
    std::set<std::string> in_scope;   // of the evaluation, by code
};
// One trip.
Gathered read_gathered(db::Read&, const Sight&, const EvaluationId&);

}  // namespace touchstone::standards
