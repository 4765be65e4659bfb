#include "statistics/inequality.h"

#include <cmath>
#include <stdexcept>

#include "statistics/distributions.h"

namespace touchstone::statistics {

std::optional<Inequality> inequality(const std::vector<RankedGroup>& groups) {
    double people = 0;
    double part = 0;
    for (const auto& group : groups) {
        if (!(group.part >= 0) || group.part > group.people) throw std::invalid_argument("a part below 0 or above its people");
        if (group.people == 0) return std::nullopt;
        people += group.people;
        part += group.part;
    }
    if (groups.size() < 3 || part == 0) return std::nullopt;

    // Weighted by people, the mean rank is 1/2: each group stands at the middle of its people.
    double before = 0;
    double squares = 0;
    double products = 0;
    std::vector<double> ranks;
    for (const auto& group : groups) {
        const auto rank = (before + group.people / 2) / people;
        ranks.push_back(rank);
        before += group.people;
        squares += group.people * (rank - 0.5) * (rank - 0.5);
        products += (rank - 0.5) * group.part;
    }
    const auto mean = part / people;
    const auto slope = products / squares;
    double residual = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto off = groups[i].part / groups[i].people - mean - slope * (ranks[i] - 0.5);
        residual += groups[i].people * off * off;
    }
    const auto freedom = static_cast<double>(groups.size() - 2);
    const auto reach = t_quantile(0.975, freedom) * std::sqrt(residual / freedom / squares);
    const auto most = groups.front().part / groups.front().people;
    const auto least = groups.back().part / groups.back().people;
    return Inequality{
        -slope, {-slope - reach, -slope + reach}, -slope / mean, mean, mean - slope / 2, most - least, most / least, (mean - least) / mean};
}

}  // namespace touchstone::statistics
