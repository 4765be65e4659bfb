#include "reports/publishing_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/sight_store.h"
#include "reports/format_store.h"

namespace touchstone::reports {
namespace {

SnapshotRow read_snapshot(const db::Row& row) {
    return {row.get<SnapshotId>("id"),     row.get<EvaluationId>("evaluation_id"),
            row.get<int>("number"),        row.get<std::string>("sealed"),
            row.get<std::string>("words"), row.get<AccountId>("by_id"),
            row.get<std::string>("name"),  row.get<Instant>("at")};
}

Report read_report(const db::Row& row) {
    Report report{row.get<ReportId>("id"),
                  row.get<SnapshotId>("snapshot_id"),
                  row.get<Audience>("number"),
                  layout_from(row.get<std::string>("words")),
                  row.get<AccountId>("by_id"),
                  row.get<Instant>("at"),
                  std::nullopt,
                  {}};
    if (const auto withdrawn = row.get<std::int64_t>("size"); withdrawn > 0)
        report.withdrawn_at = Instant{std::chrono::milliseconds{withdrawn}};
    return report;
}

ReportFile read_file(const db::Row& row) {
    return {row.get<std::string>("words"), row.get<std::string>("hash"), row.get<std::string>("name"), row.get<std::int64_t>("size")};
}

void read_format(Report& report, const db::Row& row) {
    Format read{row.get<std::string>("words"), row.get<Making>("number"), Fault::none, row.get<std::string>("name"), row.get<int>("at")};
    if (read.state == Making::failed) read.fault = row.get<Fault>("size");
    const auto format = std::ranges::find(report.formats, read.name, &Format::name);
    if (format != report.formats.end()) *format = std::move(read);
}

// Part of a union: the formats of the reports `r` that it joins and chooses.
std::string formats_where(const std::string& joined_and_chosen) {
    return fmt::format(R"sql(
        select '3 format', r.id, '', '', {}, '', each.format, '', coalesce(t.program, ''), '', coalesce(t.tries, 0), {}
          from report r {} {})sql",
                       state_of_format, fault_of_format, formats_of_report, joined_and_chosen);
}

}  // namespace

bool has_any_snapshot(db::Read& db) {
    return db.first([](const db::Row& row) { return row.get<int>("one"); }, "select 1 as one from snapshot limit 1").has_value();
}

Published read_published(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select '1 snapshot' as part, s.id, s.evaluation_id, '' as snapshot_id, s.number, '' as sealed, s.what_changed as words, s.made_by as by_id, a.name,
               '' as hash, s.made_at as at, 0 as size
          from snapshot s join account a on a.id = s.made_by where s.partnership_id = $1 and s.evaluation_id = $2
        union all
        select '2 report', r.id, s.evaluation_id, s.id, r.audience, '', r.layout, r.published_by, '', '', r.published_at, coalesce(r.withdrawn_at, 0)
          from report r join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
         where s.partnership_id = $1 and s.evaluation_id = $2
        union all {}
        union all
        select '4 file', f.report_id, '', '', 0, '', f.format, '', f.name, f.hash, f.made_at, f.size
          from report_file f join report r on r.partnership_id = f.partnership_id and r.id = f.report_id
          join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
         where s.partnership_id = $1 and s.evaluation_id = $2
        union all
        select '5 plain', '', '', '', p.audience, '', p.words, '', p.part, a.name, p.written_at, 0
          from plain_words p join account a on a.id = p.written_by where p.partnership_id = $1 and p.evaluation_id = $2
         order by 1, 11 desc, 2)sql",
                                        formats_where("join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id "
                                                      "where s.partnership_id = $1 and s.evaluation_id = $2"));
    Published published;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            if (part == "1 snapshot") {
                published.snapshots.push_back(read_snapshot(row));
            } else if (part == "2 report") {
                published.reports.push_back(read_report(row));
            } else if (part == "3 format" || part == "4 file") {
                const auto report = std::ranges::find(published.reports, row.get<ReportId>("id"), &Report::id);
                if (report == published.reports.end()) return;
                part == "4 file" ? report->files.push_back(read_file(row)) : read_format(*report, row);
            } else {
                const auto audience = row.get<Audience>("number");
                const auto about = row.get<std::string>("name");
                published.plain[audience][about] = row.get<std::string>("words");
                published.plain_by[{audience, about}] = {row.get<std::string>("hash"), row.get<Instant>("at")};
            }
        },
        sql, partnership, evaluation);
    return published;
}

std::optional<ReportWhole> find_report(db::Read& db, const PartnershipId& partnership, const ReportId& id) {
    static const auto sql = fmt::format(R"sql(
        select '1 report' as part, r.id, '' as evaluation_id, r.snapshot_id, r.audience as number, '' as sealed, r.layout as words, r.published_by as by_id, '' as name,
               '' as hash, r.published_at as at, coalesce(r.withdrawn_at, 0) as size
          from report r where r.partnership_id = $1 and r.id = $2
        union all
        select '2 snapshot', s.id, s.evaluation_id, '', s.number, s.sealed, s.what_changed, s.made_by, a.name, '', s.made_at, 0
          from snapshot s join report r on r.partnership_id = s.partnership_id and r.snapshot_id = s.id join account a on a.id = s.made_by
         where r.partnership_id = $1 and r.id = $2
        union all {}
        union all
        select '4 file', f.report_id, '', '', 0, '', f.format, '', f.name, f.hash, f.made_at, f.size
          from report_file f where f.partnership_id = $1 and f.report_id = $2
         order by 1, 7)sql",
                                        formats_where("where r.partnership_id = $1 and r.id = $2"));
    std::optional<ReportWhole> found;
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<std::string>("part");
            if (part == "1 report")
                found = ReportWhole{read_report(row), {}};
            else if (found && part == "2 snapshot")
                found->snapshot = read_snapshot(row);
            else if (found && part == "3 format")
                read_format(found->report, row);
            else if (found)
                found->report.files.push_back(read_file(row));
        },
        sql, partnership, id);
    if (found)
        std::ranges::sort(found->report.files, {}, [](const ReportFile& file) { return std::ranges::find(all_formats(), file.format); });
    return found;
}

