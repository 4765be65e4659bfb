#include "concerns/concern.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace touchstone::concerns {

namespace {

constexpr std::array urgency_names{"now", "today", "advice"};
constexpr std::array step_names{"read", "acknowledged", "noted", "closed"};

template <class Value, std::size_t size>
std::optional<Value> value_in(const std::array<const char*, size>& names, const std::string& name) {
    for (std::size_t i = 0; i < size; ++i)
        if (name == names[i]) return static_cast<Value>(i + 1);
    return std::nullopt;
}

}  // namespace

Outcome<Concern> raise(const ConcernDraft& draft, const std::vector<OrganisationId>& organisations, const Actor& actor, Instant now) {
    Problems problems;
    const auto urgency = urgency_from(draft.urgency);
    if (!urgency) problems.push_back({"urgency", "people.concern.urgency_missing"});
    if (draft.words.empty()) problems.push_back({"words", "people.concern.words_missing"});
    if (characters(draft.words) > concern_words_max) problems.push_back({"words", "people.concern.words_too_long"});
    for (const auto& [field, words] : {std::pair{"who", draft.who}, {"told", draft.told}})
        if (characters(words) > concern_who_max) problems.push_back({field, "people.concern.who_too_long"});
    const OrganisationId organisation{draft.organisation};
    if (!organisation.is_empty() && std::ranges::find(organisations, organisation) == organisations.end())
        problems.push_back({"organisation", "people.concern.organisation_wrong"});
    if (!problems.empty()) return refuse(problems);
    return Concern{
        actor.partnership, ConcernId::make(now), organisation, *urgency, draft.words, draft.who, draft.told, actor.id, now, {}, {}, {}};
}

Instant deadline_of(const Concern& concern) {
    static constexpr std::array<std::chrono::hours, 3> within{std::chrono::hours{1}, std::chrono::hours{24}, std::chrono::hours{72}};
    return concern.raised_at + within.at(static_cast<std::size_t>(concern.urgency) - 1);
}

bool is_late(const Concern& concern, Instant now) { return !concern.acknowledged_at && now > deadline_of(concern); }

Problems may_add(const Concern& concern, StepKind kind, const std::string& words) {
    if (concern.closed_at) return {{"", "people.concern.is_closed"}};
    if (kind == StepKind::acknowledged && concern.acknowledged_at) return {{"", "people.concern.is_acknowledged"}};
    if (kind != StepKind::acknowledged && !concern.acknowledged_at) return {{"", "people.concern.acknowledge_first"}};
    if (words.empty()) return {{"words", "people.concern.step_missing"}};
    if (characters(words) > concern_words_max) return {{"words", "people.concern.words_too_long"}};
    return {};
}

std::string name_of(Urgency urgency) { return urgency_names.at(static_cast<std::size_t>(urgency) - 1); }
std::string name_of(StepKind kind) { return step_names.at(static_cast<std::size_t>(kind) - 1); }
std::optional<Urgency> urgency_from(const std::string& name) { return value_in<Urgency>(urgency_names, name); }
std::optional<StepKind> step_kind_from(const std::string& name) { return value_in<StepKind>(step_names, name); }

}  // namespace touchstone::concerns
