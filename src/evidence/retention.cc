#include "evidence/retention.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::evidence {

namespace {

constexpr std::chrono::hours leap_max{48};

std::chrono::sys_days years_later(Date day, int years) {
    const auto then = day + std::chrono::years{years};
    return std::chrono::sys_days{then.ok() ? then : then.year() / then.month() / std::chrono::last};
}

std::vector<Due> chosen_of(const std::vector<Due>& due, const std::vector<std::string>& chosen) {
    std::vector<Due> items;
    for (const auto& one : due)
        if (std::ranges::find(chosen, one.id) != chosen.end()) items.push_back(one);
    return items;
}

Outcome<Disposal> decide(Disposal disposal, DisposalState state, const Actor& actor, Instant now) {
    if (disposal.state != DisposalState::asked) return refuse({{"", "evaluations.retention.decided"}});
    disposal.state = state;
    disposal.decided_by = actor.id;
    disposal.decided_at = now;
    return disposal;
}

}  // namespace

bool is_leap(Instant before, Instant now) { return std::chrono::abs(now - before) > leap_max; }

bool is_doubtful(const ClockWatch& watch, Instant now) { return watch.leapt_from || (watch.seen_at && is_leap(*watch.seen_at, now)); }

const Fields<ChoiceDraft>& choice_fields() {
    using field::choices, field::lines;
    static const Fields<ChoiceDraft> fields{
        "evaluations.retention.field", {choices("items", &ChoiceDraft::items), lines("reason", &ChoiceDraft::reason, hold_max_characters)}};
    return fields;
}

const std::vector<RetentionClass>& all_retention_classes() {
    static const std::vector all{RetentionClass::evaluation, RetentionClass::evidence, RetentionClass::wave, RetentionClass::talk,
                                 RetentionClass::comment};
    return all;
}

bool goes_by_itself(RetentionClass of) { return of >= RetentionClass::wave; }

RetentionRule rule_by_default(RetentionClass of) {
    static constexpr std::array years{10, 6, 2, 2, 3};
    return {of, years.at(static_cast<std::size_t>(of) - 1), 0};
}

RetentionRule rule_of(const std::vector<RetentionRule>& set, RetentionClass of) {
    const auto found = std::ranges::find(set, of, &RetentionRule::of);
    return found == set.end() ? rule_by_default(of) : *found;
}

Outcome<RetentionRule> set_years(const RetentionRule& rule, const std::string& years) {
    int count = 0;
    const auto [end, error] = std::from_chars(years.data(), years.data() + years.size(), count);
    if (error != std::errc{} || end != years.data() + years.size() || count < 1 || count > retention_years_max)
        return refuse({{"years_" + name_of(rule.of), "evaluations.retention.years_wrong"}});
    return RetentionRule{rule.of, count, rule.version};
}

Instant due_before(const RetentionRule& rule, Instant now) {
    return end_of(years_later(date_of(now), -rule.years) - std::chrono::days{1}) +
           std::chrono::milliseconds{1};  // midnight in the zone of this server
}

Instant shown_until(const RetentionRule& rule, Instant now) { return goes_by_itself(rule.of) ? now + shown_ahead : now; }

Date goes_on(const RetentionRule& rule, Date since) { return years_later(since, rule.years) + std::chrono::days{1}; }

Outcome<Asked> ask_for_disposal(const Actor& actor, const RetentionRule& rule, const std::vector<Due>& due,
                                const std::vector<std::string>& chosen, Instant now) {
    if (goes_by_itself(rule.of)) return refuse({{"", "evaluations.retention.goes_by_itself"}});
    const auto items = chosen_of(due, chosen);
    if (items.empty()) return refuse({{"items_" + name_of(rule.of), "evaluations.retention.none_chosen"}});
    return Asked{{.partnership = actor.partnership,
                  .id = DisposalId::make(now),
                  .of = rule.of,
                  .years = rule.years,
                  .asked_by = actor.id,
                  .asked_at = now},
                 items};
}

Outcome<std::vector<Due>> keep_longer(RetentionClass of, const std::vector<Due>& due, const std::vector<std::string>& chosen,
                                      const std::string& reason) {
    Problems problems;
    auto items = chosen_of(due, chosen);
    if (items.empty()) problems.push_back({"items", "evaluations.retention.none_chosen"});
    require_text(problems, "evaluations.retention", "reason", reason, hold_max_characters);
    for (auto& problem : problems) problem.field = (problem.field == "reason" ? "reason_" : "items_") + name_of(of);
    if (!problems.empty()) return refuse(problems);
    return items;
}

Outcome<Disposal> approve(const Disposal& disposal, const Actor& actor, Instant now) {
    if (disposal.asked_by == actor.id) return refuse({{"", "evaluations.retention.second_person"}});
    return decide(disposal, DisposalState::approved, actor, now);
}

Outcome<Disposal> turn_down(const Disposal& disposal, const Actor& actor, Instant now) {
    return decide(disposal, DisposalState::turned_down, actor, now);
}

std::string as_json(const RetentionRule& rule) { return nlohmann::json{{"years", std::to_string(rule.years)}}.dump(); }
std::string as_json(const Disposal& disposal) {
    return nlohmann::json{{"kind", name_of(disposal.of)}, {"years", std::to_string(disposal.years)}}.dump();
}
std::string reason_as_json(const std::string& reason) { return nlohmann::json{{"reason", reason}}.dump(); }

std::string name_of(RetentionClass of) {
    static constexpr std::array<const char*, 5> names{"evaluation", "evidence", "wave", "talk", "comment"};
    return names.at(static_cast<std::size_t>(of) - 1);
}

std::string name_of(DisposalState state) {
    static constexpr std::array<const char*, 4> names{"asked", "approved", "turned_down", "done"};
    return names.at(static_cast<std::size_t>(state) - 1);
}

std::optional<RetentionClass> retention_class_from(const std::string& name) {
    for (const auto of : all_retention_classes())
        if (name_of(of) == name) return of;
    return std::nullopt;
}

}  // namespace touchstone::evidence
