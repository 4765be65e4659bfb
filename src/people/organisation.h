// Partnerships of organisations in an area, and the services they provide, as a tree (guide parts 1.1 and 3.1).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::people {

struct Partnership {
    PartnershipId id;
    std::string name, area, about;
    bool works_alone = false;  // one organisation by itself: pages speak of no partners
};

struct Organisation {
    OrganisationId id;
    std::string name;
    std::string kind;  // one of organisation_kinds()
    std::optional<Instant> closed_at;
    int version = 0;             // times saved
    PartnershipId home;          // the partnership that describes it; empty: this one
    OrganisationId merged_into;  // empty: none
    bool has_left = false;       // this partnership, and is described elsewhere

    bool is_kept_here() const { return home.is_empty(); }
};

struct Service {
    ServiceId id;
    OrganisationId organisation;
    std::optional<ServiceId> parent;
    std::string name;
    int level = 1;  // strategic, operational, delivery: the three levels of part 3.1
    std::string organisation_name;
    std::optional<Instant> closed_at;
    int version = 0;
    ServiceId merged_into;
    bool is_here = true;             // its organisation is described by this partnership
    std::string children_part = {};  // which part of its work concerns children and young people; empty: all of it (part 1.1)

    bool is_kept_here() const { return is_here; }
};

// All that a partnership consists of.
struct Everything {
    std::vector<Organisation> organisations;
    std::vector<Service> services;
};

[[nodiscard]] const std::vector<std::string>& organisation_kinds();
// "strategic", "operational" or "delivery".
[[nodiscard]] std::string level_name(int level);

struct PairOfNames {
    std::string organisation, service;
    auto operator<=>(const PairOfNames&) const = default;
};

// What someone typed.
struct OrganisationDraft {
    std::string name, kind;
    int seen_version = 0;
};
struct ServiceDraft {
    std::string organisation, name, level, parent;
    int seen_version = 0;
    std::string children_part = {};
};
[[nodiscard]] const Fields<OrganisationDraft>& organisation_fields();
[[nodiscard]] const Fields<ServiceDraft>& service_fields();
[[nodiscard]] OrganisationDraft draft_of(const Organisation&);
[[nodiscard]] ServiceDraft draft_of(const Service&);

// Describes a new organisation, or one that is there already, anew. Two of one name would be taken for one another.
[[nodiscard]] Outcome<Organisation> describe(const Organisation& before, const OrganisationDraft&, const std::vector<Organisation>& all);
// The same for a service. It may be part of any other, but of none that is part of it; closed ones are not offered.
[[nodiscard]] Outcome<Service> describe(const Service& before, const ServiceDraft&, const std::vector<Organisation>& organisations,
                                        const std::vector<Service>& all);

// What someone typed to merge one into another. The name of what goes is typed, so that nobody does it by a slip.
struct MergeDraft {
    std::string into, typed_name;
};
[[nodiscard]] const Fields<MergeDraft>& merge_fields();
// What goes, closed and pointing at what it became a part of. A service merges within its organisation, and into none below it.
[[nodiscard]] Outcome<Organisation> merge(const Organisation& from, const MergeDraft&, const std::vector<Organisation>& all, Instant now);
[[nodiscard]] Outcome<Service> merge(const Service& from, const MergeDraft&, const std::vector<Service>& all, Instant now);
// What can be chosen to merge into.
[[nodiscard]] bool can_take_in(const Organisation& into, const Organisation& from);
[[nodiscard]] bool can_take_in(const Service& into, const Service& from, const std::vector<Service>& all);

// What is referred to is never deleted: it is closed, and can be opened again.
template <class Thing>
[[nodiscard]] Thing closed(Thing thing, std::optional<Instant> at) {
    thing.closed_at = at;
    return thing;
}

// Each service below the one that it is part of, within its organisation, with how deep it lies; those part of another organisation's
// service stand at the top of their own.
struct Placed {
    const Service* service = nullptr;
    int depth = 0;
};
[[nodiscard]] std::vector<Placed> as_tree(const std::vector<Service>& all, const OrganisationId& organisation);

// For the history: what stands in it, by field, as JSON. Kinds, levels and states are kept by name, days as "2026-11-01": whoever shows
// them finds the words.
[[nodiscard]] std::string as_json(const Organisation&);
[[nodiscard]] std::string as_json(const Service&);

}  // namespace touchstone::people
