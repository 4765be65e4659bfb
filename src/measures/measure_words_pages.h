// How measures are addressed, spoken of and drawn on every page about one.
#pragma once
#include <string>
#include <vector>

#include "charts/over_time.h"
#include "charts/statistics_words.h"
#include "evidence/evidence.h"
#include "measures/measure_chart.h"
#include "measures/observation_store.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::measures {

[[nodiscard]] std::string address_of(const MeasureId&);
[[nodiscard]] web::Response measure_page(const std::string& view, const std::string& title, const KeptMeasure&, web::Object,
                                         web::Status = web::Status::ok);

// "Everybody", or "Fife · Looked after".
[[nodiscard]] std::string words_of(const Series&);
// The same before what is said of it, "Fife: "; nothing for everybody.
[[nodiscard]] std::string whose_before(const std::vector<std::pair<MeasureId, Series>>&, const MeasureId&);
// "88.4%", "12 per 1,000 pupils", "Withheld", "Missing".
[[nodiscard]] std::string words_of(const Definition&, const Observation&);
// "May 2026", "2025/26": as people say it.
[[nodiscard]] std::string words_of(const Period&);

// Of the latest figures of a series that are withheld because of others: why, and with which earlier figure they would give something away.
// For those who enter figures: to others all that is withheld looks alike.
inline constexpr std::size_t reasons_said = 12;
[[nodiscard]] std::vector<std::string> why_withheld(const Told&, const Series&);

// As charts take them.
[[nodiscard]] charts::Measure unit_of(const Definition&);
[[nodiscard]] charts::Better better_of(const Definition&);

// The picture of one series, with its sentence.
[[nodiscard]] charts::OverTime drawn(const std::string& id, const std::string& title, const Definition&, const OverTime&);
// "Within 95% … ": what is said of it, or why nothing is.
[[nodiscard]] std::string sentence_of(const Definition&, const OverTime&);

// What a measure is as evidence: performance data, along its own line of enquiry, over the periods of its figures. How far it can be relied
// on, a person says. Of a series that is not that of everybody it says whose it is.
[[nodiscard]] evidence::Evidence evidence_of(const KeptMeasure&, const Series&, const std::vector<Observation>&,
                                             const std::string& sentence, evidence::Security, const std::string& address);

}  // namespace touchstone::measures
