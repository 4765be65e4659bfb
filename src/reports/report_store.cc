#include "reports/report_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "jobs/job_store.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;

void take(Content& content, const db::Row& row) {
    const auto part = row.get<std::string>("part");
    const auto key = row.get<std::string>("key");
    const auto number = row.get<int>("number");
    const auto words = row.get<std::string>("words");
    const auto name = row.get<std::string>("name");
    if (part == "1 scope")
        content.scope[key] = {key, static_cast<Depth>(number), words};
    else if (part == "2 judgement")
        content.judgements[key] = {{key,
                                    static_cast<Level>(number),
                                    words,
                                    static_cast<Confidence>(row.get<int>("theme")),
                                    {},
                                    row.get<Instant>("at"),
                                    0,
                                    row.get<std::string>("evidence_id")},
                                   name};
    else if (part == "3 conclusion")
        content.conclusions[number] = {{number, words, {}, row.get<Instant>("at"), 0}, name};
    else if (part == "4 finding")
        content.findings.push_back({key, static_cast<FindingKind>(number), words, row.get<EvidenceId>("evidence_id"), name,
                                    row.get<int>("theme"), static_cast<Source>(row.get<int>("source")), row.get<std::string>("line")});
    else if (part == "4 not shared")
        content.not_shared.push_back({words, number});
    else if (part == "5 service")
        content.services.push_back(words);
    else
        content.partnership = words;
}

}  // namespace

Content read_content(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        select '1 scope' as part, indicator as key, depth as number, reason as words, '' as name, 0 as theme, 0 as at, '' as evidence_id, 0 as source,
               '' as line, '' as finding_id
          from scope_choice where partnership_id = $1 and evaluation_id = $7
        union all
        select '2 judgement', j.indicator, j.level, j.rationale, a.name, j.confidence, j.judged_at, j.caveat, 0, '', ''
          from judgement j join account a on a.id = j.judged_by where j.partnership_id = $1 and j.evaluation_id = $7
        union all
        select '3 conclusion', '', c.question, c.statement, a.name, 0, c.written_at, '', 0, '', ''
          from conclusion c join account a on a.id = c.written_by where c.partnership_id = $1 and c.evaluation_id = $7
        union all
        select '4 finding', t.indicator, f.kind, f.statement, e.title, t.theme, 0, e.id, e.source, e.line_key, f.id
          from {0}
          join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
         where {1}
        union all
        select '4 not shared', '', count(*), coalesce(o.name, ''), '', 0, 0, '', 0, '', ''
          from {0} left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where not {1} group by o.name
        union all
        select '5 service', '', 0, s.name, '', 0, 0, s.id, 0, '', ''
          from evaluation_service v join service s on s.partnership_id = v.partnership_id and s.id = v.service_id
         where v.partnership_id = $1 and v.evaluation_id = $7
        union all
        select '6 partnership', '', 0, name, '', 0, 0, '', 0, '', '' from partnership where id = $1
         order by 1, 2, 3, 11, 6)sql",
                                        used_evidence, evidence_is_there());
    Content content;
    db.each([&](const db::Row& row) { take(content, row); }, sql, sight, evaluation);
    return content;
}

std::optional<Seen> look_up_report_job(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    const auto job = jobs::find_job(db, actor.partnership, JobId{id});
    if (!job || job->asked_by != actor.id) return std::nullopt;
    // Work of other kinds is about no evaluation, and only for the one who asked: not for who looks through their eyes.
    if (job->kind != "report_pdf") return actor.seen_by.is_empty() ? std::optional(Seen{{}, Extent::all}) : std::nullopt;
    return look_up_evaluation(db, actor, job->subject, now);
}

}  // namespace touchstone::reports
