// Plans in tables. A plan is there for whoever belongs to its owner: the partnership, or one organisation.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "db/trip.h"
#include "db/words.h"
#include "plans/content.h"
#include "plans/sight_store.h"

namespace touchstone::plans {

// For the router's guard: a plan, and an objective or an action point, which stand where their plan stands.
std::optional<Seen> look_up_plan(db::Read&, const Actor&, const std::string& id, Instant now);
std::optional<Seen> look_up_objective(db::Read&, const Actor&, const std::string& id, Instant now);
std::optional<Seen> look_up_action(db::Read&, const Actor&, const std::string& id, Instant now);

struct ListedPlan {
    Plan plan;
    int objectives = 0, actions = 0, done = 0, overdue = 0;
};
// Those that are there for the one who looks, the latest first.
std::vector<ListedPlan> list_plans(db::Read&, const Sight&);

// Those of them whose titles hold all the words, so many at most.
struct FoundPlans {
    std::vector<Plan> latest;
    int total = 0;
};
db::Answer<FoundPlans> ask_plans_titled(db::Trip&, const Sight&, const db::Words&, int most);

// What plans are going to do about what an evaluation found: open objectives that come from it, the highest priority first.
struct Intention {
    std::string objective, difference;
    std::vector<std::string> organisations;  // that lead its action points
    std::optional<Date> by;                  // when the last of them is due
    std::vector<std::string> outcomes = {};  // keys of those that it serves
};
std::vector<Intention> list_intentions(db::Read&, const Sight&, const EvaluationId&);

// What plans that draw on an evaluation, or on the one that it continues, have achieved: action points that are done, the first done first.
struct Improvement {
    std::string action, objective, organisation;
    Instant done_at;
    bool is_verified = false;
    std::string closing;  // what came of the objective, once it is closed
};
std::vector<Improvement> list_improvements(db::Read&, const Sight&, const EvaluationId&);

// The plan with this id, or with the objective or action point of this id in it: one trip, however much stands in it.
std::optional<Content> read_content(db::Read&, const Sight&, const std::string& id, const db::Only& organisations = {});

// What forms of one plan offer, on one trip.
struct Choices {
    struct Person {
        AccountId id;
        std::string name, job;
    };
    struct Item {
        EvidenceId id;
        std::string title;
    };
    struct Judged {
        IndicatorRef at;
        std::string evaluation_title;
        judging::Level level;
        Instant when;
    };
    std::vector<Person> people;   // who can see the plan
    std::vector<Item> proofs;     // evidence that is there for the one who looks: of the plan's evaluations, or added since the plan
    std::vector<Judged> judged;   // levels of any evaluation that are there for the one who looks, the latest first
    std::vector<Drawn> readable;  // evaluations that the one who looks can read, the latest first
};
Choices read_choices(db::Read&, const Sight&, const Plan&, const db::Only& = {});

// What happened to a plan or to something in it stands in the history of the plan.
void add_plan(db::Write&, const By&, const Plan&);
// The plan is for this evaluation, too: as part of what led there.
void plan_for(db::Write&, const PartnershipId&, const PlanId&, const EvaluationId&);
// False, and nothing changes, when someone else saved after this one's version was shown. So it is below, too.
[[nodiscard]] bool save_plan(db::Write&, const By&, const Plan& before, const Plan& after);
// The content is another one than what partners signed.
void begin_edition(db::Write&, const By&, const PlanId&);
void add_signature(db::Write&, const By&, const PlanId&, const Signature&);
void add_answer(db::Write&, const By&, const PlanId&, const LevelAnswer&);

}  // namespace touchstone::plans
