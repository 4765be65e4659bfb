// Erasing an account: one administrator asks, another one approves, and what is left is a tombstone that does not say who it was.
#pragma once
#include <optional>
#include <string>

#include "base/actor.h"
#include "base/outcome.h"
#include "base/time.h"
#include "people/account.h"

namespace touchstone::privacy {

using ErasureId = Id<struct ErasureTag>;

// Stored: never renumber. A choice, not words: words would say again who it was.
enum class ErasureReason { asked = 1, not_needed, unlawful };

struct ErasureRequest {
    PartnershipId partnership;
    ErasureId id;
    AccountId account;
    ErasureReason reason = ErasureReason::asked;
    AccountId asked_by;
    Instant asked_at;
};

// The kind of a restricted record, which its keepers erase themselves.
inline constexpr const char* record_kind = "record";

struct Tombstone {
    PartnershipId partnership;
    std::string kind;  // of what was erased: "account" or record_kind
    std::string id;
    int number = 0;  // of the certificate; 1, 2, 3 … within the partnership
    Instant erased_at;
    AccountId asked_by, approved_by;
    ErasureReason reason = ErasureReason::asked;
    bool operator==(const Tombstone&) const = default;
};

[[nodiscard]] std::string name_of(ErasureReason);
[[nodiscard]] std::optional<ErasureReason> erasure_reason_from(const std::string& name);

// Whose account it is that was named, as far as the one who asks may know.
struct Subject {
    AccountId account;
    bool is_here = false;       // holds or held a role in the partnership
    bool is_elsewhere = false;  // … in another one
    bool is_waiting = false;    // somebody has asked already
};
[[nodiscard]] Outcome<ErasureRequest> ask_for_erasure(const Actor& asker, const Subject&, const std::string& reason, Instant now);
// Two persons: neither who asked nor whose account it is.
[[nodiscard]] bool may_approve(const Actor&, const ErasureRequest&);
[[nodiscard]] Tombstone tombstone_of(const ErasureRequest&, int number, const AccountId& approved_by, Instant now);

// One line of the list that is kept outside the database: ids and numbers, no name.
[[nodiscard]] std::string line_of(const Tombstone&);
[[nodiscard]] std::optional<Tombstone> tombstone_from(const std::string& line);

}  // namespace touchstone::privacy
