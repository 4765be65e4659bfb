// How triangulation and placing are spoken of, on whatever page they stand.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evidence/evidence_words_pages.h"
#include "judging/judgement.h"
#include "judging/placement.h"
#include "judging/triangulation.h"

namespace touchstone::judging {

[[nodiscard]] std::string desk_address(const EvaluationId&, const std::string& indicator);
// The sources, each with its number of distinct lines of enquiry.
[[nodiscard]] web::Object evidence_strip(const frameworks::Framework&, const std::vector<evidence::Line>&, bool is_compact);
// "Confidence in the evidence: High. Caveat: …": what goes with a level wherever it stands.
[[nodiscard]] std::string sureness(const Judgement&);
// " 1 line is out of date. 2 lines are anecdotal."; empty where there is nothing to say.
[[nodiscard]] std::string weakness_in_words(const frameworks::Framework&, const std::vector<evidence::Line>&, Date at);
[[nodiscard]] std::string reason_in_words(const frameworks::Framework&, const Triangulation&);
// "2 themes about level 5, 1 theme between, nearer 2": where themes are placed, in words; empty for none.
[[nodiscard]] std::string bracket_in_words(const std::vector<Placement>&);

}  // namespace touchstone::judging
