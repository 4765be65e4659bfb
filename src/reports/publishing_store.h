// Snapshots, the reports made from them, and what they are laid out with, in tables.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "reports/format.h"
#include "reports/layout.h"

namespace touchstone::reports {

// Words for people who read no report, by audience and part.
using PlainWords = std::map<Audience, std::map<std::string, std::string>>;

struct SnapshotRow {
    SnapshotId id;
    EvaluationId evaluation;
    int number = 0;
    std::string sealed, what_changed;
    AccountId made_by;
    std::string made_by_name;
    Instant made_at;
};
struct ReportFile {
    std::string format, hash, name;  // format: "pdf", "docx", "xlsx", "json"
    std::int64_t size = 0;
};
struct Report {
    ReportId id;
    SnapshotId snapshot;
    Audience audience = Audience::partnership;
    Layout layout;
    AccountId published_by;
    Instant published_at;
    std::optional<Instant> withdrawn_at;
    std::vector<ReportFile> files;
    std::vector<Format> formats = waiting_formats(audience);
};

// In any partnership.
bool has_any_snapshot(db::Read&);

// All that has been published of an evaluation, the latest first, without the sealed content; and what is written for later: one trip.
struct Published {
    std::vector<SnapshotRow> snapshots;
    std::vector<Report> reports;
    PlainWords plain;
    std::map<std::pair<Audience, std::string>, std::pair<std::string, Instant>> plain_by;  // who wrote each of them, and when
};
Published read_published(db::Read&, const PartnershipId&, const EvaluationId&);
// The latest report for the same audience that replaces one, and is not withdrawn.
struct NewerReport {
    ReportId id;
    int number = 0;
    Instant published_at;
};
// A report with its snapshot, and with what replaces it: one trip.
struct ReportWhole {
    Report report;
    SnapshotRow snapshot;
    std::optional<NewerReport> newer = {};
};
std::optional<ReportWhole> find_report(db::Read&, const PartnershipId&, const ReportId&);
std::optional<std::string> find_sealed(db::Read&, const PartnershipId&, const EvaluationId&, int number);
// Open reports that are not withdrawn, of all evaluations, the latest first, with the title in their content.
struct OpenReport {
    ReportId id;
    Audience audience;
    std::string sealed;
    Instant published_at;
};
std::vector<OpenReport> list_open_reports(db::Read&, const PartnershipId&);

// Reports of evaluations that are there as a whole for the one who looks, the latest first, withdrawn ones too; so many at most, 0 for all.
struct ListedReport {
    ReportId id;
    EvaluationId evaluation;
    std::string title;  // as the evaluation is called now
    Audience audience = Audience::partnership;
    int number = 0;
    Instant published_at;
    std::optional<Instant> withdrawn_at;
};
db::Answer<std::vector<ListedReport>> ask_reports_listed(db::Trip&, const Sight&, int most);
// Whether anybody may read something without signing in.
db::Answer<bool> ask_has_open_reports(db::Trip&, const PartnershipId&);

// With it a version is published; its reports follow.
void add_snapshot(db::Write&, const By&, const SnapshotRow&);
void add_report(db::Write&, const By&, const Report&);
void withdraw_report(db::Write&, const By&, const EvaluationId&, const Report&);
// Replaces the file of that format, which is made now: work that was begun twice is done once.
void keep_report_file(db::Write&, const PartnershipId&, const ReportId&, const ReportFile&, Instant now);

struct PlainChange {
    Audience audience;
    std::string part, before, after;
};
void keep_plain_words(db::Write&, const By&, const EvaluationId&, const std::vector<PlainChange>&);

std::vector<Template> list_templates(db::Read&, const PartnershipId&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_template(db::Write&, const By&, const std::optional<Template>& before, const Template& after);

// For the router's guard: a report is there for whoever may see the evaluation that it was made of.
std::optional<Seen> look_up_report(db::Read&, const Actor&, const std::string& id, Instant now);

}  // namespace touchstone::reports
