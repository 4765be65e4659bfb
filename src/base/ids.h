// Identities. An id is made by us, never by the database: 128 bits, the first 48 of them the time in milliseconds,
// written as 26 characters of Crockford's base 32, so that ids sort in the order they were made.
#pragma once
#include <compare>
#include <string>
#include <string_view>

#include "base/time.h"

namespace touchstone {

inline constexpr std::size_t id_characters = 26;

// The time, then 80 random bits.
[[nodiscard]] std::string new_id_text(Instant now);

template <class Thing>
struct Id {
    std::string text;

    auto operator<=>(const Id&) const = default;
    bool is_empty() const { return text.empty(); }
    [[nodiscard]] static Id make(Instant now) { return {new_id_text(now)}; }
};

using ScopeAnswerId = Id<struct ScopeAnswerTag>;
using AssignmentId = Id<struct AssignmentTag>;
using AccountId = Id<struct AccountTag>;
using PartnershipId = Id<struct PartnershipTag>;
using OrganisationId = Id<struct OrganisationTag>;
using ServiceId = Id<struct ServiceTag>;
using EvaluationId = Id<struct EvaluationTag>;
using EvidenceId = Id<struct EvidenceTag>;
using FileId = Id<struct FileTag>;
using FindingId = Id<struct FindingTag>;
using ShareId = Id<struct ShareTag>;
using CalibrationId = Id<struct CalibrationTag>;
using JobId = Id<struct JobTag>;
using MailId = Id<struct MailTag>;
using FactorId = Id<struct FactorTag>;
using FigureId = Id<struct FigureTag>;
using TieId = Id<struct TieTag>;
using SnapshotId = Id<struct SnapshotTag>;
using ReportId = Id<struct ReportTag>;

}  // namespace touchstone
