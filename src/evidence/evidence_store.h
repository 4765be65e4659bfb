// Evidence, its files and its findings in tables.
#pragma once
#include <optional>
#include <vector>

#include "base/permission.h"
#include "db/db.h"
#include "evaluations/sharing_store.h"
#include "evidence/evidence_row_store.h"
#include "evidence/evidence_used_store.h"
#include "evidence/line.h"
#include "frameworks/offered.h"

namespace touchstone::evidence {

// What a virus scanner said. Files are served unless they wait or are infected. Stored: never renumber.
enum class ScanState { not_scanned = 0, waiting, clean, infected };

struct EvidenceFile {
    FileId id;
    EvidenceId evidence;
    std::string name, media_type;
    std::int64_t size = 0;
    std::string hash;
    AccountId added_by;
    Instant added_at;
    FileId replaces = {};  // the older version of this file
    ScanState scan = ScanState::not_scanned;
    bool is_unreadable = false;  // its words could not be read
    std::string preview = {};    // hash of a picture of its first page; empty: there is none

    bool is_held() const { return scan == ScanState::waiting || scan == ScanState::infected; }
};

// An item with all that hangs on it: one trip.
struct EvidenceWhole : EvidenceHead {
    std::vector<Finding> findings;  // those not withdrawn, in the order they were made
    std::vector<Finding> withdrawn;
    std::vector<EvidenceFile> files;
    struct Use {
        EvaluationId evaluation;
        std::string title;
        std::string framework_hash;
    };
    std::vector<Use> uses;
    std::vector<frameworks::Offered> published;  // every version of every framework, the latest first
    // Another item, there for the one who looks, that holds a file with the same content.
    struct SameFile {
        std::string hash;
        EvidenceId evidence;
        std::string title;
    };
    std::vector<SameFile> same_files;
    std::vector<std::string> origins;  // of all items that are there, for suggestions; only when asked for
};
// With the evaluations that the one who looks may read. Whether the item itself is there has been asked by the guard.
std::optional<EvidenceWhole> find_evidence(db::Read&, const Sight&, const EvidenceId&, bool with_origins = false);

// What the form for a new item offers, in one trip.
struct EvidenceOffers {
    std::vector<frameworks::Offered> frameworks;  // each in its latest version, the latest published first
    std::vector<evaluations::Owner> owners;
    std::vector<std::string> origins;  // of the items that are there for this actor, where asked for: as many as there are items
};
EvidenceOffers read_offers(db::Read&, const Actor&, Instant now, bool with_origins = false);

// The items on the line of this one, itself aside, that are there for the one who looks.
std::vector<Line> list_lines(db::Read&, const Sight&, const Evidence& besides);

void add_evidence(db::Write&, const By&, const Evidence&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_evidence(db::Write&, const By&, const Evidence& before, const Evidence& after);
// Gives the item a label, or takes it away; nothing happens where it has it, or has it not.
void label_evidence(db::Write&, const By&, const EvidenceId&, const std::string& label, bool has);
void use_evidence(db::Write&, const By&, const EvaluationId&, const EvidenceId&);
void stop_using_evidence(db::Write&, const By&, const EvaluationId&, const EvidenceId&);
// Rows alone: what the next evaluation uses from the start. That it goes on says its history.
void carry_evidence(db::Write&, const PartnershipId&, const std::vector<EvidenceId>&, const EvaluationId& next);
void add_file(db::Write&, const By&, const EvidenceFile&);
// Files of a partnership that wait for a verdict, the longest first.
std::vector<EvidenceFile> list_waiting_files(db::Read&, const PartnershipId&);
// What the scanner said of one that waited.
void save_scan(db::Write&, const By&, const EvidenceFile&, ScanState);
// Partnerships with such files, with somebody who added one.
std::vector<std::pair<PartnershipId, AccountId>> list_waiting_partnerships(db::Read&);
void add_finding(db::Write&, const By&, const Finding&);
// Changes it, or withdraws it. False as above.
[[nodiscard]] bool save_finding(db::Write&, const By&, const Finding& before, const Finding& after);

}  // namespace touchstone::evidence
