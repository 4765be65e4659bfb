#include "plans/examiner.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "plans/measured.h"

namespace touchstone::plans {
namespace {

constexpr std::size_t significant_letters = 4;
constexpr std::size_t words_min = 3;  // fewer say too little to be compared

std::set<std::string> words_of(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char each : lowered(text) + " ") {
        const auto c = static_cast<unsigned char>(each);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80U) {
            word += each;
        } else if (!word.empty()) {
            words.insert(std::exchange(word, {}));
        }
    }
    return words;
}

std::set<std::string> significant(std::set<std::string> words) {
    static const std::set<std::string> common{"with",  "from", "that", "this",  "their", "them",  "each",   "every",
                                              "which", "into", "more", "about", "have",  "where", "across", "until"};
    std::erase_if(words, [](const std::string& word) { return word.size() < significant_letters || common.contains(word); });
    return words;
}

bool is_outside(const std::optional<Date>& day, const Plan& plan) { return day && (*day < plan.from || *day > plan.to); }

class Examiner {
public:
    Examiner(const Content& content, Instant now) : content_(content), now_(now), today_(date_of(now)) {}

    std::vector<Remark> remarks() && {
        examine_plan();
        for (const auto& whole : content_.objectives) {
            if (whole.objective.closed_at) continue;
            examine_objective(whole);
            for (const auto& target : whole.targets) examine_target(whole, target);
            for (const auto& action : whole.actions)
                if (action.is_open()) examine_action(action);
        }
        find_repeated();
        return std::move(remarks_);
    }

private:
    void remark(const char* key, std::map<std::string, std::string> values = {}, const ObjectiveId& objective = {},
                const ActionId& action = {}) {
        remarks_.push_back({key, std::move(values), objective, action, {}});
    }

    void examine_plan() {
        const auto high = std::ranges::count_if(content_.objectives, [](const ObjectiveWhole& whole) {
            return !whole.objective.closed_at && whole.objective.priority == Priority::high;
        });
        if (static_cast<std::size_t>(high) > priorities_max) remark("too_many_priorities", {{"count", std::to_string(high)}});
        const auto open = static_cast<std::size_t>(
            std::ranges::count_if(content_.objectives, [](const ObjectiveWhole& whole) { return !whole.objective.closed_at; }));
        if (open < objectives_min && content_.areas.size() > areas_of_few)
            remark("too_few_objectives", {{"count", std::to_string(open)}, {"areas", std::to_string(content_.areas.size())}});
        for (const auto& area : content_.areas) {
            const bool is_covered = std::ranges::any_of(content_.objectives, [&](const ObjectiveWhole& whole) {
                return std::ranges::find(whole.objective.areas, area.ref.finding, &AreaRef::finding) != whole.objective.areas.end();
            });
            if (!is_covered) remarks_.push_back({"area_without_objective", {{"area", area.statement}}, {}, {}, area.ref});
        }
        examine_outcomes();
    }

    // An objective that is closed served its outcome.
    void examine_outcomes() {
        for (const auto& outcome : content_.outcomes) {
            const auto is_among = [&](const std::vector<std::string>& keys) { return std::ranges::find(keys, outcome.key) != keys.end(); };
            if (std::ranges::none_of(content_.areas, [&](const Area& area) { return is_among(area.outcomes); }) ||
                std::ranges::any_of(content_.objectives, [&](const ObjectiveWhole& whole) { return is_among(whole.objective.outcomes); }))
                continue;
            remarks_.push_back({"outcome_without_objective", {{"outcome", outcome.title}}, {}, {}, {}, outcome.key});
        }
    }

    void examine_objective(const ObjectiveWhole& whole) {
        const auto& objective = whole.objective;
        const auto about = [&](const char* key) { remark(key, {{"objective", objective.title}}, objective.id); };
        if (objective.areas.empty()) about("no_area");
        if (whole.targets.empty()) about("no_target");
        if (std::ranges::none_of(whole.actions, [](const ActionPoint& action) { return action.state != ActionState::dropped; }))
            about("no_action");
    }

    void examine_target(const ObjectiveWhole& whole, const Target& target) {
        const auto about = [&](const char* key) { remark(key, {{"measure", target.measure}}, whole.objective.id); };
        if (target.baseline.empty()) about("no_baseline");
        if (needs_no_improvement(target)) about("no_improvement");
        const auto* reading = reading_of(content_, target);
        if (reading)
            examine_figures(whole, target, *reading);
        else if (is_within_variation(target))
            about("within_variation");
        if (is_outside(target.aim_on, content_.plan)) about("target_outside");
    }

    // What the latest limits of its measure say of the goal. One that is met is no weak spot.
    void examine_figures(const ObjectiveWhole& whole, const Target& target, const measures::Reading& reading) {
        const auto verdict = verdict_of(reading, target);
        if (verdict == measures::Verdict::met) return;
        const auto& silence = reading.over_time.chart.silence;
        const bool is_silent = verdict == measures::Verdict::silent && silence;
        remark((is_silent ? "goal_silent_why" : "goal_" + name_in(measures::verdicts(), verdict)).c_str(), {{"measure", target.measure}},
               whole.objective.id);
        if (is_silent) remarks_.back().silence = silence;
    }

    void examine_action(const ActionPoint& action) {
        const auto about = [&](const char* key) { remark(key, {{"action", action.title}}, {}, action.id); };
        if (action.owner.is_empty()) about("no_owner");
        if (!action.agreed_at) remark("not_agreed", {{"action", action.title}, {"name", asked_to_agree(action)}}, {}, action.id);
        if (action.resources.empty() && !action.budget) about("no_resource");
        if (!action.due) about("no_date");
        if (is_outside(action.starts, content_.plan) || is_outside(action.due, content_.plan)) about("outside");
        if (is_overdue(action, today_)) about("overdue");
        if (is_stale(action, now_)) about("stale");
        for (const auto& milestone : action.milestones)
            if (is_missed(milestone, today_))
                remark("milestone_missed", {{"milestone", milestone.title}, {"action", action.title}}, {}, action.id);
    }

    void find_repeated() {
        std::vector<const ActionPoint*> open;
        for (const auto& whole : content_.objectives)
            for (const auto& action : whole.actions)
                if (action.is_open()) open.push_back(&action);
        for (std::size_t i = 0; i < open.size(); ++i)
            for (std::size_t j = i + 1; j < open.size(); ++j)
                if (open[i]->lead.id != open[j]->lead.id && say_the_same(open[i]->title, open[j]->title))
                    remark("repeated",
                           {{"action", open[j]->title},
                            {"other", open[i]->title},
                            {"partner", open[j]->lead.name},
                            {"other_partner", open[i]->lead.name}},
                           {}, open[j]->id);
    }

    const Content& content_;
    const Instant now_;
    const Date today_;
    std::vector<Remark> remarks_;
};

}  // namespace

bool say_the_same(const std::string& one, const std::string& other) {
    const auto all_first = words_of(one), all_second = words_of(other);
    if (!all_first.empty() && all_first == all_second) return true;
    const auto first = significant(all_first), second = significant(all_second);
    if (std::min(first.size(), second.size()) < words_min) return false;
    const auto shared = static_cast<std::size_t>(std::ranges::count_if(first, [&](const auto& word) { return second.contains(word); }));
    // Two thirds of all the words that either uses.
    return 3 * shared >= 2 * (first.size() + second.size() - shared);
}

std::vector<Remark> examine(const Content& content, Instant now) { return Examiner(content, now).remarks(); }

}  // namespace touchstone::plans
