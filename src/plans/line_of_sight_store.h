// Line of sight, both ways: from somebody's words over evidence, finding, theme and judgement to the objective, its action points and its
// measures, and back (parts 2.1, 3.6 and 5.1).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evidence/evidence.h"
#include "measures/reading.h"
#include "plans/action.h"
#include "plans/objective.h"

namespace touchstone::plans {

struct LineFinding {
    AreaRef ref;
    std::string statement, excerpt, place;
    EvidenceId evidence;
    std::string evidence_title;
    FileId file;  // that it is quoted from; empty: none is named
    std::string file_name;
    std::vector<evidence::ThemeRef> themes;
};
struct LineJudgement {
    IndicatorRef at;
    std::string framework_hash, evaluation_title;
    std::optional<int> level;  // as people awarded it
};
struct LineObjective {
    ObjectiveId id;
    std::string title;
    std::vector<AreaRef> areas;
    std::vector<IndicatorRef> indicators;
    struct Action {
        ActionId id;
        std::string title;
        ActionState state = ActionState::not_started;
        std::optional<Date> due;
    };
    std::vector<Action> actions;
    struct Measure {
        std::string measure, unit, latest;  // `latest` is empty where nothing was measured yet
        measures::MeasureId read_from = {};
    };
    std::vector<Measure> measures;
    std::vector<std::string> outcomes = {};  // keys of those that it serves
};
// What the reader may not see: a number with a name, never content.
struct LineGap {
    enum class Kind { evidence = 1, judgement, objective };
    Kind kind = Kind::evidence;
    std::string owner_name;  // empty: the whole partnership
    int count = 0;
};
struct Line {
    std::vector<LineFinding> findings;
    std::vector<LineJudgement> judgements;
    std::vector<LineObjective> objectives;
    std::vector<LineGap> gaps;
    std::vector<measures::Reading> readings = {};  // of measures that targets are read from, as far as they are there
};

// Everything on the line through an indicator of an evaluation, or through an objective. One trip each.
Line read_line(db::Read&, const Sight&, const IndicatorRef&);
Line read_line(db::Read&, const Sight&, const ObjectiveId&);

}  // namespace touchstone::plans
