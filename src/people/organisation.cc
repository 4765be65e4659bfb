#include "people/organisation.h"

#include <algorithm>
#include <functional>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::people {
namespace {

constexpr std::size_t name_max = 150, children_part_max = 300;

std::optional<int> level_from(const std::string& name) {
    for (int level = 1; level <= 3; ++level)
        if (name == level_name(level)) return level;
    return std::nullopt;
}

void check_name(const std::string& name, Problems& problems) {
    if (name.empty()) problems.push_back({"name", "people.services.name_missing"});
    if (characters(name) > name_max) problems.push_back({"name", "people.services.name_too_long"});
}

template <class Thing>
void check_kept_here(const Thing& thing, Problems& problems) {
    if (!thing.is_kept_here()) problems.push_back({"", "people.organisations.kept_elsewhere"});
}

const Service* one_of(const std::vector<Service>& all, const std::string& id) {
    const auto found = std::ranges::find(all, ServiceId{id}, &Service::id);
    return found == all.end() ? nullptr : &*found;
}

// Whether `service` is `above`, or lies somewhere below it.
bool lies_below(const std::vector<Service>& all, const Service* service, const ServiceId& above) {
    for (std::size_t steps = 0; service != nullptr && steps <= all.size(); ++steps) {
        if (service->id == above) return true;
        service = service->parent ? one_of(all, service->parent->text) : nullptr;
    }
    return false;
}

template <class Thing>
Outcome<Thing> merged(const Thing& from, const MergeDraft& draft, const Thing* into, Instant now) {
    Problems problems;
    check_kept_here(from, problems);
    if (!from.merged_into.is_empty()) problems.push_back({"", "people.merge.merged_already"});
    if (into == nullptr) problems.push_back({"into", "people.merge.into_missing"});
    if (draft.typed_name != from.name) problems.push_back({"typed_name", "people.merge.name_wrong"});
    if (!problems.empty()) return refuse(problems);
    auto after = closed(from, from.closed_at.value_or(now));
    after.merged_into = into->id;
    return after;
}

}  // namespace

const std::vector<std::string>& organisation_kinds() {
    static const std::vector<std::string> kinds{"council_department", "health_board", "police", "school", "nursery",
                                                "voluntary_body",     "inspectorate", "other"};
    return kinds;
}

std::string level_name(int level) {
    constexpr const char* names[] = {"", "strategic", "operational", "delivery"};
    return names[level];
}

const Fields<OrganisationDraft>& organisation_fields() {
    using field::choice, field::needed, field::words;
    static const Fields<OrganisationDraft> fields{
        "people.organisations",
        {needed(words("name", &OrganisationDraft::name, name_max)), needed(choice("kind", &OrganisationDraft::kind, organisation_kinds()))},
        &OrganisationDraft::seen_version};
    return fields;
}

const Fields<ServiceDraft>& service_fields() {
    using field::choice, field::needed, field::words;
    static const Fields<ServiceDraft> fields{
        "people.service",
        {needed(words("name", &ServiceDraft::name, name_max)), needed(choice("organisation", &ServiceDraft::organisation)),
         needed(choice("level", &ServiceDraft::level, {level_name(1), level_name(2), level_name(3)})),
         choice("parent", &ServiceDraft::parent), words("children_part", &ServiceDraft::children_part, children_part_max)},
        &ServiceDraft::seen_version};
    return fields;
}

OrganisationDraft draft_of(const Organisation& organisation) { return {organisation.name, organisation.kind, organisation.version}; }

ServiceDraft draft_of(const Service& service) {
    return {service.organisation.text, service.name,         level_name(service.level), service.parent ? service.parent->text : "",
            service.version,           service.children_part};
}

const Fields<MergeDraft>& merge_fields() {
    using field::choice, field::needed, field::words;
    static const Fields<MergeDraft> fields{
        "people.merge", {needed(choice("into", &MergeDraft::into)), needed(words("typed_name", &MergeDraft::typed_name, name_max))}};
    return fields;
}

Outcome<Organisation> describe(const Organisation& before, const OrganisationDraft& draft, const std::vector<Organisation>& all) {
    Problems problems;
    check_kept_here(before, problems);
    check_name(draft.name, problems);
    if (std::ranges::any_of(
            all, [&](const Organisation& other) { return other.id != before.id && is_same_to_a_reader(other.name, draft.name); }))
        problems.push_back({"name", "people.organisations.name_taken"});
    if (std::ranges::find(organisation_kinds(), draft.kind) == organisation_kinds().end())
        problems.push_back({"kind", "people.organisations.kind_missing"});
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.name = draft.name;
    after.kind = draft.kind;
    after.version = draft.seen_version;
    return after;
}

