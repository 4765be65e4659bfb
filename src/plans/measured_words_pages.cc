#include "plans/measured_words_pages.h"

#include <algorithm>

#include "measures/measure_words_pages.h"
#include "measures/reading_words_pages.h"
#include "plans/plan_words_pages.h"
#include "web/texts.h"

namespace touchstone::plans {
namespace {

using measures::Observation;
using measures::Reading;
using web::text;

// "12 figures, the latest 88.4% (May 2026)"
std::string figures_in_words(const Reading& reading, const std::vector<Observation>& figures) {
    if (figures.empty()) return text("plans.measured.no_figures");
    const auto& latest = figures.back();
    return web::counted("plans.measured.figures", static_cast<int>(figures.size()),
                        {{"value", measures::words_of(reading.definition, latest)}, {"period", measures::words_of(latest.period)}});
}

// The day stands before the first figure whose period begins on it or later.
charts::OverTime drawn(const std::string& id, const Reading& reading, const std::vector<const ActionPoint*>& actions) {
    auto picture = measures::drawn(id, reading);
    for (const auto* action : actions) {
        const auto at = std::ranges::find_if(reading.figures, [&](const Observation& it) { return it.period.first >= *action->starts; });
        picture.days.push_back({static_cast<std::size_t>(at - reading.figures.begin()),
                                text("plans.measured.began", {{"action", action->title}, {"day", in_words(*action->starts)}})});
    }
    return picture;
}

}  // namespace

web::List measured_rows(const Content& content, const ObjectiveWhole& whole, Date today) {
    const auto actions = begun(whole, today);
    web::List rows;
    for (const auto& target : whole.targets) {
        const auto* reading = reading_of(content, target);
        if (reading == nullptr) continue;
        web::List lines;
        for (const auto* action : actions) {
            const auto [before, since] = measures::beside(*reading, *action->starts);
            lines.push_back(text("plans.measured.beside", {{"action", action->title},
                                                           {"day", in_words(*action->starts)},
                                                           {"before", figures_in_words(*reading, before)},
                                                           {"since", figures_in_words(*reading, since)}}));
        }
        rows.push_back(
            web::Object{{"title", measures::title_of(*reading)},
                        {"href", measures::address_of(reading->id)},
                        {"goal", text("plans.measured.goal", {{"goal", with_unit(target.aim, target)}, {"day", in_words(target.aim_on)}})},
                        {"verdict", measures::verdict_in_words(*reading, verdict_of(*reading, target))},
                        {"picture", reading->figures.empty()
                                        ? web::Data(false)
                                        : web::Data(charts::over_time_figure(drawn("measured_" + target.id.text, *reading, actions)))},
                        {"beside", lines},
                        {"has_begun", !actions.empty()}});
    }
    return rows;
}

}  // namespace touchstone::plans
