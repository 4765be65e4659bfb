// How long things are kept, and their disposal: one administrator asks for it, another one approves, a job deletes, and the certificate
// stays. What people said goes by itself on its day, with a certificate too. What each thing consists of is said by the tags beside the
// tables.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "base/fields.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::evidence {

using DisposalId = Id<struct DisposalTag>;

// Finished evaluations, from the day they were finished; evidence that no evaluation uses, from the day it was entered. By themselves go
// the answers and texts of a wave, from its last day; a talk, from the day it was held; and a comment, from the day it was closed, else
// came. Stored: never renumber.
enum class RetentionClass { evaluation = 1, evidence, wave, talk, comment };
[[nodiscard]] const std::vector<RetentionClass>& all_retention_classes();
[[nodiscard]] bool goes_by_itself(RetentionClass);
// Stored: never renumber.
enum class DisposalState { asked = 1, approved, turned_down, done };

struct RetentionRule {
    RetentionClass of = RetentionClass::evaluation;
    int years = 0;  // 1 to 100
    int version = 0;
};

inline constexpr int retention_years_max = 100;
inline constexpr std::size_t hold_max_characters = 500;
// At most so many are shown, and disposed of, at one time.
inline constexpr int due_at_once = 200;
// What goes by itself is shown so long before, so that it can be kept longer.
inline constexpr std::chrono::days shown_ahead{92};

struct Due {
    std::string id, name;
    Instant since;  // finished, or entered
};

struct Disposal {
    PartnershipId partnership;
    DisposalId id;
    RetentionClass of = RetentionClass::evaluation;
    int years = 0;  // of the rule when it was asked for
    DisposalState state = DisposalState::asked;
    AccountId asked_by;  // empty: it went by itself
    Instant asked_at;
    AccountId decided_by;
    std::optional<Instant> decided_at, done_at;
    int number = 0;  // of the certificate; 1, 2, 3 … within the partnership; 0 until it is done
};

// The clock, as the server saw it last. After a leap of more than two days nothing is disposed of until a person has looked at it.
struct ClockWatch {
    std::optional<Instant> seen_at, leapt_from;
};
[[nodiscard]] bool is_leap(Instant before, Instant now);
// Whether the clock cannot be relied on for deleting.
[[nodiscard]] bool is_doubtful(const ClockWatch&, Instant now);

[[nodiscard]] RetentionRule rule_by_default(RetentionClass);
// Among those that were set, or by default.
[[nodiscard]] RetentionRule rule_of(const std::vector<RetentionRule>& set, RetentionClass);
// Sets the years of a rule, as typed.
[[nodiscard]] Outcome<RetentionRule> set_years(const RetentionRule&, const std::string& years);
// Whatever began before this moment, the beginning of a day in the zone of this server, is due.
[[nodiscard]] Instant due_before(const RetentionRule&, Instant now);
// Up to which moment a page shows what is due, or soon goes by itself.
[[nodiscard]] Instant shown_until(const RetentionRule&, Instant now);
// The first day on which it is due.
[[nodiscard]] Date goes_on(const RetentionRule&, Date since);

// What is chosen of all that is due; its fields have the class for a row.
struct ChoiceDraft {
    std::vector<std::string> items;
    std::string reason;  // to keep them longer
};
[[nodiscard]] const Fields<ChoiceDraft>& choice_fields();
// What is done with the chosen.
inline const FieldShape class_shape{"class", FieldShape::Kind::choice, 0, true, {"evaluation", "evidence", "wave", "talk", "comment"}},
    do_shape{"do", FieldShape::Kind::choice, 0, true, {"ask", "hold"}};
// Of each class: the years of its rule, and which version of that was shown.
inline const FieldShape years_shape{"years"}, version_shape{"version", FieldShape::Kind::number};

// Asks for the disposal of those of `due` that were chosen.
struct Asked {
    Disposal disposal;
    std::vector<Due> items;
};
[[nodiscard]] Outcome<Asked> ask_for_disposal(const Actor&, const RetentionRule&, const std::vector<Due>& due,
                                              const std::vector<std::string>& chosen, Instant now);
// Those of `due` that were chosen to be kept longer, and why.
[[nodiscard]] Outcome<std::vector<Due>> keep_longer(RetentionClass, const std::vector<Due>& due, const std::vector<std::string>& chosen,
                                                    const std::string& reason);
// Two persons: not the one who asked.
[[nodiscard]] Outcome<Disposal> approve(const Disposal&, const Actor&, Instant now);
[[nodiscard]] Outcome<Disposal> turn_down(const Disposal&, const Actor&, Instant now);

// For the history: what stands in it, by field, as JSON; and why something is kept longer.
[[nodiscard]] std::string as_json(const RetentionRule&);
[[nodiscard]] std::string as_json(const Disposal&);
[[nodiscard]] std::string reason_as_json(const std::string&);

[[nodiscard]] std::string name_of(RetentionClass);
[[nodiscard]] std::string name_of(DisposalState);
[[nodiscard]] std::optional<RetentionClass> retention_class_from(const std::string&);

}  // namespace touchstone::evidence
