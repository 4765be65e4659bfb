#include "duties/duty.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::duties {
namespace {

template <class Values>
auto named(const Values& values, const std::string& name) -> std::optional<typename Values::value_type> {
    const auto found = std::ranges::find_if(values, [&](auto value) { return name_of(value) == name; });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

template <class Values>
std::vector<std::string> names_of(const Values& values) {
    std::vector<std::string> names;
    for (const auto value : values) names.push_back(name_of(value));
    return names;
}

}  // namespace

std::string name_of(DutyKind kind) {
    switch (kind) {
        case DutyKind::legislation:
            return "legislation";
        case DutyKind::statutory_guidance:
            return "statutory_guidance";
        case DutyKind::code_of_practice:
            return "code_of_practice";
        case DutyKind::policy:
            return "policy";
    }
    std::unreachable();
}

std::string name_of(Aspect aspect) {
    switch (aspect) {
        case Aspect::awareness:
            return "awareness";
        case Aspect::knowledge:
            return "knowledge";
        case Aspect::systems:
            return "systems";
        case Aspect::compliance:
            return "compliance";
        case Aspect::feedback:
            return "feedback";
    }
    std::unreachable();
}

std::string name_of(Sureness sureness) {
    switch (sureness) {
        case Sureness::secure:
            return "secure";
        case Sureness::partial:
            return "partial";
        case Sureness::anecdotal:
            return "anecdotal";
        case Sureness::not_known:
            return "not_known";
    }
    std::unreachable();
}

std::optional<DutyKind> kind_from(const std::string& name) { return named(all_kinds, name); }
std::optional<Aspect> aspect_from(const std::string& name) { return named(all_aspects, name); }

const Fields<DutyDraft>& duty_fields() {
    using field::choice, field::day, field::lines, field::needed, field::words;
    static const Fields<DutyDraft> fields{
        "duties.duty",
        {needed(words("title", &DutyDraft::title, title_max_characters)), needed(choice("kind", &DutyDraft::kind, names_of(all_kinds))),
         needed(lines("asks", &DutyDraft::asks, words_max_characters)), lines("applies_to", &DutyDraft::applies_to, words_max_characters),
         choice("lead", &DutyDraft::lead), day("review_on", &DutyDraft::review_on)},
        &DutyDraft::seen_version};
    return fields;
}

DutyDraft draft_of(const Duty& duty) {
    return {duty.title,  name_of(duty.kind), duty.asks, duty.applies_to, duty.lead.text, duty.review_on ? iso(*duty.review_on) : "",
            duty.version};
}

const Fields<NoteDraft>& note_fields() {
    using field::choice, field::choices, field::lines, field::needed;
    static const Fields<NoteDraft> fields{
        "duties.note",
        {needed(lines("words", &NoteDraft::words, words_max_characters)),
         needed(choice("sureness", &NoteDraft::sureness, names_of(all_surenesses))), choices("evidence", &NoteDraft::evidence)}};
    return fields;
}

Outcome<Duty> set_duty(const Duty& before, const DutyDraft& draft, const std::vector<AccountId>& people) {
    Problems problems;
    require_text(problems, "duties.duty", "title", draft.title, title_max_characters);
    const auto kind = kind_from(draft.kind);
    if (!kind) problems.push_back({"kind", "duties.duty.kind_missing"});
    require_text(problems, "duties.duty", "asks", draft.asks, words_max_characters);
    limit_text(problems, "duties.duty", "applies_to", draft.applies_to, words_max_characters);
    const AccountId lead{draft.lead};
    if (!lead.is_empty() && lead != before.lead && std::ranges::find(people, lead) == people.end())
        problems.push_back({"lead", "duties.duty.lead_unknown"});
    const auto review = date_from(draft.review_on);
    if (!draft.review_on.empty() && !review) problems.push_back({"review_on", "duties.duty.review_on_not_a_date"});
    if (!problems.empty()) return refuse(problems);
    auto duty = before;
    duty.title = draft.title;
    duty.kind = *kind;
    duty.asks = draft.asks;
    duty.applies_to = draft.applies_to;
    duty.lead = lead;
    duty.review_on = review;
    duty.version = draft.seen_version;
    return duty;
}

Outcome<AspectNote> note_aspect(Aspect aspect, const NoteDraft& draft, const std::vector<EvidenceId>& there, const AccountId& by,
                                Instant now) {
    Problems problems;
    require_text(problems, "duties.note", "words", draft.words, words_max_characters);
    const auto sureness = named(all_surenesses, draft.sureness);
    if (!sureness) problems.push_back({"sureness", "duties.note.sureness_missing"});
    AspectNote note{.id = {}, .aspect = aspect, .words = draft.words, .by = by, .by_name = {}, .at = now, .evidence = {}};
    for (const auto& text : draft.evidence) {
        const EvidenceId id{text};
        if (std::ranges::find(there, id) == there.end()) {
            problems.push_back({"evidence", "duties.note.evidence_unknown"});
            break;
        }
        if (std::ranges::find(note.evidence, id, &NotedEvidence::id) == note.evidence.end()) note.evidence.push_back({id, {}});
    }
    if (note.evidence.size() > evidence_max) problems.push_back({"evidence", "duties.note.evidence_too_many"});
    if (!problems.empty()) return refuse(problems);
    note.id = NoteId::make(now);
    note.sureness = *sureness;
    return note;
}

std::array<const AspectNote*, all_aspects.size()> latest_of(const std::vector<AspectNote>& notes) {
    std::array<const AspectNote*, all_aspects.size()> latest{};
    for (const auto& note : notes) {
        auto& first = latest.at(static_cast<std::size_t>(note.aspect) - 1);
        if (!first) first = &note;
    }
    return latest;
}

std::string as_json(const Duty& duty) {
    return nlohmann::json{{"title", duty.title},
                          {"kind", name_of(duty.kind)},
                          {"asks", duty.asks},
                          {"applies_to", duty.applies_to},
                          {"review_on", duty.review_on ? iso(*duty.review_on) : ""}}
        .dump();
}

std::string as_json(const AspectNote& note) { return nlohmann::json{{"words", note.words}, {"sureness", name_of(note.sureness)}}.dump(); }

}  // namespace touchstone::duties
