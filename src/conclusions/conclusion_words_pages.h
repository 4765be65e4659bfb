// How conclusions and figures are spoken of, on whatever page they stand.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conclusions/conclusion.h"
#include "conclusions/proportion.h"
#include "frameworks/framework.h"
#include "web/data.h"

namespace touchstone::conclusions {

// What a conclusion is on, by name.
[[nodiscard]] std::string part_title(const frameworks::Framework&, const Part&);
// Achievements to date and the ability to respond to change, each where it is written: title and paragraphs.
[[nodiscard]] web::List further_statements(const std::string& achievements, const std::string& responsiveness);
[[nodiscard]] std::string part_address(const EvaluationId&, const Part&);
// "parents who feel listened to: 412 of 530 (78%), 3 March 2027"
[[nodiscard]] std::string figure_in_words(const Figure&);

}  // namespace touchstone::conclusions
