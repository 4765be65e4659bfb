#include "reports/publishing_store.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "reports/format_store.h"

namespace touchstone::reports {
namespace {

constexpr const char* snapshot_columns = "s.id, s.evaluation_id, s.number, s.what_changed, s.made_by, a.name as made_by_name, s.made_at";

// Without the sealed content.
SnapshotRow read_snapshot(const db::Row& row) {
    return {row.get<SnapshotId>("id"),
            row.get<EvaluationId>("evaluation_id"),
            row.get<int>("number"),
            {},
            row.get<std::string>("what_changed"),
            row.get<AccountId>("made_by"),
            row.get<std::string>("made_by_name"),
            row.get<Instant>("made_at")};
}

// Without its files and formats.
Report read_report(const db::Row& row) {
    return {row.get<ReportId>("id"),
            row.get<SnapshotId>("snapshot_id"),
            row.get<Audience>("audience"),
            layout_from(row.get<std::string>("layout")),
            row.get<AccountId>("published_by"),
            row.get<Instant>("published_at"),
            row.maybe<Instant>("withdrawn_at"),
            {}};
}

// Which reports `r` are asked about: all of the evaluation $2, or the one $2.
constexpr const char* of_evaluation =
    "join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id where s.partnership_id = $1 and s.evaluation_id = $2";
constexpr const char* of_one = "where r.partnership_id = $1 and r.id = $2";

struct ReportAnswers {
    db::Answer<std::vector<Report>> reports;
    db::Answer<std::vector<std::pair<ReportId, Format>>> formats;
    db::Answer<std::vector<std::pair<ReportId, ReportFile>>> files;
};

ReportAnswers ask_reports(db::Trip& trip, const char* which, const PartnershipId& partnership, const std::string& id) {
    return {trip.all(read_report,
                     fmt::format("select r.id, r.snapshot_id, r.audience, r.layout, r.published_by, r.published_at, r.withdrawn_at "
                                 "from report r {} order by r.published_at desc, r.id",
                                 which),
                     partnership, id),
            trip.all([](const db::Row& row) { return std::pair(row.get<ReportId>("report_id"), read_format(row)); },
                     fmt::format("select r.id as report_id, {} from report r {} {}", format_columns, formats_of_report, which), partnership,
                     id),
            trip.all(
                [](const db::Row& row) {
                    return std::pair(row.get<ReportId>("report_id"),
                                     ReportFile{row.get<std::string>("format"), row.get<std::string>("hash"), row.get<std::string>("name"),
                                                row.get<std::int64_t>("size")});
                },
                fmt::format("select f.report_id, f.format, f.hash, f.name, f.size from report r "
                            "join report_file f on f.partnership_id = r.partnership_id and f.report_id = r.id {} "
                            "order by f.made_at desc, f.format",
                            which),
                partnership, id)};
}

db::Answer<std::optional<NewerReport>> ask_newer(db::Trip& trip, const PartnershipId& partnership, const ReportId& id) {
    return trip.first(
        [](const db::Row& row) { return NewerReport{row.get<ReportId>("id"), row.get<int>("number"), row.get<Instant>("published_at")}; },
        R"sql(
        select later.id, new.number, later.published_at
          from report r
          join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
          join snapshot new on new.partnership_id = s.partnership_id and new.evaluation_id = s.evaluation_id and new.number > s.number
          join report later on later.partnership_id = new.partnership_id and later.snapshot_id = new.id
                           and later.audience = r.audience and later.withdrawn_at is null
         where r.partnership_id = $1 and r.id = $2
         order by new.number desc limit 1)sql",
        partnership, id);
}

std::vector<Report> put_together(const ReportAnswers& answers) {
    auto reports = std::move(*answers.reports);
    for (const auto& [id, format] : *answers.formats)
        for (auto& shown : std::ranges::find(reports, id, &Report::id)->formats)
            if (shown.name == format.name) shown = format;
    for (const auto& [id, file] : *answers.files) std::ranges::find(reports, id, &Report::id)->files.push_back(file);
    return reports;
}

}  // namespace

bool has_any_snapshot(db::Read& db) {
    return db.first([](const db::Row& row) { return row.get<int>("one"); }, "select 1 as one from snapshot limit 1").has_value();
}

