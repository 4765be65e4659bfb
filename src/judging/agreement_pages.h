// How far first judgements agree, as pages and programs are told it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "frameworks/framework.h"
#include "judging/agreement_interval.h"
#include "judging/moderation_store.h"
#include "web/view.h"

namespace touchstone::judging {

// Levels by indicator and evaluator, of what is laid open. Evaluators stand in the order of their ids, so that the interval stays the same.
[[nodiscard]] Ratings ratings_of(const frameworks::Framework&, const std::map<std::string, Round>&);

struct AgreementStatistic {
    const char* name;
    Statistic statistic;
    bool is_share;
};
[[nodiscard]] const std::vector<AgreementStatistic>& agreement_statistics();
// The same one whenever it is asked for.
[[nodiscard]] std::optional<Interval> interval_of(const Ratings&, const Statistic&);

// A table of the statistics with their intervals and what to be careful about; false while nothing is laid open.
[[nodiscard]] web::Data agreement_of(const frameworks::Framework&, const std::map<std::string, Round>&);

}  // namespace touchstone::judging
