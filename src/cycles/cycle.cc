#include "cycles/cycle.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::cycles {
namespace {

const Names<Carry> carries{{Carry::current, "current"}, {Carry::all, "all"}, {Carry::none, "none"}};
const Names<Worth> worths{{Worth::borne_out, "borne_out"}, {Worth::in_part, "in_part"}, {Worth::not_borne_out, "not_borne_out"}};
const Names<Change> changes{
    {Change::higher, "higher"}, {Change::lower, "lower"}, {Change::same, "same"}, {Change::anew, "anew"}, {Change::not_yet, "not_yet"}};

// Items that a conflict rests on which is still open.
std::set<std::string> contested_items(const Side& side) {
    std::set<std::string> items;
    for (const auto& conflict : judging::conflicts_in(side.findings, side.decisions)) {
        if (!conflict.is_open()) continue;
        for (const auto* half : {&conflict.strengths, &conflict.improvements})
            for (const auto& on : *half) items.insert(on.evidence.id.text);
    }
    return items;
}

std::vector<EvidenceId> carried(const std::vector<Carriable>& items, Carry carry) {
    std::vector<EvidenceId> chosen;
    for (const auto& each : items)
        if (carry == Carry::all || (carry == Carry::current && each.is_current())) chosen.push_back(each.item->id);
    return chosen;
}

}  // namespace

const Fields<NextDraft>& next_fields() {
    using field::choice, field::choices, field::day, field::needed, field::words;
    static const Fields<NextDraft> fields{
        "cycles.form",
        {needed(words("title", &NextDraft::title, evaluations::title_max_characters)), needed(day("from", &NextDraft::from)),
         needed(day("to", &NextDraft::to)), choice("framework", &NextDraft::framework),
         needed(choice("carry", &NextDraft::carry, names_in(carries))), choices("plans", &NextDraft::plans)}};
    return fields;
}

const Fields<WeighedDraft>& weighed_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<WeighedDraft> fields{"cycles.weighed",
                                             {needed(choice("worth", &WeighedDraft::worth, names_in(worths))),
                                              needed(lines("words", &WeighedDraft::words, evaluations::statement_max_characters))},
                                             &WeighedDraft::seen_version};
    return fields;
}

WeighedDraft draft_of(const Weighed& weighed) { return {name_of(weighed.worth), weighed.words, weighed.version}; }

int open_conflicts(const Side& side) {
    const auto all = judging::conflicts_in(side.findings, side.decisions);
    return static_cast<int>(std::ranges::count_if(all, &judging::Conflict::is_open));
}

std::vector<Carriable> carriable(const frameworks::Framework& framework, const Side& side, Date at) {
    const auto contested = contested_items(side);
    std::vector<Carriable> found;
    for (const auto& item : side.items)
        found.push_back({&item,
                         evidence::currency_of(evidence::age_in_months(item.to, at), evidence::half_life_in_months(framework, item.source)),
                         contested.contains(item.id.text)});
    return found;
}

Outcome<Next> begin_next(const Evaluation& last, const NextDraft& draft, const std::vector<Carriable>& items, const NextChoices& choices,
                         const AccountId& by, Instant now) {
    if (!last.is_finished()) return refuse({{"", "cycles.next.not_finished"}});
    Problems problems;
    require_text(problems, "evaluations.setup", "title", draft.title, evaluations::title_max_characters);
    const auto period = require_period(problems, "evaluations.setup", draft.from, draft.to);
    if (period && period->to <= last.to) problems.push_back({"to", "cycles.next.not_later"});
    const auto carry = value_in(carries, draft.carry);
    if (!carry) problems.push_back({"carry", "cycles.next.carry_missing"});
    std::vector<plans::PlanId> chosen;
    for (const auto& plan : draft.plans) chosen.push_back({plan});
    if (std::ranges::any_of(chosen, [&](const auto& id) { return std::ranges::find(choices.plans, id) == choices.plans.end(); }))
        problems.push_back({"plans", "cycles.next.plan_gone"});
    const auto& framework = draft.framework.empty() ? last.framework_hash : draft.framework;
    if (std::ranges::find(choices.frameworks, framework) == choices.frameworks.end())
        problems.push_back({"framework", "cycles.next.framework_gone"});
    if (!problems.empty()) return refuse(problems);

    auto next = last;
    next.framework_hash = framework;
    next.id = EvaluationId::make(now);
    next.title = draft.title;
    next.from = period->from;
    next.to = period->to;
    next.created_by = by;
    next.created_at = now;
    next.finished_at.reset();
    next.version = 0;
    next.continues = last.id;
    return Next{std::move(next), carried(items, *carry), std::move(chosen)};
}

Change change_of(std::optional<int> then, std::optional<int> now) {
    if (!now) return Change::not_yet;
    if (!then) return Change::anew;
    return *now > *then ? Change::higher : *now < *then ? Change::lower : Change::same;
}

Outcome<Weighed> weigh(const Evaluation& now_looking, const conclusions::Part& part, const WeighedDraft& draft, const AccountId& by,
                       Instant now) {
    if (now_looking.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    const auto worth = worth_from(draft.worth);
    if (!worth) problems.push_back({"worth", "cycles.since.worth_missing"});
    require_text(problems, "cycles.since", "words", draft.words, evaluations::statement_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Weighed{part, *worth, draft.words, by, {}, now, draft.seen_version};
}

std::string as_json(const Next& next) {
    const auto& [title, from, to] = std::tie(next.evaluation.title, next.evaluation.from, next.evaluation.to);
    return nlohmann::json{{"title", title}, {"from", iso(from)}, {"to", iso(to)}}.dump();
}

std::string as_json(const Weighed& weighed) { return nlohmann::json{{"worth", name_of(weighed.worth)}, {"words", weighed.words}}.dump(); }

std::string name_of(Carry carry) { return name_in(carries, carry); }
const std::vector<Carry>& all_carries() {
    static const auto all = values_in(carries);
    return all;
}
std::string name_of(Change change) { return name_in(changes, change); }
std::string name_of(Worth worth) { return name_in(worths, worth); }
std::optional<Worth> worth_from(const std::string& name) { return value_in(worths, name); }
const std::vector<Worth>& all_worths() {
    static const auto all = values_in(worths);
    return all;
}

}  // namespace touchstone::cycles
