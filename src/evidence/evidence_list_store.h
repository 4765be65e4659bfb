// The library of evidence: a page of what is there, or of what holds the words that one looks for.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evidence/evidence.h"

namespace touchstone::evidence {

struct EvidenceListed {
    Evidence evidence;
    std::string owner_name;  // empty: the whole partnership
    int findings = 0, files = 0, uses = 0;
    bool is_used_here = false;
    // Where the words that one looks for stand, besides in the item itself; empty where they do not.
    std::string in_finding;
    std::string in_file, file_name;
};
inline constexpr int evidence_per_page = 50;
inline constexpr const char* of_partnership = "partnership";
struct EvidenceFilter {
    EvaluationId evaluation;              // when given: `is_used_here` speaks of it
    bool only_used = false;               // only what this evaluation uses
    std::vector<std::string> words = {};  // of search_words(); each in the item, in one of its findings or in one of its files
    std::string source;                   // key; empty: any
    std::optional<Security> security = {};
    std::string indicator = {};             // code: with a finding on one of its themes; empty: any
    std::string owner = {};                 // id of an organisation, or of_partnership; empty: any
    std::string label = {};                 // as somebody wrote it; empty: any
    std::vector<std::string> besides = {};  // ids of items that are there whether they hold the words or not
    // The last day that the item covers, both included.
    Date ended_from = Date{std::chrono::year{1} / 1 / 1}, ended_to = Date{std::chrono::year{9999} / 12 / 31};
    int page = 1;
    int per_page = evidence_per_page;
};
struct EvidencePage {
    std::vector<EvidenceListed> items;
    int total = 0;
    std::string framework_hash;  // of the evaluation, else of the latest framework: whose half-lives hold; empty without items
};
// Those that are there for the one who looks, the latest first; one statement.
db::Answer<EvidencePage> ask_evidence_listed(db::Trip&, const Sight&, const EvidenceFilter&);
// Who owns what is there for the one who looks: ids and names, both empty for the partnership.
db::Answer<std::vector<std::pair<std::string, std::string>>> ask_evidence_owners(db::Trip&, const Sight&);
// Items that somebody ticked, all of which they have been found to see.
struct Ticked {
    EvidenceId id;
    std::string title;
    bool is_full = false;  // it has as many labels as it may, besides this one
};
std::vector<Ticked> list_ticked(db::Read&, const PartnershipId&, const std::vector<std::string>& ids, const std::string& label);
// The labels of what is there for the one who looks, each as it was written first.
db::Answer<std::vector<std::string>> ask_evidence_labels(db::Trip&, const Sight&);
EvidencePage list_evidence(db::Read&, const Sight&, const EvidenceFilter&);

}  // namespace touchstone::evidence
