#include "judging/agreement_pages.h"

#include <algorithm>
#include <set>

#include "web/components.h"
#include "web/numbers.h"
#include "web/texts.h"

namespace touchstone::judging {
namespace {

using frameworks::Framework;
using web::text;

constexpr int resamples = 1000;
constexpr std::uint64_t bootstrap_seed = 2006;  // any will do, as long as it stays the same

std::string figure(double value, bool is_share) { return is_share ? web::in_percent(value, 0) : web::in_figures(value, 2); }

}  // namespace

statistics::Ratings ratings_of(const Framework& framework, const std::map<std::string, Round>& rounds) {
    std::set<AccountId> evaluators;
    for (const auto& [code, round] : rounds)
        if (round.reveal)
            for (const auto& first : round.firsts) evaluators.insert(first.by);
    statistics::Ratings ratings{static_cast<int>(framework.scale.size()), {}};
    for (const auto& [code, round] : rounds) {
        if (!round.reveal) continue;
        auto& row = ratings.by_item.emplace_back(evaluators.size());
        for (const auto& first : round.firsts)
            row[static_cast<std::size_t>(std::distance(evaluators.begin(), evaluators.find(first.by)))] = static_cast<int>(first.level);
    }
    return ratings;
}

const std::vector<AgreementStatistic>& agreement_statistics() {
    static const std::vector<AgreementStatistic> all{
        {"exact", statistics::exact_agreement, true},
        {"within_one", statistics::agreement_within_one, true},
        {"kappa", [](const statistics::Ratings& ratings) { return statistics::cohen_kappa(ratings, statistics::Weighting::quadratic); },
         false},
        {"alpha", [](const statistics::Ratings& ratings) { return statistics::krippendorff_alpha(ratings, statistics::Metric::ordinal); },
         false},
        {"ac2", [](const statistics::Ratings& ratings) { return statistics::gwet_ac(ratings, statistics::Weighting::quadratic); }, false}};
    return all;
}

std::optional<statistics::Interval> interval_of(const statistics::Ratings& ratings, const statistics::Statistic& statistic) {
    return statistics::bootstrap(ratings, statistic, resamples, bootstrap_seed);
}

web::Data agreement_of(const Framework& framework, const std::map<std::string, Round>& rounds) {
    const auto ratings = ratings_of(framework, rounds);
    if (ratings.by_item.empty() || ratings.by_item.front().empty()) return false;
    web::Table table{.id = "agreement",
                     .caption = text("evaluations.agreement.title"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = false,
                     .csv = "agreement.csv"};
    for (const auto* column : {"statistic", "figure", "interval"})
        table.heads.push_back({text(std::string("evaluations.agreement.") + column), {}, std::string_view(column) != "statistic"});
    std::set<std::string> known;
    web::List cautioned;
    for (const auto& [name, statistic, is_share] : agreement_statistics()) {
        const auto value = statistic(ratings);
        if (!value) continue;
        const auto interval = interval_of(ratings, statistic);
        table.rows.push_back(
            {{text(std::string("evaluations.agreement.") + name), {}},
             {figure(*value, is_share), {}, true},
             {interval ? figure(interval->low, is_share) + " – " + figure(interval->high, is_share) : std::string(), {}, true}});
        if (is_share) continue;
        for (const auto& caution : statistics::cautions(ratings, interval))
            if (known.insert(caution).second) cautioned.push_back(text(caution));
    }
    return web::Object{{"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))},
                       {"reading", web::counted("evaluations.agreement.compared", statistics::compared_items(ratings),
                                                {{"evaluators", std::to_string(ratings.by_item.front().size())}})},
                       {"cautions", cautioned}};
}

}  // namespace touchstone::judging
