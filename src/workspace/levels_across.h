// Levels of many evaluations side by side: how often each was awarded, by indicator and year. They are counted and never averaged; whoever
// wants to know what one of them means reads its evaluation, with rationale, confidence and caveat.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "evaluations/evaluation.h"
#include "judging/judgement.h"

namespace touchstone::workspace {

// Of finished evaluations of one kind, against one framework, whose period ends in that year.
struct LevelCount {
    PartnershipId partnership;
    std::string framework;  // its id: "generic-2006"
    evaluations::Kind kind = evaluations::Kind::self_evaluation;
    int year = 0;
    std::string indicator;
    judging::Level level = judging::Level::unsatisfactory;
    int counted = 0;
};

// What of it is looked at. Empty or 0: whatever there is.
struct LevelsWanted {
    std::string framework;
    std::optional<evaluations::Kind> kind;
    int year = 0;
    std::string indicator;
};
// What was asked for, as far as it occurs in the counts; what was not asked for and has to be one: the framework most counted of, the kind
// that stands first, the latest year. With an indicator all years.
[[nodiscard]] LevelsWanted settled(const LevelsWanted& asked, const std::vector<LevelCount>&);

// How often each level was awarded, the lowest first.
using Spread = std::vector<int>;
// By indicator; or by year, where one indicator is wanted; or by the partnership.
[[nodiscard]] std::map<std::string, Spread> by_indicator(const std::vector<LevelCount>&, const LevelsWanted&);
[[nodiscard]] std::map<int, Spread> by_year(const std::vector<LevelCount>&, const LevelsWanted&);
[[nodiscard]] std::map<std::string, Spread> by_partnership(const std::vector<LevelCount>&, const LevelsWanted&);

}  // namespace touchstone::workspace
