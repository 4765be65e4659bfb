#include "evaluations/sharing.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::evaluations {

const Fields<ShareDraft>& share_fields(Shared kind) {
    using field::choice, field::day, field::lines, field::needed;
    using Draft = ShareDraft;
    const auto with = needed(choice("with", &Draft::with));
    const auto purpose = needed(lines("purpose", &Draft::purpose, purpose_max_characters));
    const auto until = needed(day("until", &Draft::until));
    static const Fields<Draft> of_evaluation{
        "evaluations.sharing",
        {with, needed(choice("extent", &Draft::extent, {name_of(Extent::summary), name_of(Extent::levels), name_of(Extent::all)})), purpose,
         until}};
    static const Fields<Draft> of_item{"evaluations.sharing", {with, purpose, until}};
    return kind == Shared::evaluation ? of_evaluation : of_item;
}

Outcome<Share> share(Shared kind, const std::string& object, const OrganisationId& owner, const ShareDraft& draft,
                     const std::vector<OrganisationId>& partners, const AccountId& by, Instant now) {
    Problems problems;
    if (owner.is_empty()) problems.push_back({"", "evaluations.sharing.nobody_owns"});
    const OrganisationId with{draft.with == "partnership" ? std::string() : draft.with};
    if (draft.with.empty() || with == owner || (!with.is_empty() && std::ranges::find(partners, with) == partners.end()))
        problems.push_back({"with", "evaluations.sharing.with_missing"});
    const auto extent = kind == Shared::evidence ? std::optional(Extent::all) : extent_from(draft.extent);
    if (!extent) problems.push_back({"extent", "evaluations.sharing.extent_missing"});
    if (draft.purpose.empty()) problems.push_back({"purpose", "evaluations.sharing.purpose_missing"});
    if (characters(draft.purpose) > purpose_max_characters) problems.push_back({"purpose", "evaluations.sharing.purpose_long"});
    const auto day = date_from(draft.until);
    if (!day)
        problems.push_back({"until", "evaluations.sharing.until_missing"});
    else if (end_of(*day) <= now)
        problems.push_back({"until", "evaluations.sharing.until_past"});
    else if (end_of(*day) > now + share_max_length)
        problems.push_back({"until", "evaluations.sharing.until_far"});
    if (!problems.empty()) return refuse(problems);
    return Share{ShareId::make(now), kind, object, *extent, with, draft.purpose, now, end_of(*day), by, std::nullopt, {}};
}

Outcome<Share> revoke(const Share& before, const AccountId& by, Instant now) {
    if (!before.holds_at(now)) return refuse({{"", "evaluations.sharing.over_already"}});
    auto after = before;
    after.revoked_at = now;
    after.revoked_by = by;
    return after;
}

std::string as_json(const Share& share, const ShareWords& words) {
    return nlohmann::json{{"with", words.with}, {"extent", words.extent}, {"purpose", share.purpose}, {"until", iso(date_of(share.until))}}
        .dump();
}

std::string text_of(const Owner& owner) {
    if (!owner.service.is_empty()) return "service/" + owner.service.text;
    return owner.organisation.is_empty() ? "partnership" : "organisation/" + owner.organisation.text;
}

}  // namespace touchstone::evaluations
