#include "people/assignment.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::people {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 9> roles{{{Role::administrator, "administrator"},
                                                                  {Role::lead, "lead"},
                                                                  {Role::evaluator, "evaluator"},
                                                                  {Role::contributor, "contributor"},
                                                                  {Role::moderator, "moderator"},
                                                                  {Role::inspector, "inspector"},
                                                                  {Role::action_owner, "action_owner"},
                                                                  {Role::board_member, "board_member"},
                                                                  {Role::reader, "reader"}}};

}  // namespace

std::string name_of(Role role) {
    for (const auto& [known, name] : roles)
        if (known == role) return std::string(name);
    return {};
}

std::optional<Role> role_from(const std::string& name) {
    for (const auto& [role, known] : roles)
        if (known == name) return role;
    return std::nullopt;
}

const std::vector<Role>& all_roles() {
    static const auto all = [] {
        std::vector<Role> list;
        for (const auto& [role, name] : roles) list.push_back(role);
        return list;
    }();
    return all;
}

std::string name_of(Reach reach) {
    switch (reach) {
        case Reach::partnership:
            return "partnership";
        case Reach::organisation:
            return "organisation";
        case Reach::service:
            return "service";
        case Reach::evaluation:
            return "evaluation";
    }
    return {};
}

std::string text_of(const Holding& holding) { return name_of(holding.reach) + "/" + holding.id; }

Assignment on_partnership(const PartnershipId& partnership, const AccountId& account, Role role, Instant now) {
    return {AssignmentId::make(now), account, role, Reach::partnership, partnership.text, now, std::nullopt, "", {}};
}

const Fields<AssignmentDraft>& assignment_fields() {
    using field::choice, field::day, field::needed, field::words;
    static const Fields<AssignmentDraft> fields{
        "people.giving",
        {needed(choice("role", &AssignmentDraft::role)), needed(choice("on", &AssignmentDraft::on)), day("until", &AssignmentDraft::until),
         words("reason", &AssignmentDraft::reason, reason_max_characters)}};
    return fields;
}

Outcome<Assignment> give(const Actor& giver, const AccountId& to, const AssignmentDraft& draft, const std::vector<Holding>& known,
                         Instant now) {
    Problems problems;
    const auto role = role_from(draft.role);
    if (!role) problems.push_back({"role", "people.assignment.role_missing"});
    const auto on = std::ranges::find_if(known, [&](const Holding& holding) { return text_of(holding) == draft.on; });
    if (on == known.end()) problems.push_back({"on", "people.assignment.on_missing"});
    std::optional<Instant> until;
    if (!draft.until.empty()) {
        const auto day = date_from(draft.until);
        if (!day)
            problems.push_back({"until", "people.assignment.until_wrong"});
        else if (until = end_of(*day); *until <= now)
            problems.push_back({"until", "people.assignment.until_past"});
    }
    if (characters(draft.reason) > reason_max_characters) problems.push_back({"reason", "people.assignment.reason_long"});
    if (role == Role::inspector && draft.reason.empty()) problems.push_back({"reason", "people.assignment.commission_missing"});
    if (role == Role::inspector && draft.until.empty()) problems.push_back({"until", "people.assignment.commission_end_missing"});
    if (problems.empty() && to == giver.id) problems.push_back({"role", "people.assignment.own_role"});
    if (problems.empty() && !fits(*role, on->reach)) problems.push_back({"on", "people.assignment.does_not_fit"});
    if (problems.empty() && !may_give(giver, to, *role, on->reach, on->place))
        problems.push_back({"role", "people.assignment.more_than_held"});
    if (!problems.empty()) return refuse(problems);
    return Assignment{AssignmentId::make(now), to, *role, on->reach, on->id, now, until, draft.reason, giver.id};
}

Outcome<Assignment> end(const Assignment& before, const Actor& by, const Place& place, Instant now) {
    if (before.until && *before.until <= now) return refuse({{"", "people.assignment.over_already"}});
    if (before.account == by.id) return refuse({{"", "people.assignment.own_end"}});
    if (!may_give(by, before.account, before.role, before.reach, place)) return refuse({{"", "people.assignment.more_than_held"}});
    auto after = before;
    after.until = now;
    return after;
}

std::string as_json(const Assignment& assignment, const std::string& role, const std::string& on) {
    return nlohmann::json{
        {"role", role}, {"on", on}, {"until", assignment.until ? iso(date_of(*assignment.until)) : ""}, {"reason", assignment.reason}}
        .dump();
}

}  // namespace touchstone::people
