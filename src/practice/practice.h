// Good practice: what worked well enough for others to take up, whom to ask, and who took it up. It can start from a judgement of the
// highest level; nothing here awards one.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::practice {

using PracticeId = Id<struct PracticeTag>;
using AdoptionId = Id<struct AdoptionTag>;

inline constexpr int highest_level = 6;

// The judgement that a practice came from.
struct Origin {
    EvaluationId evaluation;
    std::string indicator;
};

struct Practice {
    PracticeId id;
    OrganisationId owner;    // empty: the whole partnership's
    std::string owner_name;  // as it is called now
    std::string title, done, for_whom;
    std::string effect;  // what difference it made
    std::string ask;     // how to get in touch
    AccountId contact;   // empty: nobody by name
    std::string contact_name;
    std::string framework_hash;  // whose indicators these are; empty where there is no framework
    std::vector<std::string> indicators;
    std::optional<Origin> origin;
    std::vector<EvidenceId> evidence;
    bool is_published = false;  // to the whole partnership
    AccountId created_by;
    Instant created_at;
    int version = 0;
};

struct PracticeDraft {
    std::string title, done, for_whom, effect, ask, contact;
    std::vector<std::string> indicators, evidence;
    std::string published;  // "yes" to the whole partnership
    int seen_version = 0;
};
[[nodiscard]] const Fields<PracticeDraft>& practice_fields();
[[nodiscard]] PracticeDraft draft_of(const Practice&);

inline constexpr std::size_t title_max_characters = 200;
inline constexpr std::size_t words_max_characters = 4'000;
inline constexpr std::size_t evidence_max = 50;
inline constexpr std::size_t evidence_offered = 10;  // before anybody searches

// What the author may name.
struct Nameable {
    std::vector<AccountId> people;
    std::vector<std::string> indicators;
    std::vector<EvidenceId> evidence;  // of the drafted items, those that are there
    std::vector<EvidenceId> hidden;    // linked already and not there for the author: they stay
};
// A contact who stands there already may stay.
[[nodiscard]] Outcome<Practice> set_practice(const Practice& before, const PracticeDraft&, const Nameable&);

struct Adoption {
    AdoptionId id;
    OrganisationId organisation;
    std::string organisation_name;
    std::string note;
    AccountId by;
    std::string by_name;
    Instant at;
};
struct AdoptionDraft {
    std::string organisation, note;
};
[[nodiscard]] const Fields<AdoptionDraft>& adoption_fields();
// `ours` are the organisations for which the author may speak; `before` who took it up already.
[[nodiscard]] Outcome<Adoption> adopt(const Practice&, const std::vector<Adoption>& before, const std::vector<OrganisationId>& ours,
                                      const AdoptionDraft&, const AccountId& by, Instant now);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Practice&);
[[nodiscard]] std::string as_json(const Adoption&);

}  // namespace touchstone::practice
