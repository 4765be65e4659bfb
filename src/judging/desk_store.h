// What the indicator desk shows beside the framework's own words: scope, judgement and findings, in one trip.
#pragma once
#include <optional>
#include <vector>

#include "conversations/conversation.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/scope.h"
#include "evidence/evidence_store.h"
#include "judging/conflict.h"
#include "judging/judgement_store.h"
#include "judging/moderation_store.h"
#include "judging/withdrawal.h"
#include "tasks/task.h"

namespace touchstone::judging {

// An evaluation that is set under this one, as far as the one who looks may see it.
struct Below {
    evaluations::Related evaluation;  // without a title where its levels are not shared
    std::string owner_name;
    bool is_shared = false;
    int level = 0;               // as people awarded it; 0: not judged
    bool is_evidence = false;    // this evaluation draws on it already
    bool is_of_another = false;  // framework: equal codes are then something else
};

struct DeskFacts {
    std::optional<evaluations::ScopeChoice> choice;
    std::optional<Judged> judged;
    std::vector<evidence::OnTheme> findings;      // in the order of theme and source
    std::vector<evidence::NotShared> not_shared;  // items that speak about this indicator
    std::vector<Placement> placements;            // one's own, and all once first judgements are revealed
    std::vector<Decision> decisions;              // on conflicts
    Round round;                                  // without the agreed judgement, which is `judged`
    std::vector<Below> below;
    std::optional<Withdrawal> withdrawn;      // the last of the team's judgements that was taken back
    std::optional<Withdrawal> own_withdrawn;  // and of one's own first judgements
    std::vector<conversations::Conversation> talk;
    std::vector<tasks::Task> tasks;  // about the indicator and its themes, not done yet
};
// `who_looks` is empty for somebody who looks through another one's eyes.
DeskFacts read_desk(db::Read&, const Sight&, const EvaluationId&, const std::string& indicator, const AccountId& who_looks);

}  // namespace touchstone::judging
