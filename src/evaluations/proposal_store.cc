#include "evaluations/proposal_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

void read_weakness(std::vector<Weakness>& weaknesses, const db::Row& row) {
    const auto finding = row.get<FindingId>("id");
    if (weaknesses.empty() || weaknesses.back().finding != finding)
        weaknesses.push_back({finding,
                              row.get<std::string>("label"),
                              row.get<EvidenceId>("evidence_id"),
                              row.get<std::string>("title"),
                              row.get<Source>("value"),
                              {},
                              {}});
    weaknesses.back().themes.insert({row.get<std::string>("indicator"), row.get<int>("number")});
    if (const auto cause = row.get<std::string>("line_key"); !cause.empty()) weaknesses.back().causes.insert(cause);
}

void read_answer(std::vector<ScopeAnswer>& answers, const db::Row& row) {
    ScopeAnswer answer;
    answer.id = row.get<ScopeAnswerId>("id");
    answer.indicator = row.get<std::string>("indicator");
    answer.proposed = row.get<Depth>("number");
    answer.answer = row.get<Answer>("extra");
    answer.depth = row.get<Depth>("value");
    answer.reason = row.get<std::string>("label");
    answer.by_name = row.get<std::string>("title");
    answer.at = row.get<Instant>("at");
    answers.insert(answers.begin(), answer);
}

}  // namespace

const std::string& proposal_parts() {
    // What spoke for a proposal names the evidence: only to whom it is there.
    static const auto sql = fmt::format(R"sql(
        select '3 weakness', t.indicator, t.theme, e.source, f.statement, coalesce(c.indicator, ''), f.id, e.id, e.title, 0, 0, ''
          from {0}
          {2}
          left join finding_cause c on c.partnership_id = f.partnership_id and c.finding_id = f.id and c.framework = {3}
         where f.kind = 2 and {1}
        union all
        select '4 answer', s.indicator, s.proposed_depth, s.depth, s.reason, '', s.id, '', a.name, s.answered_at, s.answer, ''
          from scope_answer s join account a on a.id = s.answered_by where s.partnership_id = $1 and s.evaluation_id = $7
        union all
        select '5 because', '', 0, 0, case when b.evidence_id = '' or e.id is not null then b.words else '' end, b.weakness, b.answer_id,
               b.evidence_id, '', 0, 0, ''
          from scope_answer s
          join scope_answer_because b on b.partnership_id = s.partnership_id and b.answer_id = s.id
          left join evidence e on e.partnership_id = b.partnership_id and e.id = b.evidence_id and {1}
         where s.partnership_id = $1 and s.evaluation_id = $7)sql",
                                        used_evidence, evidence_is_there(), findings_on_themes(), framework_of_evaluation);
    return sql;
}

bool read_proposal_part(std::vector<Weakness>& weaknesses, std::vector<ScopeAnswer>& latest_first, const db::Row& row) {
    const auto part = row.get<std::string>("part");
    if (part == "3 weakness") {
        read_weakness(weaknesses, row);
    } else if (part == "4 answer") {
        read_answer(latest_first, row);
    } else if (part == "5 because") {
        const auto answer = std::ranges::find(latest_first, row.get<ScopeAnswerId>("id"), &ScopeAnswer::id);
        if (answer != latest_first.end())
            answer->because.push_back(
                {row.get<std::string>("line_key"), row.get<EvidenceId>("evidence_id"), row.get<std::string>("label")});
    } else {
        return false;
    }
    return true;
}

void add_answer(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const ScopeAnswer& answer) {
    db.run(R"sql(
        insert into scope_answer (partnership_id, evaluation_id, id, indicator, proposed_depth, answer, depth, reason, answered_by, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           partnership, evaluation, answer.id, answer.indicator, answer.proposed, answer.answer, answer.depth, answer.reason, answer.by,
           answer.at);
    for (const auto& because : answer.because)
        db.run("insert into scope_answer_because (partnership_id, answer_id, weakness, evidence_id, words) values ($1, $2, $3, $4, $5)",
               partnership, answer.id, because.weakness, because.evidence, because.words);
}

}  // namespace touchstone::evaluations
