// The register of statutory duties (guide indicator 1.2): legislation, guidance and codes that apply, and for each of them what is known of
// five aspects. Nothing here computes a level.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::duties {

using DutyId = Id<struct DutyTag>;
using NoteId = Id<struct DutyNoteTag>;

// Stored: never renumber.
enum class DutyKind { legislation = 1, statutory_guidance, code_of_practice, policy };
enum class Aspect { awareness = 1, knowledge, systems, compliance, feedback };
enum class Sureness { secure = 1, partial, anecdotal, not_known };

inline constexpr std::array all_kinds{DutyKind::legislation, DutyKind::statutory_guidance, DutyKind::code_of_practice, DutyKind::policy};
inline constexpr std::array all_aspects{Aspect::awareness, Aspect::knowledge, Aspect::systems, Aspect::compliance, Aspect::feedback};
inline constexpr std::array all_surenesses{Sureness::secure, Sureness::partial, Sureness::anecdotal, Sureness::not_known};

[[nodiscard]] std::string name_of(DutyKind);
[[nodiscard]] std::string name_of(Aspect);
[[nodiscard]] std::string name_of(Sureness);
[[nodiscard]] std::optional<DutyKind> kind_from(const std::string&);
[[nodiscard]] std::optional<Aspect> aspect_from(const std::string&);

struct Duty {
    DutyId id;
    OrganisationId owner;    // empty: the whole partnership's
    std::string owner_name;  // as it is called now
    std::string title;
    DutyKind kind = DutyKind::legislation;
    std::string asks;        // what it asks, in words
    std::string applies_to;  // which services
    AccountId lead;          // who looks after it; empty: nobody yet
    std::string lead_name;
    std::optional<Date> review_on;
    AccountId created_by;
    Instant created_at;
    int version = 0;

    bool is_review_overdue(Date today) const { return review_on && *review_on < today; }
};

struct DutyDraft {
    std::string title, kind, asks, applies_to, lead, review_on;
    int seen_version = 0;
};
[[nodiscard]] const Fields<DutyDraft>& duty_fields();
[[nodiscard]] DutyDraft draft_of(const Duty&);

inline constexpr std::size_t title_max_characters = 200;
inline constexpr std::size_t words_max_characters = 4'000;
inline constexpr std::size_t evidence_max = 50;      // with one note
inline constexpr std::size_t evidence_offered = 10;  // before anybody searches

// `people` may be named as lead; who leads it already may stay.
[[nodiscard]] Outcome<Duty> set_duty(const Duty& before, const DutyDraft&, const std::vector<AccountId>& people);

struct NotedEvidence {
    EvidenceId id;
    std::string title;  // empty: not there for the one who looks
};

// What somebody knew of an aspect on one day.
struct AspectNote {
    NoteId id;
    Aspect aspect = Aspect::awareness;
    std::string words;
    Sureness sureness = Sureness::not_known;
    AccountId by;
    std::string by_name;
    Instant at;
    std::vector<NotedEvidence> evidence;
};

struct NoteDraft {
    std::string words, sureness;
    std::vector<std::string> evidence;
};
[[nodiscard]] const Fields<NoteDraft>& note_fields();

// `there` are those of the drafted items of evidence that the author can see.
[[nodiscard]] Outcome<AspectNote> note_aspect(Aspect, const NoteDraft&, const std::vector<EvidenceId>& there, const AccountId& by,
                                              Instant now);
// The latest of each aspect among notes that stand the latest first; null where nobody wrote anything.
[[nodiscard]] std::array<const AspectNote*, all_aspects.size()> latest_of(const std::vector<AspectNote>&);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Duty&);
[[nodiscard]] std::string as_json(const AspectNote&);

}  // namespace touchstone::duties
