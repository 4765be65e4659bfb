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

const Fields<PracticeDraft>& practice_fields() {
    using field::choice, field::choices, field::lines, field::needed, field::words;
    static const Fields<PracticeDraft> fields{
        "practice.field",
        {needed(words("title", &PracticeDraft::title, title_max_characters)),
         needed(lines("done", &PracticeDraft::done, words_max_characters)),
         lines("for_whom", &PracticeDraft::for_whom, words_max_characters),
         needed(lines("effect", &PracticeDraft::effect, words_max_characters)), choice("contact", &PracticeDraft::contact),
         lines("ask", &PracticeDraft::ask, words_max_characters), choices("indicators", &PracticeDraft::indicators),
         choices("evidence", &PracticeDraft::evidence), choice("published", &PracticeDraft::published, {"yes", "no"})},
        &PracticeDraft::seen_version};
    return fields;
}

PracticeDraft draft_of(const Practice& practice) {
    PracticeDraft draft{.title = practice.title,
                        .done = practice.done,
                        .for_whom = practice.for_whom,
                        .effect = practice.effect,
                        .ask = practice.ask,
                        .contact = practice.contact.text,
                        .indicators = practice.indicators,
                        .evidence = {},
                        .published = practice.is_published ? "yes" : "",
                        .seen_version = practice.version};
    for (const auto& evidence : practice.evidence) draft.evidence.push_back(evidence.text);
    return draft;
}

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
    practice.is_published = draft.published == "yes";
    practice.version = draft.seen_version;
    return practice;
}

const Fields<AdoptionDraft>& adoption_fields() {
    using field::choice, field::lines, field::needed;
    static const Fields<AdoptionDraft> fields{
        "practice.adoption",
        {needed(choice("organisation", &AdoptionDraft::organisation)), lines("note", &AdoptionDraft::note, words_max_characters)}};
    return fields;
}

Outcome<Adoption> adopt(const Practice& practice, const std::vector<Adoption>& before, const std::vector<OrganisationId>& ours,
                        const AdoptionDraft& draft, const AccountId& by, Instant now) {
    Problems problems;
    const OrganisationId id{draft.organisation};
    if (!has(ours, id))
        problems.push_back({"organisation", "practice.adoption.not_yours"});
    else if (id == practice.owner)
        problems.push_back({"organisation", "practice.adoption.your_own"});
    else if (std::ranges::find(before, id, &Adoption::organisation) != before.end())
        problems.push_back({"organisation", "practice.adoption.already"});
    limit_text(problems, "practice.adoption", "note", draft.note, words_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Adoption{AdoptionId::make(now), id, {}, draft.note, by, {}, now};
}

std::string as_json(const Practice& practice) {
    return nlohmann::json{{"title", practice.title},   {"done", practice.done}, {"for_whom", practice.for_whom},
                          {"effect", practice.effect}, {"ask", practice.ask},   {"published", practice.is_published}}
        .dump();
}

std::string as_json(const Adoption& adoption) { return nlohmann::json{{"note", adoption.note}}.dump(); }

}  // namespace touchstone::practice
