#include "evidence/currency.h"

#include <algorithm>
#include <map>

#include "base/named.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

const Names<Currency> currencies{{Currency::fresh, "fresh"}, {Currency::ageing, "ageing"}, {Currency::stale, "stale"}};

int half_life_by_source(const Source& source) { return source.tells_what_was_intended() ? 24 : source.tells_what_people_say() ? 18 : 12; }

}  // namespace

int age_in_months(Date to, Date at) {
    if (at <= to) return 0;
    const auto months = (at.year() / at.month() - to.year() / to.month()).count();
    // On the last day of a month, a whole month has passed since any later day of an earlier one.
    const bool is_whole = at.day() >= to.day() || at == Date{at.year() / at.month() / std::chrono::last};
    return static_cast<int>(months) - (is_whole ? 0 : 1);
}

int half_life_in_months(const frameworks::Framework& framework, const Source& source) {
    const auto found = std::ranges::find(framework.sources, source.key, &frameworks::EvidenceSource::key);
    return found != framework.sources.end() && found->half_life_months > 0 ? found->half_life_months : half_life_by_source(source);
}

Currency currency_of(int age_in_months, int half_life_in_months) {
    if (age_in_months < half_life_in_months) return Currency::fresh;
    return age_in_months < 2 * half_life_in_months ? Currency::ageing : Currency::stale;
}

std::optional<Ages> ages_of(const std::vector<Line>& lines, Date at) {
    std::map<std::string, Date> newest;
    for (const auto& line : lines) {
        auto& to = newest.try_emplace(line.key, line.to).first->second;
        to = std::max(to, line.to);
    }
    if (newest.empty()) return std::nullopt;
    const auto [first, last] = std::ranges::minmax_element(newest, {}, [](const auto& line) { return line.second; });
    return Ages{age_in_months(last->second, at), age_in_months(first->second, at)};
}

Soundness soundness_of(const frameworks::Framework& framework, const std::vector<Line>& lines, Date at) {
    Soundness all;
    for (const auto& line : lines) {
        const auto at_age = [&](Date to) { return currency_of(age_in_months(to, at), half_life_in_months(framework, line.source)); };
        if (at_age(line.to) == Currency::stale) ++all.stale;
        if (line.security == Security::anecdotal) ++all.anecdotal;
        if (line.secure_to && at_age(*line.secure_to) == Currency::fresh) all.has_sound = true;
    }
    return all;
}

Date looked_at(const Evaluation& evaluation, Instant now) { return date_of(evaluation.finished_at.value_or(now)); }

std::string name_of(Currency currency) { return name_in(currencies, currency); }

}  // namespace touchstone::evidence
