#include "practice/practice.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::practice {
namespace {

template <class Values, class Value>
bool has(const Values& values, const Value& value) {
    return std::ranges::find(values, value) != values.end();
}

void check_words(Problems& problems, const PracticeDraft& draft) {
    require_text(problems, "practice.field", "title", draft.title, title_max_characters);
    require_text(problems, "practice.field", "done", draft.done, words_max_characters);
    limit_text(problems, "practice.field", "for_whom", draft.for_whom, words_max_characters);
    require_text(problems, "practice.field", "effect", draft.effect, words_max_characters);
    limit_text(problems, "practice.field", "ask", draft.ask, words_max_characters);
    if (draft.contact.empty() && draft.ask.empty()) problems.push_back({"ask", "practice.field.ask_missing"});
}

}  // namespace

Outcome<Practice> set_practice(const Practice& before, const PracticeDraft& draft, const Nameable& nameable) {
    Problems problems;
    check_words(problems, draft);
    auto practice = before;
    const AccountId contact{draft.contact};
    if (!contact.is_empty() && contact != before.contact && !has(nameable.people, contact))
        problems.push_back({"contact", "practice.field.contact_unknown"});
    practice.indicators.clear();
    for (const auto& code : draft.indicators)
        if (!has(practice.indicators, code)) practice.indicators.push_back(code);
    if (!std::ranges::all_of(practice.indicators, [&](const std::string& code) { return has(nameable.indicators, code); }))
        problems.push_back({"indicators", "practice.field.indicator_unknown"});
    practice.evidence = nameable.hidden;
    for (const auto& text : draft.evidence)
        if (!has(practice.evidence, EvidenceId{text})) practice.evidence.push_back({text});
    if (!std::ranges::all_of(draft.evidence, [&](const std::string& id) { return has(nameable.evidence, EvidenceId{id}); }))
        problems.push_back({"evidence", "practice.field.evidence_unknown"});
    if (practice.evidence.size() > evidence_max) problems.push_back({"evidence", "practice.field.evidence_too_many"});
    if (!problems.empty()) return refuse(problems);
    practice.title = draft.title;
    practice.done = draft.done;
    practice.for_whom = draft.for_whom;
    practice.effect = draft.effect;
    practice.ask = draft.ask;
    practice.contact = contact;
    practice.is_published = draft.is_published;
    practice.version = draft.seen_version;
    return practice;
}

Outcome<Adoption> adopt(const Practice& practice, const std::vector<Adoption>& before, const std::vector<OrganisationId>& ours,
                        const std::string& organisation, const std::string& note, const AccountId& by, Instant now) {
    Problems problems;
    const OrganisationId id{organisation};
    if (!has(ours, id))
        problems.push_back({"organisation", "practice.adoption.not_yours"});
    else if (id == practice.owner)
        problems.push_back({"organisation", "practice.adoption.your_own"});
    else if (std::ranges::find(before, id, &Adoption::organisation) != before.end())
        problems.push_back({"organisation", "practice.adoption.already"});
    limit_text(problems, "practice.adoption", "note", note, words_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Adoption{AdoptionId::make(now), id, {}, note, by, {}, now};
}

std::string as_json(const Practice& practice) {
    return nlohmann::json{{"title", practice.title},   {"done", practice.done}, {"for_whom", practice.for_whom},
                          {"effect", practice.effect}, {"ask", practice.ask},   {"published", practice.is_published}}
        .dump();
}

std::string as_json(const Adoption& adoption) { return nlohmann::json{{"note", adoption.note}}.dump(); }

}  // namespace touchstone::practice
