// How far first judgements agree, as pages and programs are told it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "frameworks/framework.h"
#include "judging/moderation_store.h"
#include "statistics/agreement_interval.h"
#include "web/view.h"

namespace touchstone::judging {

// Levels by indicator and evaluator, of what is laid open. Evaluators stand in the order of their ids, so that the interval stays the same.
[[nodiscard]] statistics::Ratings ratings_of(const frameworks::Framework&, const std::map<std::string, Round>&);

struct AgreementStatistic {
    const char* name;
    statistics::Statistic statistic;
    bool is_share;
};
[[nodiscard]] const std::vector<AgreementStatistic>& agreement_statistics();
// The same one whenever it is asked for.
[[nodiscard]] std::optional<statistics::Interval> interval_of(const statistics::Ratings&, const statistics::Statistic&);

// A table of the statistics with their intervals and what to be careful about; false while nothing is laid open.
[[nodiscard]] web::Data agreement_of(const frameworks::Framework&, const std::map<std::string, Round>&);

}  // namespace touchstone::judging