Published read_published(db::Read& db, const PartnershipId& partnership, const EvaluationId& evaluation) {
    static const auto snapshots_sql = fmt::format(R"sql(
        select {} from snapshot s join account a on a.id = s.made_by
         where s.partnership_id = $1 and s.evaluation_id = $2
         order by s.made_at desc, s.id)sql",
                                                  snapshot_columns);
    db::Trip trip(db);
    const auto plain = trip.gathered<Published>(
        [](Published& published, const db::Row& row) {
            const auto audience = row.get<Audience>("audience");
            const auto part = row.get<std::string>("part");
            published.plain[audience][part] = row.get<std::string>("words");
            published.plain_by[{audience, part}] = {row.get<std::string>("written_by_name"), row.get<Instant>("written_at")};
        },
        R"sql(
        select p.audience, p.part, p.words, a.name as written_by_name, p.written_at
          from plain_words p join account a on a.id = p.written_by
         where p.partnership_id = $1 and p.evaluation_id = $2)sql",
        partnership, evaluation);
    const auto snapshots = trip.all(read_snapshot, snapshots_sql, partnership, evaluation);
    const auto reports = ask_reports(trip, of_evaluation, partnership, evaluation.text);
    trip.go();
    auto published = std::move(*plain);
    published.snapshots = std::move(*snapshots);
    published.reports = put_together(reports);
    return published;
}

std::optional<ReportWhole> find_report(db::Read& db, const PartnershipId& partnership, const ReportId& id) {
    static const auto snapshot_sql = fmt::format(R"sql(
        select {}, s.sealed
          from report r
          join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
          join account a on a.id = s.made_by
         where r.partnership_id = $1 and r.id = $2)sql",
                                                 snapshot_columns);
    db::Trip trip(db);
    const auto snapshot = trip.first(
        [](const db::Row& row) {
            auto whole = read_snapshot(row);
            whole.sealed = row.get<std::string>("sealed");
            return whole;
        },
        snapshot_sql, partnership, id);
    const auto answers = ask_reports(trip, of_one, partnership, id.text);
    const auto newer = ask_newer(trip, partnership, id);
    trip.go();
    auto reports = put_together(answers);
    if (reports.empty() || !*snapshot) return std::nullopt;
    auto& report = reports.front();
    std::ranges::sort(report.files, {}, [](const ReportFile& file) { return std::ranges::find(all_formats(), file.format); });
    return ReportWhole{std::move(report), std::move(**snapshot), *newer};
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

void add_snapshot(db::Write& db, const By& by, const SnapshotRow& snapshot) {
    db.run(R"sql(
        insert into snapshot (partnership_id, id, evaluation_id, number, sealed, what_changed, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, snapshot.id, snapshot.evaluation, snapshot.number, snapshot.sealed, snapshot.what_changed, snapshot.made_by,
           snapshot.made_at);
    events::record(db, by,
                   {.verb = "published",
                    .kind = "evaluation",
                    .object = snapshot.evaluation.text,
                    .part = std::to_string(snapshot.number),
                    .after = nlohmann::json{{"words", snapshot.what_changed}}.dump()});
}

void add_report(db::Write& db, const By& by, const Report& report) {
    db.run(R"sql(
        insert into report (partnership_id, id, snapshot_id, audience, layout, published_by, published_at)
        values ($1, $2, $3, $4, $5, $6, $7))sql",
           by.partnership, report.id, report.snapshot, report.audience, as_json(report.layout), report.published_by, report.published_at);
}

void withdraw_report(db::Write& db, const By& by, const EvaluationId& evaluation, const Report& report) {
    db.run("update report set withdrawn_by = $3, withdrawn_at = $4 where partnership_id = $1 and id = $2 and withdrawn_at is null",
           by.partnership, report.id, by.who, by.at);
    events::record(db, by, {.verb = "withdrew_report", .kind = "evaluation", .object = evaluation.text, .part = name_of(report.audience)});
}

void keep_report_file(db::Write& db, const PartnershipId& partnership, const ReportId& report, const ReportFile& file, Instant now) {
    db.run(R"sql(
        insert into report_file (partnership_id, report_id, format, hash, name, size, made_at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (partnership_id, report_id, format) do update
           set hash = excluded.hash, name = excluded.name, size = excluded.size, made_at = excluded.made_at)sql",
           partnership, report, file.format, file.hash, file.name, file.size, now);
    finish_format(db, partnership, report, file.format, now);
}

