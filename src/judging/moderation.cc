#include "judging/moderation.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::judging {

using namespace evaluations;

JudgementDraft draft_of(const FirstJudgement& first) {
    return {std::to_string(static_cast<int>(first.level)), first.rationale, name_of(first.confidence), first.version};
}

const Fields<JudgementDraft>& agreed_fields() {
    static const auto fields = [] {
        auto all = judgement_fields();
        all.list.push_back(field::lines("reason", &JudgementDraft::reason, statement_max_characters));
        all.list.push_back(field::words("dissent", &JudgementDraft::dissent, dissent_max_characters));
        return all;
    }();
    return fields;
}

Outcome<FirstJudgement> judge_alone(const Evaluation& evaluation, const std::string& indicator, bool in_scope, bool is_revealed,
                                    const JudgementDraft& draft, const AccountId& by, Instant now) {
    if (evaluation.judging != Judging::alone_first) return refuse({{"", "evaluations.first.together"}});
    if (is_revealed) return refuse({{"", "evaluations.first.revealed"}});
    // The same form and the same rules as a judgement, but for the caveat, which the team writes.
    const auto judged = judge(evaluation, indicator, {.in_scope = in_scope, .thin = {}, .contested = {}}, draft, by, now);
    if (!judged) return refuse(judged.error());
    return FirstJudgement{indicator, by, {}, judged->level, judged->rationale, judged->confidence, now, draft.seen_version};
}

Problems may_reveal(const Evaluation& evaluation, int given, bool is_revealed) {
    if (evaluation.is_finished()) return {{"", "evaluations.finished"}};
    if (is_revealed) return {{"", "evaluations.first.revealed"}};
    if (given < reveal_min) return {{"", "evaluations.moderation.too_few"}};
    return {};
}

Outcome<Agreed> agree(const Evaluation& evaluation, const std::string& indicator, const Ground& ground,
                      const std::vector<FirstJudgement>& firsts, const JudgementDraft& draft, const AccountId& by, Instant now) {
    const auto judged = judge(evaluation, indicator, ground, draft, by, now);
    Problems problems = judged ? Problems{} : judged.error();
    const auto level = level_from(draft.level);
    const bool moved = level && std::ranges::any_of(firsts, [&](const FirstJudgement& first) { return first.level != *level; });
    if (moved)
        require_text(problems, "evaluations.judgement", "reason", draft.reason, statement_max_characters);
    else
        limit_text(problems, "evaluations.judgement", "reason", draft.reason, statement_max_characters);
    limit_text(problems, "evaluations.judgement", "dissent", draft.dissent, dissent_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Agreed{*judged, {draft.reason, draft.dissent, by, {}, now}};
}

std::string as_json(const frameworks::Framework& framework, const Agreed& agreed) {
    auto words = nlohmann::json::parse(as_json(framework, agreed.judgement));
    words["reason"] = agreed.moderation.reason;
    words["dissent"] = agreed.moderation.dissent;
    return words.dump();
}

}  // namespace touchstone::judging
