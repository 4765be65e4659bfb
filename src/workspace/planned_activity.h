// The ledger of what could be done to gather more evidence (part 3.4: resources in proportion to the knowledge that they add). A new
// request names the judgement that it could change; what could change none is not worth asking for.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "evaluations/evaluation.h"
#include "workspace/evidence_plan.h"

namespace touchstone::workspace {

using ActivityId = Id<struct ActivityTag>;

// Stored: never renumber.
enum class ActivityState { possible = 1, done, dropped };

struct ProposedActivity {
    ActivityId id;
    Activity activity;
    evidence::Source source = evidence::Source::performance_data;
    std::string change;  // which judgement it could change, and how
    ActivityState state = ActivityState::possible;
    AccountId made_by;
    Instant made_at;
};

struct ProposedActivityDraft {
    std::string name, line, source, change;
    std::vector<std::string> themes;           // "5.1/2"
    std::map<std::string, std::string> hours;  // typed, by organisation: a row for each that can work on it
};
[[nodiscard]] const Fields<ProposedActivityDraft>& activity_fields();
inline const FieldShape hours_shape{"hours"};

inline constexpr std::size_t activity_name_max = 150, activity_change_max = 500;
inline constexpr int activities_max = 200, activity_hours_max = 2'000;

// `themes` are those in scope; `organisations` those that can work on it. Hours may be halves ("1.5"). Problems of hours are at
// "hours_<id>".
[[nodiscard]] Outcome<ProposedActivity> propose(const evaluations::Evaluation&, const ProposedActivityDraft&,
                                                const std::vector<evidence::ThemeRef>& themes,
                                                const std::vector<OrganisationId>& organisations,
                                                const std::vector<evidence::Source>& sources, int already, const AccountId& by,
                                                Instant now);

// For the history: what stands in it, by field, as JSON; and how far it has come.
[[nodiscard]] std::string as_json(const ProposedActivity&);
[[nodiscard]] std::string state_as_json(const ProposedActivity&);
[[nodiscard]] std::string name_of(ActivityState);
[[nodiscard]] std::optional<ActivityState> activity_state_from(const std::string&);
// "1.5"
[[nodiscard]] std::string in_hours(Work);

}  // namespace touchstone::workspace
