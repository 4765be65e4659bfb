// Good practice in tables. A practice is there for whoever belongs to its owner, and once it is published, for the whole partnership.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "frameworks/framework.h"
#include "frameworks/offered.h"
#include "practice/practice.h"

namespace touchstone::practice {

// An SQL condition over a practice called `x`, for queries whose first arguments are a Sight's: whether the one who looks belongs to its
// owner.
inline constexpr const char* practice_is_ours = "((x.owner_id = '' and $2 = 1) or $3 like '%,' || x.owner_id || ',%')";

// For the router's guard. Of what is published the others see all, and change nothing.
std::optional<Seen> look_up_practice(db::Read&, const Actor&, const std::string& id, Instant now);

struct PracticeFilter {
    std::string words;      // in title, what was done or effect, without case
    std::string indicator;  // code; empty: any
    std::string framework;  // its id; empty: any
};
// "generic-2006/5.1", or "5.1" for that of the first of these frameworks that judges it.
[[nodiscard]] PracticeFilter filter_from(const std::string& words, const std::string& indicator,
                                         const std::vector<const frameworks::Framework*>& offered);
struct ListedPractice {
    Practice practice;  // with its indicators, without evidence
    int adopted = 0;
};
// Those that are there for the one who looks, the latest first; one statement.
std::vector<ListedPractice> list_practices(db::Read&, const Sight&, const PracticeFilter&);

struct ShownEvidence {
    EvidenceId id;
    std::string title;  // empty: not there for the one who looks
};
struct PracticeWhole {
    Practice practice;
    std::vector<ShownEvidence> evidence;
    std::vector<Adoption> adoptions;  // the earliest first
    std::string origin_title;         // of the evaluation; empty where it is not there for the one who looks, or there is none
    Extent origin_extent = Extent::nothing;
};
// One trip.
std::optional<PracticeWhole> find_practice(db::Read&, const Sight&, const PracticeId&);

// What the form offers, on one trip.
struct PracticeChoices {
    struct Person {
        AccountId id;
        std::string name, job;
    };
    std::vector<Person> people;                   // with a role in the partnership
    std::vector<ShownEvidence> evidence;          // that holds the words, and what is linked already; the latest first
    std::vector<frameworks::Offered> frameworks;  // each in its latest version, the latest published first
    std::string origin_framework;                 // of the judgement of the highest level that was asked for; empty when it is not there
    OrganisationId origin_owner;
};
// `chosen` evidence is offered whether it holds the words or not.
PracticeChoices read_choices(db::Read&, const Sight&, const std::string& words, const std::vector<std::string>& chosen, const PracticeId&,
                             const std::optional<Origin>&, const db::Only& = {});

void add_practice(db::Write&, const By&, const Practice&);
// False, and nothing changes, when somebody saved another version meanwhile.
[[nodiscard]] bool save_practice(db::Write&, const By&, const Practice& before, const Practice& after);
void add_adoption(db::Write&, const By&, const PracticeId&, const Adoption&);

}  // namespace touchstone::practice
