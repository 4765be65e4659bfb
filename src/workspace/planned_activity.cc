#include "workspace/planned_activity.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

const Names<ActivityState> states{
    {ActivityState::possible, "possible"}, {ActivityState::done, "done"}, {ActivityState::dropped, "dropped"}};

// "7" or "1.5"; nothing for what is no number of half hours.
std::optional<Work> work_from(const std::string& typed) {
    const auto point = typed.find('.');
    int hours = 0;
    const auto whole = std::min(point, typed.size());
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + whole, hours);
    if (error != std::errc{} || end != typed.data() + whole || hours < 0 || hours > activity_hours_max) return std::nullopt;
    const auto rest = point == std::string::npos ? std::string("0") : typed.substr(point + 1);
    if (rest != "0" && rest != "5") return std::nullopt;
    return Work{hours * 60 + (rest == "5" ? 30 : 0)};
}

}  // namespace

const Fields<ProposedActivityDraft>& activity_fields() {
    using field::choice, field::choices, field::lines, field::needed, field::words;
    using Draft = ProposedActivityDraft;
    static const Fields<Draft> fields{"evaluations.evidence_plan",
                                      {needed(words("name", &Draft::name, activity_name_max)), needed(choice("source", &Draft::source)),
                                       words("line", &Draft::line, activity_name_max), needed(choices("themes", &Draft::themes)),
                                       needed(lines("change", &Draft::change, activity_change_max))}};
    return fields;
}

Outcome<ProposedActivity> propose(const Evaluation& evaluation, const ProposedActivityDraft& draft, const std::vector<ThemeRef>& themes,
                                  const std::vector<OrganisationId>& organisations, const std::vector<Source>& sources, int already,
                                  const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    if (already >= activities_max) return refuse({{"", "evaluations.evidence_plan.too_many"}});
    Problems problems;
    require_text(problems, "evaluations.evidence_plan", "name", draft.name, activity_name_max);
    limit_text(problems, "evaluations.evidence_plan", "line", draft.line, activity_name_max);
    const Source source{draft.source};
    if (std::ranges::find(sources, source) == sources.end()) problems.push_back({"source", "evaluations.evidence_plan.source_missing"});
    require_text(problems, "evaluations.evidence_plan", "change", draft.change, activity_change_max);
    ProposedActivity made{ActivityId::make(now), {draft.name, draft.line, {}, {}}, source, draft.change, ActivityState::possible, by, now};
    for (const auto& typed : draft.themes)
        if (const auto theme = theme_from(typed); theme && std::ranges::find(themes, *theme) != themes.end())
            made.activity.serves.push_back({*theme, made.source});
    if (made.activity.serves.empty()) problems.push_back({"themes", "evaluations.evidence_plan.themes_missing"});
    for (const auto& [id, typed] : draft.hours) {
        if (typed.empty() || std::ranges::find(organisations, OrganisationId{id}) == organisations.end()) continue;
        const auto work = work_from(typed);
        if (!work)
            problems.push_back({"hours_" + id, "evaluations.evidence_plan.hours_wrong"});
        else if (work->count() > 0)
            made.activity.work[OrganisationId{id}] = *work;
    }
    if (made.activity.work.empty() && problems.empty() && !draft.hours.empty())
        problems.push_back({"hours_" + draft.hours.begin()->first, "evaluations.evidence_plan.hours_missing"});
    if (!problems.empty()) return refuse(problems);
    return made;
}

std::string as_json(const ProposedActivity& made) { return nlohmann::json{{"title", made.activity.name}, {"why", made.change}}.dump(); }
std::string state_as_json(const ProposedActivity& made) {
    return nlohmann::json{{"title", made.activity.name}, {"state", name_of(made.state)}}.dump();
}

std::string name_of(ActivityState state) { return name_in(states, state); }
std::optional<ActivityState> activity_state_from(const std::string& name) { return value_in(states, name); }
std::string in_hours(Work work) { return fmt::format("{}{}", work.count() / 60, work.count() % 60 == 30 ? ".5" : ""); }

}  // namespace touchstone::workspace
