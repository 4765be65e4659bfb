// The sources that every framework has.
#pragma once
#include <vector>

#include "evidence/evidence.h"

namespace touchstone::testing {

inline std::vector<evidence::Source> four_sources() {
    return {evidence::Source::performance_data, evidence::Source::documentation, evidence::Source::views, evidence::Source::observation};
}

}  // namespace touchstone::testing
