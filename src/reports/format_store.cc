#include "reports/format_store.h"

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::reports {
namespace {

struct Change {
    Making state = Making::waiting;
    Fault fault = Fault::none;
    std::string program = {};
    int tries = 0;  // more
};

void change(db::Write& db, const PartnershipId& partnership, const ReportId& report, const std::string& format, const Change& to,
            Instant now) {
    db.run(R"sql(
        insert into report_format (partnership_id, report_id, format, state, fault, program, tries, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (partnership_id, report_id, format) do update
           set state = excluded.state, fault = excluded.fault, program = excluded.program, tries = report_format.tries + excluded.tries,
               changed_at = excluded.changed_at)sql",
           partnership, report, format, to.state, to.fault, to.program, to.tries, now);
}

}  // namespace

Format read_format(const db::Row& row) {
    Format format{row.get<std::string>("format"), row.get<Making>("state"), Fault::none, row.get<std::string>("program"),
                  row.get<int>("tries")};
    if (format.state == Making::failed) format.fault = row.get<Fault>("fault");
    return format;
}

std::vector<Format> list_formats(db::Read& db, const PartnershipId& partnership, const ReportId& report) {
    static const auto sql = fmt::format("select {} from report r {} where r.partnership_id = $1 and r.id = $2 order by each.format",
                                        format_columns, formats_of_report);
    return db.all(read_format, sql, partnership, report);
}

void begin_format(db::Write& db, const PartnershipId& partnership, const ReportId& report, const std::string& format, Instant now) {
    change(db, partnership, report, format, {.state = Making::being_made, .tries = 1}, now);
}

void fail_format(db::Write& db, const PartnershipId& partnership, const ReportId& report, const Format& format, Instant now) {
    change(db, partnership, report, format.name, {.state = Making::failed, .fault = format.fault, .program = format.program}, now);
}

void finish_format(db::Write& db, const PartnershipId& partnership, const ReportId& report, const std::string& format, Instant now) {
    change(db, partnership, report, format, {.state = Making::made}, now);
}

void renew_format(db::Write& db, const PartnershipId& partnership, const ReportId& report, const std::string& format) {
    db.run("delete from report_format where partnership_id = $1 and report_id = $2 and format = $3", partnership, report, format);
}

void ask_again(db::Write& db, const By& by, const EvaluationId& evaluation, const ReportId& report, const std::string& format,
               const std::string& called) {
    renew_format(db, by.partnership, report, format);
    events::record(db, by, {.verb = "asked_for_file_again", .kind = "evaluation", .object = evaluation.text, .part = called});
}

std::vector<LeftFormat> list_left_formats(db::Read& db) {
    static const auto sql = fmt::format(R"sql(
        select x.*
          from (select r.partnership_id, r.id as report_id, r.published_by, {} from report r {} where r.withdrawn_at is null) x
         where x.state = 4
         order by x.partnership_id, x.report_id, x.format)sql",
                                        format_columns, formats_of_report);
    return db.all(
        [](const db::Row& row) {
            return LeftFormat{row.get<PartnershipId>("partnership_id"), row.get<ReportId>("report_id"), row.get<AccountId>("published_by"),
                              read_format(row)};
        },
        sql);
}

}  // namespace touchstone::reports
