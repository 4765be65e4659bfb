#include "workspace/proposal_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "evaluations/scope_store.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "evidence/sight_store.h"
#include "measures/measure_store.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
namespace {

void gather_weakness(std::vector<Weakness>& weaknesses, const db::Row& row) {
    const auto finding = row.get<FindingId>("finding_id");
    if (weaknesses.empty() || weaknesses.back().finding != finding)
        weaknesses.push_back({finding,
                              row.get<std::string>("statement"),
                              row.get<EvidenceId>("evidence_id"),
                              row.get<std::string>("title"),
                              Source{row.get<std::string>("source")},
                              {},
                              {}});
    weaknesses.back().themes.insert({row.get<std::string>("indicator"), row.get<int>("theme")});
    if (const auto cause = row.maybe<std::string>("cause")) weaknesses.back().causes.insert(*cause);
    if (const auto outcome = row.maybe<std::string>("outcome")) weaknesses.back().outcomes.insert(*outcome);
}

ScopeAnswer read_answer(const db::Row& row) {
    ScopeAnswer answer;
    answer.id = row.get<ScopeAnswerId>("id");
    answer.indicator = row.get<std::string>("indicator");
    answer.proposed = row.get<Depth>("proposed_depth");
    answer.answer = row.get<Answer>("answer");
    answer.depth = row.get<Depth>("depth");
    answer.reason = row.get<std::string>("reason");
    answer.by_name = row.get<std::string>("name");
    answer.at = row.get<Instant>("answered_at");
    return answer;
}

}  // namespace

db::Answer<std::vector<Weakness>> ask_weaknesses(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = fmt::format(R"sql(
        {}
        select f.id as finding_id, f.statement, e.id as evidence_id, e.title, e.source, t.indicator, t.theme, c.indicator as cause, o.outcome
          from e {}
          left join finding_cause c on c.partnership_id = f.partnership_id and c.finding_id = f.id and c.framework = {}
          left join evidence_outcome o on o.partnership_id = e.partnership_id and o.evidence_id = e.id
         where f.kind = 2
         order by f.id, t.theme)sql",
                                        with_used_evidence(evidence_is_there()), findings_on_themes(), framework_of_evaluation);
    return trip.gathered<std::vector<Weakness>>(gather_weakness, sql, sight, evaluation);
}

// What spoke for a proposal names the evidence or the measure: only to whom it is there.
ScopeAnswers ask_scope_answers(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto reasons = fmt::format(R"sql(
        select b.answer_id, b.weakness, b.evidence_id,
               case when e.id is not null or m.id is not null or (b.evidence_id = '' and b.weakness not like '{0}%') then b.words
                    else '' end as words
          from scope_answer s
          join scope_answer_because b on b.partnership_id = s.partnership_id and b.answer_id = s.id
          left join evidence e on e.partnership_id = b.partnership_id and e.id = b.evidence_id and {1}
          left join measure m on m.partnership_id = b.partnership_id and b.weakness like '{0}' || m.id || '/%' and {2}
         where s.partnership_id = $1 and s.evaluation_id = $7
         order by b.answer_id, words)sql",
                                            signal_key, evidence_is_there(), measures::measure_is_there);
    return {trip.all(read_answer, R"sql(
        select s.id, s.indicator, s.proposed_depth, s.answer, s.depth, s.reason, a.name, s.answered_at
          from scope_answer s join account a on a.id = s.answered_by
         where s.partnership_id = $1 and s.evaluation_id = $2
         order by s.id desc)sql",
                     sight.partnership, evaluation),
            trip.all(
                [](const db::Row& row) {
                    return std::pair(
                        row.get<ScopeAnswerId>("answer_id"),
                        Because{row.get<std::string>("weakness"), row.get<EvidenceId>("evidence_id"), row.get<std::string>("words")});
                },
                reasons, sight, evaluation)};
}

std::vector<ScopeAnswer> ScopeAnswers::latest_first() const {
    auto all = std::move(*answers);
    for (auto& [id, because] : *reasons)
        if (const auto answer = std::ranges::find(all, id, &ScopeAnswer::id); answer != all.end())
            answer->because.push_back(std::move(because));
    return all;
}

namespace {

void write_answer(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const ScopeAnswer& answer) {
    db.run(R"sql(
        insert into scope_answer (partnership_id, evaluation_id, id, indicator, proposed_depth, answer, depth, reason, answered_by, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))sql",
           partnership, evaluation, answer.id, answer.indicator, answer.proposed, answer.answer, answer.depth, answer.reason, answer.by,
           answer.at);
    for (const auto& because : answer.because)
        db.run("insert into scope_answer_because (partnership_id, answer_id, weakness, evidence_id, words) values ($1, $2, $3, $4, $5)",
               partnership, answer.id, because.weakness, because.evidence, because.words);
}

}  // namespace

void add_answer(db::Write& db, const By& by, const EvaluationId& evaluation, const frameworks::Framework& framework, const ScopeChoice& now,
                const ScopeAnswer& answer) {
    write_answer(db, by.partnership, evaluation, answer);
    events::Change happened{
        .verb = "answered_proposal", .kind = "evaluation", .object = evaluation.text, .part = answer.indicator, .after = as_json(answer)};
    if (answer.answer != Answer::refused) {
        auto chosen = now;
        chosen.depth = answer.depth;
        chosen.reason = answer.reason;
        write_scope(db, by.partnership, evaluation, {chosen});
        happened.before = evaluations::as_json(framework, {now});
        happened.after = evaluations::as_json(framework, {chosen});
    }
    events::record(db, by, happened);
}

void leave_out(db::Write& db, const By& by, const EvaluationId& evaluation, const ScopeAnswer& answer) {
    write_answer(db, by.partnership, evaluation, answer);
    events::record(db, by, {.verb = "left_out", .kind = "evaluation", .object = evaluation.text, .after = as_json(answer)});
}

}  // namespace touchstone::workspace
