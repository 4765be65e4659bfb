// An evaluation at a glance: what to do now, its places, and a map of all indicators on one screen.
#pragma once
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"
#include "web/view.h"
#include "workspace/workspace_store.h"

namespace touchstone::workspace {

// The lines of enquiry on each theme that is looked at, and on all of them; none where the indicator is not in scope.
[[nodiscard]] std::vector<std::vector<evidence::Line>> lines_by_theme(const Workspace&, const frameworks::Indicator&);
[[nodiscard]] std::vector<evidence::Line> lines_of(const Workspace&, const frameworks::Indicator&);

// "2 of 3 themes triangulated": how far evidence has come, in words.
[[nodiscard]] std::string state_of(const Workspace&, const frameworks::Indicator&);

// The one next step, with how much of it is left: {words, link}; false for those who can do nothing here now.
[[nodiscard]] web::Data now_of(const frameworks::Framework&, const evaluations::Evaluation&, const Workspace&, bool may_write,
                               bool may_lead, const AccountId& who);
// Places in three groups: the evidence, the judgement, the outcome.
[[nodiscard]] web::List place_groups(const evaluations::Evaluation&, bool may_write, bool may_lead);
// Each indicator by its key area: whether it is in scope, what it rests on, and its level with confidence and caveat.
[[nodiscard]] web::Object map_of(const frameworks::Framework&, const evaluations::Evaluation&, const Workspace&);

}  // namespace touchstone::workspace