std::optional<std::string> find_sealed(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation, int number) {
    return db.first([](const db::Row& row) { return row.get<std::string>("sealed"); },
                    "select sealed from snapshot where partnership_id = $1 and evaluation_id = $2 and number = $3", partnership, evaluation,
                    number);
}

std::vector<OpenReport> list_open_reports(db::Read& db, const PartnershipId& partnership) {
    return db.all(
        [](const db::Row& row) {
            return OpenReport{row.get<ReportId>("id"), row.get<Audience>("audience"), row.get<std::string>("sealed"),
                              row.get<Instant>("published_at")};
        },
        R"sql(
        select r.id, r.audience, r.published_at, s.sealed
          from report r join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
         where r.partnership_id = $1 and r.audience in (3, 4) and r.withdrawn_at is null
         order by r.published_at desc, r.id limit 100)sql",
        partnership);
}

void add_snapshot(db::Write& db, const PartnershipId& partnership, const SnapshotRow& snapshot) {
    db.run(R"sql(
        insert into snapshot (partnership_id, id, evaluation_id, number, sealed, what_changed, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           partnership, snapshot.id, snapshot.evaluation, snapshot.number, snapshot.sealed, snapshot.what_changed, snapshot.made_by,
           snapshot.made_at);
}

void add_report(db::Write& db, const PartnershipId& partnership, const Report& report) {
    db.run(R"sql(
        insert into report (partnership_id, id, snapshot_id, audience, layout, published_by, published_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           partnership, report.id, report.snapshot, report.audience, as_json(report.layout), report.published_by, report.published_at);
}

void withdraw_report(db::Write& db, const PartnershipId& partnership, const ReportId& report, const AccountId& by, Instant now) {
    db.run("update report set withdrawn_by = $3, withdrawn_at = $4 where partnership_id = $1 and id = $2 and withdrawn_at is null",
           partnership, report, by, now);
}

void keep_report_file(db::Write& db, const PartnershipId& partnership, const ReportId& report, const ReportFile& file, Instant now) {
    db.run(R"sql(
        insert into report_file (partnership_id, report_id, format, hash, name, size, made_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (partnership_id, report_id, format) do update
           set hash = excluded.hash, name = excluded.name, size = excluded.size, made_at = excluded.made_at)sql",
           partnership, report, file.format, file.hash, file.name, file.size, now);
    finish_format(db, partnership, report, file.format, now);
}

void keep_plain_words(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, Audience audience,
                      const std::string& part, const std::string& words, const AccountId& by, Instant now) {
    db.run("delete from plain_words where partnership_id = $1 and evaluation_id = $2 and audience = $3 and part = $4", partnership,
           evaluation, audience, part);
    if (words.empty()) return;
    db.run(
        "insert into plain_words (partnership_id, evaluation_id, audience, part, words, written_by, written_at) values ($1, $2, $3, $4, "
        "$5, $6, $7)",
        partnership, evaluation, audience, part, words, by, now);
}

std::vector<Template> list_templates(db::Read& db, const PartnershipId& partnership) {
    return db.all(
        [](const db::Row& row) {
            Template made{row.get<Audience>("audience"),
                          {row.get<std::string>("opening"), row.get<std::string>("closing"), {}},
                          row.get<AccountId>("written_by"),
                          row.get<Instant>("written_at"),
                          row.get<int>("version")};
            made.layout.sections = split(row.get<std::string>("sections"), ',');
            return made;
        },
        "select audience, opening, closing, sections, written_by, written_at, version from report_template where partnership_id = $1 order "
        "by audience",
        partnership);
}

bool save_template(db::Write& db, const PartnershipId& partnership, const Template& made) {
    std::string sections;
    for (const auto& section : made.layout.sections) sections += (sections.empty() ? "" : ",") + section;
    return 1 == db.run(R"sql(
        insert into report_template (partnership_id, audience, opening, closing, sections, written_by, written_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, 1)
            on conflict (partnership_id, audience) do update
           set opening = excluded.opening, closing = excluded.closing, sections = excluded.sections, written_by = excluded.written_by,
               written_at = excluded.written_at, version = report_template.version + 1
         where report_template.version = $8)sql",
                       partnership, made.audience, made.layout.opening, made.layout.closing, sections, made.written_by, made.written_at,
                       made.version);
}

std::optional<Seen> look_up_report(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    const auto evaluation = db.first([](const db::Row& row) { return row.get<std::string>("evaluation_id"); }, R"sql(
        select s.evaluation_id from report r join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
         where r.partnership_id = $1 and r.id = $2)sql",
                                     actor.partnership, id);
    return evaluation ? evaluations::look_up_evaluation(db, actor, *evaluation, now) : std::nullopt;
}

}  // namespace touchstone::reports
