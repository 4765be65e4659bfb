// The next cycle (guide key area 10, part 3.6): an evaluation that goes on from the last one of the same services. Scope and evidence that
// is still current come along; judgements and conclusions are made anew. Then people look back: what changed since, and what last cycle's
// confidence in the capacity for improvement was worth.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "conclusions/capacity.h"
#include "conclusions/conclusion.h"
#include "evaluations/evaluation.h"
#include "evidence/currency.h"
#include "judging/conflict.h"
#include "plans/plan.h"

namespace touchstone::cycles {

using evaluations::Evaluation;

// What an evaluation holds, as far as the reader may see it.
struct Side {
    std::map<std::string, int> levels;      // as people awarded them, by indicator
    std::vector<evidence::Evidence> items;  // id, title, source, line and period; the latest first
    std::vector<evidence::OnTheme> findings;
    std::vector<judging::Decision> decisions;
};
[[nodiscard]] int open_conflicts(const Side&);

// An item of the last evaluation that the next one may use. Stale ones are not current, but for those that an open conflict rests on.
struct Carriable {
    const evidence::Evidence* item;
    evidence::Currency currency;
    bool is_contested = false;
    bool is_current() const { return currency != evidence::Currency::stale || is_contested; }
};
[[nodiscard]] std::vector<Carriable> carriable(const frameworks::Framework&, const Side&, Date at);

// What of the evidence comes along.
enum class Carry { current = 1, all, none };
struct NextDraft {
    std::string title, from, to, carry, framework;  // the last is a hash
    std::vector<std::string> plans;
};
[[nodiscard]] const Fields<NextDraft>& next_fields();
struct Next {
    Evaluation evaluation;  // without its scope
    std::vector<EvidenceId> items;
    std::vector<plans::PlanId> plans;  // that draw on it, too
};
// What may be chosen: the plans, and hashes of the framework's versions, the one of last time among them.
struct NextChoices {
    std::vector<plans::PlanId> plans;
    std::vector<std::string> frameworks;
};
// After a finished evaluation, with a period that ends later.
[[nodiscard]] Outcome<Next> begin_next(const Evaluation& last, const NextDraft&, const std::vector<Carriable>&, const NextChoices&,
                                       const AccountId& by, Instant now);

// How a level compares with last time. Levels are compared, never added up or averaged.
enum class Change { higher, lower, same, anew, not_yet };
// Of an indicator that has a level now, then, or both.
[[nodiscard]] Change change_of(std::optional<int> then, std::optional<int> now);

// What last cycle's confidence was worth, now that it is known. Stored: never renumber.
enum class Worth { borne_out = 1, in_part, not_borne_out };
struct Weighed {
    conclusions::Part part;
    Worth worth = Worth::in_part;
    std::string words;
    AccountId by;
    std::string by_name;
    Instant at;
    int version = 0;
};
struct WeighedDraft {
    std::string worth, words;
    int seen_version = 0;
};
[[nodiscard]] const Fields<WeighedDraft>& weighed_fields();
[[nodiscard]] WeighedDraft draft_of(const Weighed&);
// `part` is one that somebody stated confidence in last time.
[[nodiscard]] Outcome<Weighed> weigh(const Evaluation& now_looking, const conclusions::Part&, const WeighedDraft&, const AccountId& by,
                                     Instant now);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Next&);
[[nodiscard]] std::string as_json(const Weighed&);
[[nodiscard]] std::string name_of(Carry);
[[nodiscard]] const std::vector<Carry>& all_carries();
[[nodiscard]] std::string name_of(Change);
[[nodiscard]] std::string name_of(Worth);
[[nodiscard]] std::optional<Worth> worth_from(const std::string&);
[[nodiscard]] const std::vector<Worth>& all_worths();

}  // namespace touchstone::cycles
