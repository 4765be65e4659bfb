// A conclusion on a question, a key area or a component of the capacity for improvement: the profile of levels and the findings on one
// side, the words on the other. Counts and spread, never an average.
#include <algorithm>
#include <array>

#include "conclusions/concluding_pages.h"
#include "conclusions/pages.h"
#include "conversations/talk_pages.h"
#include "evaluations/sight_store.h"
#include "judging/judging_words_pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using web::text;

web::Data levels_table(const Concluding& at) {
    web::Table table{
        .id = "levels", .caption = text("evaluations.conclusion.levels"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    table.heads = {{text("evaluations.conclusion.indicator"), {}},
                   {text("evaluations.judgement.level"), {}},
                   {text("evaluations.judgement.confidence"), {}}};
    for (const auto& indicator : at.framework->indicators) {
        const auto judged = at.whole.judgements.find(indicator.code);
        if (judged == at.whole.judgements.end() || !is_under(*at.framework, at.part, indicator)) continue;
        const auto level = static_cast<int>(judged->second.judgement.level);
        table.rows.push_back({{indicator.code + " " + indicator.title, desk_address(at.evaluation.id, indicator.code)},
                              {std::to_string(level) + " " + level_word(*at.framework, level), {}},
                              {text("evaluations.confidence." + name_of(judged->second.judgement.confidence) + ".name"), {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

constexpr std::array kinds{FindingKind::strength, FindingKind::improvement};
FieldShape shape_of(FindingKind kind) { return {kind == FindingKind::strength ? "strengths" : "improvements", FieldShape::Kind::choices}; }
const FieldShape add_shape{"add", FieldShape::Kind::choices};

// What the pages of a kind of part take: of questions the last is on the capacity for improvement.
const Fields<ConclusionDraft>& fields_taken(Part::Kind kind) {
    return conclusion_fields(kind == Part::Kind::question    ? Asked::achievements
                             : kind == Part::Kind::component ? Asked::confidence
                                                             : Asked::statement);
}
std::vector<FieldShape> shapes_taken(Part::Kind kind) {
    return web::taken(fields_taken(kind), {shape_of(FindingKind::strength), shape_of(FindingKind::improvement), add_shape});
}

// Findings that are drawn in, by kind, as far as they can be seen.
std::vector<FieldValue> drawn_by_kind(const Concluding& at, const ConclusionDraft& draft) {
    std::vector<FieldValue> values;
    for (const auto kind : kinds) {
        values.push_back({shape_of(kind), {}});
        for (const auto& on : findings_under(at, kind))
            if (std::ranges::find(draft.findings, on.finding.text) != draft.findings.end()) values.back().values.push_back(on.finding.text);
    }
    return values;
}

std::vector<FieldValue> values_of(const Concluding& at, const ConclusionDraft& draft) {
    auto values = conclusion_fields(asked_on(*at.framework, at.part)).values(draft);
    std::ranges::move(drawn_by_kind(at, draft), std::back_inserter(values));
    return values;
}

web::Offers offers_of(const Concluding& at) {
    web::Offers offers{{"confidence", options_of(all_confidences(), "evaluations.confidence")}};
    for (const auto kind : kinds)
        for (const auto& on : findings_under(at, kind))
            offers[shape_of(kind).name].push_back({on.finding.text, on.statement, on.theme.indicator + " · " + on.evidence.title});
    if (is_capacity(*at.framework, at.part))
        for (const auto& [key, sentence] : offered_at(at)) offers["add"].push_back({key, sentence, {}});
    return offers;
}

web::Data form_of(const web::Visit& visit, const Concluding& at, const ConclusionDraft& draft, const Problems& problems) {
    if (!at.may_write) return false;
    const auto hint = at.part.kind == Part::Kind::component ? "component_hint"
                      : is_capacity(*at.framework, at.part) ? "capacity_hint"
                                                            : "statement_hint";
    auto values = values_of(at, draft);
    values.push_back({add_shape, {}});
    auto form = web::components("evaluations.conclusion", values, problems, offers_of(at));
    web::adjust(form, "statement", {{"rows", "12"}, {"hint", text(std::string("evaluations.conclusion.") + hint)}});
    form.merge({{"csrf", visit.csrf},
                {"address", part_address(at.evaluation.id, at.part)},
                {"seen_version", std::to_string(draft.seen_version)},
                {"confidence", false},
                {"caveat", false},
                {"achievements", false},
                {"responsiveness", false},
                {"button", web::button(text("evaluations.conclusion.save"))}});
    return form;
}

// What was written, for readers; with the findings that it draws in.
web::Data written_of(const Concluding& at) {
    const auto* concluded = concluded_at(at);
    if (concluded == nullptr) return false;
    const auto& conclusion = concluded->conclusion;
    return web::Object{
        {"paragraphs", at.may_write ? web::List() : web::paragraphs(conclusion.statement)},
        {"confidence", conclusion.confidence && !at.may_write
                           ? web::Data(text("evaluations.confidence." + name_of(*conclusion.confidence) + ".name"))
                           : web::Data(false)},
        {"caveat", at.may_write ? web::Data(false) : web::or_false(conclusion.caveat)},
        {"further", at.may_write ? web::List() : further_statements(conclusion.achievements, conclusion.responsiveness)},
        {"strengths", drawn_in(at, *concluded, FindingKind::strength)},
        {"improvements", drawn_in(at, *concluded, FindingKind::improvement)},
        {"lost", lost_findings(at, *concluded)},
        {"by", text("evaluations.conclusion.by", {{"name", concluded->written_by_name}, {"when", in_words(conclusion.written_at)}})}};
}

// The conclusions on the key areas of a question, or on the components of the capacity, to write the question's from.
web::List below(const Concluding& at) {
    web::List list;
    for (const auto& part : parts_below(*at.framework, at.part)) {
        const auto found = at.whole.conclusions.find(text_of(part));
        list.push_back(web::Object{
            {"title", part_title(*at.framework, part)},
            {"href", part_address(at.evaluation.id, part)},
            {"paragraphs", found == at.whole.conclusions.end() ? web::List() : web::paragraphs(found->second.conclusion.statement)},
            {"nothing", found == at.whole.conclusions.end()}});
    }
    return list;
}

ConclusionDraft saved_draft(const Concluding& at) {
    const auto* concluded = concluded_at(at);
    return concluded ? draft_of(concluded->conclusion) : ConclusionDraft{};
}

conversations::Talk talk_about(const Concluding& at) {
    const auto title = part_title(*at.framework, at.part);
    return {.of = talked_about(at.evaluation.id, at.part),
            .address = part_address(at.evaluation.id, at.part),
            .title = title,
            .parts = {{text_of(at.part), title, {}}},
            .may_speak = !at.evaluation.is_finished(),
            .look_up = look_up_evaluation};
}

web::Response speak(const web::Visit& visit, db::Write& db) {
    const auto at = find_concluding(visit, db);
    return at ? conversations::speak(visit, db, talk_about(*at)) : web::not_found();
}

web::Response conclusion_page(const web::Visit& visit, const Concluding& at, const ConclusionDraft& draft, const Problems& problems,
                              web::Status status, web::Data conflict) {
    const auto title = part_title(*at.framework, at.part);
    const auto parts = below(at);
    auto words = tied_words(visit, at);
    const bool has_words = !words.is_false();
    auto response = evaluation_page("conclusions/conclusion", title, at.evaluation,
                                    {{"header", web::header(part_label(at.part), title, part_about(*at.framework, at.part))},
                                     {"profile", web::or_false(counts_in_words(at))},
                                     {"table", levels_table(at)},
                                     {"below", parts},
                                     {"own", parts.empty() ? web::Data(false) : web::Data(text("evaluations.conclusion.own"))},
                                     {"conflict", std::move(conflict)},
                                     {"form", form_of(visit, at, draft, problems)},
                                     {"written", written_of(at)},
                                     {"words", std::move(words)},
                                     {"nothing", concluded_at(at) == nullptr && !at.may_write}},
                                    status);
    response.problems = problems;
    add_talk(response, visit, talk_about(at), at.talk);
    if (!at.may_write) return response;
    auto more = drawn_by_kind(at, draft);
    more.push_back({add_shape, {}});
    response.forms.emplace(part_address(at.evaluation.id, at.part), web::form_now(fields_taken(at.part.kind), draft, std::move(more)));
    if (has_words) response.forms.emplace(ties_address(at), web::form_now(ties_fields(), {{}, {}, saved_draft(at).seen_version}));
    return response;
}

ConclusionDraft typed_draft(const web::Form& form, const Concluding& at) {
    auto draft = web::read_draft(fields_taken(at.part.kind), form);
    for (const auto kind : kinds) std::ranges::copy(form.list(shape_of(kind).name), std::back_inserter(draft.findings));
    const auto added = form.list(add_shape.name);
    for (const auto& [key, sentence] : offered_at(at))
        if (std::ranges::find(added, key) != added.end() && draft.caveat.find(sentence) == std::string::npos)
            draft.caveat += (draft.caveat.empty() ? "" : " ") + sentence;
    return draft;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_concluding(visit, db);
    return at ? conclusion_as_it_is(visit, *at, {}, web::Status::ok) : web::not_found();
}

web::Response changed_meanwhile(const web::Visit& visit, const Concluding& at, ConclusionDraft draft) {
    const auto* theirs = concluded_at(at);
    draft.seen_version = saved_draft(at).seen_version;  // saving again is now a choice
    web::Data conflict = false;
    if (theirs) {
        auto both = web::compared("evaluations.conclusion", values_of(at, draft), values_of(at, saved_draft(at)), offers_of(at));
        both["who"] = theirs->written_by_name;
        both["when"] = in_words(theirs->conclusion.written_at);
        conflict = std::move(both);
    }
    return conclusion_page(visit, at, draft, {{"", "evaluations.conclusion.changed_meanwhile"}}, web::Status::conflict,
                           std::move(conflict));
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto at = find_concluding(visit, db);
    if (!at) return web::not_found();
    const auto draft = typed_draft(visit.form, *at);
    std::vector<FindingId> known;
    for (const auto kind : {FindingKind::strength, FindingKind::improvement})
        for (const auto& on : findings_under(*at, kind)) known.push_back(on.finding);
    const auto conclusion = conclude(at->evaluation, *at->framework, at->part, draft, known, visit.actor.id, visit.now);
    if (!conclusion) return conclusion_page(visit, *at, draft, conclusion.error(), web::Status::unprocessable, false);
    const auto* before = concluded_at(*at);
    if (!record_conclusion(db, visit.by(), at->evaluation.id, before ? &before->conclusion : nullptr, *conclusion))
        return changed_meanwhile(visit, *at, draft);
    people::forget_draft(visit, db);
    const bool has_words = !at->whole.figures.empty() && !quantity_words_in(*at->framework, conclusion->statement).empty();
    return web::see_other(has_words                               ? part_address(at->evaluation.id, at->part) + "#words"
                          : is_capacity(*at->framework, at->part) ? address_of(at->evaluation.id) + "/capacity"
                                                                  : address_of(at->evaluation.id),
                          "conclusion");
}

}  // namespace

web::Response conclusion_as_it_is(const web::Visit& visit, const Concluding& at, const Problems& problems, web::Status status) {
    return conclusion_page(visit, at, saved_draft(at), problems, status, false);
}

void add_conclusion_pages(web::Router& router) {
    const auto add = [&](const char* pattern, Part::Kind kind) {
        router.get(pattern, may::read, show);
        router.post(pattern, may::evaluate, save, {.fields = shapes_taken(kind)});
        router.post(pattern + std::string("/conversations"), may::read, speak, conversations::spoken(pattern));
    };
    add("/evaluations/{evaluation}/questions/{question}", Part::Kind::question);
    add("/evaluations/{evaluation}/key-areas/{key_area}", Part::Kind::area);
    add("/evaluations/{evaluation}/capacity/{component}", Part::Kind::component);
}

}  // namespace touchstone::conclusions
