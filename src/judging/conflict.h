// Findings on one theme that contradict each other across sources (parts 3.4 and 3.6): a conflict is resolved, explained, or followed into
// the indicators that may explain it, and what was made of it stays readable.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evidence/evidence.h"
#include "judging/judgement.h"

namespace touchstone::judging {

// Stored: never renumber. `open` is also the state of what nobody has decided on.
enum class ConflictState { open = 1, resolved, explained, followed };

// What a person made of the conflict on a theme.
struct Decision {
    evidence::ThemeRef theme;
    ConflictState state = ConflictState::open;
    std::string words;
    std::vector<std::string> follow;  // indicators, when it is followed
    std::string findings;             // those that were weighed, as ",id,id,"
    AccountId decided_by;
    std::string decided_by_name;
    Instant decided_at;
    int version = 0;
};

struct Conflict {
    evidence::ThemeRef theme;
    std::vector<evidence::OnTheme> strengths, improvements;
    std::optional<Decision> decision;
    bool is_reopened = false;  // a finding that the decision did not weigh has come since

    [[nodiscard]] bool is_open() const;
};

// Themes on which one source reports nothing but strengths and another one, along another line of enquiry, nothing but areas for
// improvement; in the order of `findings`. A source that reports both is no contradiction: most services are good at some things.
[[nodiscard]] std::vector<Conflict> conflicts_in(const std::vector<evidence::OnTheme>& findings, const std::vector<Decision>&);

// What a judgement on an indicator with so many themes would stand on. `findings` and `decisions` are those on the indicator.
[[nodiscard]] Ground ground_of(const frameworks::Framework&, const frameworks::Indicator&, const std::vector<evidence::OnTheme>& findings,
                               const std::vector<Decision>& decisions, Date at);

struct DecisionDraft {
    std::string state, words;
    std::vector<std::string> follow;
    int seen_version = 0;
};
[[nodiscard]] const Fields<DecisionDraft>& decision_fields();
[[nodiscard]] DecisionDraft draft_of(const Decision&);
// `indicators` are those that a conflict can be followed into.
[[nodiscard]] Outcome<Decision> decide(const evaluations::Evaluation&, const Conflict&, const DecisionDraft&,
                                       const std::vector<std::string>& indicators, const AccountId& by, Instant now);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Decision&);

[[nodiscard]] std::string name_of(ConflictState);
[[nodiscard]] std::optional<ConflictState> conflict_state_from(const std::string&);

}  // namespace touchstone::judging
