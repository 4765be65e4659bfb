// Calibration sets and what people judged in them for practice. What somebody judged leaves the database for nobody but them, and the
// agreed level of a case only for who has judged it.
#pragma once
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "db/only.h"
#include "judging/calibration.h"

namespace touchstone::judging {

// An SQL condition over a set `c`, for queries whose first arguments are a Sight's: whether it draws on anything, and on nothing that is
// not there in full for the one who looks.
[[nodiscard]] std::string set_is_there();

struct ListedSet {
    CalibrationId id;
    std::string title;
    int cases = 0, judged = 0;       // judged: by the one who looks
    std::optional<int> people = {};  // how many took part; told to its maker alone
};
// Those whose evaluations are all there in full for the one who looks, the latest first; one statement. Here as below, `who_looks` is empty
// for somebody who looks through another one's eyes.
std::vector<ListedSet> list_sets(db::Read&, const Sight&, const AccountId& who_looks);

struct CalibrationCase {
    CaseRef ref;
    std::string evaluation_title, framework_hash;
    OrganisationId owner;
    std::string owner_name;
    std::optional<Instant> finished_at;
    std::optional<Level> agreed;  // once it has been judged, with why
    std::string agreed_rationale;
    std::vector<Practice> own;  // by round
};
struct CalibrationWhole {
    ListedSet set;
    std::vector<CalibrationCase> cases;
};
// One statement. Whether the set is there has been asked by the guard.
std::optional<CalibrationWhole> find_set(db::Read&, const PartnershipId&, const CalibrationId&, const AccountId& who_looks);

struct Candidate {
    CaseRef ref;
    std::string evaluation_title, framework_hash;
};
// Every case that could be in a set: its level was agreed in moderation, and its evaluation is there in full for the one who looks.
std::vector<Candidate> list_candidates(db::Read&, const Sight&, const db::Only& evaluations = {});

void add_set(db::Write&, const By&, const CalibrationSet&);
// What this person judged. False, and nothing changes, when this round has been judged from elsewhere in the meantime. The history tells
// neither the case nor the level: whoever reads it learns nothing of what was awarded.
[[nodiscard]] bool record_practice(db::Write&, const By&, const CalibrationId&, const CaseRef&, const Practice&);

// For the router's guard: it is seen as its evaluations are.
std::optional<Seen> look_up_calibration(db::Read&, const Actor&, const std::string& id, Instant now);

}  // namespace touchstone::judging