void keep_plain_words(db::Write& db, const By& by, const EvaluationId& evaluation, const std::vector<PlainChange>& changes) {
    if (changes.empty()) return;
    std::string before, after;
    for (const auto& change : changes) {
        before += change.before + "\n";
        after += change.after + "\n";
        db.run("delete from plain_words where partnership_id = $1 and evaluation_id = $2 and audience = $3 and part = $4", by.partnership,
               evaluation, change.audience, change.part);
        if (change.after.empty()) continue;
        db.run(R"sql(
            insert into plain_words (partnership_id, evaluation_id, audience, part, words, written_by, written_at)
            values ($1, $2, $3, $4, $5, $6, $7))sql",
               by.partnership, evaluation, change.audience, change.part, change.after, by.who, by.at);
    }
    events::record(db, by,
                   {.verb = "wrote_plain_words",
                    .kind = "evaluation",
                    .object = evaluation.text,
                    .before = nlohmann::json{{"words", before}}.dump(),
                    .after = nlohmann::json{{"words", after}}.dump()});
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

bool save_template(db::Write& db, const By& by, const std::optional<Template>& before, const Template& made) {
    std::string sections;
    for (const auto& section : made.layout.sections) sections += (sections.empty() ? "" : ",") + section;
    const bool saved = 1 == db.run(R"sql(
        insert into report_template (partnership_id, audience, opening, closing, sections, written_by, written_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, 1)
            on conflict (partnership_id, audience) do update
           set opening = excluded.opening, closing = excluded.closing, sections = excluded.sections, written_by = excluded.written_by,
               written_at = excluded.written_at, version = report_template.version + 1
         where report_template.version = $8)sql",
                                   by.partnership, made.audience, made.layout.opening, made.layout.closing, sections, made.written_by,
                                   made.written_at, made.version);
    if (saved)
        events::record(db, by,
                       {.verb = "changed_template",
                        .kind = "template",
                        .object = name_of(made.audience),
                        .before = before ? words_of(*before) : std::string(),
                        .after = words_of(made)});
    return saved;
}

db::Answer<std::vector<ListedReport>> ask_reports_listed(db::Trip& trip, const Sight& sight, int most) {
    static const auto sql = fmt::format(R"sql(
        select r.id, s.evaluation_id, v.title, r.audience, s.number, r.published_at, r.withdrawn_at
          from report r
          join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
          join evaluation v on v.partnership_id = s.partnership_id and v.id = s.evaluation_id
         where r.partnership_id = $1 and {} = 3
         order by r.published_at desc, r.id desc
         limit $7)sql",
                                        evaluations::evaluation_extent());
    return trip.all(
        [](const db::Row& row) {
            return ListedReport{row.get<ReportId>("id"),
                                row.get<EvaluationId>("evaluation_id"),
                                row.get<std::string>("title"),
                                row.get<Audience>("audience"),
                                row.get<int>("number"),
                                row.get<Instant>("published_at"),
                                row.maybe<Instant>("withdrawn_at")};
        },
        sql, sight, most > 0 ? most : std::numeric_limits<int>::max());
}

db::Answer<bool> ask_has_open_reports(db::Trip& trip, const PartnershipId& partnership) {
    return trip.one([](const db::Row& row) { return row.get<int>("there") > 0; }, R"sql(
        select count(*) as there from report where partnership_id = $1 and audience in (3, 4) and withdrawn_at is null)sql",
                    partnership);
}

std::optional<Seen> look_up_report(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    const auto evaluation = db.first([](const db::Row& row) { return row.get<std::string>("evaluation_id"); }, R"sql(
        select s.evaluation_id from report r join snapshot s on s.partnership_id = r.partnership_id and s.id = r.snapshot_id
         where r.partnership_id = $1 and r.id = $2)sql",
                                     actor.partnership, id);
    return evaluation ? evaluations::look_up_evaluation(db, actor, *evaluation, now) : std::nullopt;
}

}  // namespace touchstone::reports
