// An urgent concern: a child or an adult may be in danger. It leaves the evaluation at once, on a route of its own: restricted to those who
// receive such concerns and the one who raised it, timed, and acknowledged. Touchstone is no emergency service, and says so first.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::concerns {

using ConcernId = Id<struct ConcernTag>;

// Stored: never renumber.
enum class Urgency { now = 1, today, advice };
// Stored: never renumber.
enum class StepKind { read = 1, acknowledged, noted, closed };

struct Concern {
    PartnershipId partnership;
    ConcernId id;
    OrganisationId organisation;  // that it is about; empty: none in particular
    Urgency urgency = Urgency::now;
    std::string words, who, told;  // what was seen or said; who may be in danger, and where; who has been told already
    AccountId raised_by;
    Instant raised_at;
    std::optional<Instant> acknowledged_at, escalated_at, closed_at;
};

struct ConcernDraft {
    std::string organisation, urgency, words, who, told;
};

inline constexpr std::size_t concern_words_max = 4'000, concern_who_max = 500;

// `organisations` are those that may be named.
[[nodiscard]] Outcome<Concern> raise(const ConcernDraft&, const std::vector<OrganisationId>& organisations, const Actor&, Instant now);
// By when somebody must have it: an hour, a day, three days.
[[nodiscard]] Instant deadline_of(const Concern&);
[[nodiscard]] bool is_late(const Concern&, Instant now);

// What a receiver adds: acknowledging comes first, and once; after closing nothing is added.
[[nodiscard]] Problems may_add(const Concern&, StepKind, const std::string& words);

[[nodiscard]] std::string name_of(Urgency);
[[nodiscard]] std::string name_of(StepKind);
[[nodiscard]] std::optional<Urgency> urgency_from(const std::string&);
[[nodiscard]] std::optional<StepKind> step_kind_from(const std::string&);

}  // namespace touchstone::concerns
