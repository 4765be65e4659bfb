#include "conclusions/capacity.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"
#include "evidence/currency.h"
#include "judging/triangulation.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

const Names<FactorKind> factor_kinds{{FactorKind::retirement, "retirement"},
                                     {FactorKind::restructuring, "restructuring"},
                                     {FactorKind::funding, "funding"},
                                     {FactorKind::other, "other"}};

}  // namespace

const Fields<FactorDraft>& factor_fields() {
    using field::choice, field::day, field::lines, field::needed;
    static const Fields<FactorDraft> fields{
        "evaluations.factor",
        {needed(choice("kind", &FactorDraft::kind, names_in(factor_kinds))),
         needed(lines("words", &FactorDraft::words, factor_max_characters)), needed(day("review_on", &FactorDraft::review_on))},
        &FactorDraft::seen_version};
    return fields;
}

FactorDraft draft_of(const ContextFactor& factor) { return {name_of(factor.kind), factor.words, iso(factor.review_on), factor.version}; }

std::string as_json(const ContextFactor& factor) {
    return nlohmann::json{{"kind", name_of(factor.kind)}, {"words", factor.words}, {"until", iso(factor.review_on)}}.dump();
}

std::string name_of(FactorKind kind) { return name_in(factor_kinds, kind); }
std::optional<FactorKind> factor_kind_from(const std::string& name) { return value_in(factor_kinds, name); }
const std::vector<FactorKind>& all_factor_kinds() {
    static const auto all = values_in(factor_kinds);
    return all;
}

Outcome<ContextFactor> note_factor(const Evaluation& evaluation, const ContextFactor& before, const FactorDraft& draft) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    const auto kind = factor_kind_from(draft.kind);
    if (!kind) problems.push_back({"kind", "evaluations.factor.kind_missing"});
    require_text(problems, "evaluations.factor", "words", draft.words, factor_max_characters);
    const auto review_on = date_from(draft.review_on);
    if (!review_on)
        problems.push_back(
            {"review_on", draft.review_on.empty() ? "evaluations.factor.review_on_missing" : "evaluations.factor.not_a_date"});
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.kind = *kind;
    after.words = draft.words;
    after.review_on = *review_on;
    after.version = draft.seen_version;
    return after;
}

std::vector<OfferedCaveat> offered_caveats(const frameworks::Framework& framework, const std::vector<std::string>& judged,
                                           const std::vector<OnTheme>& findings, const std::vector<Decision>& decisions, int not_shared,
                                           Date at) {
    std::vector<std::string> thin;
    for (const auto& code : judged) {
        const auto* indicator = frameworks::find_indicator(framework, code);
        if (indicator == nullptr) continue;
        for (int theme = 1; theme <= static_cast<int>(indicator->themes.size()); ++theme) {
            if (lines_on(findings, {code, theme}).size() > 1) continue;
            thin.push_back(code);
            break;
        }
    }
    std::set<std::string> stale, anecdotal;
    for (const auto& on : findings) {
        const auto& item = on.evidence;
        if (currency_of(age_in_months(item.to, at), half_life_in_months(framework, item.source)) == Currency::stale)
            stale.insert(item.id.text);
        if (item.security == Security::anecdotal) anecdotal.insert(item.id.text);
    }
    const auto open = std::ranges::count_if(conflicts_in(findings, decisions), &Conflict::is_open);
    std::vector<OfferedCaveat> offered;
    if (!thin.empty()) offered.push_back({"single_source", 0, thin});
    if (!stale.empty()) offered.push_back({"stale", static_cast<int>(stale.size()), {}});
    if (!anecdotal.empty()) offered.push_back({"anecdotal", static_cast<int>(anecdotal.size()), {}});
    if (not_shared > 0) offered.push_back({"not_shared", not_shared, {}});
    if (open > 0) offered.push_back({"unresolved", static_cast<int>(open), {}});
    return offered;
}

}  // namespace touchstone::conclusions
