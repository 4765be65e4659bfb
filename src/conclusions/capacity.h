// Capacity for improvement (parts 2.4 and key area 10): what may help or hinder from outside, and what the evidence itself gives for
// caveats.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evaluations/evaluation.h"
#include "evidence/evidence.h"
#include "frameworks/framework.h"
#include "judging/conflict.h"

namespace touchstone::conclusions {

// Stored: never renumber.
enum class FactorKind { retirement = 1, restructuring, funding, other };

struct ContextFactor {
    FactorId id;
    FactorKind kind = FactorKind::other;
    std::string words;
    Date review_on{};
    AccountId written_by;
    std::string written_by_name;
    Instant written_at;
    std::optional<Instant> ended_at;  // it no longer plays a part
    int version = 0;
};
struct FactorDraft {
    std::string kind, words, review_on;
    int seen_version = 0;
};
inline constexpr std::size_t factor_max_characters = 500;
[[nodiscard]] const Fields<FactorDraft>& factor_fields();
[[nodiscard]] FactorDraft draft_of(const ContextFactor&);
[[nodiscard]] Outcome<ContextFactor> note_factor(const evaluations::Evaluation&, const ContextFactor& before, const FactorDraft&);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const ContextFactor&);

[[nodiscard]] std::string name_of(FactorKind);
[[nodiscard]] std::optional<FactorKind> factor_kind_from(const std::string&);
[[nodiscard]] const std::vector<FactorKind>& all_factor_kinds();

// A real gap in the evidence that a reader of the conclusion should know of. `key` is a text with {count}, or with `names`.
struct OfferedCaveat {
    std::string key;
    int count = 0;
    std::vector<std::string> names;
};
// What the findings of a part rest on: single lines of enquiry, stale or anecdotal items, what is not shared, open conflicts.
// `judged` are the indicators with a level; `not_shared` is a number of items.
[[nodiscard]] std::vector<OfferedCaveat> offered_caveats(const frameworks::Framework&, const std::vector<std::string>& judged,
                                                         const std::vector<evidence::OnTheme>& findings,
                                                         const std::vector<judging::Decision>&, int not_shared, Date at);

}  // namespace touchstone::conclusions
