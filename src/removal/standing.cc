#include "removal/standing.h"

#include <algorithm>

namespace touchstone::removal {
namespace {

using Reasons = std::vector<std::string>;

void add(Reasons& reasons, bool holds, const char* reason) {
    if (holds && std::ranges::find(reasons, reason) == reasons.end()) reasons.emplace_back(reason);
}

// `known` says what each table stands for; an empty reason is what goes with the thing itself.
void add_tables(Reasons& reasons, const Standing& standing, const std::map<std::string, const char*>& known) {
    for (const auto& [table, rows] : standing.rows) {
        const auto found = known.find(table);
        const auto* reason = found == known.end() ? "built_on" : found->second;
        add(reasons, rows > 0 && *reason != '\0', reason);
    }
}

const std::map<std::string, const char*> of_evaluation{{"evaluation_service", ""},
                                                       {"evaluation_children", ""},
                                                       {"scope_choice", ""},
                                                       {"scope_theme", ""},
                                                       {"scope_answer", ""},
                                                       {"scope_answer_because", ""},
                                                       {"task", ""},
                                                       {"conversation", "discussed"},
                                                       {"remark", "discussed"},
                                                       {"remark_name", "discussed"},
                                                       {"evidence_use", ""},
                                                       {"plan_activity", ""},
                                                       {"plan_serves", ""},
                                                       {"plan_work", ""},
                                                       {"share", "shared"},
                                                       {"retention_hold", "held"},
                                                       {"judgement", "judged"},
                                                       {"first_judgement", "judged"},
                                                       {"withdrawn_first", "judged"},
                                                       {"reveal", "judged"},
                                                       {"withdrawn_judgement", "judged"},
                                                       {"moderation", "judged"},
                                                       {"conflict", "judged"},
                                                       {"difference", "judged"},
                                                       {"placement", "judged"},
                                                       {"calibration_case", "judged"},
                                                       {"conclusion", "concluded"},
                                                       {"figure_tie", "concluded"},
                                                       {"calibration_judgement", "judged"},
                                                       {"context_factor", "concluded"},
                                                       {"snapshot", "published"},
                                                       {"report", "published"},
                                                       {"conclusion_finding", "concluded"},
                                                       {"report_file", "published"},
                                                       {"report_format", "published"},
                                                       {"plain_words", "published"},
                                                       {"position_statement", "concluded"},
                                                       {"publish_consent", "published"}};

const std::map<std::string, const char*> of_evidence{{"evidence_outcome", ""},
                                                     {"evidence_children", ""},
                                                     {"evidence_label", ""},
                                                     {"evidence_file", ""},
                                                     {"evidence_text", ""},
                                                     {"evidence_preview", ""},
                                                     {"finding", ""},
                                                     {"finding_theme", ""},
                                                     {"finding_cause", ""},
                                                     {"evidence_standard", ""},
                                                     {"figure", ""},
                                                     {"share", "shared"},
                                                     {"retention_hold", "held"},
                                                     {"evidence_use", "used"},
                                                     {"conversation", "discussed"},
                                                     {"remark", "discussed"},
                                                     {"remark_name", "discussed"}};

}  // namespace

Reasons reasons_to_keep_evaluation(const Standing& standing) {
    Reasons reasons;
    add(reasons, standing.is_finished, "finished");
    add_tables(reasons, standing, of_evaluation);
    add(reasons, standing.roles > 0, "shared");
    add(reasons, standing.continued > 0, "continued");
    add(reasons, standing.used_otherwise > 0, "built_on");
    add(reasons, standing.changes_by_others > 0, "others");
    return reasons;
}

Reasons reasons_to_keep_evidence(const Standing& standing) {
    Reasons reasons;
    add_tables(reasons, standing, of_evidence);
    add(reasons, standing.used_otherwise > 0, "built_on");
    add(reasons, standing.changes_by_others > 0, "others");
    return reasons;
}

}  // namespace touchstone::removal
