// Writing a framework as a pack: to carry it elsewhere, to correct it by hand, to begin another one from it.
#pragma once
#include <vector>

#include "frameworks/framework.h"
#include "frameworks/pack.h"

namespace touchstone::frameworks {

// framework.yaml, then one file per indicator. Reading them gives the same framework again, provided that it is one a pack can hold.
[[nodiscard]] std::vector<PackFile> pack_files(const Framework&);

}  // namespace touchstone::frameworks
