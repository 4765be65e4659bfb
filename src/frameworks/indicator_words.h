// Indicators that one looks for by words or by code.
#pragma once
#include <string>
#include <vector>

#include "frameworks/framework.h"

namespace touchstone::frameworks {

// Those in which all the words stand, in their own text or in their themes'; or the one whose code was typed. In their order.
[[nodiscard]] std::vector<const Indicator*> indicators_found(const Framework&, const std::string& typed);

}  // namespace touchstone::frameworks
