// What is shared of everything, by whom and with whom.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/sharing.h"

namespace touchstone::evidence {

// What holds now of everything that the organisations of the one who looks own or are shown.
struct Overview {
    struct Line {
        evaluations::Share share;
        std::string title, owner_name, with_name;
        bool is_ours = false;
    };
    std::vector<Line> lines;  // by the day on which they end
};
Overview read_overview(db::Read&, const Sight&);

}  // namespace touchstone::evidence
