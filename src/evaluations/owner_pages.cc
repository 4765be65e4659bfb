#include "evaluations/owner_pages.h"

#include <algorithm>

#include "web/texts.h"

namespace touchstone::evaluations {

using web::text;

std::vector<Owner> possible_owners(const web::Visit& visit, db::Read& db, Ability ability) {
    return named_owners(list_owners(db, visit.actor, ability, visit.now));
}

std::vector<Owner> owners_offered(const web::Visit& visit, db::Read& db) {
    return without_services(possible_owners(visit, db, Ability::evaluate));
}

std::vector<Owner> without_services(std::vector<Owner> owners) {
    std::erase_if(owners, [](const Owner& owner) { return !owner.service.is_empty(); });
    return owners;
}

std::vector<Owner> named_owners(std::vector<Owner> owners) {
    for (auto& owner : owners)
        if (!owner.service.is_empty()) owner.name = text("evaluations.sharing.owner_of_service", {{"service", owner.name}});
    std::ranges::stable_sort(owners, [](const Owner& owner, const Owner& other) {  // the partnership has no name
        const bool is_whole = owner.service.is_empty();
        return is_whole == other.service.is_empty() ? web::comes_before(owner.name, other.name) : is_whole;
    });
    return owners;
}

web::Data owner_choice(const std::vector<Owner>& owners, const std::string& chosen, const Problems& problems) {
    if (owners.size() < 2) return false;
    std::vector<web::Option> options;
    for (const auto& owner : owners)
        options.push_back(
            {text_of(owner), owner.organisation.is_empty() ? text("evaluations.sharing.whole_partnership") : owner.name,
             text(owner.organisation.is_empty() ? "evaluations.sharing.owner_all_about" : "evaluations.sharing.owner_about")});
    return web::radios({.name = "owner", .legend = text("evaluations.sharing.owner"), .hint = {}, .options = options, .chosen = {chosen}},
                       problems);
}

std::optional<Owner> owner_from(const std::vector<Owner>& owners, const std::string& chosen) {
    if (owners.size() == 1) return owners.front();
    const auto found = std::ranges::find_if(owners, [&](const Owner& owner) { return text_of(owner) == chosen; });
    return found == owners.end() ? std::nullopt : std::optional(*found);
}

}  // namespace touchstone::evaluations
