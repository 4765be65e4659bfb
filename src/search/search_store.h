// One search over evaluations, indicators, evidence, plans and people: what is found is what each one's own list shows to the one who
// looks, and nothing else is counted. Each module answers about its own tables; nothing is kept here.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_list_store.h"
#include "frameworks/framework.h"
#include "people/account_store.h"
#include "plans/plan_store.h"

namespace touchstone::search {

inline constexpr int shown_of_each = 10;

struct FoundIndicators {
    const frameworks::Framework* framework = nullptr;
    std::vector<const frameworks::Indicator*> indicators;  // all
};
struct Found {
    std::vector<std::string> words;  // that were looked for; without any, nothing is found
    bool is_cut = false;             // more were typed
    evaluations::FoundEvaluations evaluations;
    std::vector<FoundIndicators> indicators;  // of the latest version of each framework that has some
    evidence::EvidencePage evidence;
    plans::FoundPlans plans;
    std::vector<people::Listed> people;  // all

    bool is_nothing() const;
};
[[nodiscard]] int count_of(const std::vector<FoundIndicators>&);
// In one trip.
Found find_everywhere(db::Read&, const Actor&, const std::string& typed, Instant now);

}  // namespace touchstone::search