Outcome<Service> describe(const Service& before, const ServiceDraft& draft, const std::vector<Organisation>& organisations,
                          const std::vector<Service>& all) {
    Problems problems;
    check_kept_here(before, problems);
    const auto organisation = std::ranges::find(organisations, OrganisationId{draft.organisation}, &Organisation::id);
    if (organisation == organisations.end() || !organisation->is_kept_here() ||
        (organisation->closed_at && organisation->id != before.organisation))
        problems.push_back({"organisation", "people.services.organisation_missing"});
    check_name(draft.name, problems);
    const auto level = level_from(draft.level);
    if (!level) problems.push_back({"level", "people.services.level_missing"});
    const auto* parent = draft.parent.empty() ? nullptr : one_of(all, draft.parent);
    if (!draft.parent.empty() && (parent == nullptr || (parent->closed_at && before.parent != parent->id)))
        problems.push_back({"parent", "people.services.parent_missing"});
    if (parent != nullptr && lies_below(all, parent, before.id)) problems.push_back({"parent", "people.services.parent_below"});
    // What stands so already may stay: it opens nothing.
    const bool stays =
        organisation != organisations.end() && organisation->id == before.organisation && parent != nullptr && before.parent == parent->id;
    if (parent != nullptr && !stays && parent->organisation.text != draft.organisation)
        problems.push_back({"parent", "people.services.parent_elsewhere"});
    if (characters(draft.children_part) > children_part_max) problems.push_back({"children_part", "people.service.children_part_too_long"});
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.organisation = organisation->id;
    after.organisation_name = organisation->name;
    after.parent = parent ? std::optional(parent->id) : std::nullopt;
    after.name = draft.name;
    after.level = *level;
    after.children_part = draft.children_part;
    after.version = draft.seen_version;
    return after;
}

bool can_take_in(const Organisation& into, const Organisation& from) {
    return into.id != from.id && !into.closed_at && into.is_kept_here();
}

bool can_take_in(const Service& into, const Service& from, const std::vector<Service>& all) {
    return into.organisation == from.organisation && !into.closed_at && !lies_below(all, &into, from.id);
}

Outcome<Organisation> merge(const Organisation& from, const MergeDraft& draft, const std::vector<Organisation>& all, Instant now) {
    const auto into = std::ranges::find(all, OrganisationId{draft.into}, &Organisation::id);
    return merged(from, draft, into != all.end() && can_take_in(*into, from) ? &*into : nullptr, now);
}

Outcome<Service> merge(const Service& from, const MergeDraft& draft, const std::vector<Service>& all, Instant now) {
    const auto* into = one_of(all, draft.into);
    return merged(from, draft, into != nullptr && can_take_in(*into, from, all) ? into : nullptr, now);
}

std::vector<Placed> as_tree(const std::vector<Service>& all, const OrganisationId& organisation) {
    std::vector<Placed> placed;
    const std::function<void(const Service&, int)> place = [&](const Service& service, int depth) {
        placed.push_back({&service, depth});
        for (const auto& below : all)
            if (below.organisation == organisation && below.parent == service.id) place(below, depth + 1);
    };
    for (const auto& service : all) {
        if (service.organisation != organisation) continue;
        const auto* parent = service.parent ? one_of(all, service.parent->text) : nullptr;
        if (parent == nullptr || parent->organisation != organisation) place(service, 0);
    }
    return placed;
}

namespace {
std::string state_of(const std::optional<Instant>& closed_at) { return closed_at ? iso(date_of(*closed_at)) : "open"; }
}  // namespace

std::string as_json(const Organisation& organisation) {
    return nlohmann::json{{"name", organisation.name},
                          {"kind", organisation.kind},
                          {"state", state_of(organisation.closed_at)},
                          {"merged_into", organisation.merged_into.text}}
        .dump();
}

std::string as_json(const Service& service) {
    return nlohmann::json{{"name", service.name},
                          {"organisation", service.organisation_name},
                          {"level", level_name(service.level)},
                          {"children_part", service.children_part},
                          {"part_of", service.parent ? service.parent->text : ""},
                          {"state", state_of(service.closed_at)},
                          {"merged_into", service.merged_into.text}}
        .dump();
}

}  // namespace touchstone::people
