// What must hold between the parts of a pack: codes are unique, what is referred to exists, the scale is whole, illustrations fit.
#pragma once
#include <string>
#include <vector>

#include "frameworks/framework.h"
#include "frameworks/pack_fields.h"

namespace touchstone::frameworks {

// `files` names the file of each indicator, in the order of framework.indicators. What is empty or zero was reported when it was
// read and is passed over here.
void check_framework(const Framework&, const std::vector<std::string>& files, PackNotes&);

}  // namespace touchstone::frameworks
