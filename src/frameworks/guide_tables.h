// The tables of indicators and themes (part 2.5). The indicators' own pages have the last word on titles; the tables' spellings are
// kept as aliases.
#pragma once
#include <vector>

#include "frameworks/framework.h"
#include "frameworks/guide_blocks.h"

namespace touchstone::frameworks {

// Adds to indicators and themes the titles that the tables spell differently. The themes of a row run together in the text of a
// document, so each is found by laying the row beside the themes that are known, word by word.
void add_aliases(const std::vector<GuideBlock>&, const Vocabulary&, std::vector<Indicator>&);

}  // namespace touchstone::frameworks
