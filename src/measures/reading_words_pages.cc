#include "measures/reading_words_pages.h"

#include "charts/small_multiples.h"
#include "charts/statistics_words.h"
#include "measures/measure_words_pages.h"
#include "web/texts.h"

namespace touchstone::measures {

using web::text;

std::string title_of(const Reading& reading) {
    if (reading.whose.empty()) return reading.definition.title;
    std::string whose = reading.whose.front();
    for (std::size_t part = 1; part < reading.whose.size(); ++part) whose += " · " + reading.whose[part];
    return text("measures.series.before", {{"whose", whose}}) + " " + reading.definition.title;
}

std::string latest_in_words(const Reading& reading) {
    const auto* latest = reading.latest();
    if (latest == nullptr) return text("measures.reading.no_figure");
    return text("measures.reading.latest", {{"value", words_of(reading.definition, *latest)}, {"period", words_of(latest->period)}});
}

std::string sentence_of(const Reading& reading) { return sentence_of(reading.definition, reading.over_time); }

std::string said_in_words(const Reading& reading, const SaidNow& now) {
    const auto key = key_of(now);
    return text("measures.reading.said." + key.substr(0, key.find('/')), {{"title", title_of(reading)}, {"period", words_of(now.since)}});
}

std::string missed_in_words(const Reading& reading, const Target& target) {
    const Observation wanted{.period = {}, .state = FigureState::value, .value = target.value, .numerator = {}, .denominator = {}};
    return text("measures.reading.misses",
                {{"title", title_of(reading)}, {"value", words_of(reading.definition, wanted)}, {"day", web::in_words(target.by)}});
}

std::string verdict_in_words(const Reading& reading, Verdict verdict) {
    const auto& silence = reading.over_time.chart.silence;
    if (verdict == Verdict::silent && silence)
        return text("measures.reading.verdict.silent_why", {{"why", text(silence->sentence, silence->values)}});
    return text("measures.reading.verdict." + name_in(verdicts(), verdict));
}

charts::OverTime drawn(const std::string& id, const Reading& reading) {
    return drawn(id, title_of(reading), reading.definition, reading.over_time);
}

web::Data small_pictures(const std::string& id, const std::vector<Reading>& readings) {
    charts::SmallMultiples multiples{
        .id = id, .title = text("measures.list.title"), .words = charts::multiples_words(), .has_own_scales = true, .charts = {}};
    for (const auto& reading : readings)
        if (reading.latest() != nullptr && multiples.charts.size() < charts::multiples_max)
            multiples.charts.push_back(drawn(id + "_" + reading.id.text, reading));
    return multiples.charts.empty() ? web::Data(false) : web::Data(charts::multiples_figure(multiples));
}

}  // namespace touchstone::measures
