// How far the files of published reports are, in tables.
#pragma once
#include <string>
#include <vector>

#include "base/actor.h"
#include "db/db.h"
#include "reports/format.h"

namespace touchstone::reports {

// For a from clause: each format that a report `r` comes in, as `each.format`, with what is known of it.
inline constexpr const char* formats_of_report = R"sql(
    join (select 'pdf' as format union all select 'docx' union all select 'xlsx' union all select 'json') each
      on r.audience <> 4 or each.format <> 'xlsx'
    left join report_format t on t.partnership_id = r.partnership_id and t.report_id = r.id and t.format = each.format
    left join report_file made on made.partnership_id = r.partnership_id and made.report_id = r.id and made.format = each.format)sql";
// What is selected of it. What waits or is being made while no job is left to make it was interrupted.
inline constexpr const char* format_columns = R"sql(each.format,
    case when made.format is not null then 3 when t.state = 4 then 4
         when exists (select 1 from job j where j.partnership_id = r.partnership_id and j.kind = 'report_files' and j.subject = r.id
                                            and j.state in (1, 2)) then case when t.state = 2 then 2 else 1 end
         else 4 end as state,
    case when t.state = 4 then t.fault else 1 end as fault, coalesce(t.program, '') as program, coalesce(t.tries, 0) as tries)sql";
[[nodiscard]] Format read_format(const db::Row&);

// How far they are, and nothing else of the report: what a page asks for again and again. One statement.
std::vector<Format> list_formats(db::Read&, const PartnershipId&, const ReportId&);
// Says that the file is being made, for one more time.
void begin_format(db::Write&, const PartnershipId&, const ReportId&, const std::string& format, Instant now);
void fail_format(db::Write&, const PartnershipId&, const ReportId&, const Format&, Instant now);
void finish_format(db::Write&, const PartnershipId&, const ReportId&, const std::string& format, Instant now);
// It waits again, as if it had never been tried.
void renew_format(db::Write&, const PartnershipId&, const ReportId&, const std::string& format);
// The same, because somebody asked for it. The format is called so in the history of the evaluation.
void ask_again(db::Write&, const By&, const EvaluationId&, const ReportId&, const std::string& format, const std::string& called);

// A format of a report that is not withdrawn, which nobody makes.
struct LeftFormat {
    PartnershipId partnership;
    ReportId report;
    AccountId published_by;
    Format format;
};
// In every partnership, those of a report together.
std::vector<LeftFormat> list_left_formats(db::Read&);

}  // namespace touchstone::reports
