// The method that a framework brings beside its words: starts for a scope, what is looked at first, what may explain a weakness, what
// evidence serves as well and where it is usually found, short titles, words for proportions, half-lives, groups of children. The text of a
// published guide holds none of it, so an imported guide takes it from a framework that has it.
#pragma once
#include <string>
#include <vector>

#include "frameworks/framework.h"

namespace touchstone::frameworks {

// by_name: an indicator or key area of both is the same where code, title and number of themes are; by_code: where the code is.
enum class Agreeing { by_name, by_code };

// Fills each part that `to` lacks with what `from` says about indicators and key areas that both have. Answers, in plain English, what was
// left out because `to` does not have it.
std::vector<std::string> take_aids(Framework& to, const Framework& from, Agreeing);

// Each part of the method that a framework lacks, with what does not work without it, in plain English.
[[nodiscard]] std::vector<std::string> lacking(const Framework&);

}  // namespace touchstone::frameworks
