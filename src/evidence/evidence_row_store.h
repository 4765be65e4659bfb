// An item of evidence out of a row.
#pragma once
#include "db/db.h"
#include "evidence/line.h"

namespace touchstone::evidence {

// Of an item called `e`, for read_evidence.
inline constexpr const char* evidence_columns =
    "e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, e.link, e.summary, e.owner_id, e.service_id, "
    "e.added_by, e.added_at, e.version, e.collected_on, e.received_on, e.collector, e.line_source, e.language";

[[nodiscard]] Evidence read_evidence(const db::Row&);

inline constexpr const char* line_columns = "e.id, e.source, e.line_source, e.line, e.line_key, e.period_to, e.security";

// What the item adds to its line of enquiry.
[[nodiscard]] Line read_line(const db::Row&);

// An item with what is said about it wherever it is shown.
struct EvidenceHead {
    Evidence evidence;
    std::string added_by_name;
    std::string owner_name;      // empty: the whole partnership
    std::string framework_hash;  // of the latest evaluation that uses it, else of the latest framework: whose words and half-lives hold
};
// For sorting `e` by its source: the four of part 3.6 in their order, then others.
inline constexpr const char* by_source =
    "case e.source when 'performance_data' then 1 when 'documentation' then 2 when 'views' then 3 when 'observation' then 4 else 5 end, "
    "e.source";
// A query for read_evidence_head of the partnership $1, up to its first condition.
extern const std::string evidence_head;
[[nodiscard]] EvidenceHead read_evidence_head(const db::Row&);

}  // namespace touchstone::evidence
