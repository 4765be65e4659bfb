// What an evaluation uses, as far as it is there for the one who looks; of the rest, whose it is and how many items. `besides` are items
// that are shown whoever looks, as ",id,id,".
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evidence/evidence.h"

namespace touchstone::evidence {

// A gap with a name and a number, never content.
struct NotShared {
    std::string owner_name;
    int items = 0;
};

// Findings, once for each of their themes, in the order of indicator, theme and source; and those on one indicator.
db::Answer<std::vector<OnTheme>> ask_on_themes(db::Trip&, const Sight&, const EvaluationId&, const std::string& besides = {});
db::Answer<std::vector<OnTheme>> ask_on_themes_of(db::Trip&, const Sight&, const EvaluationId&, const std::string& indicator);
// Of all indicators where none is named.
std::vector<OnTheme> list_on_themes(db::Read&, const Sight&, const EvaluationId&, const std::string& indicator);

db::Answer<std::vector<NotShared>> ask_not_shared(db::Trip&, const Sight&, const EvaluationId&, const std::string& besides = {});
// Only items with a finding on the indicator.
db::Answer<std::vector<NotShared>> ask_not_shared_on(db::Trip&, const Sight&, const EvaluationId&, const std::string& indicator);

}  // namespace touchstone::evidence
