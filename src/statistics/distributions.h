// Quantiles of the distributions that limits and intervals are made from. R's names stand beside them. A probability outside 0 to 1 throws
// std::domain_error.
#pragma once

namespace touchstone::statistics {

[[nodiscard]] double normal_quantile(double probability);                                  // qnorm
[[nodiscard]] double t_quantile(double probability, double degrees_of_freedom);            // qt
[[nodiscard]] double chi_squared_quantile(double probability, double degrees_of_freedom);  // qchisq
[[nodiscard]] double beta_quantile(double probability, double a, double b);                // qbeta

// The least number of successes in so many trials that is reached with at least this probability: qbinom.
[[nodiscard]] double binomial_quantile(double probability, double trials, double share);

// z of an interval that covers so much in the middle: 1.95996… for 0.95, 3.09023… for 0.998.
[[nodiscard]] double normal_reach(double coverage);

}  // namespace touchstone::statistics
