#include "statistics/distributions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace touchstone::statistics {

namespace policies = boost::math::policies;

double normal_quantile(double probability) { return quantile(boost::math::normal(), probability); }

double t_quantile(double probability, double degrees_of_freedom) {
    return quantile(boost::math::students_t(degrees_of_freedom), probability);
}

double chi_squared_quantile(double probability, double degrees_of_freedom) {
    return quantile(boost::math::chi_squared(degrees_of_freedom), probability);
}

double beta_quantile(double probability, double a, double b) { return quantile(boost::math::beta_distribution<>(a, b), probability); }

double binomial_quantile(double probability, double trials, double share) {
    using Up = policies::policy<policies::discrete_quantile<policies::integer_round_up>>;
    return quantile(boost::math::binomial_distribution<double, Up>(trials, share), probability);
}

double normal_reach(double coverage) { return normal_quantile((1 + coverage) / 2); }

}  // namespace touchstone::statistics
