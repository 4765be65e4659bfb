#include "workspace/evidence_plan.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include "workspace/least_cover.h"

namespace touchstone::workspace {

using namespace evidence;
using namespace judging;
namespace {

using State = TriangulationState;

// One activity on one theme.
struct Offer {
    std::size_t activity;
    Line line;
};

// A line of enquiry has one source on a theme: that of what is there already, or else of the first activity on it.
void settle_sources(std::vector<Offer>& offers, const std::vector<Line>& there) {
    std::map<std::string, Source> known;
    for (const auto& line : distinct(there)) known.emplace(line.key, line.source);
    for (auto& offer : offers) offer.line.source = known.emplace(offer.line.key, offer.line.source).first->second;
}

std::vector<Offer> offers_on(const ThemeRef& theme, const std::vector<Line>& there, const std::vector<Activity>& activities) {
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < activities.size(); ++i) {
        const auto& [name, own_line, serves, work] = activities[i];
        const auto& line = own_line.empty() ? name : own_line;
        for (const auto& served : serves)
            if (served.theme == theme) offers.push_back({i, {served.source, line_key(line), line}});
    }
    settle_sources(offers, there);
    return offers;
}

// A theme in scope with all that could be done about it.
class Prospect {
public:
    Prospect(const ThemeInScope& theme, const std::vector<Activity>& activities)
        : theme_(theme), offers_(offers_on(theme.theme, theme.evidence, activities)), now_(triangulate(theme.evidence)) {
        best_ = with(std::vector<bool>(activities.size(), true));
    }

    [[nodiscard]] const ThemeRef& theme() const { return theme_.theme; }
    [[nodiscard]] const Triangulation& best() const { return best_; }
    [[nodiscard]] bool lacks_half() const { return !is_half_met(best_); }
    [[nodiscard]] bool is_in_reach() const { return best_.state >= theme_.goal && !lacks_half(); }
    [[nodiscard]] bool is_half_met(const Triangulation& triangulation) const { return speaks_for(theme_.half, triangulation.sources); }
    [[nodiscard]] bool is_offered_by(std::size_t activity) const {
        return std::ranges::find(offers_, activity, &Offer::activity) != offers_.end();
    }

    [[nodiscard]] Triangulation with(const std::vector<bool>& chosen) const {
        auto lines = theme_.evidence;
        for (const auto& offer : offers_)
            if (chosen[offer.activity]) lines.push_back(offer.line);
        return triangulate(lines);
    }

    // What has to be chosen for the theme to come to its goal, or as far as it can.
    [[nodiscard]] std::vector<Demand> demands() const {
        std::vector<Demand> demands;
        const auto wanted = std::min(theme_.goal, best_.state);
        const auto lines = static_cast<std::size_t>(wanted);  // the states are numbered by the lines that they take
        if (lines > now_.lines.size()) demands.push_back({lines - now_.lines.size(), by_line()});
        if (wanted == State::triangulated)
            for (const auto& source : sources_met()) ask_for(demands, [source](const Source& other) { return other != source; });
        if (!is_half_met(now_) && !lacks_half())
            ask_for(demands, [this](const Source& source) { return speaks_for(theme_.half, {source}); });
        return demands;
    }

private:
    [[nodiscard]] std::set<Source> sources_met() const {
        std::set<Source> met(now_.sources.begin(), now_.sources.end());
        for (const auto& offer : offers_) met.insert(offer.line.source);
        return met;
    }
    [[nodiscard]] std::vector<std::vector<std::size_t>> by_line() const {
        std::map<std::string, std::set<std::size_t>> groups;
        for (const auto& offer : offers_)
            if (std::ranges::find(now_.lines, offer.line.key, &Line::key) == now_.lines.end())
                groups[offer.line.key].insert(offer.activity);
        std::vector<std::vector<std::size_t>> result;
        for (const auto& [key, activities] : groups) result.emplace_back(activities.begin(), activities.end());
        return result;
    }

    // One line or more from a source that fits, unless there is one.
    template <class Fits>
    void ask_for(std::vector<Demand>& demands, const Fits& fits) const {
        if (std::ranges::any_of(now_.sources, fits)) return;
        std::set<std::size_t> group;
        for (const auto& offer : offers_)
            if (fits(offer.line.source)) group.insert(offer.activity);
        demands.push_back({1, {{group.begin(), group.end()}}});
    }

    const ThemeInScope& theme_;
    std::vector<Offer> offers_;
    Triangulation now_, best_;
};

Work work_of(const Activity& activity, const OrganisationId& partner) {
    const auto found = activity.work.find(partner);
    return found == activity.work.end() ? Work{} : found->second;
}

Work work_of(const Activity& activity) {
    Work work{};
    for (const auto& [partner, part] : activity.work) {
        if (part < Work{}) throw std::invalid_argument("less than no work: " + activity.name);
        work += part;
    }
    return work;
}

CoverProblem problem_of(const PlanRequest& request, const std::vector<Prospect>& prospects) {
    CoverProblem problem;
    for (const auto& activity : request.activities) problem.costs.push_back(work_of(activity).count());
    for (const auto& [partner, most] : request.limits) {
        Limit limit{{}, most.count()};
        for (const auto& activity : request.activities) limit.use.push_back(work_of(activity, partner).count());
        problem.limits.push_back(limit);
    }
    for (const auto& prospect : prospects) std::ranges::move(prospect.demands(), std::back_inserter(problem.demands));
    return problem;
}

std::vector<Gain> gains_of(std::size_t activity, std::vector<bool> chosen, const std::vector<Prospect>& prospects) {
    std::vector<Gain> gains;
    for (const auto& prospect : prospects) {
        if (!prospect.is_offered_by(activity)) continue;
        chosen[activity] = true;
        const auto with = prospect.with(chosen);
        chosen[activity] = false;
        const auto without = prospect.with(chosen);
        const bool meets_half = prospect.is_half_met(with) && !prospect.is_half_met(without);
        if (with.state != without.state || meets_half) gains.push_back({prospect.theme(), without.state, with.state, meets_half});
    }
    return gains;
}

}  // namespace

bool speaks_for(Half half, const std::vector<Source>& sources) {
    if (half == Half::observed) return std::ranges::any_of(sources, &Source::tells_what_is);
    return half == Half::none || std::ranges::any_of(sources, &Source::tells_what_people_say);
}

EvidencePlan plan_evidence(const PlanRequest& request) {
    std::vector<Prospect> prospects;
    for (const auto& theme : request.themes) prospects.emplace_back(theme, request.activities);
    const auto cover = least_cover(problem_of(request, prospects), request.time);

    EvidencePlan plan{.is_least = cover.is_least, .is_first = cover.is_first, .at_least = Work(cover.bound)};
    for (std::size_t i = 0; i < cover.chosen.size(); ++i) {
        if (!cover.chosen[i]) continue;
        plan.activities.push_back({i, gains_of(i, cover.chosen, prospects)});
        plan.work += work_of(request.activities[i]);
        for (const auto& [partner, work] : request.activities[i].work) plan.work_of[partner] += work;
    }
    for (const auto& [partner, most] : request.limits)
        if (const auto work = plan.work_of.find(partner); work != plan.work_of.end() && work->second > most)
            plan.over_limit[partner] = work->second - most;
    for (const auto& prospect : prospects)
        if (!prospect.is_in_reach()) plan.out_of_reach.push_back({prospect.theme(), prospect.best(), prospect.lacks_half()});
    return plan;
}

}  // namespace touchstone::workspace
