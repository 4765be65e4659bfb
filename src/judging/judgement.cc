#include "judging/judgement.h"

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::judging {

using namespace evaluations;
namespace {

const Names<Level> levels{{Level::excellent, "excellent"}, {Level::very_good, "very_good"}, {Level::good, "good"},
                          {Level::adequate, "adequate"},   {Level::weak, "weak"},           {Level::unsatisfactory, "unsatisfactory"}};
const Names<Confidence> confidences{{Confidence::high, "high"}, {Confidence::moderate, "moderate"}, {Confidence::low, "low"}};

}  // namespace

// Levels to choose from are the framework's.
const Fields<JudgementDraft>& judgement_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<JudgementDraft> fields{
        "evaluations.judgement",
        {needed(choice("level", &JudgementDraft::level)), needed(lines("rationale", &JudgementDraft::rationale, statement_max_characters)),
         needed(choice("confidence", &JudgementDraft::confidence, names_in(confidences))),
         lines("caveat", &JudgementDraft::caveat, caveat_max_characters)},
        &JudgementDraft::seen_version};
    return fields;
}

const Fields<JudgementDraft>& first_judgement_fields() {
    static const auto fields = [] {
        auto all = judgement_fields();
        all.list.pop_back();
        return all;
    }();
    return fields;
}

JudgementDraft draft_of(const Judgement& judgement) {
    return {std::to_string(static_cast<int>(judgement.level)), judgement.rationale, name_of(judgement.confidence), judgement.version,
            judgement.caveat};
}

Outcome<Judgement> judge(const Evaluation& evaluation, const std::string& indicator, const Ground& ground, const JudgementDraft& draft,
                         const AccountId& by, Instant now) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    if (!ground.in_scope) return refuse({{"", "evaluations.judgement.not_in_scope"}});
    if (!ground.is_revealed) return refuse({{"", "evaluations.judgement.not_revealed"}});

    Problems problems;
    const auto level = level_from(draft.level);
    if (!level) problems.push_back({"level", "evaluations.judgement.level_missing"});
    require_text(problems, "evaluations.judgement", "rationale", draft.rationale, statement_max_characters);
    const auto confidence = confidence_from(draft.confidence);
    if (!confidence) problems.push_back({"confidence", "evaluations.judgement.confidence_missing"});
    if (ground.needs_caveat())
        require_text(problems, "evaluations.judgement", "caveat", draft.caveat, caveat_max_characters);
    else
        limit_text(problems, "evaluations.judgement", "caveat", draft.caveat, caveat_max_characters);
    if (!draft.caveat.empty() && !says_something(draft.caveat))
        problems.push_back({"caveat", "evaluations.judgement.caveat_without_words"});
    if (!problems.empty()) return refuse(problems);

    return Judgement{indicator, *level, draft.rationale, *confidence, by, now, draft.seen_version, draft.caveat};
}

std::string as_json(const frameworks::Framework& framework, const Judgement& judgement) {
    const int level = static_cast<int>(judgement.level);
    return nlohmann::json{{"level", std::to_string(level) + " " + frameworks::level_word(framework, level)},
                          {"rationale", judgement.rationale},
                          {"confidence", name_of(judgement.confidence)},
                          {"caveat", judgement.caveat}}
        .dump();
}

std::string name_of(Level level) { return name_in(levels, level); }
std::string name_of(Confidence confidence) { return name_in(confidences, confidence); }
std::optional<Level> level_from(const std::string& digit) {
    if (digit.size() != 1 || digit[0] < '1' || digit[0] > '6') return std::nullopt;
    return static_cast<Level>(digit[0] - '0');
}
std::optional<Confidence> confidence_from(const std::string& name) { return value_in(confidences, name); }
const std::vector<Level>& all_levels() {
    static const auto all = values_in(levels);
    return all;
}
const std::vector<Confidence>& all_confidences() {
    static const auto all = values_in(confidences);
    return all;
}

}  // namespace touchstone::judging
