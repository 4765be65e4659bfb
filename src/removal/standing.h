// Undoing what was only begun: an evaluation that nobody built on, and an item of evidence that nobody uses. It is deleted whole, and its
// event keeps all that stood there. Whatever somebody may have relied on stands against it, and each reason has its sentence.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace touchstone::removal {

// What the database says of an evaluation or an item.
struct Standing {
    std::map<std::string, int> rows;  // by table: how many are part of it
    bool is_finished = false;
    int continued = 0;          // evaluations that go on from it, look at it or are part of it
    int roles = 0;              // held on it
    int used_otherwise = 0;     // records, practices and action points that name it
    int changes_by_others = 0;  // events of people who did not begin it
};

// Keys of texts below "removal.reason"; none where it can be deleted. A table that is not known here stands against it.
[[nodiscard]] std::vector<std::string> reasons_to_keep_evaluation(const Standing&);
[[nodiscard]] std::vector<std::string> reasons_to_keep_evidence(const Standing&);

}  // namespace touchstone::removal
