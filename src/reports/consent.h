// Whether the owner of an item of evidence agrees that one version of one report of somebody else shows it. It can be taken back: what is
// published stays as it is, and the next version asks again.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/time.h"
#include "reports/layout.h"

namespace touchstone::reports {

using ConsentId = Id<struct ConsentTag>;

struct Consent {
    ConsentId id;
    EvaluationId evaluation;
    EvidenceId evidence;
    int number = 0;  // of the version
    Audience audience = Audience::partnership;
    AccountId asked_by;
    Instant asked_at;
    std::optional<bool> is_given;
    std::optional<Instant> taken_back_at;

    bool holds() const { return is_given.value_or(false) && !taken_back_at; }
};
[[nodiscard]] std::string state_of(const Consent&);  // "asked", "given", "refused" or "taken_back"

// For which reports owners are asked.
struct AskDraft {
    std::vector<std::string> audiences;
    int seen_version = 0;  // the version that it is about
};
[[nodiscard]] const Fields<AskDraft>& ask_fields();

// An item used in an evaluation that belongs to somebody else than the evaluation.
struct Lent {
    EvidenceId evidence;
    std::string title, owner_name;
    OrganisationId owner;
    bool is_for_all = false;               // shared with the whole partnership
    std::map<Audience, Consent> consents;  // for the version in question

    // Whether a report for this audience may show it. What is shared with the whole partnership is not shared with everybody else.
    bool may_stand_in(Audience) const;
};

}  // namespace touchstone::reports
