// What a guide says before its indicators: questions and key areas (part 2.2), sources and stakeholders (3.6), the scale (5.1),
// and, wherever it is put into words, the vision that names the outcomes.
#pragma once
#include <string>
#include <vector>

#include "frameworks/framework.h"
#include "frameworks/guide_blocks.h"
#include "frameworks/guide_layout.h"

namespace touchstone::frameworks {

// Each fills its part of the framework from what is there, and notes what it does not find.
void read_questions(const std::vector<GuideBlock>&, GuideReading&);
void read_scale(const std::vector<GuideBlock>&, GuideReading&);
void read_outcomes(const std::vector<GuideBlock>&, GuideReading&);
void read_sources(const std::vector<GuideBlock>&, GuideReading&);
void read_stakeholder_groups(const std::vector<GuideBlock>&, GuideReading&);
// Each key area's title as most of its headings spell it.
void settle_key_area_titles(const std::vector<GuideBlock>&, GuideReading&);

// A heading that asks: "How good is our leadership?"
[[nodiscard]] bool is_question(const GuideBlock&);

}  // namespace touchstone::frameworks
