// Sharing between partners (guide part 4.2): an owner lets a named partner see an evaluation or an item of evidence, as far as the owner
// chooses, for a stated purpose, until a day. It can be taken back at any time, and then no longer holds from the next request on.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/permission.h"
#include "base/time.h"

namespace touchstone::evaluations {

// Stored: never renumber.
enum class Shared { evaluation = 1, evidence };

struct Share {
    ShareId id;
    Shared kind = Shared::evidence;
    std::string object;  // id of what is shared
    Extent extent = Extent::all;
    OrganisationId with;  // empty: the whole partnership
    std::string purpose;
    Instant since, until;
    AccountId shared_by;
    std::optional<Instant> revoked_at;
    AccountId revoked_by;

    bool holds_at(Instant now) const { return !revoked_at && since <= now && now < until; }
};

// What someone typed. `with` is "partnership" or an organisation's id; `until` the last day.
struct ShareDraft {
    std::string with, extent, purpose, until;
};

// An item of evidence is shared whole: its form has no extent.
[[nodiscard]] const Fields<ShareDraft>& share_fields(Shared);

inline constexpr std::size_t purpose_max_characters = 500;
inline constexpr std::chrono::years share_max_length{5};

// `partners` are the organisations that may be named. An item of evidence is shared whole; what nobody but the partnership owns is there
// for everybody in it already.
[[nodiscard]] Outcome<Share> share(Shared, const std::string& object, const OrganisationId& owner, const ShareDraft&,
                                   const std::vector<OrganisationId>& partners, const AccountId& by, Instant now);
[[nodiscard]] Outcome<Share> revoke(const Share&, const AccountId& by, Instant now);

// How the page says with whom and how much is shared.
struct ShareWords {
    std::string with, extent;
};
// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Share&, const ShareWords&);

// Who an evaluation or an item can belong to, as somebody may choose: the partnership, an organisation, or one of its services.
struct Owner {
    OrganisationId organisation;  // empty: the whole partnership
    ServiceId service;            // for evidence of somebody whose role is on services only
    std::string name;
};
// The form's word for it: "partnership", "organisation/<id>" or "service/<id>".
[[nodiscard]] std::string text_of(const Owner&);

}  // namespace touchstone::evaluations
